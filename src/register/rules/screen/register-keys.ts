import type { Code } from '../../../law/codes.ts'
import {
  advance,
  asking,
  codeOn,
  draftOf,
  goTo,
  hindrance,
  presentCode,
  READY,
  type Sheet,
  type SheetRow,
  spoken,
  withDraft,
  withMinutes,
} from './register-sheet.ts'

/** How long a code that may have a second character waits for it, in milliseconds. */
export const SECOND_CHARACTER_WAIT = 900

const MOVES: Readonly<Record<string, (sheet: Sheet) => Sheet>> = {
  ArrowDown: (sheet) => goTo(sheet, sheet.at + 1),
  ArrowUp: (sheet) => goTo(sheet, sheet.at - 1),
  ArrowLeft: (sheet) => goTo(sheet, sheet.at, sheet.back + 1),
  ArrowRight: (sheet) => goTo(sheet, sheet.at, sheet.back - 1),
  PageDown: (sheet) => goTo(sheet, sheet.at + 10),
  PageUp: (sheet) => goTo(sheet, sheet.at - 10),
  Home: (sheet) => goTo(sheet, 0),
  End: (sheet) => goTo(sheet, sheet.rows.length - 1),
}

const PRESENT_KEYS = new Set([' ', 'p', 'P', '/', '\\'])

/**
 * One key of the register's grid.
 *
 * Every key changes the mark of at most one pupil, says whose, and never one that the cursor reached by itself: a fast
 * typist who loses count stops at the last blank and overwrites nobody.
 * @returns undefined where the key is not the grid's business
 */
export function press(sheet: Sheet, key: string): Sheet | undefined {
  const row = sheet.rows[sheet.at]
  if (row === undefined || sheet.mode.kind === 'details') return undefined
  if (MOVES[key] === undefined && key.length > 1 && !['Backspace', 'Delete', 'Enter', 'Escape'].includes(key))
    return undefined
  if (sheet.mode.kind === 'second') return pressSecond(sheet, row, key)
  if (sheet.mode.kind === 'minutes') return pressMinutes(sheet, row, key)
  return pressReady(sheet, row, key)
}

/** The wait for a second character is over: the first stands alone, if it can. */
export function settle(sheet: Sheet): Sheet {
  const row = sheet.rows[sheet.at]
  if (sheet.mode.kind !== 'second' || row === undefined) return sheet
  const { prefix, before } = sheet.mode
  if (codeOn(sheet, prefix) === undefined) return { ...sheet, said: needsMore(sheet, prefix) }
  return askOrAdvance({ ...sheet, mode: READY }, row, before)
}

function pressReady(sheet: Sheet, row: SheetRow, key: string): Sheet | undefined {
  const move = MOVES[key]
  if (move !== undefined) return move(sheet)
  if (key === 'Enter' || key === 'Escape') return undefined
  if (sheet.back > 0) return { ...sheet, said: 'Earlier marks are changed on the pupil’s own page.' }
  if (key === 'Backspace' || key === 'Delete') return clear(sheet, row)
  if (PRESENT_KEYS.has(key)) return fill(sheet, row, presentCode(sheet.half))
  const letter = key.toUpperCase()
  const longer = sheet.palette.some(({ code }) => code.length === 2 && code.startsWith(letter))
  const alone = codeOn(sheet, letter)?.code
  if (longer) return begin(sheet, row, letter)
  if (alone === undefined) return { ...sheet, said: `${letter} is not a code that you can enter here.` }
  return fill(sheet, row, alone)
}

function fill(sheet: Sheet, row: SheetRow, code: Code): Sheet {
  const stopped = hindrance(sheet, row)
  if (stopped !== undefined) return { ...sheet, said: stopped }
  if (codeOn(sheet, code) === undefined) return { ...sheet, said: `${code} is not a code that you can enter here.` }
  const before = sheet.mode.kind === 'second' ? sheet.mode.before : sheet.drafts[row.id]
  const filled = withDraft({ ...sheet, mode: READY, said: spoken(row, code) }, row, draftOf(sheet, row, code))
  return askOrAdvance(filled, row, before)
}

function askOrAdvance(sheet: Sheet, row: SheetRow, before: Sheet['drafts'][string] | undefined): Sheet {
  const asked = asking(sheet, row, before)
  return asked.mode.kind === 'ready' ? advance(asked) : asked
}

/** The first character of a code that may have two. Where it is a code of its own it is in the cell at once. */
function begin(sheet: Sheet, row: SheetRow, prefix: string): Sheet {
  const stopped = hindrance(sheet, row)
  if (stopped !== undefined) return { ...sheet, said: stopped }
  const before = sheet.drafts[row.id]
  const waiting: Sheet = { ...sheet, mode: { kind: 'second', prefix, before }, said: '' }
  const alone = codeOn(sheet, prefix)?.code
  if (alone === undefined) return { ...waiting, said: needsMore(sheet, prefix) }
  return withDraft({ ...waiting, said: spoken(row, alone) }, row, draftOf(sheet, row, alone))
}

function needsMore(sheet: Sheet, prefix: string): string {
  const longer = sheet.palette.filter(({ code }) => code.length === 2 && code.startsWith(prefix))
  return `${prefix} needs its number: ${longer.map(({ code }) => code).join(', ')}.`
}

function pressSecond(sheet: Sheet, row: SheetRow, key: string): Sheet | undefined {
  if (sheet.mode.kind !== 'second') return undefined
  const { prefix, before } = sheet.mode
  const whole = codeOn(sheet, `${prefix}${key.toUpperCase()}`)
  if (whole !== undefined) return fill(sheet, row, whole.code)
  const ready: Sheet = { ...sheet, mode: READY }
  if (key === 'Backspace' || key === 'Delete' || key === 'Escape')
    return withDraft({ ...ready, said: spoken(row, before?.code ?? row.stood) }, row, before)
  const standsAlone = codeOn(sheet, prefix) !== undefined
  const move = MOVES[key]
  if (move !== undefined) return move(ready)
  // Whoever typed J and goes on typing believes that this pupil has a mark. They must see that it has none.
  if (!standsAlone) return { ...sheet, said: needsMore(sheet, prefix) }
  if (key === 'Enter') return settle(sheet)
  if (/^\d$/.test(key)) return { ...sheet, said: `There is no code ${prefix}${key}. ${spoken(row, prefix as Code)}` }
  return onward(sheet, key)
}

function pressMinutes(sheet: Sheet, row: SheetRow, key: string): Sheet | undefined {
  if (sheet.mode.kind !== 'minutes') return undefined
  const { typed, before } = sheet.mode
  if (/^\d$/.test(key)) return withMinutes(sheet, `${typed}${key}`)
  if (key === 'Backspace' || key === 'Delete') {
    if (typed !== '') return withMinutes(sheet, typed.slice(0, -1))
    return withDraft({ ...sheet, mode: READY, said: spoken(row, before?.code ?? row.stood) }, row, before)
  }
  if (key === 'Enter' || key === 'Escape') return { ...advance(sheet), said: spoken(row, 'L') }
  const move = MOVES[key]
  return move === undefined ? onward(sheet, key) : move(sheet)
}

/** A key for the next pupil, typed before this one's question was answered: this mark stands as it is. */
function onward(sheet: Sheet, key: string): Sheet {
  const next = advance(sheet)
  return press(next, key) ?? next
}

function clear(sheet: Sheet, row: SheetRow): Sheet {
  if (row.locked !== null) return { ...sheet, said: `${row.name} is locked: ${row.locked}` }
  if (sheet.drafts[row.id] !== undefined)
    return withDraft({ ...sheet, mode: READY, said: spoken(row, row.stood) }, row, undefined)
  if (row.stood === null) return { ...sheet, said: spoken(row, null) }
  return { ...sheet, said: 'A saved mark is never taken away. Type the right code over it.' }
}
