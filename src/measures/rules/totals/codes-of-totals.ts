import { ALL_CODES, type Code, type StatisticalClass } from '../../../law/codes.ts'
import { categoryOfRestricted, REASON_CATEGORY_NAMES } from '../../../law/reason-category.ts'
import type { CodeCounts } from '../sessions.ts'
import { type EnrolmentFigures, groupFigures } from '../shown/group-figures.ts'
import { FEWEST_SHOWN } from '../shown/small-numbers.ts'

/** One code of a school's sessions, or what is put together because it would tell of a few. */
export interface CodeOfTotals {
  /** Null for the codes of a class that are shown together. */
  readonly code: string | null
  readonly name: string
  readonly statistical: StatisticalClass
  readonly sessions: number
}

const TOGETHER = 'Other codes, together because a few pupils could be told'

interface Key {
  readonly code: string
  readonly name: string
  readonly statistical: StatisticalClass
  readonly bytes: readonly number[]
}

/** Restricted codes are one key for each category, as those see marks who may not see the details. */
const KEYS: readonly Key[] = [...Map.groupBy(ALL_CODES, keyOf).values()].flatMap((meanings) => {
  const [first] = meanings
  if (first === undefined || first.statistical === 'missing') return []
  const category = categoryOfRestricted(first.code)
  const name = category === undefined ? (meanings.at(-1) ?? first).name : REASON_CATEGORY_NAMES[category]
  const code = category === undefined ? first.code : ''
  return [{ code, name, statistical: first.statistical, bytes: [...new Set(meanings.map(({ byte }) => byte))] }]
})

function keyOf({ code, statistical }: { readonly code: Code; readonly statistical: StatisticalClass }): string {
  return `${statistical} ${categoryOfRestricted(code) ?? code}`
}

const sessionsOf = (codes: CodeCounts, { bytes }: Key) => bytes.reduce((sum, byte) => sum + (codes[byte] ?? 0), 0)

/**
 * A school's sessions by code, for readers who see no single pupil. A code that 1 to 5 pupils have is put together with others of its class,
 * the rarest first, until at least six pupils have one of them. The choice is one for the year and all its terms, so that what is left out of
 * one of them cannot be had by subtracting the others.
 * @param of every enrolment over the sessions that are shown.
 * @param everywhere every enrolment over each stretch that may be asked for: the year so far and each term that has begun.
 */
export function codesOfTotals(
  of: readonly EnrolmentFigures[],
  everywhere: readonly (readonly EnrolmentFigures[])[],
): readonly CodeOfTotals[] {
  const together = keysTogether(everywhere.map(kindsOfCodes))
  const { codes } = groupFigures(of)
  const shown = KEYS.filter((key) => !together.has(key)).map(
    (key): CodeOfTotals => ({
      code: key.code === '' ? null : key.code,
      name: key.name,
      statistical: key.statistical,
      sessions: sessionsOf(codes, key),
    }),
  )
  const rest = [...Map.groupBy(together, ({ statistical }) => statistical)].map(
    ([statistical, keys]): CodeOfTotals => ({
      ...{ code: null, name: TOGETHER, statistical },
      sessions: keys.reduce((all, key) => all + sessionsOf(codes, key), 0),
    }),
  )
  return [...shown, ...rest].filter(({ sessions }) => sessions > 0)
}

/** Pupils by which codes of a class they have: a bit for each of the class's keys, in the order of `KEYS`. */
type KindsOfCodes = ReadonlyMap<StatisticalClass, ReadonlyMap<number, number>>

const KEYS_OF_CLASS = Map.groupBy(KEYS, ({ statistical }) => statistical)
const BIT_OF_KEY: ReadonlyMap<Key, number> = new Map(
  [...KEYS_OF_CLASS.values()].flatMap((keys) => keys.map((key, at): [Key, number] => [key, 2 ** at])),
)
/** Every byte that counts, with its class and its key's bit: what one pass over a pupil's codes looks at. */
const BYTES = KEYS.flatMap((key) =>
  key.bytes.map((byte) => ({
    byte,
    place: [...KEYS_OF_CLASS.keys()].indexOf(key.statistical),
    bit: BIT_OF_KEY.get(key) ?? 0,
  })),
)

/** One pass over every pupil's codes; whatever is asked of sets of codes afterwards is asked of the few kinds. */
function kindsOfCodes(each: readonly EnrolmentFigures[]): KindsOfCodes {
  const kinds = [...KEYS_OF_CLASS.keys()].map(() => new Map<number, number>())
  const having = new Int32Array(kinds.length)
  for (const { codes } of each) {
    having.fill(0)
    for (const { byte, place, bit } of BYTES) if ((codes[byte] ?? 0) > 0) having[place] = (having[place] ?? 0) | bit
    for (const [place, counts] of kinds.entries()) {
      const kind = having[place] ?? 0
      if (kind !== 0) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    }
  }
  return new Map([...KEYS_OF_CLASS.keys()].map((statistical, place) => [statistical, kinds[place] ?? new Map()]))
}

function keysTogether(everywhere: readonly KindsOfCodes[]): ReadonlySet<Key> {
  const together = new Set<Key>()
  for (const [statistical, keys] of KEYS_OF_CLASS) {
    const kinds = everywhere.map((of) => [...(of.get(statistical) ?? [])])
    /** How many pupils have at least one of these codes, in the span with the fewest who have any; infinite where nobody has. */
    const fewest = (of: readonly Key[]) => {
      const wanted = of.reduce((bits, key) => bits | (BIT_OF_KEY.get(key) ?? 0), 0)
      const counts = kinds.map((one) =>
        one.reduce((sum, [kind, pupils]) => sum + ((kind & wanted) === 0 ? 0 : pupils), 0),
      )
      return Math.min(...counts.filter((pupils) => pupils > 0), Number.POSITIVE_INFINITY)
    }
    const rarestFirst = keys.map((key) => ({ key, pupils: fewest([key]) })).sort((a, b) => a.pupils - b.pupils)
    const few = rarestFirst.filter(({ pupils }) => pupils < FEWEST_SHOWN).map(({ key }) => key)
    if (few.length === 0) continue
    for (const { key, pupils } of rarestFirst) {
      if (few.includes(key) || pupils === Number.POSITIVE_INFINITY) continue
      if (few.length >= 2 && fewest(few) >= FEWEST_SHOWN) break
      few.push(key)
    }
    for (const key of few) together.add(key)
  }
  return together
}
