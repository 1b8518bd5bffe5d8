import { describe, expect, it } from 'vitest'
import { referenceData } from '../testing/reference-data.ts'
import { checkPublished } from './check-published.ts'

async function check(...paths: readonly string[]) {
  const said: string[] = []
  const outcome = await checkPublished(paths, (line) => void said.push(line))
  return { outcome, said: said.join('\n') }
}

describe("DfE's own files", () => {
  const given = [
    'dfe/daily_2025-w37.csv',
    'dfe/weekly_2025-w37.csv',
    'dfe/year_2025-26.csv',
    'ees/absence_by_term.csv',
    'ees/absence_rate_percent_bands.csv',
  ]
  const paths = given.map((path) => referenceData(path))

  it.skipIf(paths.includes(undefined))(
    'agree on every row that has counts, and the week is the sum of its days',
    async () => {
      const { outcome, said } = await check(...paths.flatMap((path) => path ?? []))
      for (const counted of [
        '3,200, equal 3,200',
        '640, equal 640',
        '643, equal 643',
        '9,680, equal 9,680',
        '2,040, equal 2,040',
      ])
        expect(said).toContain(`rows checked ${counted}, different 0`)
      expect(said).toContain('days to week: 21,120 of 21,120 cells')
      expect(said).not.toContain('not understood')
      expect(outcome).toBe('agrees')
    },
  )
})
