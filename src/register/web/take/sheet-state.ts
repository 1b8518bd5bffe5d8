import { fullName } from '../../../kernel/names.ts'
import { timeOfDay } from '../../../kernel/time-of-day.ts'
import type { Code } from '../../../law/codes.ts'
import type { Register } from '../../contract.ts'
import { press, settle } from '../../rules/screen/register-keys.ts'
import {
  type Draft,
  goTo,
  markRest,
  put,
  READY,
  refreshed,
  type Sheet,
  type SheetRow,
  saved,
  undone,
  withDetails,
  withMinutes,
} from '../../rules/screen/register-sheet.ts'

/** The sheet with what the screen must remember about it. */
export interface SheetState {
  readonly sheet: Sheet
  /** Rises whenever the keyboard has moved the cursor, so that the focus follows it. */
  readonly follow: number
}

export type SheetAction =
  | { readonly type: 'key'; readonly key: string }
  | { readonly type: 'settle' }
  | { readonly type: 'go'; readonly at: number; readonly back?: number; readonly follow?: boolean }
  | { readonly type: 'put'; readonly at: number; readonly code: Code }
  | { readonly type: 'minutes'; readonly typed: string }
  | { readonly type: 'details'; readonly details: Readonly<Record<string, string>> }
  | { readonly type: 'leave-details' }
  | { readonly type: 'ask-details'; readonly at: number }
  | { readonly type: 'rest' }
  | { readonly type: 'refresh'; readonly register: Register; readonly over?: ReadonlyMap<string, Code> }
  | { readonly type: 'saved'; readonly sent: Readonly<Record<string, Draft>> }
  | { readonly type: 'undone'; readonly sent: Readonly<Record<string, Draft>> }
  | { readonly type: 'drop'; readonly pupilIds: readonly string[] }
  | { readonly type: 'earlier'; readonly sessions: number }
  | { readonly type: 'say'; readonly text: string }

/** Rows of a sheet from what the server (or the device) says. `over` are marks kept on the device and not sent yet. */
export function rowsOf(register: Register, over?: ReadonlyMap<string, Code>): SheetRow[] {
  return register.lines.map((line) => ({
    id: line.pupilId,
    name: fullName(line.preferredName, line.familyName),
    stood: over?.get(line.pupilId) ?? line.mark?.code ?? null,
    details: line.mark?.details ?? {},
    locked: line.locked,
  }))
}

/** A sheet with the cursor in the first blank cell. */
export function startSheet(register: Register, over?: ReadonlyMap<string, Code>): SheetState {
  const rows = rowsOf(register, over)
  const blank = rows.findIndex((row) => row.locked === null && row.stood === null)
  const sheet: Sheet = {
    half: register.half,
    opens: register.clock.opens,
    closes: register.clock.closes,
    palette: register.mayTake ? register.palette : [],
    rows,
    drafts: {},
    at: Math.max(0, blank),
    back: 0,
    earlier: 0,
    mode: READY,
    said: '',
  }
  return { sheet, follow: 0 }
}

export function nextState(state: SheetState, action: SheetAction): SheetState {
  const { sheet, follow } = state
  switch (action.type) {
    case 'key': {
      const next = press(sheet, action.key)
      return next === undefined ? state : { sheet: next, follow: follow + 1 }
    }
    case 'settle':
      return { sheet: settle(sheet), follow: follow + 1 }
    case 'go':
      if (sheet.at === action.at && (action.back ?? 0) === sheet.back && action.follow !== true) return state
      return { sheet: goTo(sheet, action.at, action.back ?? 0), follow: action.follow ? follow + 1 : follow }
    case 'details':
      return { sheet: withDetails(sheet, action.details), follow: follow + 1 }
    case 'leave-details':
      return { sheet: { ...sheet, mode: READY }, follow: follow + 1 }
    default:
      return { sheet: quietly(sheet, action), follow }
  }
}

type Quiet = Exclude<SheetAction, { type: 'key' | 'settle' | 'go' | 'details' | 'leave-details' }>

/** What leaves the focus where it is. */
function quietly(sheet: Sheet, action: Quiet): Sheet {
  switch (action.type) {
    case 'put':
      return put(sheet, action.at, action.code)
    case 'minutes':
      return withMinutes(sheet, action.typed)
    case 'ask-details':
      return { ...goTo(sheet, action.at, 0), mode: { kind: 'details' } }
    case 'rest':
      return markRest(sheet)
    case 'refresh':
      return {
        ...refreshed(sheet, rowsOf(action.register, action.over)),
        palette: action.register.mayTake ? action.register.palette : [],
        closes: timeOfDay(action.register.clock.closes),
      }
    case 'saved':
      return saved(sheet, action.sent)
    case 'undone':
      return undone(sheet, action.sent)
    case 'drop': {
      const drafts = Object.entries(sheet.drafts).filter(([id]) => !action.pupilIds.includes(id))
      return { ...sheet, drafts: Object.fromEntries(drafts) }
    }
    case 'earlier':
      return { ...sheet, earlier: action.sessions, back: Math.min(sheet.back, action.sessions) }
    case 'say':
      return { ...sheet, said: action.text }
  }
}
