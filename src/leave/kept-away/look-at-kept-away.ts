import { fileURLToPath } from 'node:url'
import { longDay } from '../../kernel/day.ts'
import { notAllowed, success } from '../../kernel/result.ts'
import { firstDayOf, schoolYearOf } from '../../kernel/school-year.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { typesetter } from '../../platform/papers/typeset.ts'
import type { SchoolCalendar } from '../../roll/contract.ts'
import { calendarOf, namesOnRoll, schoolOf } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import type { Detention, Suspension } from '../contract.ts'
import {
  calendarsTogether,
  DETENTION_KINDS,
  isSuspension,
  type KeptAwayKind,
  type KeptAwayState,
  keptAwaySessions,
  keptAwayState,
  lacksProvision,
  provisionFrom,
  SUSPENSION_CATEGORIES,
  SUSPENSION_KINDS,
  sixthDay,
  sumsPassed,
  suspendedDays,
} from '../rules/kept-away.ts'
import { suspensionLetter as letterOf } from '../rules/suspension-letter.ts'
import { type KeptAwayStored, keptAwayOf } from './store.ts'

const typeset = typesetter(fileURLToPath(new URL('../letters/', import.meta.url)))
const ORDER: Readonly<Record<KeptAwayState, number>> = { running: 0, 'to come': 1, over: 2, ended: 2 }
const NOBODY = 'A pupil who is not here'

/** What was decided for this school year, and who it is about. */
async function ofThisYear(
  context: Context,
  schoolId: Parameters<typeof keptAwayOf>[1]['schoolId'],
  kinds: readonly KeptAwayKind[],
) {
  const today = schoolTime(context.now).day
  const year = schoolYearOf(today)
  const kept = await keptAwayOf(context.tx, { schoolId, kinds, endsFrom: firstDayOf(year) })
  const names = await namesOnRoll(context.tx, { schoolId, ids: kept.map(({ pupilId }) => pupilId) })
  context.audit({ facts: { decisions: kept.length } })
  return { today, year, kept, nameOf: (one: KeptAwayStored) => names.get(one.pupilId) ?? NOBODY }
}

/** Why it ended says as much as why it began: both, or neither. */
const stepsOf = ({ steps }: KeptAwayStored, maySeeWhy: boolean) =>
  steps.map((step) => ({
    number: step.number,
    kind: step.kind,
    words: step.kind === 'provision' || maySeeWhy ? step.words : '',
    code: step.kind === 'provision' ? step.code : null,
    from: step.kind === 'provision' ? step.first : step.from.day,
    to: step.kind === 'provision' ? step.last : null,
    at: step.at,
    by: step.by,
  }))

export const listSuspensions: UseCase<typeof contract.listSuspensions> = async (context, { params }) => {
  const { schoolId } = params
  const { today, kept, year, nameOf } = await ofThisYear(context, schoolId, SUSPENSION_KINDS)
  const calendars = new Map<number, SchoolCalendar | undefined>()
  for (const of of new Set([year, ...kept.map(({ from }) => schoolYearOf(from.day))]))
    calendars.set(of, await calendarOf(context.tx, { schoolId, year: of }))
  const together = calendarsTogether([...calendars.values()].filter((one) => one !== undefined))
  const maySeeWhy = context.may('leave.suspend') !== undefined || context.may('pupil.view-sensitive') !== undefined
  const suspensions = kept.flatMap((one): Suspension[] => {
    const calendar = calendars.get(schoolYearOf(one.from.day))
    if (calendar === undefined || together === undefined || !isSuspension(one.kind)) return []
    const ofPupil = kept.filter(({ pupilId }) => pupilId === one.pupilId)
    const others = ofPupil.filter(({ id }) => id !== one.id)
    const sums = suspendedDays(calendar, ofPupil, one.from.day)
    const sessions = keptAwaySessions(calendar, one, one.steps)
    return [
      {
        id: one.id,
        pupil: { id: one.pupilId, name: nameOf(one) },
        kind: one.kind,
        from: one.from,
        to: one.to,
        days: one.to === null ? null : sessions.length / 2,
        state: keptAwayState(one, one.steps, today),
        sixth: sixthDay(together, one, others) ?? null,
        lacking: lacksProvision(together, one, others) ?? null,
        reason: maySeeWhy ? { category: categoryName(one.category), words: one.words } : null,
        sums,
        passed: sumsPassed(sums).map(({ words, source }) => ({ words, ...source })),
        decided: { day: one.decidedDay, at: one.at, by: one.by },
        steps: stepsOf(one, maySeeWhy),
      },
    ]
  })
  const { nth, source } = provisionFrom(today)
  return success({
    suspensions: suspensions.toSorted((one, other) => ORDER[one.state] - ORDER[other.state]),
    sixthDay: { nth, source: source.source, verified: source.verified },
  })
}

function categoryName(category: string): string {
  return category in SUSPENSION_CATEGORIES
    ? SUSPENSION_CATEGORIES[category as keyof typeof SUSPENSION_CATEGORIES]
    : SUSPENSION_CATEGORIES.other
}

export const listDetentions: UseCase<typeof contract.listDetentions> = async (context, { params }) => {
  const { today, kept, nameOf } = await ofThisYear(context, params.schoolId, DETENTION_KINDS)
  const detentions = kept.flatMap((one): Detention[] => {
    const { to, kind } = one
    if (to === null || isSuspension(kind)) return []
    return [
      {
        id: one.id,
        pupil: { id: one.pupilId, name: nameOf(one) },
        kind,
        from: one.from,
        to,
        words: one.words,
        state: keptAwayState(one, one.steps, today),
        recorded: { at: one.at, by: one.by },
        steps: stepsOf(one, true),
      },
    ]
  })
  return success({ detentions: detentions.toSorted((one, other) => ORDER[one.state] - ORDER[other.state]) })
}

/** The letter about a suspension. It bears no address of the family: the office sends it to each parent who may be told. */
export const suspensionLetter: UseCase<typeof contract.suspensionLetter> = async (context, { params }) => {
  const { schoolId, keptAwayId } = params
  const [kept] = await keptAwayOf(context.tx, { schoolId, kinds: SUSPENSION_KINDS, id: keptAwayId })
  const school = await schoolOf(context.tx, schoolId)
  if (kept === undefined || school === undefined) return notAllowed()
  const calendar = await calendarOf(context.tx, { schoolId, year: schoolYearOf(kept.from.day) })
  if (calendar === undefined) return notAllowed()
  context.audit({ subject: kept.pupilId })
  const name = (await namesOnRoll(context.tx, { schoolId, ids: [kept.pupilId] })).get(kept.pupilId) ?? 'your child'
  const ofPupil = await keptAwayOf(context.tx, { schoolId, kinds: SUSPENSION_KINDS, pupilId: kept.pupilId })
  const others = ofPupil.filter(({ id }) => id !== kept.id)
  const { address } = school
  const data = {
    ...letterOf({ suspension: kept, steps: kept.steps, others, calendar, name, by: kept.by }),
    school: school.name,
    address: [...address.lines, `${address.town} ${address.postcode}`.trim()].filter((line) => line !== '').join(', '),
    footer: `${school.name}. Printed by ${context.caller.name} on ${longDay(schoolTime(context.now).day)}.`,
  }
  return success({ type: 'application/pdf', fileName: 'suspension.pdf', content: () => typeset('decision', data) })
}
