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

const LETTER_OF = 'letter of '

/** The cause of a letter that goes in the place of a message that did not arrive. */
export function causeOfLetter(messageId: string): string {
  return `${LETTER_OF}${messageId}`
}

/** The id of the message that did not arrive, where a cause is that of a letter in its place. */
export function failedBefore(cause: string): string | undefined {
  return cause.startsWith(LETTER_OF) ? firstCause(cause).slice(LETTER_OF.length) : undefined
}
