import { addDays } from '../../kernel/day.ts'
import type { Code } from '../../law/codes.ts'
import { eids } from './calendar.ts'
import type { Quotas } from './quotas.ts'
import type { Random } from './random.ts'
import { dayOfSession, drawIndex, isFree, put, putSpell, type Row, room, type Sheet } from './sheet.ts'
import { otherDetails } from './wording.ts'

/** Spells that began in a home this year, by day of the year: brothers and sisters fall ill together. */
export type Outbreaks = Map<string, number[]>

const SHARED_ILLNESS = 0.35

/** Lengths of illness in sessions. */
const ILLNESS: readonly (readonly [number, number])[] = [
  [1, 9],
  [2, 46],
  [3, 4],
  [4, 20],
  [6, 10],
  [8, 5],
  [10, 6],
]
const LONG_ILLNESS: readonly (readonly [number, number])[] = [
  [2, 25],
  [4, 25],
  [6, 18],
  [10, 20],
  [20, 8],
  [30, 4],
]
const OTHER: readonly (readonly [number, number])[] = [
  [1, 12],
  [2, 70],
  [4, 13],
  [6, 5],
]
const LONG_OTHER: readonly (readonly [number, number])[] = [
  [1, 6],
  [2, 40],
  [4, 22],
  [6, 12],
  [10, 14],
  [20, 6],
]

/** Rate of absence above which spells grow long. */
const HEAVY = 0.2

function lengthsOf(code: Code, row: Row) {
  const heavy = row.target > HEAVY * (row.to - row.from)
  if (code === 'I') return heavy ? LONG_ILLNESS : ILLNESS
  return heavy ? LONG_OTHER : OTHER
}

function firstFree(row: Row, from: number): number | undefined {
  for (let session = from; session < row.to; session++) if (isFree(row, session)) return session
  for (let session = row.from; session < from; session++) if (isFree(row, session)) return session
  return undefined
}

interface Fill {
  readonly random: Random
  readonly sheet: Sheet
  readonly outbreaks: Outbreaks
}

function startOf(fill: Fill, row: Row, spell: { code: Code; length: number }): number {
  const { random, sheet, outbreaks } = fill
  const afternoonOnly = spell.length % 2 === 1 && random.chance(0.55) ? 1 : 0
  const { key } = row.enrolment.child.household
  const atHome = outbreaks.get(key) ?? []
  if (spell.code === 'I' && atHome.length > 0 && random.chance(SHARED_ILLNESS))
    return 2 * (random.pick(atHome) + random.int(3)) + afternoonOnly
  const starts = spell.length > 4 ? sheet.longStarts : sheet.shortStarts
  const start = drawIndex(random, starts)
  if (spell.code === 'I') outbreaks.set(key, [...atHome, start])
  return 2 * start + afternoonOnly
}

const TRIES = 8

/** Writes spells of one code until the count is reached; days are whole wherever they can be. */
export function putSpells(fill: Fill, row: Row, want: { code: Code; sessions: number }): void {
  let left = Math.min(want.sessions, row.to - row.from)
  while (left > 0) {
    const length = Math.min(left, fill.random.weighted(lengthsOf(want.code, row)))
    let start: number | undefined
    for (let tries = 0; tries < TRIES && start === undefined; tries++) {
      const drawn = startOf(fill, row, { code: want.code, length })
      const fits = drawn >= row.from && drawn < row.to && isFree(row, drawn)
      // A whole day off begins in the morning.
      if (fits && (length === 1 || isFree(row, drawn + 1))) start = drawn
    }
    start ??= firstFree(row, row.from + fill.random.int(Math.max(1, row.to - row.from)))
    if (start === undefined) return
    const details = want.code === 'O' ? otherDetails(fill.random) : undefined
    const mark = details === undefined ? { code: want.code } : { code: want.code, details }
    left -= putSpell(row, { start, length }, mark)
  }
}

/** How much of a pupil's remaining absence goes without an accepted reason: little where little is missed. */
function otherShare(row: Row, strength: number): number {
  const rate = row.target / Math.max(1, row.to - row.from)
  const habit = Math.exp(0.7 * row.enrolment.child.lateness)
  return Math.min(0.92, strength * habit * Math.max(0, rate - 0.035))
}

/** Fills what each pupil still has to miss with O and I, so that the school's O comes to its quota. */
export function putIllnessAndOther(fill: Fill, quotas: Quotas): void {
  const { random, sheet } = fill
  const open = sheet.rows.filter((row) => room(row) > 0)
  const others = (strength: number) => open.reduce((sum, row) => sum + room(row) * otherShare(row, strength), 0)
  let [low, high] = [0, 60]
  for (let step = 0; step < 30; step++) {
    const middle = (low + high) / 2
    if (others(middle) < quotas.left('O')) low = middle
    else high = middle
  }
  for (const row of random.shuffle(open)) {
    const all = room(row)
    const exact = row.cast ? 0 : all * otherShare(row, low)
    // Whole days, so that most pupils who miss little have none at all.
    const other = Math.min(all, 2 * Math.floor(exact / 2 + random.next()))
    putSpells(fill, row, { code: 'O', sessions: other })
    putSpells(fill, row, { code: 'I', sessions: all - other })
  }
}

/** Whole days of religious observance: the two Eids, or the school day they are kept on. */
export function putObservance(random: Random, sheet: Sheet, quotas: Quotas): void {
  const { schoolYear, schoolDays } = sheet.calendar
  const kept = [schoolYear, schoolYear + 1]
    .flatMap((year) => eids(year))
    .flatMap((on) => [on, addDays(on, 1)].filter((either) => schoolDays.includes(either)).slice(0, 1))
    .map((on) => 2 * schoolDays.indexOf(on))
  const keeping = random.shuffle(sheet.rows.filter((row) => row.enrolment.child.household.keepsEid && room(row) >= 2))
  for (const start of kept) {
    for (const row of keeping) {
      if (quotas.left('R') < 2 || room(row) < 2) continue
      if (isFree(row, start) && isFree(row, start + 1))
        quotas.take('R', putSpell(row, { start, length: 2 }, { code: 'R' }))
    }
  }
  // A few families keep another day that their own faith body sets apart.
  const rest = random.shuffle(sheet.rows.filter((row) => room(row) >= 2))
  for (const row of rest.slice(0, Math.floor(quotas.left('R') / 2))) {
    const start = 2 * drawIndex(random, sheet.shortStarts)
    if (isFree(row, start) && isFree(row, start + 1))
      quotas.take('R', putSpell(row, { start, length: 2 }, { code: 'R' }))
  }
}

/** One session on a day, weekdays as short absences fall. */
export function putSession(
  random: Random,
  at: { sheet: Sheet; row: Row; afternoons: number },
  mark: { code: Code; details?: Readonly<Record<string, string>> },
): boolean {
  const session = 2 * drawIndex(random, at.sheet.shortStarts) + (random.chance(at.afternoons) ? 1 : 0)
  return put(at.row, session, mark)
}

export function spellDays(sheet: Sheet, start: number, length: number) {
  const last = Math.min(start + length - 1, 2 * sheet.calendar.schoolDays.length - 1)
  return { firstDay: dayOfSession(sheet, start), lastDay: dayOfSession(sheet, last) }
}
