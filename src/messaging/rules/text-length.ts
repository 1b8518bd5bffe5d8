// The letters that a text message has at 7 bits each (3GPP TS 23.038); with any other it is sent at 16 bits, and holds fewer.
const SEVEN_BIT = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const TWO_SEVEN_BITS = new Set('\f^{}\\[~]|€')

/** How long a text is: what is counted, and how many texts the telephone company makes (and bills) of it. */
export interface TextLength {
  readonly characters: number
  readonly parts: number
  /** Letters that make it a text of fewer characters; none where it is an ordinary one. */
  readonly costly: readonly string[]
}

export function textLength(body: string): TextLength {
  const letters = [...body]
  const costly = [...new Set(letters.filter((one) => !SEVEN_BIT.has(one) && !TWO_SEVEN_BITS.has(one)))]
  const wide = costly.length > 0
  const characters = wide ? body.length : letters.reduce((sum, one) => sum + (TWO_SEVEN_BITS.has(one) ? 2 : 1), 0)
  const [single, joined] = wide ? [70, 67] : [160, 153]
  return { characters, parts: characters <= single ? 1 : Math.ceil(characters / joined), costly }
}
