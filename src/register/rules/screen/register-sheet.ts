import type { PupilId } from '../../../kernel/ids.ts'
import type { Half } from '../../../kernel/session.ts'
import { addMinutes, minutesOf, type TimeOfDay } from '../../../kernel/time-of-day.ts'
import type { Code } from '../../../law/codes.ts'
import { codeIfShown, isShownAsCode, REASON_CATEGORY_NAMES, type ShownCode } from '../../../law/reason-category.ts'
import { countedAs } from '../counted-as.ts'

/** A code that may be entered on this sheet, with what is to be recorded beside it. */
export interface SheetCode {
  readonly code: Code
  readonly name: string
  readonly details: readonly { readonly key: string; readonly label: string; readonly required: boolean }[]
}

/** One pupil of a register that is being taken. */
export interface SheetRow {
  readonly id: PupilId
  readonly name: string
  /** The mark that stands on the server, as far as it is shown; null for a blank. */
  readonly stood: ShownCode | null
  readonly details: Readonly<Record<string, string>>
  /** Why the mark cannot be changed here; null where it can. */
  readonly locked: string | null
}

/** A mark that is not saved yet. */
export interface Draft {
  readonly code: Code
  readonly details: Readonly<Record<string, string>>
  /** What stood there when the draft was begun: what the person who made it believed. */
  readonly seen: Code | null
}

/**
 * What the next key means. `ready`: a code; `second`: the second character of a code (C1) may follow; `minutes`: digits are
 * minutes late; `details`: a form is open; `held`: the last blank was just filled, and a further code would overwrite a mark
 * that nobody chose to overwrite.
 */
export type SheetMode =
  | { readonly kind: 'ready' | 'held' | 'details' }
  | { readonly kind: 'second'; readonly prefix: string; readonly before: Draft | undefined }
  | { readonly kind: 'minutes'; readonly typed: string; readonly before: Draft | undefined }

/** A register that is being taken: what stands, what is typed and not saved, where the cursor is. */
export interface Sheet {
  readonly half: Half
  readonly opens: TimeOfDay
  readonly closes: TimeOfDay
  readonly palette: readonly SheetCode[]
  readonly rows: readonly SheetRow[]
  readonly drafts: Readonly<Record<string, Draft>>
  /** The row of the cursor. */
  readonly at: number
  /** Nought is the column of this session; 1 is the session before it, and so on. */
  readonly back: number
  /** How many earlier sessions are shown. */
  readonly earlier: number
  readonly mode: SheetMode
  /** What happened, for people who hear it. */
  readonly said: string
}

export const READY: SheetMode = { kind: 'ready' }
const HELD: SheetMode = { kind: 'held' }

/** The slash of the half: `/` in the morning, `\` in the afternoon, whichever of them a hand types. */
export function presentCode(half: Half): Code {
  return half === 'AM' ? '/' : '\\'
}

/** The mark that a pupil has on the sheet, saved or not; null for a blank. */
export function markOn(sheet: Sheet, row: SheetRow): ShownCode | null {
  return sheet.drafts[row.id]?.code ?? row.stood
}

export function isBlank(sheet: Sheet, row: SheetRow): boolean {
  const mark = markOn(sheet, row)
  return mark === null || mark === '-'
}

export function codeOn(sheet: Sheet, code: string): SheetCode | undefined {
  return sheet.palette.find((one) => one.code === code)
}

/** What must still be recorded beside a mark before it can be saved. */
export function detailsMissing(
  sheet: Sheet,
  draft: Draft,
): readonly { readonly key: string; readonly label: string }[] {
  const asked = codeOn(sheet, draft.code)?.details ?? []
  return asked.filter(({ key, required }) => required && (draft.details[key] ?? '').trim() === '')
}

/** The first row whose unsaved mark still lacks a detail; undefined where everything can be saved. */
export function firstIncomplete(sheet: Sheet): number | undefined {
  const place = sheet.rows.findIndex((row) => {
    const draft = sheet.drafts[row.id]
    return draft !== undefined && detailsMissing(sheet, draft).length > 0
  })
  return place < 0 ? undefined : place
}

/** The cursor at a row, by a person's own choice: what stands there may now be changed. */
export function goTo(sheet: Sheet, at: number, back = sheet.back): Sheet {
  const to = Math.max(0, Math.min(sheet.rows.length - 1, at))
  return { ...sheet, at: to, back: Math.max(0, Math.min(sheet.earlier, back)), mode: READY, said: '' }
}

/** Why a mark at this row cannot be made; undefined where it can. */
export function hindrance(sheet: Sheet, row: SheetRow): string | undefined {
  if (row.locked !== null) return `${row.name} is locked: ${row.locked}`
  if (sheet.mode.kind !== 'held') return undefined
  const blanks = sheet.rows.filter((one) => one.locked === null && isBlank(sheet, one)).length
  if (blanks > 0) return `Nobody below is without a mark. ${blanks} above still ${blanks === 1 ? 'is' : 'are'}.`
  return 'Everybody has a mark. Save with Control and Enter, or move to a mark to change it.'
}

/** The sheet with a draft for a row; a draft that says what already stands is none. */
export function withDraft(sheet: Sheet, row: SheetRow, draft: Draft | undefined): Sheet {
  const { [row.id]: _before, ...others } = sheet.drafts
  const same =
    draft === undefined ||
    (draft.code === row.stood && Object.entries(draft.details).every(([key, text]) => row.details[key] === text))
  return { ...sheet, drafts: same ? others : { ...others, [row.id]: draft } }
}

/** A draft for a row with this code, remembering what its maker saw. */
export function draftOf(sheet: Sheet, row: SheetRow, code: Code): Draft {
  const last = sheet.drafts[row.id]
  return {
    code,
    details: last?.code === code ? last.details : {},
    seen: last === undefined ? codeIfShown(row.stood) : last.seen,
  }
}

/** On to the next pupil without a mark. Where there is none below, the cursor stays and the sheet is held. */
export function advance(sheet: Sheet): Sheet {
  const next = sheet.rows.findIndex((row, place) => place > sheet.at && row.locked === null && isBlank(sheet, row))
  return next < 0 ? { ...sheet, mode: HELD } : { ...sheet, at: next, mode: READY }
}

/** Puts a code in a row by a button or a list; the cursor goes there and stays. */
export function put(sheet: Sheet, at: number, code: Code): Sheet {
  const there = goTo(sheet, at, 0)
  const row = there.rows[there.at]
  if (row === undefined) return sheet
  const stopped = hindrance(there, row)
  if (stopped !== undefined) return { ...there, said: stopped }
  const before = there.drafts[row.id]
  return asking(withDraft({ ...there, said: spoken(row, code) }, row, draftOf(there, row, code)), row, before)
}

/** What a new mark still wants to know; the sheet stays as it is where it wants nothing. */
export function asking(sheet: Sheet, row: SheetRow, before: Draft | undefined): Sheet {
  const mark = markOn(sheet, row)
  const asked = mark === null ? undefined : codeOn(sheet, mark)
  if (asked === undefined) return sheet
  if (asked.code === 'L' && asked.details.some(({ key }) => key === 'arrival_time'))
    return { ...sheet, mode: { kind: 'minutes', typed: '', before }, said: `${sheet.said} How many minutes late?` }
  const draft = sheet.drafts[row.id]
  if (draft === undefined || detailsMissing(sheet, draft).length === 0) return sheet
  return { ...sheet, mode: { kind: 'details' } }
}

/** "Amira Khan: L." */
export function spoken(row: SheetRow, code: ShownCode | null): string {
  if (code === null) return `${row.name}: no mark.`
  if (!isShownAsCode(code)) return `${row.name}: ${REASON_CATEGORY_NAMES[code].toLowerCase()}.`
  return `${row.name}: ${code === '/' || code === '\\' ? 'present' : code}.`
}

/** Minutes late beside the L of the cursor's row, as the time of arrival; none where the text is empty. */
export function withMinutes(sheet: Sheet, typed: string): Sheet {
  const row = sheet.rows[sheet.at]
  const draft = row === undefined ? undefined : (sheet.drafts[row.id] ?? draftOf(sheet, row, 'L'))
  if (row === undefined || draft === undefined || sheet.mode.kind !== 'minutes') return sheet
  const minutes = Number(typed)
  if (typed !== '' && minutes >= minutesOf(sheet.closes) - minutesOf(sheet.opens))
    return { ...sheet, said: `The register closes at ${sheet.closes}. Who comes later is signed in at the desk.` }
  const { arrival_time: _last, ...others } = draft.details
  const details = typed === '' ? others : { ...others, arrival_time: addMinutes(sheet.opens, minutes) }
  const said = typed === '' ? spoken(row, 'L') : `${row.name}: ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} late.`
  return withDraft({ ...sheet, mode: { ...sheet.mode, typed }, said }, row, { ...draft, details })
}

/** The minutes late that a mark's details tell, for showing; undefined where none were given. */
export function minutesLate(opens: TimeOfDay, details: Readonly<Record<string, string>>): number | undefined {
  const arrived = details.arrival_time
  if (arrived === undefined || !/^\d\d:\d\d$/.test(arrived)) return undefined
  return minutesOf(arrived as TimeOfDay) - minutesOf(opens)
}

/** What was asked for is given; on to the next pupil. */
export function withDetails(sheet: Sheet, details: Readonly<Record<string, string>>): Sheet {
  const row = sheet.rows[sheet.at]
  const draft = row === undefined ? undefined : sheet.drafts[row.id]
  if (row === undefined || draft === undefined) return { ...sheet, mode: READY }
  return advance({ ...withDraft(sheet, row, { ...draft, details }), said: spoken(row, draft.code) })
}

/** Everybody who has no mark is present. Nothing else is touched. */
export function markRest(sheet: Sheet): Sheet {
  const blank = sheet.rows.filter((row) => row.locked === null && isBlank(sheet, row))
  const code = presentCode(sheet.half)
  const drafts = { ...sheet.drafts }
  for (const row of blank) drafts[row.id] = { code, details: {}, seen: codeIfShown(row.stood) }
  const said = blank.length === 1 ? '1 pupil marked present.' : `${blank.length} pupils marked present.`
  return { ...sheet, drafts, mode: blank.length === 0 ? sheet.mode : HELD, said }
}

export interface SheetCounts {
  readonly present: number
  readonly late: number
  readonly absent: number
  /** Away on an approved activity, which is attendance, or at another school. */
  readonly elsewhere: number
  /** Not due here: X, Q, Y1 to Y7, Z, #. */
  readonly notRequired: number
  /** Still without a mark. */
  readonly left: number
}

/** How the sheet stands, drafts included. Each pupil is counted once. */
export function countsOf(sheet: Sheet): SheetCounts {
  const counts = { present: 0, late: 0, absent: 0, elsewhere: 0, notRequired: 0, left: 0 }
  for (const row of sheet.rows) {
    const as = isBlank(sheet, row) ? 'notMarked' : countedAs(markOn(sheet, row))
    counts[as === 'notMarked' ? 'left' : as] += 1
  }
  return counts
}

/** What a save sends: every draft, with what its maker saw. */
export function marksToSave(sheet: Sheet): readonly (Draft & { readonly pupilId: PupilId })[] {
  return sheet.rows.flatMap((row) => {
    const draft = sheet.drafts[row.id]
    return draft === undefined ? [] : [{ ...draft, pupilId: row.id }]
  })
}

/** What stands now, read anew. Drafts stay, and so does the cursor's pupil; a draft that says what now stands is done with. */
export function refreshed(sheet: Sheet, rows: readonly SheetRow[]): Sheet {
  const drafts = Object.fromEntries(
    rows.flatMap((row) => {
      const draft = sheet.drafts[row.id]
      return draft === undefined || (draft.code === row.stood && Object.keys(draft.details).length === 0)
        ? []
        : [[row.id, draft]]
    }),
  )
  const place = rows.findIndex((row) => row.id === sheet.rows[sheet.at]?.id)
  return { ...sheet, rows, drafts, at: Math.max(0, place) }
}

/** After a save: what was sent stands now; what was typed meanwhile is still a draft, and knows what it follows. */
export function saved(sheet: Sheet, sent: Readonly<Record<string, Draft>>): Sheet {
  const rows = sheet.rows.map((row) => {
    const draft = sent[row.id]
    return draft === undefined ? row : { ...row, stood: draft.code, details: draft.details }
  })
  const drafts = Object.fromEntries(
    Object.entries(sheet.drafts).flatMap(([id, draft]) => {
      const before = sent[id]
      if (before === draft) return []
      return [[id, before === undefined ? draft : { ...draft, seen: before.code }]]
    }),
  )
  return { ...sheet, rows, drafts }
}

/** After a save was undone: what its sender saw stands again, and a draft typed meanwhile follows that. */
export function undone(sheet: Sheet, sent: Readonly<Record<string, Draft>>): Sheet {
  const rows = sheet.rows.map((row) => {
    const draft = sent[row.id]
    return draft === undefined ? row : { ...row, stood: draft.seen, details: {} }
  })
  const drafts = Object.fromEntries(
    Object.entries(sheet.drafts).map(([id, draft]) => {
      const before = sent[id]
      return [id, before === undefined ? draft : { ...draft, seen: before.seen }]
    }),
  )
  return { ...sheet, rows, drafts }
}
