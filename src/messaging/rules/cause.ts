/** What divides the first cause of a message from the key of one that took its place. */
export const AGAIN = ':again:'

/** The cause of a message that takes the place of another because its figures were counted anew. `key`: unique. */
export function causeAgain(cause: string, key: string): string {
  return `${firstCause(cause)}${AGAIN}${key}`
}

/** What made a message in the first place, however often it was counted anew before it went. */
export function firstCause(cause: string): string {
  return cause.split(AGAIN)[0] ?? cause
}

export function isWordedAnew(cause: string): boolean {
  return cause.includes(AGAIN)
}
