import { type Day, longDay } from '../kernel/day.ts'
import { type Result, refused, success } from '../kernel/result.ts'
import type { Code, CodeMeaning, StatisticalClass } from './code-meaning.ts'
import { ALL_CODES } from './code-table.ts'

export type {
  Code,
  CodeDetail,
  CodeMeaning,
  CurrentCode,
  LegalTable,
  PhysicalMeaning,
  RetiredCode,
  StatisticalClass,
} from './code-meaning.ts'
export { ALL_CODES }

// A letter may in future have more than one meaning over time; oldest first.
const BY_CODE: ReadonlyMap<string, readonly CodeMeaning[]> = Map.groupBy(ALL_CODES, (meaning) => meaning.code)
const BY_BYTE: readonly (CodeMeaning | undefined)[] = Array.from({ length: 256 }, (_, byte) =>
  ALL_CODES.find((meaning) => meaning.byte === byte),
)

function meaningsOf(code: Code): readonly CodeMeaning[] {
  return BY_CODE.get(code) ?? []
}

/** The meaning covers this day. */
export function isInForce(meaning: CodeMeaning, on: Day): boolean {
  return (meaning.since === undefined || meaning.since <= on) && (meaning.until === undefined || on <= meaning.until)
}

/**
 * What a code meant on a day.
 * @returns `law.code-retired` or `law.code-not-yet` with what to enter instead, where it meant nothing then.
 */
export function meaningOf(code: Code, on: Day): Result<CodeMeaning> {
  const meanings = meaningsOf(code)
  const then = meanings.find((meaning) => isInForce(meaning, on))
  if (then !== undefined) return success(then)
  const last = meanings.at(-1)
  if (last?.until !== undefined && last.until < on) {
    const use = last.instead === undefined ? '' : ` Enter ${last.instead}.`
    return refused('law.code-retired', `Code ${code} could be used until ${longDay(last.until)}.${use}`)
  }
  const first = last?.since === undefined ? '' : ` It begins on ${longDay(last.since)}.`
  return refused('law.code-not-yet', `Code ${code} could not be used on ${longDay(on)}.${first}`)
}

/** The codes a register may hold for this day, in the order of the regulation. `-` is not one of them. */
export function codesInUseOn(on: Day): readonly CodeMeaning[] {
  return ALL_CODES.filter((meaning) => meaning.code !== '-' && isInForce(meaning, on))
}

/** Reads a code as people and files write it, in either case; undefined where it is no code at all. */
export function parseCode(text: string): Code | undefined {
  return BY_CODE.get(text.trim().toUpperCase())?.[0]?.code
}

/** The code a strip's byte stands for; undefined for 0 (no session expected of this pupil) and for numbers never given out. */
export function codeOfByte(byte: number): Code | undefined {
  return BY_BYTE[byte]?.code
}

/** What a strip's byte means: one meaning for ever, so no day is needed. Undefined for 0 and for numbers never given out. */
export function meaningOfByte(byte: number): CodeMeaning | undefined {
  return BY_BYTE[byte]
}

/** The number that a strip holds for a code, 1 to 255. */
export function byteOfCode(code: Code): number {
  const byte = meaningsOf(code).at(-1)?.byte
  if (byte === undefined) throw new RangeError(`not a code: ${code}`)
  return byte
}

/** The classes in the order of `CLASS_OF_BYTE`. */
export const STATISTICAL_CLASSES: readonly StatisticalClass[] = [
  'present',
  'approved-activity',
  'authorised',
  'unauthorised',
  'not-possible',
  'administrative',
  'missing',
]

/** For scans over strips: 1 + the place of the byte's class in `STATISTICAL_CLASSES`; 0 where no session was expected. Read only. */
export const CLASS_OF_BYTE: Uint8Array = Uint8Array.from(BY_BYTE, (meaning) =>
  meaning === undefined ? 0 : STATISTICAL_CLASSES.indexOf(meaning.statistical) + 1,
)
