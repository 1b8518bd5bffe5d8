import type { CodeMeaning } from './code-meaning.ts'
import { meaning } from './code-rows.ts'
import { ADMINISTRATIVE_ROWS, GAP_ROWS, OTHER_UNABLE_ROWS, RETIRED_ROWS, UNABLE_ROWS } from './codes-not-counted.ts'
import { AUTHORISED_ROWS, LEAVE_ROWS, UNAUTHORISED_ROWS } from './codes-of-absence.ts'
import { ELSEWHERE_ROWS, PRESENT_ROWS } from './codes-of-attendance.ts'

/**
 * Every code there is or was, in the order of the regulation, then administrative, retired, and `-` last.
 * To change one from a date, read README.md first: bytes are for ever.
 */
export const ALL_CODES: readonly CodeMeaning[] = [
  ...PRESENT_ROWS,
  ...ELSEWHERE_ROWS,
  ...LEAVE_ROWS,
  ...AUTHORISED_ROWS,
  ...UNABLE_ROWS,
  ...OTHER_UNABLE_ROWS,
  ...UNAUTHORISED_ROWS,
  ...ADMINISTRATIVE_ROWS,
  ...RETIRED_ROWS,
  ...GAP_ROWS,
].map(meaning)
