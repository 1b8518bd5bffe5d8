import type { Duty, DutyAsked } from '../../duties/contract.ts'
import { enrolmentsForDuties } from '../../duties/index.ts'
import type { PupilId } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/database/database.ts'
import { changesForDuties } from '../../register/index.ts'
import { goesOn } from '../gate/begin-consideration.ts'
import { decidedDuty, type Recoded, recodedSessions, withdrawnDuty } from '../rules/gate/ended-duties.ts'
import { type GateFacts, gateOf } from '../rules/gate/gate.ts'
import { considerationDuties, considerDuty, GATE_DUTY_RULES, improveDuties } from '../rules/gate/gate-duties.ts'
import { leftLying } from '../rules/gate/left-lying.ts'
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
    const facts = await readStandingFacts(tx, asked)
    const { settings } = await settingsOf(tx, asked.schoolId)
    const factsFor = ({ threadId, pupilId }: Pick<ThreadFile, 'threadId' | 'pupilId'>): GateFacts | undefined => {
      if (facts === undefined) return undefined
      const used = spentBefore(byPupil.get(pupilId) ?? [], threadId, settings.reuseSessions)
      return factsOf(facts, pupilId, used)
    }
    const onRoll = await onRollToday(tx, asked)
    const improving = [
      ...threads.flatMap((thread) => (thread.kind === 'notice to improve' ? improveDuties(thread, asked.today) : [])),
      ...[...byPupil].flatMap(([pupilId, own]) =>
        leftLying(own, {
          onRoll: onRoll.has(pupilId),
          mayBuild: (thread) => {
            const known = factsFor(thread)
            return known !== undefined && gateOf(thread.events, known, 'notice to improve').open
          },
        }),
      ),
    ]
    if (facts === undefined) return improving
    const recoded = recodedSessions(await changesForDuties(tx, asked))
    const considering = facts.enrolments.flatMap(({ pupilId }) =>
      facts.marks.has(pupilId) || recoded.has(pupilId)
        ? ofChild(facts, { pupilId, threads: byPupil.get(pupilId) ?? [], settings, recoded: recoded.get(pupilId) })
        : [],
    )
    const considerations = threads.filter(({ kind }) => kind === 'consideration')
    const decided = considerations.flatMap((thread) => decidedDuty(thread, asked.endedSince))
    const waiting = considerations.flatMap((thread) => {
      const known = factsFor(thread)
      return known === undefined ? [] : considerationDuties(thread, known)
    })
    return [...considering, ...decided, ...waiting, ...improving]
  },
}

/** The children of today’s roll: about who left, nothing is begun any more. */
async function onRollToday(tx: Tx, asked: DutyAsked): Promise<ReadonlySet<PupilId>> {
  const { today } = asked
  const enrolments = await enrolmentsForDuties(tx, asked)
  return new Set(
    enrolments
      .filter(({ startingDay, leavingDay }) => startingDay <= today && (leavingDay === null || leavingDay >= today))
      .map(({ pupilId }) => pupilId),
  )
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

function factsOf(facts: StandingFacts, pupilId: PupilId, used: ReadonlySet<string>): GateFacts {
  const { today, threshold } = facts.weeks
  const marks = without(facts.marks.get(pupilId) ?? [], used).filter(({ session }) => session.day <= today)
  return {
    met: standingOf(facts, pupilId, { used }).state === 'met',
    counted: new Set(marks.map(({ session }) => sessionKey(session))),
    amount: threshold.sessions,
  }
}
