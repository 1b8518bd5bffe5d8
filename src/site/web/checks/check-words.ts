import type { StatusTone } from '../../../ui/components/status-pill.tsx'
import type { SearchShown } from '../../contract.ts'

export const STATE_LOOK: Readonly<Record<SearchShown['state'], { readonly tone: StatusTone; readonly word: string }>> =
  {
    looking: { tone: 'now', word: 'Being looked for' },
    found: { tone: 'done', word: 'Found, safe' },
    'left-site': { tone: 'problem', word: 'Left the site' },
    'not-found': { tone: 'problem', word: 'Not found' },
    mistake: { tone: 'quiet', word: 'Was where they should be' },
  }

type Step = SearchShown['steps'][number]

/** A step as a sentence. */
export function stepWords({ kind, place, person, words }: Step): string {
  const more = words === '' ? '' : ` ${words}`
  if (kind === 'told') return `Family told: ${place}, ${person}.${more}`
  if (kind === 'handed-over') return `Handed over to the ${place}.${more}`
  return `${STATE_LOOK[kind].word}: ${place}${person === '' ? '' : `, seen by ${person}`}.${more}`
}
