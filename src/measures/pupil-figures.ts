import type { Day } from '../kernel/day.ts'
import type { PersonId, PupilId, SchoolId } from '../kernel/ids.ts'
import { notAllowed, success } from '../kernel/result.ts'
import { firstDayOf, lastDayOf, type SchoolYear } from '../kernel/school-year.ts'
import { type SessionIndex, sessionAt } from '../kernel/session.ts'
import { schoolTime } from '../kernel/time-of-day.ts'
import type { Context, UseCase } from '../platform/http/use-case.ts'
import { placesPassed } from '../register/index.ts'
import { dayClocksOn, groupsOfPerson, pupilsOnRoll } from '../roll/index.ts'
import type * as contract from './contract.ts'
import { loadFacts } from './load-facts.ts'
import { sessionsLeftBefore } from './rules/ahead/runway.ts'
import { termToCome } from './rules/ahead/who-can-be-helped.ts'
import type { Enrolled, SchoolFacts } from './rules/facts.ts'
import type { SessionSpan } from './rules/sessions.ts'
import { countedOfPupil, countedUntil } from './rules/shown/counted-until.ts'
import { enrolmentFigures } from './rules/shown/group-figures.ts'
import { aimAhead, enrolmentAhead } from './rules/shown/pupil-runway.ts'

/** A pupil's rates of a year with their sessions, and what can still be missed before a line is met. */
export const pupilFigures: UseCase<typeof contract.pupilFigures> = async (context, { params }) => {
  const { schoolId, pupilId, year } = params
  if (!(await reachesPupil(context, schoolId, pupilId))) return notAllowed()
  const now = schoolTime(context.now)
  const facts = await loadFacts(context.tx, { schoolId, year, on: now.day, flags: [], pupilIds: [pupilId] })
  const [enrolled] = facts.enrolled
  if (enrolled === undefined) return notAllowed()
  const until = await untilOfPupil(context, schoolId, { enrolled, year })
  // A span that ends before it begins counts nothing, which is what a year to come has.
  const span = { from: 0 as SessionIndex, to: until as SessionIndex }
  return success({
    year,
    from: firstDayOf(year),
    until: until < 0 ? null : sessionAt(year, until),
    journalNumber: facts.journalNumber,
    sessions: enrolmentFigures(enrolled, span).sessions,
    ...aheadShown(facts, enrolled, span),
  })
}

/** The last place that a pupil's own figures count by now. */
export async function untilOfPupil(
  context: Context,
  schoolId: SchoolId,
  { enrolled, year }: { readonly enrolled: Enrolled; readonly year: SchoolYear },
): Promise<SessionIndex | -1> {
  const now = schoolTime(context.now)
  const clocks = await dayClocksOn(context.tx, { schoolId, day: now.day })
  return countedOfPupil(enrolled, {
    closed: countedUntil(year, now, clocks),
    begun: placesPassed(year, now, enrolled.yearGroup === null ? undefined : clocks[enrolled.yearGroup]),
  })
}

function aheadShown(facts: SchoolFacts, enrolled: Enrolled, span: SessionSpan) {
  const term = termToCome(facts, span.to)
  const lastMet = facts.meets.lastIndexOf(1)
  const yearEnd = lastMet < 0 ? lastDayOf(facts.year) : sessionAt(facts.year, lastMet).day
  const ends = [
    ...(term === undefined || term.to >= yearEnd ? [] : [{ by: 'term' as const, name: term.name, lastDay: term.to }]),
    { by: 'year' as const, name: 'the school year', lastDay: yearEnd },
  ]
  const { so: byEnd, way } = enrolmentAhead(facts, enrolled, { span, to: ends.map(({ lastDay }) => lastDay) })
  const ahead = ends.flatMap((end, at) => {
    const so = byEnd[at]
    return so === undefined ? [] : [{ ...end, so }]
  })
  const ofYear = ahead.at(-1)
  return {
    ahead: ahead
      .filter(({ so }) => so.toCome > 0)
      .map(({ by, name, lastDay, so }) => ({
        by,
        name,
        lastDay,
        toCome: so.toCome,
        planned: so.planned,
        lines: ([10, 50] as const).map((line) => ({ line, sessionsLeft: sessionsLeftBefore(line, so) })),
      })),
    aims:
      ofYear === undefined || ofYear.so.possible === 0
        ? []
        : ([90, 95] as const).map((aim) => aimShown(aim, aimAhead(facts, aim, { so: ofYear.so, way }))),
  }
}

function aimShown(aim: 90 | 95, reached: ReturnType<typeof aimAhead>) {
  const { state } = reached
  if (state !== 'reached') return { aim, state, sessions: null, day: null as Day | null }
  return { aim, state, sessions: reached.sessions, day: reached.day as Day | null }
}

/** A teacher's own pupils are those of their groups today. */
async function reachesPupil(context: Context, schoolId: SchoolId, pupilId: PupilId): Promise<boolean> {
  if (context.reach === 'all') return true
  const { day } = schoolTime(context.now)
  const [pupil] = await pupilsOnRoll(context.tx, { schoolId, day, pupilIds: [pupilId] })
  if (pupil === undefined || pupil.groupId === null) return false
  const own = await groupsOfPerson(context.tx, { schoolId, personId: context.caller.id as PersonId, day })
  return own.includes(pupil.groupId)
}
