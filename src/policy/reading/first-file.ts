import { stringify } from 'yaml'
import type { Day } from '../../kernel/day.ts'

const COVER = { section: 'cover' }

/** A policy file with nothing in it but what every one must have: what a school without one begins to edit. */
export function firstFile(school: string, today: Day): string {
  const month = today.slice(0, 7)
  const nextYear = `${Number(today.slice(0, 4)) + 1}${month.slice(4)}`
  return stringify({
    school: school === '' ? 'Our school' : school,
    title: 'Attendance policy',
    version: '1',
    reviewed: { on: month, ...COVER },
    'next review': { by: nextYear, ...COVER },
  })
}
