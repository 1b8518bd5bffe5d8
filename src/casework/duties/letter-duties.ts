import type { Duty, DutyAsked } from '../../duties/contract.ts'
import { countedUntil, halfTermsOf } from '../../measures/contract.ts'
import type { Tx } from '../../platform/database/database.ts'
import { childrenOnLadder, type OnRoll, type WrittenLetter } from '../letters/read-ladder.ts'
import type { CaseFacts } from '../rules/cases/case-facts.ts'
import { ladderOf } from '../rules/letters/ladder.ts'
import { ladderDuties } from '../rules/letters/ladder-duties.ts'
import { plansOf } from '../rules/plans/plans-of.ts'

/** The letters that are due by the policy’s ladder, from what every source of duties has read already, and three statements more. */
export async function letterDuties(tx: Tx, asked: DutyAsked, facts: CaseFacts): Promise<readonly Duty[]> {
  const { schoolId, today, time, year, calendar, clocks, policy } = asked
  const ladder = ladderOf(policy)
  if (!ladder.promised || calendar === undefined) return []
  const until = countedUntil(year, { day: today, time }, clocks)
  const cases = facts.cases.map(({ pupilId, entries, state }) => ({ pupilId, entries, open: state.status === 'open' }))
  const enrolled = [...facts.enrolments.values()].flatMap((one): OnRoll[] => {
    const strip = facts.strips.get(one.pupilId)
    if (one.boarder || strip === undefined || one.firstSession > until) return []
    return [{ ...one, strip, onRoll: { from: one.firstSession, to: one.lastSession } }]
  })
  const known = { schoolId, today, year, until, halfTerms: halfTermsOf(calendar), ladder, cases }
  const planned = new Set(
    cases
      .filter(({ entries, open }) => open && plansOf(entries, today).some(({ state }) => state !== 'ended'))
      .map(({ pupilId }) => pupilId),
  )
  const children = (await childrenOnLadder(tx, known, enrolled)).map((child) => ({
    ...child,
    pupilId: child.enrolled.pupilId,
    sent: new Map(child.letters.flatMap(proofOf)),
    hasPlan: planned.has(child.enrolled.pupilId),
  }))
  return ladderDuties(asked, children)
}

/** The first copy that went, by whom. What a service sent was put in the queue by a person. */
function proofOf({ past, messages }: WrittenLetter) {
  const events = messages.flatMap((message) =>
    message.events.flatMap(({ kind, at, by }) =>
      kind === 'handed-over' || kind === 'sent-by-hand' || kind === 'delivered'
        ? [{ at, by: by ?? { name: message.byName, position: message.byPosition } }]
        : [],
    ),
  )
  const [first] = events.sort((one, other) => (one.at < other.at ? -1 : 1))
  return first === undefined ? [] : [[past.letterId, first] as const]
}
