import type { Day } from '../../kernel/day.ts'
import type { PersonId, PupilId, SchoolId } from '../../kernel/ids.ts'
import { notAllowed, refused, success } from '../../kernel/result.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { groupsOfPerson, pupilsOnRoll } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { endedRollCalls, rollCall } from '../rules/counting-people.ts'
import { countActsOf, keepCounts } from './store.ts'

export const showRollCall: UseCase<typeof contract.showRollCall> = async (context, { params }) =>
  success(await standing(context, params.schoolId))

/** Keeps the presses of a device. Its clock may be ahead: nothing is ticked later than now. */
export const countPeople: UseCase<typeof contract.countPeople> = async (context, { params, body }) => {
  const { tx, now, caller: by } = context
  const { schoolId } = params
  const { day } = schoolTime(now)
  if (body.acts.some(({ at }) => schoolTime(earlier(at, now)).day !== day))
    return refused(
      'site.another-day',
      'Some of these ticks are of another day. What was counted then is over: they were not kept.',
    )
  const mine = await within(context, { schoolId, day })
  if (body.acts.some(({ pupilId }) => !mine.has(pupilId)))
    return notAllowed('Somebody among these is not on roll today, or not in a group of yours.')
  const acts = body.acts.map((act) => ({ ...act, at: earlier(act.at, now), words: '' }))
  await keepCounts(tx, { schoolId, day, now, by }, acts)
  context.audit({ facts: { ticks: acts.length } })
  return success(await standing(context, schoolId))
}

export const endRollCall: UseCase<typeof contract.endRollCall> = async (context, { params, body }) => {
  const { tx, now, caller: by, reach } = context
  const { schoolId } = params
  const { day } = schoolTime(now)
  if (reach === 'own')
    return refused(
      'site.not-yours-to-end',
      'You count your own groups. Whoever leads the evacuation ends the roll call.',
    )
  const acts = await countActsOf(tx, { schoolId, day })
  const sentAgain = acts.some(({ key }) => key === body.key)
  if (!sentAgain && rollCall(acts).startedAt === null)
    return refused('site.no-roll-call', 'Nobody has been ticked off since the last roll call, so there is none to end.')
  await keepCounts(tx, { schoolId, day, now, by }, [
    { key: body.key, kind: 'ended', pupilId: null, at: now, words: body.words },
  ])
  context.audit({ facts: { words: body.words } })
  return success(await standing(context, schoolId))
}

const earlier = (one: Moment, other: Moment): Moment => (Date.parse(one) < Date.parse(other) ? one : other)

async function standing(context: Context, schoolId: SchoolId) {
  const { tx, now, reach } = context
  const { day } = schoolTime(now)
  const acts = await countActsOf(tx, { schoolId, day })
  const { startedAt, accounted } = rollCall(acts)
  const mine = reach === 'all' ? undefined : await within(context, { schoolId, day })
  return {
    ...{ asOf: now, day, startedAt, ended: reach === 'all' ? [...endedRollCalls(acts)] : [] },
    accounted: [...accounted]
      .filter(([pupilId]) => mine?.has(pupilId) ?? true)
      .map(([pupilId, { at, by }]) => ({ pupilId, at, by })),
  }
}

/** Whom the caller may count: everybody on roll, or their own groups. */
async function within(
  { tx, caller, reach }: Context,
  on: { schoolId: SchoolId; day: Day },
): Promise<ReadonlySet<PupilId>> {
  const pupils = await pupilsOnRoll(tx, on)
  if (reach === 'all') return new Set(pupils.map(({ id }) => id))
  const groups = new Set(await groupsOfPerson(tx, { ...on, personId: caller.id as PersonId }))
  return new Set(pupils.filter(({ groupId }) => groupId !== null && groups.has(groupId)).map(({ id }) => id))
}
