import { createHash, randomInt, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { day, daysFrom, weekday } from '../kernel/day.ts'
import type { PupilId } from '../kernel/ids.ts'
import { type Session, sessionAt } from '../kernel/session.ts'
import { type Code, codeOfByte } from '../law/codes.ts'
import { codeIfShown } from '../law/reason-category.ts'
import { many, type Tx } from '../platform/database/database.ts'
import { openPglite } from '../platform/database/pglite.ts'
import { amendMarks, openRegister, type Register, takeRegister } from '../register/contract.ts'
import { verifyJournal } from '../register/index.ts'
import { entryByNumber, type StoredEntry } from '../register/journal/entries.ts'
import { slashOf } from '../register/rules/palette.ts'
import type { Found, FoundEntry, Said, SavingSchool } from './kill-while-saving.ts'
import { startTestServer } from './test-server.ts'

/**
 * A process of its own that opens a data folder, says what it finds there, and then saves whole registers of several groups at
 * once, through the whole server, until it is killed: `node register-writer.ts FOLDER SCHOOL SINCE`. Says each save before it
 * is sent, and when, and only when, it was acknowledged.
 */
const [folder = '', about = '', since = '0'] = process.argv.slice(2)
// Written by the process that started this one.
const school = JSON.parse(about) as SavingSchool
const began = performance.now()
const database = await openPglite({ folder })
const reopenMs = performance.now() - began
say({ found: { reopenMs, ...(await database.inTenants([school.id], (tx) => look(tx, Number(since)))) } })
const server = await startTestServer({ database })
const send = server.as(school.officer)
const DAYS = daysFrom(day('2026-09-01'), day('2026-11-20')).filter((on) => weekday(on) <= 5)
await Promise.all(school.groups.flatMap((group) => (['AM', 'PM'] as const).map((half) => keepSaving(group, half))))

type Group = SavingSchool['groups'][number]

async function look(tx: Tx, last: number): Promise<Omit<Found, 'reopenMs'>> {
  const { entries, lastHash, faults } = await verifyJournal(tx, school.id)
  const trail = await many(
    tx,
    sql<{ entry: number }>`select (facts ->> 'entry')::integer as entry from audit.trail
      where place_id = ${school.id} and (facts ->> 'entry')::integer > ${last}`,
  )
  const inTrail = new Set(trail.map((row) => row.entry))
  const found: FoundEntry[] = []
  for (let number = last + 1; number <= entries; number += 1) {
    const entry = await entryByNumber(tx, { schoolId: school.id, number })
    if (entry === undefined) continue
    found.push({ number, key: entry.key, digest: digestOfEntry(entry), inTrail: inTrail.has(number) })
  }
  const hashBefore = (await entryByNumber(tx, { schoolId: school.id, number: last }))?.hash
  return { entries, lastHash, hashBefore, faults, since: found }
}

/** Takes one register after the other whole, and amends every mark of it twice. */
async function keepSaving(group: Group, half: Session['half']): Promise<void> {
  for (let n = randomInt(DAYS.length); ; n += 1) {
    const session = { day: DAYS[n % DAYS.length] ?? day('2026-09-01'), half }
    for (const act of ['take', 'amend', 'amend'] as const) await saveOnce(group, session, act)
  }
}

async function saveOnce(group: Group, session: Session, act: 'take' | 'amend'): Promise<void> {
  const params = { schoolId: school.id, groupId: group.id, ...session }
  const opened = await send(openRegister, { params })
  if (opened.statusCode !== 200) throw new Error(opened.body)
  const register: Register = opened.json()
  const marks = register.lines.map(({ pupilId, mark }) => {
    const seen = codeIfShown(mark?.code ?? null)
    return { pupilId, code: anotherCode(session, seen), seen }
  })
  const key = randomUUID()
  say({ sent: key, digest: digestOf(session, new Map(marks.map(({ pupilId, code }) => [pupilId, code]))) })
  const answer =
    act === 'take'
      ? await send(takeRegister, { params, body: { key, version: register.version, complete: true, marks } })
      : await send(amendMarks, {
          params: { schoolId: school.id },
          body: {
            key,
            reason: 'Looked again',
            version: register.version,
            marks: marks.map(({ code, ...mark }) => ({ ...mark, ...session, to: code })),
          },
        })
  if (answer.statusCode !== 200) throw new Error(answer.body)
  say({ saved: key, version: answer.json().version })
}

/** A code that is not the one that stands, so that every save changes every mark. */
function anotherCode(session: Session, stands: Code | null): Code {
  // An N becomes O only where the family was told.
  const far = stands === 'N' ? ('I' as const) : ('O' as const)
  const others = [slashOf(session.half), 'N' as const, far].filter((code) => code !== stands)
  return others[randomInt(others.length)] ?? 'N'
}

function digestOfEntry(entry: StoredEntry): string {
  const marks = new Map(entry.marks.map(({ pupilId, to }) => [pupilId, codeOfByte(to)]))
  return digestOf(sessionAt(entry.year, entry.firstSession), marks)
}

/** Every pupil and mark is in it: a register that lacks one has another digest. */
function digestOf({ day: on, half }: Session, marks: ReadonlyMap<PupilId, Code | undefined>): string {
  const lines = [...marks].map(([pupilId, code]) => `${pupilId} ${code}`).sort()
  return createHash('sha256')
    .update([on, half, ...lines].join('\n'))
    .digest('hex')
}

/** A pipe is written to at once, so what was said before the kill is heard after it. */
function say(said: Said): void {
  process.stdout.write(`${JSON.stringify(said)}\n`)
}
