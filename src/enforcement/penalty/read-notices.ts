import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { FRAMEWORK_BEGINS } from '../../law/notices/penalty-notices.ts'
import type { Tx } from '../../platform/database/database.ts'
import { namesOnRoll } from '../../roll/index.ts'
import type { ThreadKind } from '../contract/event.ts'
import type { LedgerLine } from '../contract/penalty.ts'
import { lastDayCounted } from '../rules/penalty/notice-rank.ts'
import { type PenaltyFact, type PenaltyState, penaltyFacts, penaltyState } from '../rules/penalty/penalty-state.ts'
import { readThreads, type ThreadFile } from '../threads/store.ts'

const KINDS: readonly ThreadKind[] = ['penalty notice', 'public place notice']

export function isNotice(kind: ThreadKind): boolean {
  return KINDS.includes(kind)
}

/** The threads of penalty notices: of a school, of one notice, or of some children. */
export function noticeThreads(
  tx: Tx,
  of: { schoolId: SchoolId; threadId?: string; pupilIds?: readonly PupilId[] },
): Promise<readonly ThreadFile[]> {
  return readThreads(tx, { ...of, kinds: KINDS })
}

/** Their lines in the ledger, the latest begun first. */
export async function ledgerLines(
  tx: Tx,
  of: { schoolId: SchoolId; threads: readonly ThreadFile[]; today: Day },
): Promise<readonly LedgerLine[]> {
  const { schoolId, threads, today } = of
  const ids = [...new Set(threads.map(({ pupilId }) => pupilId))]
  const names = await namesOnRoll(tx, { schoolId, ids })
  return threads
    .flatMap((thread) => {
      const line = ledgerLine(thread, { name: names.get(thread.pupilId) ?? '', today })
      return line === undefined ? [] : [line]
    })
    .toReversed()
}

function ledgerLine(thread: ThreadFile, { name, today }: { name: string; today: Day }): LedgerLine | undefined {
  const facts = penaltyFacts(thread.events)
  const state = penaltyState(facts, today)
  if (state === undefined) return undefined
  const { account, prices } = state
  const request = factOf(facts, 'penalty-requested')
  const { threadId, pupilId, contactId } = thread
  return {
    threadId,
    pupil: { id: pupilId, name },
    contactId,
    parent: state.parent,
    kind: state.kind,
    stage: state.stage,
    rank: state.rank,
    issuer: request?.body.issuer ?? null,
    considerationId: request?.body.considerationId ?? null,
    requested: request?.day ?? null,
    issued: state.issued,
    received: state.received,
    deemed: state.deemed,
    prices: prices.map((price) => ({ ...price })),
    due: state.due?.pence ?? null,
    daysLeft: state.daysLeft,
    paid: account.paid,
    paidOn: account.met?.day ?? null,
    payments: facts.flatMap((fact) =>
      fact.kind === 'penalty-paid' ? [{ day: fact.day, pence: fact.body.pence }] : [],
    ),
    refunded: account.refunded,
    toRefund: account.toRefund,
    withdrawn: withdrawnOf(facts),
    prosecuted: factOf(facts, 'penalty-prosecuted')?.day ?? null,
    where: factOf(facts, 'penalty-elsewhere')?.body.where ?? null,
    countsUntil: countsUntil(state),
  }
}

function withdrawnOf(facts: readonly PenaltyFact[]): LedgerLine['withdrawn'] {
  const withdrawn = factOf(facts, 'penalty-withdrawn')
  if (withdrawn !== undefined && !facts.some(({ kind }) => kind === 'penalty-mistaken'))
    return {
      day: withdrawn.day,
      words: `${withdrawn.body.because.charAt(0).toUpperCase()}${withdrawn.body.because.slice(1)}: ${withdrawn.body.words}`,
    }
  const mistaken = factOf(facts, 'penalty-mistaken')
  if (mistaken !== undefined) return { day: mistaken.day, words: `Entered by mistake: ${mistaken.body.because}` }
  const elsewhere = factOf(facts, 'penalty-elsewhere')
  return elsewhere?.body.withdrawn ? { day: null, words: 'Withdrawn where it was issued' } : null
}

function countsUntil({ kind, issued, withdrawn }: PenaltyState): Day | null {
  if (kind !== 'absence' || issued === null || withdrawn || issued < FRAMEWORK_BEGINS) return null
  return lastDayCounted(issued)
}

/** The last event of a kind. */
export function factOf<K extends PenaltyFact['kind']>(
  facts: readonly PenaltyFact[],
  kind: K,
): Extract<PenaltyFact, { kind: K }> | undefined {
  return facts.findLast((fact): fact is Extract<PenaltyFact, { kind: K }> => fact.kind === kind)
}
