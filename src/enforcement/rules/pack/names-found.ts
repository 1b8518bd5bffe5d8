import type { PackSection } from './section.ts'

/** Somebody whose name should not stand in another person's pack. */
export interface Other {
  readonly forename: string
  readonly surname: string
  readonly because: 'another child' | 'another adult'
  /** Of the family: a forename alone means them. */
  readonly near: boolean
  /** Telephone numbers and addresses of theirs. */
  readonly reached: readonly string[]
}

/** Words that may be somebody else's, with where they stand. */
export interface Suggestion {
  readonly words: string
  readonly because: Other['because']
  /** `sure`: a whole name, or how somebody is reached: the pack is not made before somebody decided. `perhaps`: a part of a name alone. */
  readonly strength: 'sure' | 'perhaps'
  readonly places: readonly { readonly section: string; readonly line: string }[]
}

const MOST_WORDS = 5

/** Whether these words are how somebody is reached: never left in another person’s pack, whatever anybody says. */
export function isReach(words: string): boolean {
  return /\d{3}|@/.test(words)
}

/**
 * The stated rule by which names are suggested: a forename with its surname of anybody on the roll in the period, whatever its case; of brothers,
 * sisters and other adults of the child also the forename alone, of these adults the surname too; and a single forename or surname of at least three letters, written with the same
 * capitals, as a perhaps. Names that are the child's or the parent's own are not suggested.
 */
export function namesFound(
  sections: readonly PackSection[],
  of: { readonly others: readonly Other[]; readonly own: readonly string[] },
): readonly Suggestion[] {
  const whose = new Set(of.own.map(keyOf))
  // A namesake cannot be told from the child.
  const others = of.others.filter(({ forename, surname }) => !whose.has(keyOf(`${forename} ${surname}`)))
  const index = indexOf(others, new Set(of.own.flatMap((name) => partsOf(name).map(({ key }) => key))))
  const found = new Map<string, Suggestion & { readonly places: Suggestion['places'][number][] }>()
  for (const section of sections)
    for (const line of section.lines)
      for (const one of namesIn(textOf(section, line), index)) {
        const key = `${one.strength} ${one.words}`
        const known = found.get(key) ?? { ...one, places: [] }
        found.set(key, known)
        if (known.places.at(-1)?.line !== line.id) known.places.push({ section: section.id, line: line.id })
      }
  return [...found.values()].sort((one, other) =>
    one.strength === other.strength ? (one.words < other.words ? -1 : 1) : one.strength === 'sure' ? -1 : 1,
  )
}

function textOf({ free }: PackSection, line: PackSection['lines'][number]): string {
  return [...line.cells.filter((_, place) => free.includes(place)), line.text].join('\n')
}

interface Index {
  readonly whole: ReadonlyMap<string, Other['because']>
  readonly single: ReadonlyMap<string, { readonly because: Other['because']; readonly near: boolean }>
  readonly reached: readonly (readonly [string, Other['because']])[]
}

function indexOf(others: readonly Other[], own: ReadonlySet<string>): Index {
  const whole = new Map<string, Other['because']>()
  const single = new Map<string, { because: Other['because']; near: boolean }>()
  for (const { forename, surname, because, near } of others) {
    whole.set(keyOf(`${forename} ${surname}`), because)
    whole.set(keyOf(`${surname} ${forename}`), because)
    for (const [name, isNear] of [
      [forename, near],
      // Schools write "Mrs Reed" of adults.
      [surname, near && because === 'another adult'],
    ] as const) {
      if (name.length < 3 || own.has(keyOf(name))) continue
      single.set(name, { because, near: isNear || single.get(name)?.near === true })
    }
  }
  const reached = others.flatMap((one) => one.reached.map((how) => [how, one.because] as const))
  return { whole, single, reached }
}

interface Word {
  readonly key: string
  readonly text: string
  readonly start: number
  readonly end: number
}

function partsOf(text: string): readonly Word[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu)].map(({ 0: match, index }) => {
    // "Ben's" names Ben.
    const word = match.replace(/['’]s$/iu, '')
    return { key: word.toLowerCase(), text: word, start: index, end: index + word.length }
  })
}

function keyOf(name: string): string {
  return partsOf(name)
    .map(({ key }) => key)
    .join(' ')
}

function namesIn(text: string, { whole, single, reached }: Index): readonly Omit<Suggestion, 'places'>[] {
  const found: Omit<Suggestion, 'places'>[] = reached
    .filter(([how]) => text.includes(how))
    .map(([words, because]) => ({ words, because, strength: 'sure' }))
  const words = partsOf(text)
  for (let at = 0; at < words.length; at += 1) {
    const length = longestAt(words, at, whole)
    const [first, last] = [words[at], words[at + length - 1]]
    if (first === undefined) break
    if (last !== undefined && length > 0) {
      const because = whole.get(keysBetween(words, at, length)) ?? 'another child'
      found.push({ words: text.slice(first.start, last.end).replaceAll(/\s+/g, ' '), because, strength: 'sure' })
      at += length - 1
      continue
    }
    const alone = single.get(first.text)
    if (alone !== undefined)
      found.push({ words: first.text, because: alone.because, strength: alone.near ? 'sure' : 'perhaps' })
  }
  return found
}

/** How many words from a place on are a whole name; 0 where they are none. */
function longestAt(words: readonly Word[], at: number, whole: Index['whole']): number {
  for (let length = Math.min(MOST_WORDS, words.length - at); length >= 2; length -= 1)
    if (whole.has(keysBetween(words, at, length))) return length
  return 0
}

function keysBetween(words: readonly Word[], at: number, length: number): string {
  return words
    .slice(at, at + length)
    .map(({ key }) => key)
    .join(' ')
}
