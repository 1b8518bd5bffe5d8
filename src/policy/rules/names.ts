/** `first day contact`, `first-day-contact` and `firstDayContact` are one name. */
export function joined(name: string): string {
  return name.trim().replace(/[\s_-]+(\w)/g, (_, letter: string) => letter.toUpperCase())
}

/** A name as people write it: `first day contact`. */
export function apart(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, (_, before: string, letter: string) => `${before} ${letter.toLowerCase()}`)
}
