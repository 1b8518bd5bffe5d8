import { createHash } from 'node:crypto'

/**
 * The key of one of several acts of the register that one act of leave makes: always the same for the same act, so that sending it again
 * does nothing twice. The version nibble says that it was made, not drawn.
 */
export function keyOfPart(key: string, part: string | number): string {
  const hex = createHash('sha256').update(`${key} ${part}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
