import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { easterSunday } from '../../../kernel/easter.ts'
import { schoolYear } from '../../../kernel/school-year.ts'
import { byteOfCode, type Code } from '../../../law/codes.ts'
import { compulsorySchoolAgeUntil } from '../../../law/school-age.ts'
import { referenceData } from '../../../testing/reference-data.ts'
import { percentOf } from '../exported/table.ts'
import { allPhasesWeighted } from '../published/all-phases.ts'
import { absenteesOf, readBand } from '../published/check-bands.ts'
import { readCount, readPercentage } from '../published/read-number.ts'
import { addCounts, isPersistentlyAbsent, noSessions, sessionsOf } from '../sessions.ts'
import { absenceSettled, isCountedInCensus, populationOf } from './census-enrolment.ts'
import { censusPeriod, springBankHoliday } from './periods.ts'
import { percentageShownAnnually, printedAnnually, shownAnnually } from './published-rounding.ts'

type Row = Readonly<Record<string, string>>
const read = (path: string): Row[] | undefined => {
  const file = referenceData(path)
  return file === undefined ? undefined : parse(readFileSync(file), { columns: true, bom: true })
}
const cases = read('cases/dfe_methodology_cases.csv')
const bands = read('ees/absence_rate_percent_bands.csv')
const yearRows = read('dfe/year_2025-26.csv')

const numbersIn = (text: string) =>
  [...text.matchAll(/\d[\d,]*(?:\.\d+)?/g)].map(([found]) => Number(found.replaceAll(',', '')))
const percent = (part: number, of: number, decimals: number) => Number(((100 * part) / of).toFixed(decimals))

function distribution(year: string, type: string) {
  const rows = (bands ?? []).filter((row) => row.time_period === year && row.school_type === type)
  const total = Number(rows.find((row) => row.percent_bands === 'Total')?.enrolments_overall)
  const counted = rows.flatMap((row) => {
    const band = readBand(row.percent_bands ?? '')
    return band === undefined ? [] : [{ ...band, enrolments: Number(row.enrolments_overall) }]
  })
  return { total, counted, ...absenteesOf(counted) }
}

const settled = (given: string) => {
  const [authorised = 0, unauthorised = 0, reasons = 0] = numbersIn(given)
  return { authorised, unauthorised, reasons }
}

const PROOFS: Readonly<Record<string, (row: Row) => void>> = {
  // Pupil A: the split of the reasons is not given; any in which neither class goes beyond its total comes to 50.
  M1: (row) => {
    const { authorised, unauthorised, reasons } = settled(row.given ?? '')
    for (let authorisedReasons = reasons - unauthorised; authorisedReasons <= authorised; authorisedReasons++) {
      const of = { authorised, unauthorised, authorisedReasons, unauthorisedReasons: reasons - authorisedReasons }
      expect(absenceSettled(of).absent).toBe(numbersIn(row.expected ?? '')[0])
    }
  },
  // Pupil B: the split of the reasons is not given; any that reaches both totals comes to 50.
  M2: (row) => {
    const { authorised, unauthorised, reasons } = settled(row.given ?? '')
    for (let more = 0; more <= reasons - authorised - unauthorised; more++) {
      const authorisedReasons = authorised + more
      const of = { authorised, unauthorised, authorisedReasons, unauthorisedReasons: reasons - authorisedReasons }
      expect(absenceSettled(of).absent).toBe(numbersIn(row.expected ?? '')[0])
    }
  },
  M3: (row) => {
    const { authorised, unauthorised, reasons } = settled(row.given ?? '')
    const of = { authorised, unauthorised, authorisedReasons: authorised, unauthorisedReasons: reasons - authorised }
    expect(absenceSettled(of).absent).toBe(numbersIn(row.expected ?? '')[0])
  },
  M4: () => {
    expect(isCountedInCensus({ possible: 40, absent: 41 })).toBe(false)
    expect(isCountedInCensus({ possible: 0, absent: 0 })).toBe(false)
    expect(isCountedInCensus({ possible: 40, absent: 40 })).toBe(true)
  },
  M5: () => {
    const is = (absent: number, possible: number) => isPersistentlyAbsent({ absent, possible })
    expect([is(2, 20), is(2, 19), is(2, 21), is(3, 21), is(0, 0)]).toEqual([true, true, false, true, false])
  },
  M6: (row) => {
    const [ten, tenRate, fifteen, fifteenRate, all] = numbersIn(row.expected ?? '')
    const { persistent, total, counted } = distribution('201415', 'Total')
    const atFifteen = counted
      .filter(({ fromHundredths }) => fromHundredths >= 1500)
      .reduce((sum, one) => sum + one.enrolments, 0)
    expect(total).toBe(all)
    // The bands are each rounded to 5, so that their sum is not quite the published count.
    expect(Math.abs(persistent - (ten ?? 0))).toBeLessThanOrEqual(2.5 * counted.length)
    expect(Math.abs(atFifteen - (fifteen ?? 0))).toBeLessThanOrEqual(2.5 * counted.length)
    expect([persistent, atFifteen]).toEqual(numbersIn((row.source ?? '').replace(/^.*sums to/, '')))
    expect([percent(persistent, total, 1), percent(atFifteen, total, 1)]).toEqual([tenRate, fifteenRate])
  },
  M7: (row) => {
    const found = ['201213', '201314', '201415', '201516', '201617'].flatMap((year) => {
      const { persistent, total } = distribution(year, 'Total')
      return [persistent, percent(persistent, total, 1)]
    })
    expect(found).toEqual(numbersIn(row.expected ?? ''))
  },
  M8: (row) => {
    const found = ['Total', 'State-funded primary', 'State-funded secondary', 'Special'].flatMap((type) => {
      const { severe, total } = distribution('201617', type)
      return [severe, percent(severe, total, 2)]
    })
    expect(found).toEqual(numbersIn(row.expected ?? ''))
  },
  M9: () => {
    expect([0, 1, 2, 3, 7, 8].map(shownAnnually)).toEqual([0, 'x', 'x', 5, 5, 10])
    expect([percentageShownAnnually(2, 40), percentageShownAnnually(1, 2), percentageShownAnnually(0, 40)]).toEqual([
      'x',
      'x',
      0,
    ])
    expect([printedAnnually(37, 181), printedAnnually(2, 181), printedAnnually(0, 181), printedAnnually(0, 0)]).toEqual(
      ['35 (20.4 %)', 'x (x)', '0 (0.0 %)', '0 (z)'],
    )
  },
  M10: () => {
    expect([readCount('c'), readPercentage('z')]).toEqual([
      { is: 'hidden', mark: 'c' },
      { is: 'hidden', mark: 'z' },
    ])
    expect([percentOf(0, 0), percentOf(0, 400), percentOf(373, 400)]).toEqual([{ symbol: 'z' }, 0, 93.25])
  },
  M11: () => {
    const weighted = allPhasesWeighted([
      { rate: 95, totalEnrolments: 3 },
      { rate: 91, totalEnrolments: 1 },
    ])
    expect(weighted).toBe(94)
    expect(allPhasesWeighted([])).toBeUndefined()
  },
  M12: () => {
    const england = (yearRows ?? []).filter((row) => row.geographic_level === 'National')
    const phases = england.filter((row) => row.education_phase !== 'Total')
    const counts = noSessions()
    for (const row of phases) {
      const ofPhase = noSessions()
      ofPhase[byteOfCode('/')] = Number(row.overall_attendance)
      ofPhase[byteOfCode('I')] = Number(row.possible_sessions) - Number(row.overall_attendance)
      addCounts(counts, ofPhase)
    }
    const { attended, possible } = sessionsOf(counts)
    const published = Number(england.find((row) => row.education_phase === 'Total')?.attendance_perc)
    expect(phases).toHaveLength(3)
    expect((100 * attended) / possible).toBeCloseTo(published, 9)
  },
  M13: () => {
    const of = (year: number) => {
      const periods = (['autumn', 'spring', 'summer 1', 'summer 2'] as const).map((period) =>
        censusPeriod(schoolYear(year), period),
      )
      return periods.map(({ from, to }) => `${from} ${to}`)
    }
    expect(of(2025)).toEqual([
      '2025-08-01 2025-12-31',
      '2026-01-01 2026-04-05',
      '2026-04-06 2026-05-24',
      '2026-05-25 2026-07-31',
    ])
    expect(of(2018)).toEqual([
      '2018-08-01 2018-12-31',
      '2019-01-01 2019-04-21',
      '2019-04-22 2019-05-26',
      '2019-05-27 2019-07-31',
    ])
  },
  M14: () => {
    expect(compulsorySchoolAgeUntil(day('2009-11-02'))).toBe('2026-06-26')
  },
  M15: () => {
    const summer2Begins = censusPeriod(schoolYear(2025), 'summer 2').from
    const year11 = { born: day('2010-03-03'), boarder: false, startingDay: day('2021-09-01') }
    const of = (period: 'summer 1' | 'summer 2') =>
      populationOf(year11, { year: schoolYear(2025), period, summer2Begins })
    expect([of('summer 1'), of('summer 2')]).toEqual(['published', 'left out'])
  },
  M16: () => {
    for (const code of ['D', '#', 'Y', 'X', 'Z'] satisfies Code[]) {
      const counts = noSessions()
      counts[byteOfCode(code)] = 10
      expect(sessionsOf(counts)).toMatchObject({ possible: 0, attended: 0, absent: 0 })
    }
  },
}

const complete = cases !== undefined && bands !== undefined && yearRows !== undefined

describe.skipIf(!complete)("DfE's methodology, case by case", () => {
  it('every case of the file has a proof', () => {
    expect((cases ?? []).map(({ id }) => id)).toEqual(Object.keys(PROOFS))
  })

  it.each((cases ?? []).map((row) => [`${row.id} ${row.given}: ${row.expected}`, row] as const))('%s', (_, row) => {
    const proof = PROOFS[row.id ?? '']
    expect(proof).toBeDefined()
    proof?.(row)
  })
})

describe('the days that move', () => {
  it.each([
    [2019, '2019-04-21', '2019-05-27'],
    [2022, '2022-04-17', '2022-06-02'],
    [2024, '2024-03-31', '2024-05-27'],
    [2026, '2026-04-05', '2026-05-25'],
    [2038, '2038-04-25', '2038-05-31'],
  ])('Easter and the spring bank holiday of %i', (year, easter, holiday) => {
    expect(easterSunday(year)).toBe(easter)
    expect(springBankHoliday(year)).toBe(holiday)
  })
})
