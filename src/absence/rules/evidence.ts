import { type Result, refused, success } from '../../kernel/result.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { amountInWords, type EvidenceRule } from '../../policy/contract.ts'
import type { Report, ReportBy } from './report.ts'

interface Step<Kind extends string> {
  readonly number: number
  readonly kind: Kind
  readonly text: string
  readonly at: Moment
  readonly by: ReportBy
}

/** What happened about the evidence for one report, in order; insert-only. */
export type EvidenceStep =
  | Step<'asked'>
  | (Step<'received'> & { readonly file: { readonly name: string; readonly type: FileType; readonly bytes: number } })
  | (Step<'judged'> & { readonly verdict: 'accepted' | 'not-accepted' })

export type EvidenceState = 'none' | 'asked' | 'received' | 'accepted' | 'not accepted'

/** Where the evidence for a report stands. What comes in after a judgement is to be judged again. */
export function evidenceState(steps: readonly EvidenceStep[]): EvidenceState {
  const last = steps.at(-1)
  if (last === undefined) return 'none'
  if (last.kind === 'judged') return last.verdict === 'accepted' ? 'accepted' : 'not accepted'
  if (last.kind === 'received') return 'received'
  return steps.some(({ kind }) => kind === 'received') ? 'received' : 'asked'
}

/**
 * Whether evidence may be asked for: of an illness or an appointment; never as a routine, so only where somebody writes down a genuine doubt
 * (Working together to improve school attendance, paragraph 365); and not before the length of absence from which the school’s own policy
 * lets it be asked for.
 * @param facts.days school days of the absence so far
 */
export function mayAskEvidence(
  rules: readonly EvidenceRule[],
  facts: { readonly category: Report['category']; readonly days: number; readonly doubt: string },
): Result<undefined> {
  if (facts.category !== 'illness' && facts.category !== 'medical-appointment')
    return refused('absence.not-medical', 'Evidence can be asked for an illness or an appointment only.')
  const [rule] = rules
  if (rule?.after !== undefined && facts.days <= rule.after.amount)
    return refused(
      'absence.too-soon',
      `The school’s policy (section ${rule.section}) asks for evidence only after ${amountInWords(rule.after)} of absence. This one has had ${facts.days}.`,
    )
  if (facts.doubt.trim() === '')
    return refused(
      'absence.no-doubt',
      'Evidence is not asked for as a routine. Write down what makes you doubt the reason; without a doubt the family’s word is enough.',
    )
  return success(undefined)
}

export const LARGEST_EVIDENCE = 8 * 1024 * 1024
/** So many files of one report are kept: a letter of several pages. */
export const MOST_FILES = 10
export type FileType = 'application/pdf' | 'image/jpeg' | 'image/png'

const SIGNATURES: readonly (readonly [FileType, readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
]

/** Why a file cannot be taken, for whoever chose it; undefined where its size is no hindrance. */
export function tooLarge(bytes: number): string | undefined {
  if (bytes <= LARGEST_EVIDENCE) return undefined
  return `This file is too large: it has ${(bytes / 1024 / 1024).toFixed(1)} MB, and ${LARGEST_EVIDENCE / 1024 / 1024} MB can be taken. Take the photograph at a smaller size, or send one page at a time.`
}

const APPLE_BRANDS = ['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1']

/** Whether a file is a photograph as some phones keep it (HEIC), which many computers of schools cannot show. */
export function isHeic(bytes: Uint8Array): boolean {
  const word = (from: number) => String.fromCharCode(...bytes.subarray(from, from + 4))
  return word(4) === 'ftyp' && APPLE_BRANDS.includes(word(8))
}

/** What a file is, by its first bytes: its name and what a browser says of it prove nothing. Undefined for anything not taken. */
export function fileTypeOf(bytes: Uint8Array): FileType | undefined {
  return SIGNATURES.find(([, signature]) => signature.every((byte, place) => bytes[place] === byte))?.[0]
}
