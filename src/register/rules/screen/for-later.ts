/** How the server refused something: the HTTP status, and the stable code of the reason. */
export interface Refused {
  readonly status: number
  readonly code: string
}

/**
 * Whether an answer means that a register should be kept and sent again later: signed out meanwhile, too many requests just now,
 * another save of the same school in its way each time, or a fault of the server's. Any other refusal is about the register
 * itself, and a person must decide.
 */
export function isForLater({ status, code }: Refused): boolean {
  return status === 401 || status === 429 || status >= 500 || code === RACE_LOST
}

/** The server saved nothing, because another save of the same school was in its way: the same may be sent again at once. */
const RACE_LOST = 'race.lost'

/** How long to wait before each try after the first, in milliseconds. The server itself waits a second before it gives up. */
const WAITS: readonly number[] = [200, 600, 1500]

/**
 * Sends something, and again where it met another save, each time after a longer pause. Its key makes it one act however often it
 * is sent. `chance` (0 to 1) keeps those who met once from meeting again.
 * @throws what the last try threw, or the first that failed otherwise
 */
export async function sendPastRaces<T>(
  send: () => Promise<T>,
  by: {
    readonly refusalIn: (thrown: unknown) => Refused | undefined
    readonly pause: (milliseconds: number) => Promise<void>
    readonly chance: () => number
  },
): Promise<T> {
  for (const wait of WAITS) {
    try {
      return await send()
    } catch (thrown) {
      if (by.refusalIn(thrown)?.code !== RACE_LOST) throw thrown
    }
    await by.pause(wait * (0.5 + by.chance()))
  }
  return send()
}

/**
 * What to send: `unsure`, word for word, where that says the same and nobody knows whether the server has saved it. Its key then
 * makes the two one act.
 */
export function sameAgain<Body extends { readonly marks: unknown; readonly complete?: boolean | undefined }>(
  body: Body,
  unsure: Body | undefined,
): Body {
  if (unsure === undefined) return body
  const [one, other] = [body, unsure].map(({ marks, complete }) => JSON.stringify([marks, complete]))
  return one === other ? unsure : body
}
