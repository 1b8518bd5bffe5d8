import { type Day, shortDay } from '../kernel/day.ts'
import type { SchoolId } from '../kernel/ids.ts'
import { type Result, refused, success } from '../kernel/result.ts'
import { firstDayOf, lastDayOf, type SchoolYear, schoolYearName, schoolYearOf } from '../kernel/school-year.ts'
import type { SessionIndex } from '../kernel/session.ts'
import { schoolTime } from '../kernel/time-of-day.ts'
import { yearGroupName } from '../law/school-age.ts'
import type { Context } from '../platform/http/use-case.ts'
import { FLAGS, type FlagKind, flagsSeenBy, maySeeEthnicity } from '../roll/contract.ts'
import { dayClocksOn, groupsOn } from '../roll/index.ts'
import { type Asked, filterOf } from './contract.ts'
import { loadFacts } from './load-facts.ts'
import type { SchoolFacts } from './rules/facts.ts'
import type { SessionSpan } from './rules/sessions.ts'
import type { Filter } from './rules/shown/asked.ts'
import { countedUntil, placeOfEnd, spanCounted } from './rules/shown/counted-until.ts'

/** A question about figures, read against what can be counted by now and what the caller may know. */
export interface AskedFacts {
  readonly facts: SchoolFacts
  readonly year: SchoolYear
  /** First and last session counted; the last is one for which the school met. */
  readonly span: SessionSpan
  readonly firstDay: Day
  /** The day that year groups, groups and flags are as at. */
  readonly on: Day
  readonly filter: Filter
  /** Flags by which the caller may ask and be answered. */
  readonly flags: readonly FlagKind[]
  /** Whether the facts hold ethnicity: the question needs it and the caller may know. */
  readonly ethnicity: boolean
}

const NO_SUCH_DAYS = 'measures.no-such-days'
const WRONG_DAYS = 'measures.wrong-days'
const NO_SUCH_PART = 'measures.no-such-part'

/**
 * Reads the question and loads the facts for it; `byEthnicity` where it is about ethnicity though the filter is not.
 * @returns `measures.wrong-days` where they are no days of one school year, `measures.no-such-days` where nothing of them has been counted,
 * `measures.no-such-part` for a class or a year group that the school does not have, or a refusal of a flag that the caller may not know of.
 */
export async function readAsked(
  context: Context,
  schoolId: SchoolId,
  asked: Asked & { readonly byEthnicity?: boolean },
): Promise<Result<AskedFacts>> {
  const now = schoolTime(context.now)
  const year = asked.year ?? schoolYearOf(asked.from ?? asked.to ?? now.day)
  const firstDay = asked.from ?? firstDayOf(year)
  const lastDay = asked.to ?? lastDayOf(year)
  const wrong = wrongDays(year, firstDay, lastDay)
  if (wrong !== undefined) return wrong
  const flags = flagsOf(context)
  const filter = filterOf(asked)
  const notYours = flagNotYours(context, filter)
  if (notYours !== undefined) return notYours
  const clocks = await dayClocksOn(context.tx, { schoolId, day: now.day })
  const asFar = {
    from: (placeOfEnd(year, firstDay) - 1) as SessionIndex,
    to: Math.min(countedUntil(year, now, clocks), placeOfEnd(year, lastDay)) as SessionIndex,
  }
  if (asFar.to < asFar.from) {
    return refused(
      NO_SUCH_DAYS,
      'No register of these days has closed yet, so there is nothing to count. Choose earlier days.',
    )
  }
  const [last = now.day] = [lastDay, now.day].sort()
  const on = asked.on ?? last
  const ethnicity = (asked.byEthnicity === true || filter.ethnicity !== undefined) && seesEthnicity(context)
  const facts = await loadFacts(context.tx, { schoolId, year, on, flags, ethnicity })
  const span = spanCounted(facts, asFar)
  if (span === undefined) {
    return refused(
      NO_SUCH_DAYS,
      'Nothing has been counted in these days: the school did not meet in them, or kept no registers here. Choose other days.',
    )
  }
  const notHere = await partNotHere(context, { facts, filter, on })
  return notHere ?? success({ facts, year, span, firstDay, on, filter, flags, ethnicity })
}

function wrongDays(year: SchoolYear, first: Day, last: Day): ReturnType<typeof refused> | undefined {
  if (first > last)
    return refused(
      WRONG_DAYS,
      `The last day, ${shortDay(last)}, is before the first, ${shortDay(first)}. Choose a last day that is not before the first.`,
    )
  if (schoolYearOf(first) === year && schoolYearOf(last) === year) return undefined
  return refused(WRONG_DAYS, 'Choose a first and a last day within one school year, 1 August to 31 July.')
}

/**
 * A refusal where a question names a class or a year group that the school does not have: an old link would otherwise be answered with figures of
 * nobody, which read as if there were no absence.
 */
async function partNotHere(
  context: Context,
  { facts, filter, on }: Pick<AskedFacts, 'facts' | 'filter' | 'on'>,
): Promise<ReturnType<typeof refused> | undefined> {
  const { schoolId, year, enrolled } = facts
  const yearGroup = filter.yearGroups?.find((one) => !enrolled.some((of) => of.yearGroup === one))
  if (yearGroup !== undefined)
    return refused(
      NO_SUCH_PART,
      `The school has no ${yearGroupName(yearGroup)} in ${schoolYearName(year)}. Choose another year group.`,
    )
  if (filter.groupIds === undefined) return undefined
  const known = new Set([...(await groupsOn(context.tx, { schoolId, day: on })).map(({ id }) => id)])
  const ended = new Set(enrolled.map(({ groupId }) => groupId))
  if (filter.groupIds.every((id) => known.has(id) || ended.has(id))) return undefined
  return refused(
    NO_SUCH_PART,
    `The school has no such class on ${shortDay(on)}: it may have ended, or the address may be an old one. Choose a class.`,
  )
}

/** A refusal where a question names a flag, or ethnicity, that the caller may not know of. */
export function flagNotYours(context: Context, filter: Filter): ReturnType<typeof refused> | undefined {
  if (filter.ethnicity !== undefined && !seesEthnicity(context))
    return refused('measures.flag-not-yours', 'Your role here does not see ethnicity. Leave it out of the question.')
  const flags = flagsOf(context)
  const unknown = [...(filter.with ?? []), ...(filter.without ?? [])].find((flag) => !flags.includes(flag))
  if (unknown === undefined) return undefined
  return refused(
    'measures.flag-not-yours',
    `Your role here does not see “${FLAGS[unknown].name}”. Leave it out of the question.`,
  )
}

/** The flags by which the caller may ask and be answered. */
export function flagsOf(context: Context): readonly FlagKind[] {
  return flagsSeenBy(viewerOf(context))
}

function seesEthnicity(context: Context): boolean {
  return maySeeEthnicity(viewerOf(context))
}

function viewerOf(context: Context) {
  return {
    contacts: context.may('pupil.view-contacts') === 'all',
    sensitive: context.may('pupil.view-sensitive') === 'all',
  }
}
