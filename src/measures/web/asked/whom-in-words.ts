import { askedQuery, filterOf } from '../../contract.ts'
import { filterInWords } from '../../rules/shown/filter-words.ts'
import type { AskedText } from './use-asked.ts'

/** Whom a question is about: "Year 7, girls". Classes are not named: the page that asks knows them only by their ids. */
export function whomInWords(asked: AskedText): string {
  const read = askedQuery.safeParse(asked)
  return read.success ? filterInWords(filterOf(read.data), () => 'one class') : 'A part of the school'
}
