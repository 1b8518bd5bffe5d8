import { expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { type DayPreset, endsOf } from './day-presets.ts'

test('A page can look from the end of each term and half-term that is over, named once', () => {
  const preset = (group: DayPreset['group'], name: string, to: string): DayPreset => ({
    ...{ id: name, group, name, from: day('2026-09-01'), to: day(to) },
  })
  const presets = [
    preset('Up to now', 'Last week', '2026-11-20'),
    preset('Terms', 'Spring', '2026-03-27'),
    preset('Terms', 'Autumn', '2026-12-18'),
    preset('Half-terms', 'Autumn 1', '2026-10-23'),
    preset('Half-terms', 'Spring 2', '2026-03-27'),
  ]
  expect(endsOf(presets, day('2026-11-23'))).toEqual([
    { day: '2026-10-23', name: 'The end of Autumn 1' },
    { day: '2026-03-27', name: 'The end of Spring' },
  ])
})
