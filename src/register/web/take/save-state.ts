import type { Draft } from '../../rules/screen/register-sheet.ts'
import type { Conflict } from '../offline/kept-database.ts'

/** What has become of the screen's last save. */
export type SaveState =
  | { readonly kind: 'nothing-yet' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: string; readonly number: number; readonly sent: Sent; readonly left: number }
  | { readonly kind: 'undone'; readonly marks: number }
  | { readonly kind: 'not-undone'; readonly error: unknown }
  /** `sent` is empty where the save may have reached the server: then it cannot be dropped. */
  | { readonly kind: 'kept'; readonly at: string; readonly key: string; readonly sent: Sent }
  | { readonly kind: 'problem'; readonly error: unknown }
  | { readonly kind: 'clash'; readonly conflict: Conflict }

export type SentMark = Draft & { readonly pupilId: string }
export type Sent = readonly SentMark[]
