import type { Day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import type { Session } from '../../kernel/session.ts'
import type { ReportCategory, Until } from './report.ts'
import { believesInSchool, signsIn, speaksOfAnother } from './signs.ts'

/** A child of whom an answer may speak, with what the registers say. */
export interface ChildOfReply {
  readonly pupilId: PupilId
  readonly firstName: string
  readonly stands: /** An N stands, from this session to this day. */
    | { readonly kind: 'absent'; readonly first: Session; readonly last: Day }
    /** The register of today is not in yet. */
    | { readonly kind: 'not marked'; readonly session: Session }
    /** At school, or away with a reason. */
    | { readonly kind: 'known' }
}

/** The report that an answer becomes about one child. */
export interface Landing {
  readonly pupilId: PupilId
  readonly category: ReportCategory
  /** The words give one reason, of this child. Where they do not, a person reads them, and the search goes on meanwhile. */
  readonly sure: boolean
  readonly first: Session
  readonly until: Until
}

/**
 * What becomes of an answer about these children: for each absent one a report, which waits for the office and decides nothing. Where the words
 * name some of them, the others are left as they are: "Amira is ill" says nothing of Sami, who has to be looked for. Before a register is in
 * only a plain reason becomes a report; "thank you" never does.
 */
export function landReply(words: string, children: readonly ChildOfReply[]): readonly Landing[] {
  if (isThanks(words)) return []
  const named = children.filter(({ firstName }) => names(words, firstName))
  const meant = named.length > 0 ? named : children
  // Of several children an answer is plain only where it speaks of all of them.
  const ofAll = meant.length === 1 || speaksOfAll(words)
  const category = ofAll ? plainReason(words) : undefined
  const sure = category !== undefined
  return meant.flatMap(({ pupilId, stands }): Landing[] => {
    const report = { pupilId, category: category ?? ('other' as const), sure }
    if (stands.kind === 'absent') {
      const { first, last } = stands
      const until: Until = last === first.day ? { kind: 'unknown' } : { kind: 'day', day: last }
      return [{ ...report, first, until }]
    }
    return stands.kind === 'not marked' && sure
      ? [{ ...report, first: stands.session, until: { kind: 'unknown' } }]
      : []
  })
}

/** The one reason of which words speak; undefined where they speak of none, of two, of another person, or say that it is not so. */
export function plainReason(words: string): ReportCategory | undefined {
  const [sign, ...more] = signsIn(words)
  const isNot = /\b(not|isn.?t|wasn.?t|never|no longer)\s+(an?\s+)?(ill|sick|unwell|poorly|holiday|at the)\b/i.test(
    words,
  )
  const asks = /\?\s*$/.test(words.trim())
  if (sign === undefined || more.length > 0 || isNot || asks || speaksOfAnother(words) || believesInSchool(words))
    return undefined
  return sign
}

function isThanks(words: string): boolean {
  return /^\s*(ok(ay)?|thanks?( you)?( so much| very much)?|thx|ta|cheers|great|lovely|received|noted)?[\s.!,]*((and )?thanks?( you)?( so much| very much)?)?[\s.!]*$/i.test(
    words,
  )
}

function names(words: string, firstName: string): boolean {
  const name = firstName.toLowerCase().normalize('NFC')
  return (
    name !== '' &&
    words
      .toLowerCase()
      .normalize('NFC')
      .split(/[^\p{L}\p{M}'’-]+/u)
      .some((word) => word.replace(/['’]s$/u, '') === name)
  )
}

function speaksOfAll(words: string): boolean {
  return /\b(both|all( \w+)? of them|they|they.re|they.ve|the (kids|children|girls|boys|twins)|(kids|children|girls|boys|twins))\b/i.test(
    words,
  )
}
