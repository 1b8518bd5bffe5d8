import { FEWEST_FOR_INTERVAL, type Outcome } from './did-it-help.ts'

const pointsOf = (value: number) => Math.abs(value).toFixed(1)

/** What an outcome says, in words a head can repeat to governors without promising too much. */
export function outcomeInWords(outcome: Outcome): string {
  const { matched, change, changeOfAlike, gap, changeOfGap, effect, interval, noInterval } = outcome
  const points = (value: number) => `${pointsOf(value)} points ${value <= 0 ? 'less' : 'more'} absence`
  if (matched.length === 0)
    return 'Nobody can be compared yet: more sessions are needed before and after, or there is nobody alike.'
  const had = `The ${matched.length === 1 ? 'pupil' : `${matched.length} pupils`} had ${points(change)} after than before`
  if (noInterval === 'no equals' || effect === undefined)
    return (
      `${had}. Nobody can say what of it is the support: its equals are missing. Pupils without it had at most about as much ` +
      `absence before, those nearest ${pointsOf(gap)} points ${gap >= 0 ? 'less' : 'more'}, and such pupils come back differently of their own accord.`
    )
  const seen = `${had}; pupils who were alike before and had no support had ${points(changeOfAlike)}.`
  if (interval === undefined) return `${seen} ${noInterval === undefined ? '' : WHY_NO_INTERVAL[noInterval]}`.trim()
  const [low, high] = interval
  const corrected =
    Math.abs(changeOfGap) < 0.05 ? '' : `, corrected for ${pointsOf(gap)} points ${gap > 0 ? 'more' : 'less'} before`
  const range = `The difference is ${points(effect)}${corrected} (95 % interval: ${signed(low)} to ${signed(high)} points)`
  if (high < 0) return `${seen} ${range}: more than chance explains.`
  if (low > 0) return `${seen} ${range}: absence rose more than among those alike.`
  return `${seen} ${range}, which chance alone could explain.`
}

/** Why no interval is given, in a sentence. */
export const WHY_NO_INTERVAL: Readonly<Record<NonNullable<Outcome['noInterval']>, string>> = {
  'few pupils': `With fewer than ${FEWEST_FOR_INTERVAL} pupils nobody can say whether the difference is chance.`,
  'few alike': 'Too few pupils without the support are near enough to say whether the difference is chance.',
  'no equals': 'Nobody without the support had as much absence before, so no difference is given.',
}

const IN_LINE: typeof WHY_NO_INTERVAL = {
  'few pupils': 'too few pupils to say whether that is chance',
  'few alike': 'too few pupils without it to say whether that is chance',
  'no equals': 'nobody without it had as much absence before',
}

/** The same in one line for a list: what happened to absence beside those alike, and how sure that is. */
export function outcomeInLine({
  matched,
  effect,
  interval,
  noInterval,
}: Pick<Outcome, 'matched' | 'effect' | 'interval' | 'noInterval'>): string {
  if (matched.length === 0) return 'Too early, or nobody alike: nothing to compare yet'
  if (effect === undefined) return `Cannot be told: ${IN_LINE['no equals']}`
  const points = pointsOf(effect)
  const what =
    points === '0.0'
      ? 'Absence changed as it did among those alike'
      : `Absence ${effect < 0 ? 'fell' : 'rose'} by ${points} points beside those alike`
  if (interval === undefined) return `${what}; ${IN_LINE[noInterval ?? 'few pupils']}`
  const [low, high] = interval
  const range = `95 % interval ${signed(low)} to ${signed(high)}`
  return `${what} (${range})${low <= 0 && high >= 0 ? ': chance alone could explain it' : ''}`
}

function signed(points: number): string {
  return points
    .toFixed(1)
    .replace(/^-0\.0$/, '0.0')
    .replace('-', '−')
}
