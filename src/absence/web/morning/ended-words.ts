import type { Board } from './board-answer.ts'

/** How a search ended, in two words. */
export const CODE_SAYS: Readonly<Record<Board['ended'][number]['how'], string>> = {
  reason: 'Reason found',
  'seen and safe': 'Seen and safe',
  'handed over': 'Handed over',
  withdrawn: 'Mark changed',
}
