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
