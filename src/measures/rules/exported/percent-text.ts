/** A percentage to one decimal place, half up: "95.8 %"; a dash where there is nothing to divide by. */
export function percentText(count: number, of: number): string {
  return of === 0 ? '–' : `${(Math.round((count * 1000) / of) / 10).toFixed(1)} %`
}
