/** "4.2 points less", "1.0 points more", "the same": a change of absence in percentage points. */
export function pointsText(change: number): string {
  const size = Math.abs(change).toFixed(1)
  if (size === '0.0') return 'the same'
  return `${size} ${size === '1.0' ? 'point' : 'points'} ${change < 0 ? 'less' : 'more'}`
}

/** "68 %", a share without a false precision. */
export function shareText(share: number): string {
  return `${Math.round(100 * share)} %`
}

/** A number below nought has a minus sign, not a hyphen, which is shorter than its digits and may be left at the end of a line. */
export function withMinus(number: string): string {
  return number.replace(/^-(?=\d)/, '−')
}

/** "−5.7", "0.0", "3.1": a change in percentage points where words would be too long. */
export function signedPoints(change: number): string {
  return withMinus(change.toFixed(1).replace(/^-0\.0$/, '0.0'))
}
