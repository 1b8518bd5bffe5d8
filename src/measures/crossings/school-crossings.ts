import { addDays, type Day } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import type { Answer } from '../../kernel/operation.ts'
import { notAllowed, success } from '../../kernel/result.ts'
import { lastDayOf, schoolYear } from '../../kernel/school-year.ts'
import { type SessionIndex, sessionAt } from '../../kernel/session.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { mondayOf } from '../../roll/contract.ts'
import type * as contract from '../contract.ts'
import { loadFacts } from '../load-facts.ts'
import { type NameOf, namePupils } from '../name-pupils.ts'
import { type AskedFacts, readAsked } from '../read-asked.ts'
import type { SchoolFacts, Stretch } from '../rules/facts.ts'
import type { SessionSpan } from '../rules/sessions.ts'
import { placeOfEnd } from '../rules/shown/counted-until.ts'
import {
  LINES,
  linesCrossed,
  type Moved,
  STANDINGS,
  standingsOf,
  type Transitions,
  transitionsBetween,
  transitionsOf,
} from '../rules/shown/transitions.ts'
import { lastSessionMet } from '../rules/stretches.ts'

/** Who crossed a line this week, and since last term. For those who may see every pupil of the school. */
export const schoolCrossings: UseCase<typeof contract.schoolCrossings> = async (context, { params, query }) => {
  const { schoolId } = params
  const asked = await readAsked(context, schoolId, query)
  if (!asked.ok) return asked
  const { facts, year, span, firstDay, on } = asked.value
  const week = thisWeek(asked.value)
  const terms = await sinceLastTerm(context, schoolId, asked.value)
  const ids = [...(week?.crossed ?? []), ...(terms?.crossed ?? [])].map(({ pupilId }) => pupilId)
  const nameOf = await namePupils(context, { schoolId, on, enrolled: facts.enrolled, ids })
  if (nameOf === undefined) return notAllowed()
  context.audit({ facts: { pupils: new Set(ids).size } })
  return success({
    year,
    asOf: context.now,
    from: firstDay,
    until: lastSessionMet(facts, span),
    journalNumber: facts.journalNumber,
    week: week && { monday: week.monday, lines: week.lines, moved: named(week.crossed, nameOf) },
    terms: terms && {
      before: terms.before,
      now: terms.now,
      counts: countsShown(terms.counts),
      moved: named(terms.crossed, nameOf),
    },
  })
}

type MovedShown = NonNullable<Answer<typeof contract.schoolCrossings>['week']>['moved'][number]

/** Those who stand worst first, and of these those who missed the most. */
function named(moved: readonly Moved[], nameOf: NameOf): MovedShown[] {
  const counted = ({ absent, possible }: Moved['now']) => ({ absent, possible })
  const worse = (one: Moved, other: Moved) =>
    STANDINGS.indexOf(other.to) - STANDINGS.indexOf(one.to) ||
    other.now.absent * one.now.possible - one.now.absent * other.now.possible
  return [...moved].sort(worse).map(({ pupilId, from, to, before, now }) => ({
    pupil: nameOf(pupilId),
    from,
    to,
    before: counted(before),
    now: counted(now),
  }))
}

function crossing({ moved }: Transitions): readonly Moved[] {
  return moved.filter((one) => {
    const { entered, left } = linesCrossed(one)
    return entered.length > 0 || left.length > 0
  })
}

/** The year to the end of last week beside the year to now. */
function thisWeek({ facts, year, span, filter }: AskedFacts) {
  const monday = mondayOf(sessionAt(year, span.to).day)
  const before = { from: span.from, to: placeOfEnd(year, addDays(monday, -1)) as SessionIndex }
  if (before.to < span.from || !facts.meets.subarray(before.from, before.to + 1).includes(1)) return null
  const crossed = crossing(transitionsOf(facts, { before, now: span, filter }))
  const each = crossed.map(linesCrossed)
  const lines = LINES.map((line) => ({
    line,
    entered: each.filter(({ entered }) => entered.includes(line)).length,
    left: each.filter(({ left }) => left.includes(line)).length,
  }))
  return { monday, lines, crossed }
}

interface TermBefore {
  readonly facts: SchoolFacts
  readonly term: Stretch
}

/** Last term beside this one so far. */
async function sinceLastTerm(context: Context, schoolId: SchoolId, asked: AskedFacts) {
  const { facts, span, filter } = asked
  const until = sessionAt(asked.year, span.to).day
  const now = facts.terms.findLast(({ from }) => from <= until)
  const before = now && (await termBefore(context, schoolId, { asked, now }))
  if (now === undefined || before === undefined) return null
  const earlier = standingsOf(before.facts, { span: spanOf(before.facts, before.term), filter: {} })
  if (![...earlier.values()].some(({ possible }) => possible > 0)) return null
  const ofTerm = spanOf(facts, now)
  const nowSpan = { from: ofTerm.from, to: Math.min(ofTerm.to, span.to) as SessionIndex }
  const transitions = transitionsBetween(earlier, standingsOf(facts, { span: nowSpan, filter }))
  // Whoever was not here last term has crossed nothing since; the table counts them.
  const crossed = crossing(transitions).filter(({ from }) => from !== 'none')
  const [to = now.to]: Day[] = [now.to, until].sort()
  return { before: before.term, now: { ...now, to }, counts: transitions.counts, crossed }
}

/** The term before, which for a year's first one is the last of the year before. */
async function termBefore(
  context: Context,
  schoolId: SchoolId,
  { asked, now }: { asked: AskedFacts; now: Stretch },
): Promise<TermBefore | undefined> {
  const { facts, year } = asked
  const term = facts.terms.findLast(({ to }) => to < now.from)
  if (term !== undefined) return { facts, term }
  const yearBefore = schoolYear(year - 1)
  const before = await loadFacts(context.tx, { schoolId, year: yearBefore, on: lastDayOf(yearBefore), flags: [] })
  const last = before.terms.at(-1)
  return last && { facts: before, term: last }
}

function spanOf({ year }: SchoolFacts, { from, to }: Stretch): SessionSpan {
  return { from: (placeOfEnd(year, from) - 1) as SessionIndex, to: placeOfEnd(year, to) as SessionIndex }
}

function countsShown(counts: Transitions['counts']) {
  return STANDINGS.flatMap((from) => STANDINGS.map((to) => ({ from, to, enrolments: counts[from][to] })))
}
