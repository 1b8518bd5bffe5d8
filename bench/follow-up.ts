import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { addDays, day } from '../src/kernel/day.ts'
import type { Moment } from '../src/kernel/time-of-day.ts'
import { type Database, json, run, type Tx } from '../src/platform/database/database.ts'
import { saveFirstPolicy } from '../src/policy/index.ts'
import { samplePolicy } from '../src/testing/policy-files.ts'
import { type BenchSchool, FIRST_FREE_DAY } from './schools.ts'

const FROM = day('2026-09-01')
const AT = '2026-10-12T08:30:00.000Z' as Moment
/** Every so many-th pupil had the first letter, and every so many-th has a case: 150 of 1,500 each. */
const APART = 10
/** Entries of a case by November. */
const ENTRIES = 12

/** What a school has by November that promises letters: its policy, letters that went, and cases. Without it the work list has next to nothing to find. */
export async function plantFollowUp(database: Database, school: BenchSchool): Promise<void> {
  const by = { id: school.officer, name: 'Olu Officer', position: 'Attendance officer' }
  await database.asSystem(async (tx) => {
    const policy = { schoolId: school.id, bytes: samplePolicy(), from: FROM, at: AT, by, reason: 'bench' }
    await saveFirstPolicy(tx, policy)
    const pupils = school.groups.flatMap((group) => group.pupils)
    for (const [at, pupilId] of pupils.entries()) {
      if (at % APART === 0) await plantLetter(tx, { school, pupilId, by })
      if (at % APART === 5) await plantCase(tx, { school, pupilId, by })
    }
  })
}

interface Planting {
  readonly school: BenchSchool
  readonly pupilId: string
  readonly by: { readonly id: string; readonly name: string; readonly position: string }
}

async function plantLetter(tx: Tx, { school: { id }, pupilId, by }: Planting): Promise<void> {
  const [letterId, messageId] = [randomUUID(), randomUUID()]
  const counted = {
    from: FROM,
    until: FROM,
    possible: 0,
    attended: 0,
    ill: 0,
    authorised: 0,
    unauthorised: 0,
    lates: 0,
  }
  const who = sql`${by.id}, ${by.name}, ${by.position}`
  await run(
    tx,
    sql`insert into casework.letter (school_id, letter_id, batch_id, pupil_id, kind, wording, why, counted, despite, day, at, by, by_name, by_position)
      values (${id}, ${letterId}, ${letterId}, ${pupilId}, 'first', 'absence', '[]', ${json(counted)}, '', '2026-10-12', ${AT}, ${who})`,
  )
  await run(
    tx,
    sql`insert into messaging.message (school_id, message_id, contact_id, contact_name, pupil_ids, cause, day, template_key, template_version,
        language, channel, subject, body, merge, notes, safety, urgent, not_before, at, by_id, by_name, by_position)
      values (${id}, ${messageId}, ${randomUUID()}, 'A parent', ${[pupilId]}::uuid[], ${`ladder:${letterId}`}, '2026-10-12', 'below-95', 0, 'en',
        'letter', 'Bench', 'Bench', '{}', '[]', false, false, ${AT}, ${AT}, ${who})`,
  )
  await run(
    tx,
    sql`insert into messaging.event (school_id, message_id, kind, at, facts, by_id, by_name, by_position)
      values (${id}, ${messageId}, 'sent-by-hand', ${AT}, '{}', ${who})`,
  )
}

async function plantCase(tx: Tx, { school: { id }, pupilId, by }: Planting): Promise<void> {
  const caseId = randomUUID()
  const entries: readonly (readonly [string, object])[] = [
    ['opened', { because: 'Below 95 %', duty: null, stage: 'monitor' }],
    ['owner-set', { personId: by.id, name: by.name }],
    ['escalated', { to: 'listen', because: 'We ask first' }],
    ['review-set', { day: addDays(FIRST_FREE_DAY, 7), words: '' }],
  ]
  const note = ['note', { words: 'Talked with the tutor' }] as const
  const all = [...entries, ...Array.from({ length: ENTRIES - entries.length }, () => note)]
  await run(
    tx,
    sql`insert into casework.case_file (school_id, case_id, pupil_id, opened_at) values (${id}, ${caseId}, ${pupilId}, ${AT})`,
  )
  for (const [at, [kind, body]] of all.entries())
    await run(
      tx,
      sql`insert into casework.entry (school_id, case_id, number, kind, day, body, key, at, by, by_name, by_position)
        values (${id}, ${caseId}, ${at + 1}, ${kind}, '2026-10-12', ${json(body)}, ${randomUUID()}, ${AT}, ${by.id}, ${by.name}, ${by.position})`,
    )
}
