import type { Code } from '../../law/codes.ts'
import { daysInWords } from '../../weekly/contract.ts'

export { daysInWords }

/** How a half day looks to a family. */
export type MarkTone = 'in' | 'late' | 'away' | 'unexplained' | 'elsewhere' | 'closed'

export interface MarkWords {
  readonly words: string
  readonly tone: MarkTone
}

const at = (tone: MarkTone, words: string): MarkWords => ({ tone, words })

/** What each code means to a family, about their own child: no codes, no terms of the law, nothing that threatens. */
const WORDS: Readonly<Record<Code, MarkWords>> = {
  '/': at('in', 'In school'),
  '\\': at('in', 'In school'),
  L: at('late', 'In school, arrived late'),
  K: at('elsewhere', 'Learning elsewhere, arranged by the council'),
  V: at('elsewhere', 'On a school visit or trip'),
  P: at('elsewhere', 'At a sporting activity'),
  W: at('elsewhere', 'On work experience'),
  B: at('elsewhere', 'Learning elsewhere, arranged with the school'),
  D: at('elsewhere', 'At their other school'),
  C1: at('away', 'Away for a licensed performance or work abroad'),
  M: at('away', 'At a medical or dental appointment'),
  J1: at('away', 'At an interview'),
  S: at('away', 'Study leave for examinations'),
  X: at('closed', 'Not expected in school'),
  C2: at('away', 'Not in school: part-time timetable'),
  C: at('away', 'Away with the head’s agreement'),
  T: at('away', 'Travelling with family for work'),
  R: at('away', 'Away for a religious occasion'),
  I: at('away', 'Away ill'),
  E: at('away', 'Suspended or excluded'),
  Q: at('closed', 'Could not get to school: access arrangements were missing'),
  Y1: at('closed', 'Could not get to school: the usual transport did not run'),
  Y2: at('closed', 'Could not get to school: travel was disrupted'),
  Y3: at('closed', 'Part of the school was closed'),
  Y4: at('closed', 'The school was closed'),
  // Read by every adult with responsibility, also one who lives elsewhere, on whatever screen: why is for the office to say to their face.
  Y5: at('closed', 'Could not come to school: the office can say more'),
  Y6: at('closed', 'Kept at home on public health advice'),
  Y7: at('closed', 'Could not come to school for a reason nobody could avoid'),
  G: at('unexplained', 'On a holiday that was not agreed'),
  N: at('unexplained', 'Away, and we do not know why yet'),
  O: at('unexplained', 'Away, and no reason was accepted'),
  U: at('late', 'Arrived after the register had closed, which counts as away'),
  Z: at('closed', 'Not yet at this school'),
  '#': at('closed', 'The school was closed for everybody'),
  H: at('away', 'On a holiday that was agreed'),
  F: at('away', 'On a longer holiday that was agreed'),
  J: at('elsewhere', 'At an interview'),
  Y: at('closed', 'Could not come to school'),
  '-': at('closed', 'No register yet'),
}

export function markWords(code: Code): MarkWords {
  return WORDS[code]
}

/** Some of several half days in words: "51 of 52 days", "51 and a half of 52 days". */
export function daysOfDays(some: number, all: number): string {
  const few = daysInWords(some).replace(/(?<!half a) days?$/, '')
  return `${few === 'no' ? 'none' : few} of ${daysInWords(all)}`
}
