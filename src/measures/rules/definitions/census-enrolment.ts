import type { Day } from '../../../kernel/day.ts'
import type { SchoolYear } from '../../../kernel/school-year.ts'
import { ageAtStartOfYear } from '../../../law/school-age.ts'
import type { Sessions } from '../sessions.ts'
import type { CensusPeriod } from './periods.ts'

/** What a school supplies of one enrolment and one period: totals, reasons, or both. */
export interface SuppliedAbsence {
  readonly authorised: number
  readonly unauthorised: number
  readonly authorisedReasons: number
  readonly unauthorisedReasons: number
}

/**
 * Absence as DfE settles it: for each class the higher of the supplied total and the sum of the supplied reasons (methodology 4.4.4, Table 10).
 */
export function absenceSettled(of: SuppliedAbsence): Pick<Sessions, 'authorised' | 'unauthorised' | 'absent'> {
  const authorised = Math.max(of.authorised, of.authorisedReasons)
  const unauthorised = Math.max(of.unauthorised, of.unauthorisedReasons)
  return { authorised, unauthorised, absent: authorised + unauthorised }
}

/** An enrolment and period that stays in the statistics: something was possible, and no more was missed (methodology 5.2, 5.3.1). */
export function isCountedInCensus({ possible, absent }: Pick<Sessions, 'possible' | 'absent'>): boolean {
  return possible > 0 && absent <= possible
}

/** In which of the published figures an enrolment stands. */
export type Population = 'published' | 'four-year-olds' | 'left out'

/**
 * Whom the census figures are of: aged 5 to 15 on 31 August; four-year-olds apart, with an overall rate only; nobody else (methodology
 * 1.4, 4.4.1). Year 11 — aged 15 then — is collected in the second half of the summer term and published nowhere. An enrolment that
 * first started in that half is left out (methodology 5.2).
 */
export function populationOf(
  pupil: { readonly born: Day; readonly boarder: boolean; readonly startingDay: Day },
  of: { readonly year: SchoolYear; readonly period: CensusPeriod; readonly summer2Begins: Day },
): Population {
  const age = ageAtStartOfYear(pupil.born, of.year)
  if (pupil.boarder || age < 4 || age > 15 || pupil.startingDay >= of.summer2Begins) return 'left out'
  if (age === 15 && of.period === 'summer 2') return 'left out'
  return age === 4 ? 'four-year-olds' : 'published'
}

/** Schools with fewer enrolments than this aged 5 to 15 are in no published figure (methodology 5.2). */
export const FEWEST_ENROLMENTS = 6
