/**
 * The name under which the sign-in library knows a family's account: the e-mail address or number as it was typed, with an ending that no
 * member of staff's address has. So a teacher who is a parent has two accounts, and neither opens the other.
 * @returns undefined where it is neither an address nor a number
 */
export function familyLogin(typed: string): string | undefined {
  const text = typed.trim().toLowerCase()
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return `${text}${ENDING}`
  const digits = text.replaceAll(/[^\d+]/g, '')
  if (text.replaceAll(/[\s\d()+-]/g, '') !== '') return undefined
  const whole = digits.startsWith('+') ? digits.slice(1) : digits.replace(/^00/, '').replace(/^0/, '44')
  return /^[1-9]\d{7,14}$/.test(whole) ? `${whole}@phone${ENDING}` : undefined
}

const ENDING = '.family.invalid'

/** What stands in place of a sign-in name until a family chooses a password. Nobody can sign in by it. */
export function noFamilyLogin(personId: string): string {
  return `${personId}@family.invalid`
}
