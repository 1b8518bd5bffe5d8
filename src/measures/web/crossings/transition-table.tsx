import { longDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import type { MovedPupil, schoolCrossings } from '../../contract.ts'
import { type Standing as Place, STANDINGS } from '../../rules/shown/transitions.ts'
import { Explained, type MadeFrom, type Standing } from '../asked/explained.tsx'
import { PupilLinks } from '../behind/pupil-links.tsx'
import styles from './crossings.module.css'
import { STANDING_NAMES } from './standing-words.ts'

type Terms = NonNullable<Answer<typeof schoolCrossings>['terms']>

/** How many stood where before (down) and now (across). Whoever stands where they stood is on the marked line. */
export function TransitionTable({
  before,
  now,
  counts,
  moved,
  standing,
}: Pick<Terms, 'before' | 'now' | 'counts' | 'moved'> & { readonly standing: Standing }) {
  const of = (from: Place, to: Place) => counts.find((one) => one.from === from && one.to === to)?.enrolments ?? 0
  const sum = (some: readonly { readonly enrolments: number }[]) => some.reduce((all, one) => all + one.enrolments, 0)
  const days = { before, now, standing }
  const name = `${before.name} to ${now.name}`
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard only if it can have the focus
    <section className={styles.scroll} tabIndex={0} aria-label={`Table: ${name}`}>
      <table className={styles.table} aria-label={name}>
        <thead>
          <tr>
            <th scope="col">
              {before.name} ↓ {now.name} →
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
                  <Stood
                    {...{ ...days, from, to }}
                    count={of(from, to)}
                    pupils={moved.filter((one) => one.from === from && one.to === to).map(({ pupil }) => pupil)}
                  />
                </td>
              ))}
              <td>
                <Stood {...{ ...days, from }} count={sum(counts.filter((one) => one.from === from))} />
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">All</th>
            {STANDINGS.map((to) => (
              <td key={to}>
                <Stood {...{ ...days, to }} count={sum(counts.filter((one) => one.to === to))} />
              </td>
            ))}
            <td>
              <Stood {...days} count={sum(counts)} />
            </td>
          </tr>
        </tbody>
      </table>
    </section>
  )
}

/** How many stood at one place before, or stand at one now, or both; with the names of those who moved. */
function Stood({
  before,
  now,
  standing,
  from,
  to,
  count,
  pupils,
}: Pick<Terms, 'before' | 'now'> & {
  readonly standing: Standing
  readonly from?: Place
  readonly to?: Place
  readonly count: number
  readonly pupils?: readonly MovedPupil['pupil'][]
}) {
  const place = (where: Place | undefined) => (where === undefined ? 'anywhere' : STANDING_NAMES[where])
  const made: MadeFrom = [
    [`${before.name}, ${longDay(before.from)} to ${longDay(before.to)}`, place(from)],
    [`${now.name}, ${longDay(now.from)} to ${longDay(now.to)}`, place(to)],
    ...(pupils === undefined || from === to
      ? ([
          [
            'Who',
            from === undefined || to === undefined
              ? 'the row or column added up'
              : 'those who stand where they stood: nobody of them crossed a line',
          ],
        ] as const)
      : ([['Who', <PupilLinks key="who" pupils={pupils} />]] as const)),
  ]
  return (
    <Explained of="standings" what={`${place(from)} before, ${place(to)} now`} from={made} standing={standing}>
      {count === 0 ? <span className={styles.none}>0</span> : count}
    </Explained>
  )
}
