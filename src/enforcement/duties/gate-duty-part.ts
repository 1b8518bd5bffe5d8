import type { Duty } from '../../duties/contract.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { eventsOf } from '../contract/event.ts'
import { goesOn } from '../gate/begin-consideration.ts'
import type { GateFacts } from '../rules/gate/gate.ts'
import { considerationDuties, considerDuty, GATE_DUTY_RULES, improveDuties } from '../rules/gate/gate-duties.ts'
import { sessionKey, without } from '../rules/threshold/marks-of-strip.ts'
import { usedSessions } from '../rules/threshold/used-sessions.ts'
import { settingsOf } from '../set-up/store.ts'
import { readStandingFacts, type StandingFacts, schoolDayAfter, standingOf } from '../standing/read-standing.ts'
import type { ThreadFile } from '../threads/store.ts'
import { type DutyPart, threadsForDuties } from './part.ts'

/** The threshold, the questions before a formal step, and the clocks of notices to improve. */
export const gateDutyPart: DutyPart = {
  rules: GATE_DUTY_RULES,
  find: async (tx, asked) => {
    const threads = await threadsForDuties(tx, asked)
    const improving = threads.flatMap((thread) =>
      thread.kind === 'notice to improve' ? improveDuties(thread, asked.today) : [],
    )
    const facts = await readStandingFacts(tx, asked)
    if (facts === undefined) return improving
    const { settings } = await settingsOf(tx, asked.schoolId)
    const byPupil = Map.groupBy(threads, ({ pupilId }) => pupilId)
    const considering = [...facts.marks.keys()].flatMap((pupilId) =>
      ofChild(facts, { pupilId, threads: byPupil.get(pupilId) ?? [], within: settings.requestWithin }),
    )
    const waiting = threads
      .filter(({ kind }) => kind === 'consideration')
      .flatMap((thread) => considerationDuties(thread, factsOf(facts, thread, byPupil.get(thread.pupilId) ?? [])))
    return [...considering, ...waiting, ...improving]
  },
}

function ofChild(
  facts: StandingFacts,
  of: { pupilId: PupilId; threads: readonly ThreadFile[]; within: number | null },
): Duty[] {
  const { pupilId, threads, within } = of
  // What was decided on is considered: only sessions since then can meet it again.
  const decided = threads
    .filter(({ kind, events }) => kind === 'consideration' && !goesOn(events))
    .flatMap(({ events }) => eventsOf(events, 'decided'))
    .flatMap(({ body }) => body.sessions.map(sessionKey))
  const standing = standingOf(facts, pupilId, { used: new Set([...usedSessions(threads), ...decided]) })
  const requestBy =
    within === null || standing.last === null ? null : schoolDayAfter(facts.calendars, standing.last, within)
  const going = threads.find(({ kind, events }) => kind === 'consideration' && goesOn(events))?.threadId
  return considerDuty({ pupilId, standing, requestBy, going })
}

function factsOf(facts: StandingFacts, thread: ThreadFile, threads: readonly ThreadFile[]): GateFacts {
  const { today, threshold } = facts.weeks
  const used = usedSessions(threads, thread.threadId)
  const marks = without(facts.marks.get(thread.pupilId) ?? [], used).filter(({ session }) => session.day <= today)
  return {
    met: standingOf(facts, thread.pupilId, { used }).state === 'met',
    counted: new Set(marks.map(({ session }) => sessionKey(session))),
    amount: threshold.sessions,
  }
}
