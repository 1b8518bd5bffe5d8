/** A postal address, as an envelope shows it. */
export interface Address {
  readonly lines: string[]
  readonly town: string
  readonly postcode: string
}

/** An address with the instruction to keep it from everybody who need not know it. */
export interface AddressDraft extends Address {
  readonly confidential?: boolean | undefined
}

/**
 * The same text for the same dwelling however it was typed (case, spaces, commas), so that people of one household share one
 * address and one confidentiality.
 */
export function fingerprintOf(address: Address): string {
  return [...address.lines, address.town, address.postcode]
    .map((part) => part.toUpperCase().replace(/[^\p{L}\p{N}]/gu, ''))
    .filter((part) => part !== '')
    .join('|')
}

/** Spaces and capitals as a person would write them; nothing is invented. */
export function tidyAddress(address: Address): Address {
  const tidy = (text: string) => text.trim().replace(/\s+/g, ' ')
  return {
    lines: address.lines.map(tidy).filter((line) => line !== ''),
    town: tidy(address.town),
    postcode: tidyPostcode(address.postcode),
  }
}

/** `ss14aa` as `SS1 4AA`; anything that is not a postcode of the United Kingdom stays as it is. */
export function tidyPostcode(postcode: string): string {
  const plain = postcode.toUpperCase().replace(/\s+/g, '')
  return /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/.test(plain) ? `${plain.slice(0, -3)} ${plain.slice(-3)}` : postcode.trim()
}

/** On one line, for lists and histories. */
export function addressLine(address: Address): string {
  return [...address.lines, address.town, address.postcode].filter((part) => part !== '').join(', ')
}
