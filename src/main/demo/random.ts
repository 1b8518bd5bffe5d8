/**
 * A small seeded source of chance (xoshiro128**), so that the demo trust is the same on every machine and every start.
 * `fork` gives an independent stream per label: adding a draw in one part of the trust leaves the other parts as they were.
 */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number
  /** A whole number from 0 to `below` − 1. */
  int(below: number): number
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number
  chance(probability: number): boolean
  pick<T>(from: readonly T[]): T
  /** One of `from`, as often as its weight says. */
  weighted<T>(from: readonly (readonly [T, number])[]): T
  /** Standard normal. */
  normal(): number
  shuffle<T>(list: readonly T[]): T[]
  /** A UUID (version 4 shape) from this stream. */
  uuid(): string
  fork(label: string): Random
}

/** FNV-1a: turns a label into a number. */
export function hashText(text: string, from = 0x811c9dc5): number {
  let hash = from >>> 0
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0
  return hash
}

function generator(seed: number): () => number {
  let spread = seed >>> 0
  const word = () => {
    spread = (spread + 0x9e3779b9) >>> 0
    let z = Math.imul(spread ^ (spread >>> 16), 0x85ebca6b)
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
    return (z ^ (z >>> 16)) >>> 0
  }
  let [a, b, c, d] = [word(), word(), word(), word()]
  return () => {
    const scrambled = Math.imul(b, 5)
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d << 11) | (d >>> 21)
    return result
  }
}

function uuidOf(words: readonly number[]): string {
  const hex = words.map((word) => word.toString(16).padStart(8, '0')).join('')
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) & 3]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
}

export function randomFrom(seed: number): Random {
  const word = generator(seed)
  const next = () => word() / 4_294_967_296
  const int = (below: number) => Math.floor(next() * below)
  const pick = <T>(from: readonly T[]): T => {
    const chosen = from[int(from.length)]
    if (chosen === undefined) throw new RangeError('nothing to pick from')
    return chosen
  }
  return {
    next,
    int,
    between: (low, high) => low + int(high - low + 1),
    chance: (probability) => next() < probability,
    pick,
    weighted: (from) => {
      let left = next() * from.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [value, weight] of from) {
        left -= weight
        if (left < 0) return value
      }
      return pick(from)[0]
    },
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    shuffle: (list) => {
      const mixed = [...list]
      for (let i = mixed.length - 1; i > 0; i--) {
        const j = int(i + 1)
        const [one, other] = [mixed[i], mixed[j]]
        if (one !== undefined && other !== undefined) [mixed[i], mixed[j]] = [other, one]
      }
      return mixed
    },
    uuid: () => uuidOf([word(), word(), word(), word()]),
    fork: (label) => randomFrom(hashText(label, seed)),
  }
}
