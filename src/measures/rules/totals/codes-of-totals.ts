import { ALL_CODES, type Code, type StatisticalClass } from '../../../law/codes.ts'
import { categoryOfRestricted, REASON_CATEGORY_NAMES } from '../../../law/reason-category.ts'
import type { CodeCounts, SessionSpan } from '../sessions.ts'
import { type EnrolmentFigures, enrolmentFigures } from '../shown/group-figures.ts'
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
 * @param spans all sessions that may be asked for: the year so far and each term that has begun.
 */
export function codesOfTotals(of: readonly EnrolmentFigures[], spans: readonly SessionSpan[]): readonly CodeOfTotals[] {
  const everywhere = spans.map((span) => of.map(({ enrolled }) => enrolmentFigures(enrolled, span)))
  const together = keysTogether(everywhere)
  const sum = (key: Key) => of.reduce((all, { codes }) => all + sessionsOf(codes, key), 0)
  const shown = KEYS.filter((key) => !together.has(key)).map(
    (key): CodeOfTotals => ({
      code: key.code === '' ? null : key.code,
      name: key.name,
      statistical: key.statistical,
      sessions: sum(key),
    }),
  )
  const rest = [...Map.groupBy(together, ({ statistical }) => statistical)].map(
    ([statistical, keys]): CodeOfTotals => ({
      ...{ code: null, name: TOGETHER, statistical },
      sessions: keys.reduce((all, key) => all + sum(key), 0),
    }),
  )
  return [...shown, ...rest].filter(({ sessions }) => sessions > 0)
}

function keysTogether(everywhere: readonly (readonly EnrolmentFigures[])[]): ReadonlySet<Key> {
  /** How many pupils have at least one of these codes, in the span with the fewest who have any; 0 where nobody has. */
  const fewest = (keys: readonly Key[]) => {
    const counts = everywhere.map(
      (each) => each.filter(({ codes }) => keys.some((key) => sessionsOf(codes, key) > 0)).length,
    )
    return Math.min(...counts.filter((pupils) => pupils > 0), Number.POSITIVE_INFINITY)
  }
  const together = new Set<Key>()
  for (const keys of Map.groupBy(KEYS, ({ statistical }) => statistical).values()) {
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
