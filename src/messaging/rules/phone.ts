/**
 * A telephone number as one spelling: `+44…` for a British one however it was typed, `+…` for one with another country's code; undefined
 * where the text is no number.
 */
export function oneNumber(text: string): string | undefined {
  const digits = text.replaceAll(/\(0\)/g, '').replaceAll(/[^\d+]/g, '')
  const international = digits.startsWith('+') ? digits.slice(1) : digits.startsWith('00') ? digits.slice(2) : undefined
  const whole = (international ?? (digits.startsWith('0') ? `44${digits.slice(1)}` : digits)).replaceAll('+', '')
  // Services write British numbers without the plus as well.
  return /^[1-9]\d{7,14}$/.test(whole) ? `+${whole}` : undefined
}

/** Whether a text can reach a number: a British mobile (07, but not the 070 and 076 of forwarding and pagers), or one from abroad. */
export function takesTexts(text: string): boolean {
  const number = oneNumber(text)
  if (number === undefined) return false
  if (!number.startsWith('+44')) return true
  // Guernsey's, Jersey's and Man's mobiles begin +447 as well; 07624 is the one range of 076 that is no pager.
  return /^\+447(?:[1-57-9]\d{8}|624\d{6})$/.test(number)
}

/** "07700 900123": a number as people here read it out. */
export function readableNumber(text: string): string {
  const number = oneNumber(text)
  if (number === undefined) return text
  if (!/^\+44\d{10}$/.test(number)) return number
  const national = `0${number.slice(3)}`
  return `${national.slice(0, 5)} ${national.slice(5)}`
}

/** An e-mail address as one spelling. */
export function oneEmail(text: string): string {
  return text.trim().toLowerCase()
}

/** Every number and address of a contact, each as one spelling. */
export function addressesOf(contact: {
  readonly phones: readonly { readonly number: string }[]
  readonly email: string | null
}): string[] {
  const numbers = contact.phones.map(({ number }) => oneNumber(number))
  const emails = contact.email === null ? [] : [oneEmail(contact.email)]
  return [...numbers, ...emails].filter((one) => one !== undefined)
}
