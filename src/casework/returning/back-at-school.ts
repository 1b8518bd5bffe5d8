import type { GroupId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import { conflict, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { namesOfGroups, pupilsOnRoll } from '../../roll/index.ts'
import { keepEntries, withoutCase } from '../cases/keep-entries.ts'
import { readCases } from '../cases/store.ts'
import type * as contract from '../contract.ts'
import { passportsOf, reachedGroups, reachedPupil } from '../plans/passports.ts'
import { caseState } from '../rules/cases/case-state.ts'
import { findBack } from './find-back.ts'
import { isMet, keepLongAbsence, keepMet, type MetBack, metSince } from './store.ts'

/** Who of the caller's groups, or of the school, is back after a long absence. */
export const listBack: UseCase<typeof contract.listBack> = async (context, { params }) => {
  const { tx } = context
  const { schoolId } = params
  const today = schoolTime(context.now).day
  const groups = await reachedGroups(context, schoolId, today)
  const pupils = (await pupilsOnRoll(tx, { schoolId, day: today })).filter(
    ({ groupId }) => groups === undefined || (groupId !== null && groups.includes(groupId)),
  )
  const { long, back } = await findBack(tx, { schoolId, today, pupilIds: pupils.map(({ id }) => id) })
  const found = pupils.filter(({ id }) => back.has(id))
  const passports = await passportsOf(context, { schoolId, pupilIds: found.map(({ id }) => id), today })
  const names = await namesOfGroups(tx, { schoolId, groupIds: found.flatMap(({ groupId }) => groupId ?? []) })
  const met = await metOn(context, schoolId, [...back.values()])
  context.audit({ facts: { pupils: found.length } })
  return success({
    today,
    long,
    back: found.flatMap(({ id, preferredName, familyName, groupId }) => {
      const of = back.get(id)
      if (of === undefined) return []
      const pupil = { id, name: fullName(preferredName, familyName), group: names.get(groupId as GroupId) ?? '' }
      return [{ pupil, ...of, hasPassport: passports.has(id), met: shownMet(met.get(`${id} ${of.day}`)) }]
    }),
  })
}

function shownMet(met: MetBack | undefined) {
  if (met === undefined) return null
  const { at, name, position } = met
  const { away: _, ...body } = met.body
  return { ...body, at, by: { name, position } }
}

/** What was written down of these first days back, by pupil and day. */
async function metOn(
  { tx }: Pick<Parameters<typeof reachedPupil>[0], 'tx'>,
  schoolId: Parameters<typeof reachedPupil>[1]['schoolId'],
  back: readonly { readonly day: MetBack['day'] }[],
): Promise<ReadonlyMap<string, MetBack>> {
  const [since] = back.map(({ day }) => day).toSorted()
  if (since === undefined) return new Map()
  const met = await metSince(tx, { schoolId, since })
  return new Map(met.map((one) => [`${one.pupilId} ${one.day}`, one]))
}

/** Ticks off how a child was met; an open case of the child has it too. */
export const recordBack: UseCase<typeof contract.recordBack> = async (context, { params, body: sent }) => {
  const { tx } = context
  const { schoolId, pupilId } = params
  const { key, day, ...what } = sent
  const reached = await reachedPupil(context, params)
  if (!reached.ok) return reached
  context.audit({ subject: pupilId })
  if (await isMet(tx, { schoolId, key })) return success({})
  const today = schoolTime(context.now).day
  const of = (await findBack(tx, { schoolId, today, pupilIds: [pupilId] })).back.get(pupilId)
  if (of === undefined || of.day !== day || !of.here)
    return refused(
      'returning.not-back',
      'No register says yet that this child is back after a long absence. Take the register first, then tick this off.',
    )
  const body = { ...what, away: of.away }
  const kept = await keepMet(tx, { schoolId, pupilId, day, body, key, at: context.now, by: context.caller })
  if (!kept) return conflict('returning.met', 'Somebody else has ticked this off already. Look at what they wrote.')
  const files = await readCases(tx, { schoolId, pupilIds: [pupilId], restricted: false })
  const open = files.find(({ entries }) => caseState(entries)?.status === 'open')
  if (open === undefined) return success({})
  const entered = await keepEntries(context, { ...open, schoolId }, [{ kind: 'returned', key, day, body }])
  return entered.ok ? success({}) : withoutCase(entered)
}

export const setLongAbsence: UseCase<typeof contract.setLongAbsence> = async (context, { params, body }) => {
  await keepLongAbsence(context.tx, {
    schoolId: params.schoolId,
    days: body.days,
    at: context.now,
    by: context.caller,
  })
  context.audit({ facts: { days: body.days } })
  return success({})
}

/** What stands beside the names of a register: passports, and who is back. */
export const besideNames: UseCase<typeof contract.besideNames> = async (context, { params }) => {
  const { schoolId, groupId } = params
  const today = schoolTime(context.now).day
  const groups = await reachedGroups(context, schoolId, today)
  // Somebody who takes another's register in their place has no right to what is known of its pupils.
  if (groups !== undefined && !groups.includes(groupId)) return success({ passports: [], back: [] })
  const pupils = await pupilsOnRoll(context.tx, { schoolId, day: today, groupId })
  const pupilIds = pupils.map(({ id }) => id)
  const { back } = await findBack(context.tx, { schoolId, today, pupilIds })
  const met = await metOn(context, schoolId, [...back.values()])
  return success({
    passports: [...(await passportsOf(context, { schoolId, pupilIds, today })).keys()],
    back: [...back].map(([pupilId, { day, away, here }]) => ({
      pupilId,
      away,
      here,
      met: met.has(`${pupilId} ${day}`),
    })),
  })
}
