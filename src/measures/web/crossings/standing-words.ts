import type { Line, Standing } from '../../rules/shown/transitions.ts'

export const LINE_NAMES: Readonly<Record<Line, string>> = {
  'at-risk': 'At risk',
  persistent: 'Persistently absent',
  severe: 'Severely absent',
}

/** In per cent of the pupil’s own possible sessions. */
export const LINE_AT: Readonly<Record<Line, number>> = { 'at-risk': 5, persistent: 10, severe: 50 }

export const STANDING_NAMES: Readonly<Record<Standing, string>> = {
  none: 'No sessions',
  'below-5': 'Below 5 %',
  'at-risk': 'At risk, 5 to 10 %',
  persistent: 'Persistent, 10 to 50 %',
  severe: 'Severe, 50 % or more',
}

/** Where somebody stood and stands: "below 5 % → persistent". */
export function moveWords({ from, to }: { readonly from: Standing; readonly to: Standing }): string {
  return `${SHORT[from]} → ${SHORT[to]}`
}

const SHORT: Readonly<Record<Standing, string>> = {
  none: 'not here',
  'below-5': 'below 5 %',
  'at-risk': 'at risk',
  persistent: 'persistent',
  severe: 'severe',
}
