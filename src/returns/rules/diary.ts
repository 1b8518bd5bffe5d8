import type { StandingDuty } from '../../duties/contract.ts'
import { type Day, shortDay } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { kindForRule, type ReturnKind } from './kinds.ts'
import { type NoLongerSo, type ReturnState, type ReturnStep, returnState } from './return-state.ts'

/** A return as the diary has it: what is due, and what was done about it. */
export interface DiaryItem {
  readonly key: string
  readonly kind: ReturnKind
  readonly pupilId: PupilId
  /** The duty; undefined where the facts no longer ask for it. */
  readonly standing: StandingDuty | undefined
  readonly state: ReturnState | 'done otherwise'
  /** Null where nothing says by when. */
  readonly due: Day | null
  readonly overdue: boolean
  readonly sentOn: Day | null
  readonly steps: readonly ReturnStep[]
  readonly changed: NoLongerSo | undefined
  readonly because: string
}

interface Kept {
  readonly key: string
  readonly kind: ReturnKind
  readonly pupilId: PupilId
  readonly because: string
  readonly steps: readonly ReturnStep[]
}

/** Whether there is still something to do about an item. */
export function isOpen({ state, changed }: Pick<DiaryItem, 'state' | 'changed'>): boolean {
  return state === 'to prepare' || state === 'draft' || state === 'exported' || changed !== undefined
}

/**
 * The diary: each duty to tell somebody, each return begun, one line for both. Overdue first, then by due day; what names no day after what does; what is
 * done last.
 * @param of.changed what is no longer as it was told; undefined where it is
 * @param of.mayBeGone whether the facts of a return could be looked at at all: those of a year that is over cannot
 */
export function diaryOf(of: {
  readonly standing: readonly StandingDuty[]
  readonly kept: readonly Kept[]
  readonly changed: (kept: Kept, stands: boolean) => NoLongerSo | undefined
  readonly mayBeGone: (kept: Kept) => boolean
}): readonly DiaryItem[] {
  const duties = new Map(
    of.standing
      .filter(({ state, duty }) => asksForReturn(duty.rule) && state !== 'withdrawn')
      .map((one) => [one.duty.key, one]),
  )
  const begun = new Map(of.kept.map((one) => [one.key, one]))
  const items = [
    ...of.kept.map((kept) => {
      const standing = duties.get(kept.key)
      const stands = standing !== undefined || !of.mayBeGone(kept)
      return itemOf({ kept, standing, stands, changed: of.changed(kept, stands) })
    }),
    ...[...duties.values()]
      .filter(({ duty }) => !begun.has(duty.key))
      .flatMap((standing) => {
        const kind = kindForRule(standing.duty.rule)
        const { subject } = standing.duty
        if (kind === undefined || subject.kind !== 'pupil') return []
        const kept = {
          key: standing.duty.key,
          kind: kind.kind,
          pupilId: subject.id,
          because: whyOf(standing),
          steps: [],
        }
        return [itemOf({ kept, standing, stands: true, changed: undefined })]
      }),
  ]
  return items.toSorted(byUrgency)
}

function asksForReturn(rule: string): boolean {
  return kindForRule(rule) !== undefined
}

/** Why it is due, in a line. */
export function whyOf({ duty }: Pick<StandingDuty, 'duty'>): string {
  return duty.because.map(({ words, day }) => (day === null ? words : `${words} (${shortDay(day)})`)).join('. ')
}

function itemOf(of: {
  kept: Kept
  standing: StandingDuty | undefined
  stands: boolean
  changed: NoLongerSo | undefined
}): DiaryItem {
  const { kept, standing, changed } = of
  const state = returnState(kept.steps, of.stands)
  const otherwise = standing !== undefined && standing.ended !== null && state !== 'sent' && state !== 'receipted'
  const sent = kept.steps.find(({ kind }) => kind === 'sent')
  const due = standing?.duty.due
  return {
    key: kept.key,
    kind: kept.kind,
    pupilId: kept.pupilId,
    standing,
    state: otherwise ? 'done otherwise' : state,
    due: due?.kind === 'by' ? due.day : null,
    overdue: standing?.overdue === true && !otherwise && sent === undefined,
    sentOn: sent === undefined ? null : schoolTime(sent.at).day,
    steps: kept.steps,
    changed,
    because: standing === undefined ? kept.because : whyOf(standing),
  }
}

function byUrgency(one: DiaryItem, other: DiaryItem): number {
  const rank = (item: DiaryItem) =>
    !isOpen(item) ? 3 : item.overdue || item.changed !== undefined ? 0 : item.due === null ? 2 : 1
  const text = (item: DiaryItem) => `${item.due ?? '9999'} ${item.key}`
  const ranks = rank(one) - rank(other)
  // Of what is done, the last comes first.
  if (ranks === 0 && rank(one) === 3) return (other.sentOn ?? '') < (one.sentOn ?? '') ? -1 : 1
  return ranks !== 0 ? ranks : text(one) < text(other) ? -1 : 1
}

/**
 * Whether an item belongs to a month (`2026-11`): due or sent in it; on the month’s attendance return, which may go weeks before it is due, also
 * where the absence came to the limit in it. In the present month also whatever is still open from before, and what names
 * no day.
 */
export function isInMonth(item: DiaryItem, of: { readonly month: string; readonly today: Day }): boolean {
  const { month, today } = of
  if (item.due?.startsWith(month) || item.sentOn?.startsWith(month)) return true
  const isOfList = item.kind === 'attendance' || item.kind === 'local-ten-days'
  if (isOfList && item.standing?.duty.from.day.startsWith(month)) return true
  if (!isOpen(item) || month !== today.slice(0, 7)) return false
  return item.due === null || item.due < today || item.changed !== undefined
}
