import type { Assessment } from './assessments-of.ts'
import type { Barrier } from './barriers-of.ts'
import type { BarrierKind, Whose } from './kinds.ts'
import { type Level, type QuestionSet, questionSet } from './questions.ts'

/** One thing that all were asked, with what each of them answered. */
export interface Compared {
  readonly id: string
  readonly kind: BarrierKind
  readonly words: string
  /** In step with the voices; null where it was left out or not asked. */
  readonly levels: readonly (Level | null)[]
  /** In step with the voices: who would rather not say. */
  readonly declined: readonly boolean[]
  /** `hard`: all who answered say that it is hard, `not`: all that it is not; `one`: only one answered, `none`: nobody. */
  readonly agree: 'hard' | 'not' | 'differ' | 'one' | 'none'
}

/** The answers side by side, what is hardest for the child first. Read with the words that each version asked. */
export function compareVoices(voices: readonly Assessment[]): readonly Compared[] {
  const rows = new Map<string, { kind: BarrierKind; words: string }>()
  for (const { version } of voices)
    for (const { id, kind, words } of questionSet(version, 'staff')?.statements ?? [])
      if (!rows.has(id)) rows.set(id, { kind, words })
  return [...rows]
    .map(([id, row]) => {
      const levels = voices.map(({ answers }) => answers.find((one) => one.id === id)?.level ?? null)
      const declined = voices.map((one) => one.declined?.includes(id) === true)
      return { id, ...row, levels, declined, agree: agreement(levels) }
    })
    .toSorted((one, other) => weight(other.levels) - weight(one.levels))
}

function agreement(levels: readonly (Level | null)[]): Compared['agree'] {
  const given = levels.filter((level) => level !== null)
  if (given.length < 2) return given.length === 1 ? 'one' : 'none'
  if (given.every((level) => level > 0)) return 'hard'
  return given.every((level) => level === 0) ? 'not' : 'differ'
}

/** The first voice, which is the child's where the child answered, weighs more than all others together. */
function weight([first, ...others]: readonly (Level | null)[]): number {
  return others.reduce<number>((sum, level) => sum + (level ?? 0), (first ?? 0) * 100)
}

/** A barrier that answers point to. It is none until a person has confirmed it. */
export interface Suggestion {
  readonly kind: BarrierKind
  readonly whose: Whose
  readonly assessmentId: string
  readonly strength: 'a bit' | 'very'
  /** What they said yes to, in the words that they were asked in. */
  readonly words: string
  readonly restricted: boolean
}

/**
 * Barriers that the answers point to and that nobody has recorded as open: of each kind the strongest answer, the child's before a parent's
 * before the school's. A barrier that has eased since is not suggested again from answers given before it eased.
 */
export function suggestedBarriers(voices: readonly Assessment[], barriers: readonly Barrier[]): readonly Suggestion[] {
  const found = new Map<BarrierKind, Suggestion>()
  for (const voice of voices) {
    const set = questionSet(voice.version, voice.who)
    for (const { id, level } of voice.answers) {
      const asked = set?.statements.find((one) => one.id === id)
      if (asked === undefined || level === 0 || isKnown(asked.kind, voice, barriers)) continue
      const strength = level === 2 ? 'very' : 'a bit'
      const before = found.get(asked.kind)
      if (before !== undefined && (before.strength === 'very' || strength === 'a bit')) continue
      const { who, assessmentId, restricted } = voice
      found.set(asked.kind, { kind: asked.kind, whose: who, assessmentId, strength, words: asked.words, restricted })
    }
  }
  return [...found.values()]
}

function isKnown(kind: BarrierKind, { day }: Assessment, barriers: readonly Barrier[]): boolean {
  return barriers.some((one) => one.kind === kind && (one.eased === null || one.eased.day >= day))
}

/** What was asked in words of one's own, with what they wrote. */
export function saidBy({
  version,
  who,
  words,
}: Assessment): readonly { readonly asked: string; readonly text: string }[] {
  const set: QuestionSet | undefined = questionSet(version, who)
  return (set?.open ?? []).flatMap(({ id, words: asked }) => {
    const text = words.find((one) => one.id === id)?.text
    return text === undefined ? [] : [{ asked, text }]
  })
}
