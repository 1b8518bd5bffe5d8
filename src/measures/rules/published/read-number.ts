/** What a published cell holds: a number, or the reason why there is none. */
export type Cell = { readonly is: 'number'; readonly value: number } | { readonly is: 'hidden'; readonly mark: string }

/**
 * DfE's marks for "no number", in its own words where it has any (EES data standards; dashboard code). None of them is a zero.
 */
const HIDDEN_MARKS: Readonly<Record<string, string>> = {
  '': 'blank',
  c: 'c, hidden to protect individuals',
  z: 'z, not applicable',
  x: 'x, not available or too small',
  '.': '., not applicable',
  '..': '.., not available',
  '~': '~, rounds to nothing',
  ':': ':, not available',
  '-': '-, none shown',
  low: 'low, rounds to nothing',
  k: 'k, rounds to nothing',
  u: 'u, of low reliability',
  na: 'NA, not available',
  'n/a': 'NA, not available',
  nan: 'NaN, nothing to divide by',
  null: 'null, not available',
  '*': '*, hidden to protect individuals',
  supp: 'supp, hidden to protect individuals',
}

const GROUPED = /^[+-]?\d{1,3}(?:[, '\u2019\u00a0\u202f]\d{3})+(?:\.\d+)?$/
const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
const COMMA_DECIMAL = /^[+-]?\d+,\d+$/

/**
 * Reads a count: `1,234`, `1 234` and `1234` are one number; `c`, `z`, `x`, `.`, `:`, `~`, `low` and blanks are none. Text that is
 * neither comes back as hidden with itself as the mark, and is reported.
 */
export function readCount(text: string): Cell {
  const digits = readDigits(text)
  if (digits !== undefined) return { is: 'number', value: digits }
  const plain = text.trim()
  if (PLAIN.test(plain)) return { is: 'number', value: Number(plain) }
  if (GROUPED.test(plain)) return { is: 'number', value: Number(plain.replaceAll(/[^\d.+-]/g, '')) }
  return { is: 'hidden', mark: plain.toLowerCase() }
}

const ZERO = 48
const MOST_DIGITS = 15

/** Nearly every cell of a file is a few digits and nothing else: read without a pattern, in a quarter of the time. */
function readDigits(text: string): number | undefined {
  if (text.length === 0 || text.length > MOST_DIGITS) return undefined
  let value = 0
  for (let place = 0; place < text.length; place++) {
    const digit = text.charCodeAt(place) - ZERO
    if (digit < 0 || digit > 9) return undefined
    value = 10 * value + digit
  }
  return value
}

/** Reads a percentage: a sign at the end is allowed, and `3,7` is three and seven tenths, for a percentage has no thousands. */
export function readPercentage(text: string): Cell {
  const plain = text.trim().replace(/\s*%$/, '')
  if (PLAIN.test(plain)) return { is: 'number', value: Number(plain) }
  if (COMMA_DECIMAL.test(plain)) return { is: 'number', value: Number(plain.replace(',', '.')) }
  return { is: 'hidden', mark: plain.toLowerCase() }
}

/** How many decimals a percentage was written with; what a spreadsheet writes as 1.5E-05 has six. */
export function decimalsOf(text: string): number {
  const [mantissa = '', exponent = '0'] = text.trim().replace(/\s*%$/, '').toLowerCase().split('e')
  const written = /[.,](\d*)$/.exec(mantissa)?.[1]?.length ?? 0
  return Math.max(0, written - Number(exponent))
}

/** A known mark in words; undefined where a cell holds something that no DfE file should. */
export function markInWords(mark: string): string | undefined {
  return HIDDEN_MARKS[mark]
}
