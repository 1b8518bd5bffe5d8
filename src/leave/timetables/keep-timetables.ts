import { type Day, longDay } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { conflict, notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { isCompulsorySchoolAge } from '../../law/school-age.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { planMarks, withdrawPlan } from '../../register/index.ts'
import { namesOnRoll, pupilsDuring } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import type { PartTimeTimetable } from '../contract.ts'
import { nextReview, refuseTimetable, timetableState } from '../rules/timetable.ts'
import { type KeptTimetable, keepTimetable, keepTimetableStep, timetablesOf } from './store.ts'

const ORDER: Readonly<Record<PartTimeTimetable['state'], number>> = {
  'to be reviewed': 0,
  running: 1,
  'to come': 2,
  over: 3,
  ended: 3,
}

export const listTimetables: UseCase<typeof contract.listTimetables> = async (context, { params }) => {
  const { schoolId } = params
  const today = schoolTime(context.now).day
  const kept = await timetablesOf(context.tx, { schoolId })
  const names = await namesOnRoll(context.tx, { schoolId, ids: kept.map((one) => one.pupilId) })
  context.audit({ facts: { timetables: kept.length } })
  return success({
    timetables: kept
      .map(({ pupilId, entry: _, at, by, away, steps, ...one }) => ({
        ...one,
        pupil: { id: pupilId, name: names.get(pupilId) ?? 'A pupil who is not here' },
        away: [...away],
        review: nextReview(one, steps),
        state: timetableState(one, steps, today),
        entered: { at, by },
        steps: [...steps],
      }))
      .toSorted((one, other) => ORDER[one.state] - ORDER[other.state] || one.review.localeCompare(other.review)),
  })
}

/** Records what was agreed, and sets its sessions in the registers in the same transaction. */
export const agreeTimetable: UseCase<typeof contract.agreeTimetable> = async (context, { params, body }) => {
  const { schoolId } = params
  const { key, pupilId, ...wish } = body
  const impossible = refuseTimetable(wish)
  if (!impossible.ok) return impossible
  const [pupil] = await pupilsDuring(context.tx, { schoolId, from: wish.first, to: wish.last, pupilIds: [pupilId] })
  if (pupil === undefined)
    return refused('leave.not-on-roll', 'This pupil is not on roll on these days. Nothing was recorded.')
  const plan = `Agreed on ${longDay(wish.agreedDay)} with ${wish.agreedWith}, until ${longDay(wish.last)}`
  const compulsory = isCompulsorySchoolAge(pupil.born, wish.first)
  const planned = await planMarks(context, {
    params: { schoolId },
    query: undefined,
    body: {
      key,
      pupilIds: [pupilId],
      code: compulsory ? 'C2' : 'X',
      details: compulsory ? { plan } : {},
      reason: `${plan}: ${wish.reason}`.slice(0, 500),
      from: { day: wish.first, half: 'AM' },
      to: { day: wish.last, half: 'PM' },
      only: [...wish.away],
      replace: false,
    },
  })
  if (!planned.ok) return planned
  // The key names the act, so that sending it again finds the same timetable.
  await keepTimetable(context.tx, {
    ...wish,
    schoolId,
    pupilId,
    id: key,
    entry: planned.value.version,
    at: context.now,
    by: context.caller,
  })
  context.audit({ subject: pupilId, facts: { timetable: key, entry: planned.value.version } })
  return success({ id: key, marks: planned.value.marks, kept: planned.value.keptCount })
}

function somebodyWasFaster(): Result<never> {
  return conflict('leave.decided', 'Somebody else did something about this timetable just now. Look at it again.')
}

/** What a review came to, and the day of the next one. */
export const reviewTimetable: UseCase<typeof contract.reviewTimetable> = async (context, { params, body }) => {
  const { schoolId, timetableId: id } = params
  const [kept] = await timetablesOf(context.tx, { schoolId, id })
  if (kept === undefined) return notAllowed()
  context.audit({ subject: kept.pupilId })
  const today = schoolTime(context.now).day
  const state = timetableState(kept, kept.steps, today)
  if (state === 'ended' || state === 'over')
    return conflict('leave.decided', 'This timetable is over. There is nothing to review.')
  if (body.next <= today || body.next > kept.last)
    return refused(
      'leave.timetable-days',
      `The next review is after today and not after the last day, ${longDay(kept.last)}. For longer, agree on a new timetable.`,
    )
  const step = { schoolId, id, number: kept.steps.length + 1, at: context.now, by: context.caller }
  const done = await keepTimetableStep(context.tx, { ...step, kind: 'reviewed', words: body.words, review: body.next })
  return done ? success({ number: step.number }) : somebodyWasFaster()
}

/** The pupil is back full time: what is still to come is taken out of the registers again. Days that have been stay as they were agreed. */
export const endTimetable: UseCase<typeof contract.endTimetable> = (context, { params, body }) =>
  endTimetableFrom(context, { ...params, ...body, day: schoolTime(context.now).day })

/** Takes a timetable's marks out of the registers from a day on, also of one that was ended for a later day. Nothing where none is left. */
export async function withdrawTimetable(
  context: Context,
  of: {
    readonly schoolId: SchoolId
    readonly kept: Pick<KeptTimetable, 'entry' | 'first' | 'last'>
    readonly key: string
    readonly words: string
    readonly day: Day
  },
): Promise<Result<{ version: number | null; marks: number }>> {
  const { schoolId, kept, key, words, day } = of
  const from = day > kept.first && day <= kept.last ? { from: { day, half: 'AM' as const } } : {}
  const withdrawn = await withdrawPlan(context, {
    params: { schoolId, number: kept.entry },
    query: undefined,
    body: { key, reason: words, ...from },
  })
  if (withdrawn.ok) return success(withdrawn.value)
  return withdrawn.problem.code === 'register.nothing-to-change' ? success({ version: null, marks: 0 }) : withdrawn
}

/** Ends a timetable from a day on: what is before it stays. */
export async function endTimetableFrom(
  context: Context,
  of: {
    readonly schoolId: SchoolId
    readonly timetableId: string
    readonly key: string
    readonly words: string
    readonly day: Day
  },
): Promise<Result<{ number: number; marks: number }>> {
  const { schoolId, timetableId: id, key, words, day } = of
  const [kept] = await timetablesOf(context.tx, { schoolId, id })
  if (kept === undefined) return notAllowed()
  context.audit({ subject: kept.pupilId })
  if (kept.steps.some(({ kind }) => kind === 'ended'))
    return conflict('leave.decided', 'This timetable was ended already. Look at it again.')
  const withdrawn = await withdrawTimetable(context, { schoolId, kept, key, words, day })
  if (!withdrawn.ok) return withdrawn
  const entry = withdrawn.value
  const step = { schoolId, id, number: kept.steps.length + 1, at: context.now, by: context.caller }
  const done = await keepTimetableStep(context.tx, { ...step, kind: 'ended', words, entry: entry.version })
  return done ? success({ number: step.number, marks: entry.marks }) : somebodyWasFaster()
}
