import type { StatusTone } from '../../ui/components/status-pill.tsx'
import type { RegisterState } from '../contract.ts'

/** How the state of a register is shown and said, on every screen alike. */
export const STATE_LOOK: Readonly<Record<RegisterState, { readonly tone: StatusTone; readonly word: string }>> = {
  'not-taken': { tone: 'now', word: 'Not taken' },
  'being-taken': { tone: 'waiting', word: 'Being taken' },
  taken: { tone: 'done', word: 'Taken' },
  amended: { tone: 'changed', word: 'Amended' },
  closed: { tone: 'quiet', word: 'Closed' },
}
