import { plansOf, stateWords, supportEvidence } from '../../casework/contract.ts'
import { type CaseFile, readCase } from '../../casework/index.ts'
import { askedAt } from '../../duties/index.ts'
import { type Day, shortDay } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import { requestState } from '../../leave/contract.ts'
import { isOfDecision, requestsOf } from '../../leave/index.ts'
import { decisionsSent } from '../../messaging/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { lastOf } from '../contract/event.ts'
import { whoIsLiable } from '../penalty/who-is-liable.ts'
import { type Gate, type GatedStep, type GateFacts, gateOf } from '../rules/gate/gate.ts'
import { noticeInTheWay, penaltyInTheWay } from '../rules/gate/in-the-way.ts'
import { leaveFacts, type RefusedLeave, refusalNotTold } from '../rules/gate/refused-leave.ts'
import { nationalThreshold } from '../rules/national-threshold.ts'
import { sessionKey, without } from '../rules/threshold/marks-of-strip.ts'
import type { CountedMark, ThresholdStanding } from '../rules/threshold/standing.ts'
import { spentBefore } from '../rules/threshold/used-sessions.ts'
import { settingsOf } from '../set-up/store.ts'
import { readStandingFacts, type StandingFacts, standingOf } from '../standing/read-standing.ts'
import { readThread, readThreads, type ThreadFile } from '../threads/store.ts'

/** A consideration with the facts of now. */
export interface Considered {
  readonly schoolId: SchoolId
  readonly thread: ThreadFile
  /** Every thread about the child. */
  readonly threads: readonly ThreadFile[]
  /** The sessions that count for this consideration no more. */
  readonly used: ReadonlySet<string>
  readonly facts: GateFacts
  readonly standing: ThresholdStanding | undefined
  readonly standingFacts: StandingFacts | undefined
  readonly gates: Readonly<Record<GatedStep, Gate>>
  /** Why no penalty notice to one parent can follow although the gate is open; null where one can. */
  readonly stoppedFor: (parent: string) => string | null
  readonly today: Day
}

/**
 * A consideration with its gates as they stand at a moment: whoever builds a formal step on it asks whether `gates[step].open`. Undefined where
 * there is no such consideration.
 */
export async function readConsidered(
  tx: Tx,
  { schoolId, threadId, now }: { schoolId: SchoolId; threadId: string; now: Moment },
): Promise<Considered | undefined> {
  const thread = await readThread(tx, { schoolId, threadId })
  if (thread === undefined || thread.kind !== 'consideration') return undefined
  const threads = await readThreads(tx, { schoolId, pupilIds: [thread.pupilId] })
  const asked = await askedAt(tx, { schoolId, now })
  const standingFacts = await readStandingFacts(tx, asked, [thread.pupilId])
  const { settings } = await settingsOf(tx, schoolId)
  const used = spentBefore(threads, threadId, settings.reuseSessions)
  const marks = without(standingFacts?.marks.get(thread.pupilId) ?? [], used)
  const standing = standingFacts === undefined ? undefined : standingOf(standingFacts, thread.pupilId, { used })
  const asks = { considerationId: threadId, today: asked.today }
  const liable = await whoIsLiable(tx, { schoolId, pupilId: thread.pupilId, today: asked.today })
  const parents = liable.filter((one) => one.liable === 'yes').map(({ adult }) => adult.id)
  const barred = penaltyInTheWay(threads, { ...asks, parents })
  // Before a decision it would be on what makes the threshold; after it, on what was decided on.
  const basis =
    lastOf(thread.events, 'decided')?.body.sessions ??
    (standing?.making ?? []).map(({ session, code }) => ({ ...session, code: String(code) }))
  const leave = leaveFacts(basis, await refusedLeave(tx, { schoolId, now }, thread))
  const facts = { ...gateFacts(marks, { met: standing?.state === 'met', today: asked.today }), barred, leave }
  const gates = {
    'notice to improve': gateOf(thread.events, facts, 'notice to improve'),
    'penalty notice': gateOf(thread.events, facts, 'penalty notice'),
  }
  const stoppedFor = (parent: string) =>
    noticeInTheWay(threads, { ...asks, parent }) ?? refusalNotTold(thread.events, leave, parent)
  const read = { schoolId, thread, threads, used, facts, standing, standingFacts, gates, stoppedFor }
  return { ...read, today: schoolTime(now).day }
}

/** The requests for leave of the child that stand refused, with what became of the letters that said so. */
async function refusedLeave(
  tx: Tx,
  { schoolId, now }: { schoolId: SchoolId; now: Moment },
  { pupilId }: ThreadFile,
): Promise<readonly RefusedLeave[]> {
  const requests = await requestsOf(tx, { schoolId, pupilIds: [pupilId] })
  if (requests.length === 0) return []
  const sent = await decisionsSent(tx, { schoolId, pupilId, now })
  return requests.flatMap(({ id, from, to, steps }) => {
    const refusal = requestState(steps) === 'refused' ? steps.findLast(({ kind }) => kind === 'refused') : undefined
    if (refusal === undefined) return []
    const own = sent.filter(({ cause }) => isOfDecision(cause, { requestId: id, step: refusal.number }))
    // Of several to one parent the last: one that came back was written anew.
    const last = [...new Map(own.map((one) => [one.contactId, one])).values()]
    const letters = last.map(({ contactId, name, channel, went, proof }) => ({
      ...{ contactId, to: name, went, byPost: channel === 'letter' },
      proof: proof.join('. '),
    }))
    return [{ from, to, refusedOn: schoolTime(refusal.at).day, letters }]
  })
}

function gateFacts(marks: readonly CountedMark[], { met, today }: { met: boolean; today: Day }): GateFacts {
  const counted = new Set(marks.filter(({ session }) => session.day <= today).map(({ session }) => sessionKey(session)))
  return { met, counted, amount: nationalThreshold(today)?.sessions ?? 1 }
}

/** The case that a consideration belongs to. */
export async function caseOf(tx: Tx, { schoolId, thread }: Considered): Promise<CaseFile | undefined> {
  return thread.caseId === null ? undefined : readCase(tx, { schoolId, caseId: thread.caseId, restricted: false })
}

/** What a case holds of support, a line for each: what was offered, and plans that everybody signed or that are over. */
export function evidenceOf(file: CaseFile | undefined, today: Day): readonly string[] {
  if (file === undefined) return []
  const supports = supportEvidence(file.entries)
    .supports.filter(({ offered }) => offered !== null)
    .map(({ title, offered, state, ended }) => {
      const when = offered === null ? '' : ` on ${shortDay(offered)}`
      return `${title}: offered${when}, ${state}${ended === null ? '' : ` (${ended.words})`}`
    })
  const plans = plansOf(file.entries, today)
    .filter(({ latest }) => latest.offered !== null)
    .map((plan) => `${plan.form.charAt(0).toUpperCase()}${plan.form.slice(1)}: ${stateWords(plan).toLowerCase()}`)
  return [...supports, ...plans]
}
