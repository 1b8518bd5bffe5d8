import { holdsOn, plansOf, supportEvidence } from '../../casework/contract.ts'
import { type CaseFile, openAmong, readCases } from '../../casework/index.ts'
import type { Day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { yearGroupName } from '../../law/school-age.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { EnrolmentOfYear } from '../../roll/contract.ts'
import { namesOfGroups, namesOnRoll } from '../../roll/index.ts'
import { lastOf } from '../contract/event.ts'
import type { Standing } from '../contract/shapes.ts'
import { stepsGoingOn } from '../gate/thread-words.ts'
import type { CountedSession } from '../rules/national-threshold.ts'
import type { EnforcementSettings } from '../rules/settings.ts'
import { sessionKey } from '../rules/threshold/marks-of-strip.ts'
import { type CountedMark, type ThresholdStanding, windowBegins } from '../rules/threshold/standing.ts'
import { decidedSessions, usedSessions } from '../rules/threshold/used-sessions.ts'
import type { ThreadFile } from '../threads/store.ts'
import { type StandingFacts, schoolDayAfter, standingOf } from './read-standing.ts'

/** What other schools marked for one child. */
export type Elsewhere = readonly { readonly school: string; readonly marks: readonly CountedMark[] }[]

interface ToShow {
  readonly facts: StandingFacts
  readonly settings: EnforcementSettings
  readonly threads: readonly ThreadFile[]
  readonly elsewhere: ReadonlyMap<PupilId, Elsewhere>
  readonly which: 'notable' | 'all'
  /** The sessions that count no more, where it is one consideration that asks. */
  readonly used?: ReadonlySet<string>
}

interface Found {
  readonly enrolment: EnrolmentOfYear
  readonly standing: ThresholdStanding
  readonly used: ReadonlySet<string>
}

/** Standings with names and classes: those who met it first, whoever falls below it soonest before the others. */
export async function shownStandings(tx: Tx, of: ToShow): Promise<Standing[]> {
  const { facts, which } = of
  const byPupil = Map.groupBy(of.threads, ({ pupilId }) => pupilId)
  const found = facts.enrolments.flatMap((enrolment): Found[] => {
    const { pupilId } = enrolment
    const used = of.used ?? (of.settings.reuseSessions ? new Set<string>() : usedSessions(byPupil.get(pupilId) ?? []))
    const elsewhere = of.elsewhere.get(pupilId)?.flatMap(({ marks }) => marks) ?? []
    const standing = standingOf(facts, pupilId, { used, elsewhere })
    return which === 'all' || standing.state !== 'below' ? [{ enrolment, standing, used }] : []
  })
  const { schoolId } = facts
  const names = await namesOnRoll(tx, { schoolId, ids: found.map(({ enrolment }) => enrolment.pupilId) })
  const groupIds = [...new Set(found.flatMap(({ enrolment }) => enrolment.groupId ?? []))]
  const groups = await namesOfGroups(tx, { schoolId, groupIds })
  const pupilIds = found.map(({ enrolment }) => enrolment.pupilId)
  const cases = Map.groupBy(await readCases(tx, { schoolId, pupilIds, restricted: false }), (one) => one.pupilId)
  return found.toSorted(inOrder).map((one) => {
    const { pupilId, yearGroup, groupId } = one.enrolment
    const pupil = {
      id: pupilId,
      name: names.get(pupilId) ?? '',
      yearGroup: yearGroup === null ? null : yearGroupName(yearGroup),
      group: groupId === null ? null : (groups.get(groupId) ?? null),
    }
    const threads = byPupil.get(pupilId) ?? []
    const going = goingOn(cases.get(pupilId) ?? [], { threads, today: facts.weeks.today })
    return { pupil, ...shown(one, of), ...going, ...considered(one, threads, of) }
  })
}

function inOrder({ standing: one }: Found, { standing: other }: Found): number {
  if (one.state !== other.state) return one.state === 'met' ? -1 : other.state === 'met' ? 1 : 0
  // Of those who met it, whoever falls below it soonest: there is least time. Of the others, whoever is nearest.
  const [soon, late] = [one, other].map(({ state, below }) => (state === 'met' ? (below ?? '9999') : ''))
  if (soon !== late) return (soon ?? '') < (late ?? '') ? -1 : 1
  return other.now.length - one.now.length
}

/** What there is already: the open case, what runs in it, and the formal steps that go on. */
function goingOn(files: readonly CaseFile[], { threads, today }: { threads: readonly ThreadFile[]; today: Day }) {
  const caseId = openAmong(files) ?? null
  const entries = files.find((one) => one.caseId === caseId)?.entries ?? []
  const supports = supportEvidence(entries).supports.filter(({ state }) => state === 'running')
  const plans = plansOf(entries, today).filter((plan) => holdsOn(plan, today))
  return {
    caseId,
    running: [
      ...supports.map(({ title }) => title),
      ...plans.map(({ form }) => `${form.charAt(0).toUpperCase()}${form.slice(1)}`),
    ],
    steps: stepsGoingOn(threads, today),
  }
}

/** The last consideration, and whether there is cause for another: what was decided on asks nobody again. */
function considered({ enrolment, used }: Found, threads: readonly ThreadFile[], { facts }: ToShow) {
  const last = threads.findLast(({ kind }) => kind === 'consideration')
  const decided = last !== undefined && lastOf(last.events, 'decided') !== undefined
  const spent = decided ? new Set([...used, ...decidedSessions(threads)]) : used
  const again = decided && standingOf(facts, enrolment.pupilId, { used: spent }).state === 'met'
  return { considerationId: last?.threadId ?? null, decided, again }
}

const told = (of: readonly CountedSession[]) =>
  of.map(({ session, code, dropsOut }) => ({ ...session, code: String(code), dropsOut }))

function shown({ enrolment, standing, used }: Found, { facts, settings, elsewhere }: ToShow) {
  const { state, metOn, now, making, below, toUndo, unexplained, last } = standing
  const begins = windowBegins(facts.weeks)
  const since = now[0]?.session.day ?? facts.weeks.today
  const within = settings.requestWithin
  return {
    state,
    metOn,
    now: told(now),
    making: told(making),
    below,
    toUndo,
    unexplained,
    leave: making.length > 0 && making.every(({ code }) => String(code) === 'G'),
    requestBy:
      state !== 'met' || within === null || last === null ? null : schoolDayAfter(facts.calendars, last, within),
    used: used.size,
    elsewhere: {
      counted: (elsewhere.get(enrolment.pupilId) ?? []).map(({ school, marks }) => ({
        school,
        sessions: marks.filter(
          ({ session }) => now.some((one) => sessionKey(one.session) === sessionKey(session)) || session.day >= since,
        ).length,
      })),
      joinedOn: enrolment.startingDay > begins ? enrolment.startingDay : null,
    },
  }
}
