import { addDays, type Day } from '../../../kernel/day.ts'
import type { Price } from '../../../law/notices/penalty-notices.ts'

/** A price with the last day on which it holds: so many days from receipt, the day of receipt not counted. */
export interface DatedPrice extends Price {
  readonly last: Day
}

export function datedPrices(prices: readonly Price[], received: Day): readonly DatedPrice[] {
  return prices.map((price) => ({ ...price, last: addDays(received, price.within) }))
}

/** What has to be paid on a day; null after the last: nothing is paid late, the authority prosecutes or withdraws. */
export function dueOn(prices: readonly DatedPrice[], day: Day): DatedPrice | null {
  return prices.find(({ last }) => day <= last) ?? null
}

/** Money that came or went, in whole pence. */
export interface Movement {
  readonly kind: 'paid' | 'refunded'
  readonly day: Day
  readonly pence: number
}

/** How an account stands: all that came and went, the price that was met, and what has to go back. */
export interface Account {
  readonly paid: number
  readonly refunded: number
  /** What the authority holds: never below 0. */
  readonly held: number
  /** The price that a payment met and its day; null where none did. */
  readonly met: { readonly price: DatedPrice; readonly day: Day } | null
  /**
   * Held and not owed: too much, in parts where these are not taken, after the last day, or of a notice that was withdrawn. Where parts are taken, what
   * came up to the full price is kept until its last day is over.
   */
  readonly toRefund: number
}

/**
 * The account of one notice. A price is met by one payment of the whole of it by its last day, or by several where parts are taken. What was
 * paid after the last day meets nothing, and what goes back undoes what it met.
 */
export function accountOf(
  movements: readonly Movement[],
  {
    prices,
    inParts,
    withdrawn,
    today,
  }: { prices: readonly DatedPrice[]; inParts: boolean; withdrawn: boolean; today: Day },
): Account {
  const inOrder = [...movements].sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0))
  let [paid, refunded, met] = [0, 0, null as Account['met']]
  for (const { kind, day, pence } of inOrder) {
    if (kind === 'refunded') refunded += pence
    else paid += pence
    const price = dueOn(prices, day)
    const towards = inParts ? paid - refunded : pence
    if (kind === 'paid' && met === null && price !== null && towards >= price.pence) met = { price, day }
    // A payment that bounced, or that was entered wrongly, meets nothing once it has gone back; another may.
    if (kind === 'refunded' && met !== null && paid - refunded < met.price.pence) met = null
  }
  const held = paid - refunded
  const open = inParts && dueOn(prices, today) !== null ? (prices.at(-1)?.pence ?? 0) : 0
  const owed = withdrawn ? 0 : (met?.price.pence ?? open)
  return { paid, refunded, held, met, toRefund: Math.max(0, held - owed) }
}

/** "£80", "£160.50": whole pence in words. */
export function pounds(pence: number): string {
  const whole = Math.trunc(Math.abs(pence) / 100)
  const rest = Math.abs(pence) % 100
  return `${pence < 0 ? '−' : ''}£${whole.toLocaleString('en-GB')}${rest === 0 ? '' : `.${String(rest).padStart(2, '0')}`}`
}
