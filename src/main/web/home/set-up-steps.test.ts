import { describe, expect, it } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { schoolYear } from '../../../kernel/school-year.ts'
import type { Moment } from '../../../kernel/time-of-day.ts'
import { isBeingSetUp, type SetUp, setUpSteps } from './set-up-steps.ts'

const EMPTY: SetUp = {
  school: { urn: '990101', address: { lines: [''], town: '', postcode: '' }, telephone: '', yearGroups: ['7', '8'] },
  calendar: {
    calendar: { year: schoolYear(2026), terms: [], daysOff: [] },
    counts: { schoolDays: 0, sessions: 0, schoolWeeks: 0 },
  },
  clocks: { clocks: [] },
  groups: { groups: [], withoutGroup: 0 },
  people: { people: [] },
}
const HEAD: SetUp['people']['people'][number] = {
  name: 'Hana Head',
  roles: [{ role: 'head', position: 'Headteacher', since: '2026-09-01T08:00:00.000Z' as Moment }],
}
const TUTOR = {
  id: '7f1f6c1e-93a4-4f0e-8f2b-0c1d2e3f4a5b',
  name: 'Tess Tutor',
} as SetUp['groups']['groups'][number]['tutors'][number]
const READY: SetUp = {
  school: { ...EMPTY.school, address: { lines: ['1 Road'], town: 'Town', postcode: '' }, telephone: '01632 960001' },
  calendar: {
    calendar: {
      ...EMPTY.calendar.calendar,
      terms: [{ name: 'Autumn', first: day('2026-09-03'), last: day('2026-12-18') }],
    },
    counts: { schoolDays: 77, sessions: 154, schoolWeeks: 16 },
  },
  clocks: { clocks: [{ yearGroup: '7' }, { yearGroup: '8' }] },
  groups: {
    groups: [
      { pupils: 28, tutors: [TUTOR] },
      { pupils: 27, tutors: [] },
    ],
    withoutGroup: 0,
  },
  people: { people: [HEAD] },
}

const says = (of: SetUp, title: string) => setUpSteps(of).find((step) => step.title === title)?.says

describe('what a new school still needs', () => {
  it('is everything, in the order in which it is entered', () => {
    const steps = setUpSteps(EMPTY)
    expect(steps.map((step) => [step.to, step.done])).toEqual([
      ['/school', false],
      ['/calendar', false],
      ['/day-clocks', false],
      ['/roster-import', false],
      ['/groups', false],
      ['/people', false],
    ])
    expect(isBeingSetUp(steps)).toBe(true)
  })

  it('is nothing any more once registers can be taken by tutors', () => {
    const steps = setUpSteps(READY)
    expect(steps.filter((step) => !step.done)).toEqual([])
    expect(isBeingSetUp(steps)).toBe(false)
    expect(says(READY, 'Pupils')).toBe('55 pupils in 2 groups.')
    expect(says(READY, 'Tutors')).toBe('1 group has no tutor: the office takes their registers.')
  })

  it('does not go on about an address when everything else is there', () => {
    const steps = setUpSteps({ ...READY, school: EMPTY.school })
    expect(steps[0]?.done).toBe(false)
    expect(isBeingSetUp(steps)).toBe(false)
  })

  it('says who appoints the head and how, which no register waits for', () => {
    const steps = setUpSteps({ ...READY, people: { people: [{ ...HEAD, roles: [] }] } })
    expect(steps.at(-1)).toMatchObject({ done: false, command: './firstbell appoint EMAIL "NAME" --roles head' })
    expect(isBeingSetUp(steps)).toBe(false)
    expect(says(READY, 'Head')).toBe('Hana Head.')
  })

  it('names the year groups without times, and counts pupils whom no register lists', () => {
    const part = {
      ...READY,
      clocks: { clocks: [{ yearGroup: '7' as const }] },
      groups: { groups: [], withoutGroup: 1 },
    }
    expect(says(part, 'Times of the day')).toContain('Year 8 does not have its times yet')
    expect(says(part, 'Pupils')).toBe('1 pupil in 0 groups. 1 is in no group, so no register lists them.')
    expect(isBeingSetUp(setUpSteps(part))).toBe(true)
  })
})
