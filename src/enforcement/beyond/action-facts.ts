import { askedAt } from '../../duties/index.ts'
import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { Tx } from '../../platform/database/database.ts'
import { flaggedPupils } from '../../roll/index.ts'
import { lastOf } from '../contract/event.ts'
import { readConsidered } from '../gate/read-gate.ts'
import { type ActionKind, actionState, isAction, isActionEvent, OVER_STAGES } from '../rules/beyond/action-state.ts'
import { mayNotRefer, type Settled } from '../rules/beyond/may-refer.ts'
import type { GateItem } from '../rules/gate/gate.ts'
import { improveGoesOn, orderUntil } from '../rules/gate/in-the-way.ts'
import { sessionsUnderNotice } from '../rules/penalty/facts-settled.ts'
import { penaltyFacts, penaltyState } from '../rules/penalty/penalty-state.ts'
import { sessionKey } from '../rules/threshold/marks-of-strip.ts'
import type { CountedMark } from '../rules/threshold/standing.ts'
import { readStandingFacts } from '../standing/read-standing.ts'
import { readThreads, type ThreadFile } from '../threads/store.ts'

/** What is known of a child when somebody weighs what lies beyond notices. */
export interface ActionFacts {
  readonly today: Day
  readonly threads: readonly ThreadFile[]
  /** The latest consideration, and its questions as they stand now. */
  readonly considerationId: string | null
  readonly caseId: string | null
  readonly questions: readonly GateItem[] | null
  readonly askedOn: Day | null
  readonly marks: readonly CountedMark[]
  readonly lookedAfter: boolean
}

export async function readActionFacts(
  tx: Tx,
  { schoolId, pupilId, now }: { schoolId: SchoolId; pupilId: PupilId; now: Moment },
): Promise<ActionFacts> {
  const asked = await askedAt(tx, { schoolId, now })
  const threads = await readThreads(tx, { schoolId, pupilIds: [pupilId] })
  const latest = threads.findLast(({ kind }) => kind === 'consideration')
  const considered =
    latest === undefined ? undefined : await readConsidered(tx, { schoolId, threadId: latest.threadId, now })
  const standing = await readStandingFacts(tx, asked, [pupilId])
  const inCare = await flaggedPupils(tx, { schoolId, day: asked.today, kinds: ['looked-after'] })
  return {
    today: asked.today,
    threads,
    considerationId: latest?.threadId ?? null,
    caseId: latest?.caseId ?? null,
    questions: considered?.gates['penalty notice'].items ?? null,
    askedOn: latest === undefined ? null : (lastOf(latest.events, 'considered')?.day ?? null),
    marks: (standing?.marks.get(pupilId) ?? []).filter(({ session }) => session.day <= asked.today),
    lookedAfter: inCare.some((one) => one.pupilId === pupilId),
  }
}

/** The sessions on which a parent is not prosecuted now: a notice about them was paid or withdrawn, or may still be paid. */
export function settledFor({ threads, today }: ActionFacts, contactId: string | null): ReadonlyMap<string, Settled> {
  const found = new Map<string, Settled>()
  for (const thread of threads) {
    const { kind, events } = thread
    if (kind !== 'penalty notice' || contactId === null || thread.contactId !== contactId) continue
    const stage = penaltyState(penaltyFacts(events), today)?.stage
    const open = stage === 'issued' || stage === 'received'
    for (const one of sessionsUnderNotice([thread], { parent: thread.contactId ?? '', today })) {
      const why = one.settled ?? (open ? 'days to pay' : null)
      if (why !== null) found.set(sessionKey(one), why)
    }
  }
  return found
}

/** Why one kind cannot be referred about one parent now; null where it can. */
export function refusalOf(
  facts: ActionFacts,
  asked: {
    readonly kind: ActionKind
    readonly contactId: string | null
    readonly referral: Parameters<typeof mayNotRefer>[0]['referral']
  },
): string | null {
  const { kind, contactId, referral } = asked
  const states = facts.threads.flatMap((thread) => {
    const state = isAction(thread.kind) ? actionState(thread.kind, thread.events.filter(isActionEvent)) : undefined
    return state === undefined ? [] : [{ thread, state }]
  })
  const ofParent = states.filter(({ thread }) => contactId === null || thread.contactId === contactId)
  return mayNotRefer({
    ...facts,
    kind,
    referral,
    settled: settledFor(facts, contactId),
    // Whichever parent it was sent to: a family that was given weeks is taken to no court and no panel in them.
    improving: facts.threads
      .map((thread) => improveGoesOn(thread, { parent: null, today: facts.today }))
      .reduce((one, other) => one ?? other, null),
    orderUntil: orderUntil(facts.threads, facts.today),
    convicted: ofParent.some(({ state }) => ['guilty plea', 'found guilty'].includes(state.outcome?.outcome ?? '')),
    goesOn: ofParent.some(({ thread, state }) => {
      const past = state.stage === 'order' && state.until !== null && state.until < facts.today
      return thread.kind === kind && !past && !OVER_STAGES.includes(state.stage)
    }),
  })
}
