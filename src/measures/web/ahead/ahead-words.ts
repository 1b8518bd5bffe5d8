import { longDay, shortDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import type { schoolAhead } from '../../contract.ts'
import { shareText } from '../behind/points.ts'

type Listed = Answer<typeof schoolAhead>['pupils'][number]
export type Forecast = NonNullable<Listed['forecast']>

/** How many more sessions can be missed before a line, or by how many it is too late. */
export function leftWords(left: number): string {
  if (left < 0) return `${-left} too many`
  return left === 1 ? '1 session' : `${left} sessions`
}

/** "34 of the 50 most alike". */
export function alikeWords({ persistent, of }: Forecast): string {
  return `${persistent} of the ${of} most alike`
}

/** "94 %, pulled 1.6 points toward the school’s share of 14 %": by how much a chance differs from the share that was counted, and why. */
export function pullWords({ persistent, of, chance, share }: Forecast): string {
  const counted = (100 * persistent) / Math.max(1, of)
  const points = Math.abs(counted - 100 * chance).toFixed(1)
  const school = `the school’s share of ${shareText(share)}, as by one pupil more`
  if (points === '0.0') return `${shareText(persistent / Math.max(1, of))}, which is near ${school}`
  return `${counted.toFixed(1)} %, pulled ${points} ${points === '1.0' ? 'point' : 'points'} toward ${school}`
}

/** "about 11.9 %, between 10.2 and 14.8 %". */
export function endWords({ absence, low, high }: Forecast): string {
  return `about ${absence.toFixed(1)} %, between ${low.toFixed(1)} and ${high.toFixed(1)} %`
}

/** When attending everything brings a pupil up to an attendance. */
export function reachWords(reach: Listed['reaches90'], style: 'short' | 'long' = 'short'): string {
  if (reach === null) return 'not this year'
  if (reach.day === null) return 'there now'
  return style === 'short' ? shortDay(reach.day) : `${longDay(reach.day)}, after ${reach.sessions} sessions attended`
}

export const STANDINGS: Readonly<Record<Listed['standing'], { readonly name: string; readonly words: string }>> = {
  'can-stay-below': {
    name: 'Can stay below 10 %',
    words: 'attending from now on would still end the year below 10 %',
  },
  'past-10': {
    name: 'Past 10 % for the year',
    words: 'at or above 10 % whatever happens; severe absence can be kept off',
  },
  'past-50': { name: 'Past 50 % for the year', words: 'at or above 50 % whatever happens' },
}

/** "the autumn term", whether the calendar calls it "Autumn" or "Autumn term". */
export function termWords({ name }: { readonly name: string }): string {
  return `the ${name.replace(/ term$/i, '').toLowerCase()} term`
}
