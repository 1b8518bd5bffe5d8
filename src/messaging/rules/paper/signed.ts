/** Who put a letter in the queue, with the position held then. */
interface Signer {
  readonly name: string
  readonly position: string
}

interface Signed {
  readonly paragraphs: readonly string[]
  /** Below the place for the signature; empty where the words end otherwise, and nobody signs. */
  readonly signed: readonly string[]
}

/** A letter that ends with the school's name is signed: by whoever put it in the queue. */
export function saidAndSigned(body: string, by: Signer, school: string): Signed {
  const paragraphs = body.split(/\n{2,}/)
  if (paragraphs.at(-1)?.trim() !== school) return { paragraphs, signed: [] }
  return { paragraphs: paragraphs.slice(0, -1), signed: [by.name, by.position, school].filter((line) => line !== '') }
}

/** The words of a letter with its signer, to be read on a screen as they will be on paper. */
export function asSigned(body: string, by: Signer, school: string): string {
  const { paragraphs, signed } = saidAndSigned(body, by, school)
  return signed.length === 0 ? body : [...paragraphs, signed.join('\n')].join('\n\n')
}
