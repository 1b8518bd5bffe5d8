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

/** Why an enrolment, or a part of its sessions, is in no published figure. */
export type LeftOutBecause =
  | ('boarder' | 'too young' | 'too old' | 'late starter' | 'Year 11 in the second half of the summer term')
  /** Dual-registered pupils wholly at the other school, for example: counted nowhere, never as 0 %. */
  | 'nothing possible'

/** In which of the published figures an enrolment stands. */
export type Population = 'published' | 'four-year-olds' | 'left out'

/** Who may be in a figure, and over which days of the school year. */
export interface Populated {
  readonly year: SchoolYear
  readonly period: CensusPeriod
  readonly summer2Begins: Day
}

type Pupil = { readonly born: Day; readonly boarder: boolean; readonly startingDay: Day }

/**
 * Why a pupil’s sessions of one period are in no figure that DfE publishes; undefined where they are in one. Ages are as at 31 August: 5 to
 * 15 are published, and the census publishes 4 apart (methodology 1.4, 4.4.1). Year 11 — aged 15 then — is collected in the second half of
 * the summer term and published nowhere (1.6).
 */
export function whyNotPublished(
  pupil: Pick<Pupil, 'born' | 'boarder'>,
  of: Pick<Populated, 'year' | 'period'>,
): Exclude<LeftOutBecause, 'nothing possible' | 'late starter'> | undefined {
  const age = ageAtStartOfYear(pupil.born, of.year)
  if (pupil.boarder) return 'boarder'
  if (age < 4) return 'too young'
  if (age > 15) return 'too old'
  return age === 15 && of.period === 'summer 2' ? 'Year 11 in the second half of the summer term' : undefined
}

/** As `whyNotPublished`; and the census leaves an enrolment that first started in the second half of the summer term out of every period (5.2). */
export function whyLeftOut(pupil: Pupil, of: Populated): Exclude<LeftOutBecause, 'nothing possible'> | undefined {
  return whyNotPublished(pupil, of) ?? (pupil.startingDay >= of.summer2Begins ? 'late starter' : undefined)
}

/** Whom the census figures are of: those aged 5 to 15 on 31 August; four-year-olds apart, with an overall rate only; nobody else. */
export function populationOf(pupil: Pupil, of: Populated): Population {
  if (whyLeftOut(pupil, of) !== undefined) return 'left out'
  return ageAtStartOfYear(pupil.born, of.year) === 4 ? 'four-year-olds' : 'published'
}

/** Schools with fewer enrolments than this aged 5 to 15 are in no published figure (methodology 5.2). */
export const FEWEST_ENROLMENTS = 6
