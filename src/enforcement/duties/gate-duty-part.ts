import type { Duty } from '../../duties/contract.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { changesForDuties } from '../../register/index.ts'
import { goesOn } from '../gate/begin-consideration.ts'
import { decidedDuty, type Recoded, recodedSessions, withdrawnDuty } from '../rules/gate/ended-duties.ts'
import type { GateFacts } from '../rules/gate/gate.ts'
import {
  considerationDuties,
  considerDuty,
  GATE_DUTY_RULES,
  improveDuties,
  leftLying,
} from '../rules/gate/gate-duties.ts'
import type { EnforcementSettings } from '../rules/settings.ts'
import { sessionKey, without } from '../rules/threshold/marks-of-strip.ts'
import { decidedSessions, spentBefore, usedSessions } from '../rules/threshold/used-sessions.ts'
import { settingsOf } from '../set-up/store.ts'
import { readStandingFacts, type StandingFacts, schoolDayAfter, standingOf } from '../standing/read-standing.ts'
import type { ThreadFile } from '../threads/store.ts'
import { type DutyPart, threadsForDuties } from './part.ts'

/** The threshold, the questions before a formal step, and the clocks of notices to improve. */
export const gateDutyPart: DutyPart = {
  rules: GATE_DUTY_RULES,
  find: async (tx, asked) => {
    const threads = await threadsForDuties(tx, asked)
    const byPupil = Map.groupBy(threads, ({ pupilId }) => pupilId)
    const improving = [
      ...threads.flatMap((thread) => (thread.kind === 'notice to improve' ? improveDuties(thread, asked.today) : [])),
      ...[...byPupil.values()].flatMap(leftLying),
    ]
    const facts = await readStandingFacts(tx, asked)
    if (facts === undefined) return improving
    const { settings } = await settingsOf(tx, asked.schoolId)
    const recoded = recodedSessions(await changesForDuties(tx, asked))
    const considering = facts.enrolments.flatMap(({ pupilId }) =>
      facts.marks.has(pupilId) || recoded.has(pupilId)
        ? ofChild(facts, { pupilId, threads: byPupil.get(pupilId) ?? [], settings, recoded: recoded.get(pupilId) })
        : [],
    )
    const decided = threads.flatMap((thread) =>
      thread.kind === 'consideration' ? decidedDuty(thread, asked.endedSince) : [],
    )
    const waiting = threads
      .filter(({ kind }) => kind === 'consideration')
      .flatMap((thread) =>
        considerationDuties(
          thread,
          factsOf(
            facts,
            thread,
            spentBefore(byPupil.get(thread.pupilId) ?? [], thread.threadId, settings.reuseSessions),
          ),
        ),
      )
    return [...considering, ...decided, ...waiting, ...improving]
  },
}

interface Child {
  readonly pupilId: PupilId
  readonly threads: readonly ThreadFile[]
  readonly settings: EnforcementSettings
  readonly recoded: Recoded | undefined
}

function ofChild(facts: StandingFacts, { pupilId, threads, settings, recoded }: Child): Duty[] {
  // What was decided on is considered: only other sessions can meet it again.
  const used = new Set([...(settings.reuseSessions ? [] : usedSessions(threads)), ...decidedSessions(threads)])
  const standing = standingOf(facts, pupilId, { used })
  const within = settings.requestWithin
  const requestBy =
    within === null || standing.last === null ? null : schoolDayAfter(facts.calendars, standing.last, within)
  const going = threads.find(({ kind, events }) => kind === 'consideration' && goesOn(events))?.threadId
  const open = considerDuty({ pupilId, standing, requestBy, going })
  if (recoded === undefined) return open
  const before = standingOf(facts, pupilId, { used, elsewhere: recoded.marks })
  return [...open, ...withdrawnDuty(pupilId, { before, now: standing, recoded })]
}

function factsOf(facts: StandingFacts, { pupilId }: ThreadFile, used: ReadonlySet<string>): GateFacts {
  const { today, threshold } = facts.weeks
  const marks = without(facts.marks.get(pupilId) ?? [], used).filter(({ session }) => session.day <= today)
  return {
    met: standingOf(facts, pupilId, { used }).state === 'met',
    counted: new Set(marks.map(({ session }) => sessionKey(session))),
    amount: threshold.sessions,
  }
}
