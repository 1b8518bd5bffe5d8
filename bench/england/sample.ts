import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { Block } from './block.ts'
import { AUTHORITIES, enrolmentsOf, regionOf, type School, YEAR_GROUPS } from './nation.ts'

/** The same pupils as rows, the way other systems keep them. */
export interface Sample {
  readonly schools: readonly School[]
  readonly enrolments: number
  readonly marks: number
  /** enrolment, phase, region, authority, year group */
  readonly enrolmentsFile: string
  /** enrolment, session, byte of the code */
  readonly marksFile: string
}

/** The first schools that together have at least so many enrolments. */
export function firstSchools(schools: readonly School[], enrolments: number): School[] {
  let so = 0
  const taken: School[] = []
  for (const school of schools) {
    if (so >= enrolments) break
    taken.push(school)
    so += enrolmentsOf(school)
  }
  return taken
}

/** Writes a row for each mark of these schools. */
export async function writeRows(schools: readonly School[], folder: string): Promise<Sample> {
  const enrolments = schools.reduce((sum, school) => sum + enrolmentsOf(school), 0)
  const block = new Block(enrolments)
  for (const school of schools) block.add(school)
  const enrolmentsFile = `${folder}/enrolments.csv`
  const marksFile = `${folder}/marks.csv`
  const people = createWriteStream(enrolmentsFile)
  const rows = createWriteStream(marksFile)
  let number = 0
  let marks = 0
  for (const { cell, strip, from, to } of block.enrolled()) {
    const yearGroup = cell % YEAR_GROUPS
    const authority = Math.floor(cell / YEAR_GROUPS) % AUTHORITIES
    const phase = Math.floor(cell / YEAR_GROUPS / AUTHORITIES)
    people.write(`${number},${phase},${regionOf(authority)},${authority},${yearGroup}\n`)
    let lines = ''
    for (let place = from; place <= to; place++)
      if (strip[place] !== 0) {
        lines += `${number},${place},${strip[place]}\n`
        marks++
      }
    if (!rows.write(lines)) await once(rows, 'drain')
    number++
  }
  await Promise.all([once(people.end(), 'close'), once(rows.end(), 'close')])
  return { schools, enrolments, marks, enrolmentsFile, marksFile }
}
