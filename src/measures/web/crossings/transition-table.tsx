import type { Answer } from '../../../kernel/operation.ts'
import type { schoolCrossings } from '../../contract.ts'
import { STANDINGS, type Standing } from '../../rules/shown/transitions.ts'
import styles from './crossings.module.css'
import { STANDING_NAMES } from './standing-words.ts'

type Counts = NonNullable<Answer<typeof schoolCrossings>['terms']>['counts']

/** How many stood where before (down) and now (across). Whoever stands where they stood is on the marked line. */
export function TransitionTable({
  before,
  now,
  counts,
}: {
  readonly before: string
  readonly now: string
  readonly counts: Counts
}) {
  const of = (from: Standing, to: Standing) => counts.find((one) => one.from === from && one.to === to)?.enrolments ?? 0
  const sum = (some: readonly { readonly enrolments: number }[]) => some.reduce((all, one) => all + one.enrolments, 0)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard only if it can have the focus
    <section className={styles.scroll} tabIndex={0} aria-label={`Table: ${before} to ${now}`}>
      <table className={styles.table} aria-label={`${before} to ${now}`}>
        <thead>
          <tr>
            <th scope="col">
              {before} ↓ {now} →
            </th>
            {STANDINGS.map((to) => (
              <th key={to} scope="col">
                {STANDING_NAMES[to]}
              </th>
            ))}
            <th scope="col">All</th>
          </tr>
        </thead>
        <tbody>
          {STANDINGS.map((from) => (
            <tr key={from}>
              <th scope="row">{STANDING_NAMES[from]}</th>
              {STANDINGS.map((to) => (
                <td key={to} className={from === to ? styles.same : undefined}>
                  {of(from, to) === 0 ? <span className={styles.none}>0</span> : of(from, to)}
                </td>
              ))}
              <td>{sum(counts.filter((one) => one.from === from))}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">All</th>
            {STANDINGS.map((to) => (
              <td key={to}>{sum(counts.filter((one) => one.to === to))}</td>
            ))}
            <td>{sum(counts)}</td>
          </tr>
        </tbody>
      </table>
    </section>
  )
}
