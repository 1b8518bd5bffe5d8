import { type Day, day } from '../kernel/day.ts'
import { type Citation, REGULATIONS_2024, REGULATIONS_2024_BEGIN, read } from './citation.ts'
import type { Code, CodeDetail, CodeMeaning, LegalTable, PhysicalMeaning, StatisticalClass } from './code-meaning.ts'

/** One line of the code table. What a class means for the sums is worked out by `meaning`, so that no row can contradict itself. */
export type Row = readonly [
  byte: number,
  code: Code,
  name: string,
  table: LegalTable,
  statistical: StatisticalClass,
  physical: PhysicalMeaning,
  legal: Citation,
  rest?: { details?: readonly CodeDetail[]; since?: string; until?: string; instead?: string },
]

/** A detail that is useful and may be left out. */
export function asks(key: string, label: string): CodeDetail {
  return { key, label, required: false, derived: false }
}

/** A detail without which the mark may not be saved. */
export function needs(key: string, label: string): CodeDetail {
  return { key, label, required: true, derived: false }
}

/** A detail that the pupil or the calendar settles. */
export function follows(key: string, label: string): CodeDetail {
  return { key, label, required: true, derived: true }
}

/** Regulation 10 itself. */
export const REG_10 = `${REGULATIONS_2024}, regulation 10`
/** The paragraph that carries the table of other absences was not seen, so no number is given. */
export const REG_10_ABSENCE = `${REG_10}, table of other absences`
/** Known only as a policy of 2024 restates it. */
export const RESTATED: Citation = read(`${REG_10_ABSENCE}, as restated in a school attendance policy of 2024`)
/** Codes that came with the 2024 Regulations. */
export const NEW_2024 = { since: REGULATIONS_2024_BEGIN }

const POSSIBLE: readonly StatisticalClass[] = ['present', 'approved-activity', 'authorised', 'unauthorised']

/** A row with everything that follows from its class. */
export function meaning(row: Row): CodeMeaning {
  const [byte, code, name, table, statistical, physical, legal, rest = {}] = row
  const from: { since?: Day } = rest.since === undefined ? {} : { since: day(rest.since) }
  const to: { until?: Day } = rest.until === undefined ? {} : { until: day(rest.until) }
  return Object.freeze({
    code,
    byte,
    name,
    legal: { table, ...legal },
    statistical,
    physical,
    countsTowardPenaltyNotice: statistical === 'unauthorised',
    possible: POSSIBLE.includes(statistical),
    attending: statistical === 'present' || statistical === 'approved-activity',
    authorised: statistical === 'authorised',
    unauthorised: statistical === 'unauthorised',
    ...from,
    ...to,
    ...(rest.instead === undefined ? {} : { instead: rest.instead }),
    details: rest.details ?? [],
  })
}
