/** Half days in words: "3 and a half days", "1 day", "half a day", "no days". */
export function daysInWords(halfDays: number): string {
  const whole = Math.floor(halfDays / 2)
  if (halfDays % 2 === 0) return whole === 0 ? 'no days' : whole === 1 ? '1 day' : `${whole} days`
  return whole === 0 ? 'half a day' : `${whole} and a half days`
}

/** "1 half day", "3 half days". */
export function halfDays(count: number): string {
  return count === 1 ? '1 half day' : `${count} half days`
}

export function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`
}
