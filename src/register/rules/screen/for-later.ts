/**
 * Whether an answer means that a register should be kept and sent again later, by its HTTP status: signed out meanwhile, too many
 * requests just now, or a fault of the server's. Any other refusal is about the register itself, and a person must decide.
 */
export function isForLater(status: number): boolean {
  return status === 401 || status === 429 || status >= 500
}
