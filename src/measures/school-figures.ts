import { addDays, type Day } from '../kernel/day.ts'
import type { SchoolId } from '../kernel/ids.ts'
import { success } from '../kernel/result.ts'
import { type SchoolYear, schoolYear } from '../kernel/school-year.ts'
import { type SessionIndex, sessionAt } from '../kernel/session.ts'
import type { Code } from '../law/codes.ts'
import { yearGroupName } from '../law/school-age.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import { mondayOf } from '../roll/contract.ts'
import { calendarOf, groupsOn } from '../roll/index.ts'
import type * as contract from './contract.ts'
import type { Figures } from './contract.ts'
import { loadFacts } from './load-facts.ts'
import { type AskedFacts, readAsked } from './read-asked.ts'
import type { SchoolFacts } from './rules/facts.ts'
import { type CodeCounts, type SessionSpan, sessionsWith } from './rules/sessions.ts'
import { type Filter, isAskedFor } from './rules/shown/asked.ts'
import { codesCounted } from './rules/shown/codes-counted.ts'
import { placeOfEnd } from './rules/shown/counted-until.ts'
import { enrolmentFigures, type GroupFigures, groupFigures } from './rules/shown/group-figures.ts'
import { type ByWeek, overviewOf } from './rules/shown/overview.ts'
import { type ByPlace, countByPlace, sumByWeekday } from './rules/shown/sessions-narrowed.ts'
import { sameWeekdaysBefore, type YearBefore, yearBefore } from './rules/shown/year-before.ts'
import { sessionsMet } from './rules/stretches.ts'

/** The figures of a school or a part of it, with last week and last year beside them. */
export const schoolFigures: UseCase<typeof contract.schoolFigures> = async (context, { params, query }) => {
  const { schoolId } = params
  const asked = await readAsked(context, schoolId, query)
  if (!asked.ok) return asked
  const { facts, year, span, firstDay, on, filter } = asked.value
  const { all, byWeek, byYearGroup, byGroup } = overviewOf(facts, span, filter)
  const byPlace = countByPlace(facts, span, filter)
  const names = new Map((await groupsOn(context.tx, { schoolId, day: on })).map(({ id, name }) => [id, name]))
  const until = sessionAt(year, span.to)
  const monday = mondayOf(until.day)
  const [firstOfWeek = monday] = [firstDay, monday].sort().reverse()
  const lastYear = await factsOfYearBefore(context, schoolId, asked.value)
  return success({
    year,
    asOf: context.now,
    from: firstDay,
    until,
    journalNumber: facts.journalNumber,
    on,
    figures: shown(all),
    unmarked: byPlace.unmarked.reduce((sum, sessions) => sum + sessions, 0),
    codes: codesCounted(all.codes),
    week: periodOf(facts, { first: firstOfWeek, last: until.day, to: span.to }, filter),
    // Monday to Wednesday beside Monday to Wednesday: a week that has its Friday is no match for one that has none yet.
    weekBefore: periodOf(
      facts,
      { first: addDays(firstOfWeek, -7), last: addDays(until.day, -7), to: (span.to - 14) as SessionIndex },
      filter,
    ),
    lastYear: lastYear?.period ?? null,
    weeks: weeksShown(year, byWeek),
    weeksLastYear: lastYear?.weeks ?? [],
    days: daysShown(facts.year, byPlace),
    byWeekday: weekdaysShown(facts.year, byPlace),
    byYearGroup: byYearGroup.map(({ yearGroup, figures, weeks }) => ({
      yearGroup,
      name: yearGroupName(yearGroup),
      figures: shown(figures),
      weeks: [...weeks],
    })),
    byGroup: byGroup
      .map(({ groupId, figures }) => ({
        groupId,
        name: names.get(groupId) ?? 'Ended group',
        figures: shown(figures),
        codes: codesOfGroup(figures.codes),
      }))
      .sort((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true })),
  })
}

function shown({ sessions, enrolments, persistent, severe, full, bands }: GroupFigures): Figures {
  return { sessions, enrolments, persistent, severe, full, bands: [...bands] }
}

function codesOfGroup(counts: CodeCounts) {
  const of = (code: Code) => sessionsWith(counts, code)
  return { I: of('I'), O: of('O'), N: of('N'), L: of('L'), U: of('U') }
}

function daysShown(year: SchoolYear, { possible, absent }: ByPlace): { day: Day; possible: number; absent: number }[] {
  return Array.from({ length: possible.length / 2 }, (_, day) => ({
    day: sessionAt(year, 2 * day).day,
    possible: (possible[2 * day] ?? 0) + (possible[2 * day + 1] ?? 0),
    absent: (absent[2 * day] ?? 0) + (absent[2 * day + 1] ?? 0),
  })).filter((one) => one.possible > 0)
}

function weekdaysShown(year: SchoolYear, { possible, late, lateAfterClose }: ByPlace) {
  const [L, U] = [sumByWeekday(year, late), sumByWeekday(year, lateAfterClose)]
  return sumByWeekday(year, possible).map((sessions, place) => ({
    weekday: place + 1,
    possible: sessions,
    codes: { L: L[place] ?? 0, U: U[place] ?? 0 },
  }))
}

interface WeekShown {
  readonly monday: Day
  readonly from: Day
  readonly to: Day
  readonly sessions: Figures['sessions']
}

function weeksShown(year: SchoolYear, { weeks, sessions }: ByWeek): WeekShown[] {
  return weeks.flatMap(({ monday, span }, place) => {
    const ofWeek = sessions[place]
    const [from, to] = [sessionAt(year, span.from).day, sessionAt(year, span.to).day]
    return ofWeek === undefined ? [] : [{ monday, from, to, sessions: ofWeek }]
  })
}

/** The figures between two days of the year, no later than the last session counted; null where the school did not meet. */
function periodOf(
  facts: SchoolFacts,
  { first, last, to }: { first: Day; last: Day; to: SessionIndex },
  filter: Filter,
): { from: Day; to: Day; figures: Figures } | null {
  const span: SessionSpan = {
    from: Math.max(0, placeOfEnd(facts.year, first) - 1) as SessionIndex,
    to: Math.min(to, placeOfEnd(facts.year, last)) as SessionIndex,
  }
  const met = facts.meets.subarray(span.from, span.to + 1).includes(1)
  if (span.to < span.from || !met) return null
  const asked = facts.enrolled.filter((one) => isAskedFor(one, filter))
  return { from: first, to: last, figures: shown(groupFigures(asked.map((one) => enrolmentFigures(one, span)))) }
}

/** The days of the year before to set beside these; undefined where the school kept no registers then. */
async function factsOfYearBefore(
  context: Parameters<typeof schoolFigures>[0],
  schoolId: SchoolId,
  { facts: { meets }, year, span, filter, flags, ethnicity }: AskedFacts,
): Promise<{ period: LastYear; weeks: WeekShown[] } | undefined> {
  // A school's first year here is the common case, and asking for a calendar is cheap.
  const calendar = await calendarOf(context.tx, { schoolId, year: schoolYear(year - 1) })
  if (calendar === undefined) return undefined
  const before = yearBefore(year, span, { now: meets, before: sessionsMet(calendar) })
  if (before === undefined) return undefined
  const { first, last, half, by } = before
  const facts = await loadFacts(context.tx, { schoolId, year: before.year, on: last, flags, ethnicity })
  const period = periodOf(facts, { first, last, to: before.span.to }, filter)
  if (period === null) return undefined
  const weekByWeek = overviewOf(facts, sameWeekdaysBefore(year, span).span, filter).byWeek
  return { period: { ...period, half, by }, weeks: weeksShown(before.year, weekByWeek) }
}

type LastYear = NonNullable<ReturnType<typeof periodOf>> & Pick<YearBefore, 'by' | 'half'>
