import { malformed, type Result, success } from '../kernel/result.ts'
import { type Citation, read } from './citation.ts'

/** A unique pupil number whose check letter is right: `A123456789012`, or a temporary one, `H00180001701A`. */
export type Upn = string & { readonly __brand: 'Upn' }

export const UPN_RULE: Citation = read(
  'Government Data Standards Catalogue, Unique Pupil Number 2.0 (archived); DfE census rule 1510 as restated by suppliers',
)

/** Letters by their value 0 to 22; I, O and S are left out because they look like digits. */
const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ'
const AFTER_CHECK_LETTER = /^\d{11}[\dA-HJ-NP-RT-Z]$/

/** The letter that belongs in front of these twelve characters (twelve digits, or eleven and the letter of a temporary number). */
export function upnCheckLetter(rest: string): string | undefined {
  if (!AFTER_CHECK_LETTER.test(rest)) return undefined
  const sum = Array.from(rest).reduce((total, character, index) => {
    const value = LETTERS.indexOf(character)
    // Positions are counted from the check letter, so the first digit weighs 2 and the last character 13.
    return total + (index + 2) * (value === -1 ? Number(character) : value)
  }, 0)
  return LETTERS[sum % 23]
}

/** Reads a UPN, forgiving spaces and lower case. Says what is wrong and, where it can, what the check letter should be. */
export function checkUpn(text: string): Result<Upn> {
  const upn = text.replace(/\s+/g, '').toUpperCase()
  if (upn.length !== 13)
    return malformed('law.upn-length', `A UPN has 13 characters; this one has ${upn.length}. Check it for a slip.`)
  const letter = upnCheckLetter(upn.slice(1))
  if (letter === undefined)
    return malformed(
      'law.upn-characters',
      'A UPN is a letter followed by 12 digits; in a temporary UPN the last digit is a letter other than I, O or S.',
    )
  if (upn[0] !== letter)
    return malformed(
      'law.upn-check-letter',
      `The check letter does not match: for these digits it would be ${letter}. One of the characters is wrong.`,
    )
  // The one place where checked text becomes a Upn.
  return success(upn as Upn)
}

/** A number given by a school that did not yet know the real one. Ask for the real one and keep this as the former UPN. */
export function isTemporaryUpn(upn: Upn): boolean {
  return /[A-Z]$/.test(upn)
}
