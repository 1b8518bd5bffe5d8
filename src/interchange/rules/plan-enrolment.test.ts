import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day } from '../../kernel/day.ts'
import { YEAR_GROUPS, type YearGroup } from '../../law/school-age.ts'
import { openContactBook, placementsOf } from './plan-enrolment.ts'
import type { ReadContact } from './understand-contact.ts'

const SCHOOL = { today: day('2026-11-23'), yearGroups: ['7', '8', '9'] as const }

describe('where a pupil was since the starting day', () => {
  it.each([
    { who: 'one who began this year', is: ['2026-09-03', '7'], was: [['2026-09-03', '7']] },
    { who: 'one who begins next month', is: ['2026-12-07', '7'], was: [['2026-12-07', '7']] },
    {
      who: 'one in the third year here',
      is: ['2024-09-04', '9'],
      was: [
        ['2024-09-04', '7'],
        ['2025-09-01', '8'],
        ['2026-09-01', '9'],
      ],
    },
    {
      who: 'one who came in the middle of last year',
      is: ['2026-02-23', '8'],
      was: [
        ['2026-02-23', '7'],
        ['2026-09-01', '8'],
      ],
    },
    {
      who: 'one who was here before the school had such years',
      is: ['2024-09-04', '8'],
      was: [
        ['2024-09-04', '7'],
        ['2026-09-01', '8'],
      ],
    },
  ])('is one year group lower each year before: $who', ({ is: [from, group], was }) => {
    const placements = placementsOf({ startingDay: day(from ?? ''), yearGroup: group as YearGroup }, SCHOOL)
    expect(placements.map((placement) => [placement.from, placement.yearGroup])).toEqual(was)
  })

  it('begins on the starting day, ends in the year group of the file, and never goes back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), fc.constantFrom(...YEAR_GROUPS), (ago, yearGroup) => {
        const startingDay = addDays(SCHOOL.today, 60 - ago)
        const placements = placementsOf({ startingDay, yearGroup }, SCHOOL)
        expect(placements[0]?.from).toBe(startingDay)
        expect(placements.at(-1)?.yearGroup).toBe(yearGroup)
        for (const [index, placement] of placements.slice(1).entries()) {
          expect(placement.from > (placements[index]?.from ?? '')).toBe(true)
          expect(YEAR_GROUPS.indexOf(placement.yearGroup)).toBeGreaterThan(
            YEAR_GROUPS.indexOf(placements[index]?.yearGroup ?? 'N1'),
          )
        }
      }),
    )
  })
})

describe('the adults of a file', () => {
  const contact = (over: Partial<ReadContact>): ReadContact => ({
    title: undefined,
    forenames: 'Ngozi',
    surname: 'Okafor',
    relationship: 'mother',
    phones: ['07700 900101'],
    email: undefined,
    livesWith: true,
    parentalResponsibility: 'yes',
    mayBeTold: true,
    order: 1,
    ...over,
  })
  const open = () => {
    let count = 0
    return openContactBook([], () => `id-${++count}`)
  }

  it.each([
    ['the same number, differently written', { phones: ['+44 7700 900101'] }, true],
    ['the same number among others', { phones: ['01632 960101', '07700900101'] }, true],
    ['another number', { phones: ['07700 900102'] }, false],
    ['another name at the same number', { forenames: 'Emeka' }, false],
    ['no number at all', { phones: [] }, false],
  ])('are one where name and a number are the same: %s', (_, over, same) => {
    const book = open()
    const first = book.find(contact({}), undefined)
    const second = book.find(contact(over), undefined)
    expect(second.id === first.id).toBe(same)
    expect(second.draft === undefined).toBe(same)
  })
})
