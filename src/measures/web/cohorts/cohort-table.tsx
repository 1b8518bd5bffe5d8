import { Fragment } from 'react'
import { percentText } from '../../../ui/components/percentage.tsx'
import type { CohortShown, DivisionShown, FiguresShown } from '../../contract.ts'
import type { FigureName } from '../../rules/shown/figure-meanings.ts'
import { Figure } from '../asked/figure.tsx'
import type { WhyText } from '../why/why-text.ts'
import styles from './cohorts.module.css'

type Why = Omit<WhyText, 'figure'>

const COLUMNS = [
  'Pupils',
  'Attendance',
  'Absence',
  'Gap to the rest',
  'Persistently absent',
  'Severely absent',
] as const

// Written out because a phone lays these elements out as blocks, and browsers then forget what they are.
const ROLE = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  cell: { role: 'cell' },
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
} as const

/** Every group under the heading of its division, beside everybody else. `why` is the question behind a group, where one can be asked. */
export function CohortTable({
  all,
  divisions,
  why,
}: {
  readonly all: FiguresShown
  readonly divisions: readonly DivisionShown[]
  readonly why?: (division: string, cohort: string) => Why | undefined
}) {
  const widest = widestGap(divisions)
  return (
    <div className={styles.scroll}>
      <table {...ROLE.table} className={styles.table} aria-label="Groups of pupils">
        <thead {...ROLE.rowgroup}>
          <tr {...ROLE.row}>
            <th {...ROLE.columnheader} scope="col">
              Group
            </th>
            {COLUMNS.map((name) => (
              <th
                {...ROLE.columnheader}
                key={name}
                scope="col"
                className={name === 'Gap to the rest' ? undefined : styles.end}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...ROLE.rowgroup}>
          <Row
            cohort={{ id: 'all', name: 'Everybody asked about', figures: all, rest: null }}
            why={why?.('all', 'all')}
            widest={widest}
          />
          {divisions.map(({ id, name, cohorts }) => (
            <Fragment key={id}>
              <tr {...ROLE.row} className={styles.division}>
                <th {...ROLE.rowheader} scope="rowgroup" colSpan={COLUMNS.length + 1}>
                  {name}
                </th>
              </tr>
              {cohorts.map((cohort) => (
                <Row key={cohort.id} cohort={cohort} why={why?.(id, cohort.id)} widest={widest} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({
  cohort: { name, figures, rest },
  why,
  widest,
}: {
  readonly cohort: CohortShown
  readonly why: Why | undefined
  readonly widest: number
}) {
  if (figures === null)
    return (
      <tr {...ROLE.row}>
        <th {...ROLE.rowheader} scope="row">
          {name}
        </th>
        <td {...ROLE.cell} colSpan={COLUMNS.length} className={styles.quiet} data-label="All figures">
          Hidden: a few pupils could be told from it
        </td>
      </tr>
    )
  const { sessions, enrolments, persistent, severe } = figures
  const rate = (figure: FigureName, label: (typeof COLUMNS)[number], of: readonly [number | null, number]) => (
    <td {...ROLE.cell} className={styles.end} data-label={label}>
      <Rate why={why && { ...why, figure }} what={`${label} of ${name}`} count={of[0]} of={of[1]} />
    </td>
  )
  return (
    <tr {...ROLE.row}>
      <th {...ROLE.rowheader} scope="row">
        {name}
      </th>
      <td {...ROLE.cell} className={styles.end} data-label="Pupils">
        {enrolments.toLocaleString('en-GB')}
      </td>
      {rate('attendance', 'Attendance', [sessions.attended, sessions.possible])}
      {rate('absence', 'Absence', [sessions.absent, sessions.possible])}
      <td {...ROLE.cell} data-label="Gap to the rest">
        <Gap of={figures} rest={rest} widest={widest} />
      </td>
      {rate('persistent', 'Persistently absent', [persistent, enrolments])}
      {rate('severe', 'Severely absent', [severe, enrolments])}
    </tr>
  )
}

/** A rate that opens its explanation where there is one to open; otherwise with its two whole numbers beside it. */
function Rate({
  why,
  what,
  count,
  of,
}: {
  readonly why: WhyText | undefined
  readonly what: string
  readonly count: number | null
  readonly of: number
}) {
  if (count === null) return <span className={styles.quiet}>Hidden</span>
  if (of === 0) return <span className={styles.quiet}>None</span>
  if (why !== undefined) return <Figure why={why} count={count} of={of} what={what} look="short" />
  return (
    <span>
      {percentText(count, of)} %
      <span className={styles.numbers}>
        {count.toLocaleString('en-GB')} of {of.toLocaleString('en-GB')}
      </span>
    </span>
  )
}

/** How many points more or less of its sessions a group misses than everybody else does. */
export function pointsOf(of: FiguresShown | null, rest: FiguresShown | null): number | undefined {
  if (of === null || rest === null || of.sessions.possible === 0 || rest.sessions.possible === 0) return undefined
  const rate = ({ sessions }: FiguresShown) => Number(percentText(sessions.absent, sessions.possible))
  return Math.round((rate(of) - rate(rest)) * 10) / 10
}

function widestGap(divisions: readonly DivisionShown[]): number {
  const gaps = divisions.flatMap(({ cohorts }) => cohorts.map(({ figures, rest }) => pointsOf(figures, rest) ?? 0))
  return Math.max(1, ...gaps.map(Math.abs))
}

function Gap({
  of,
  rest,
  widest,
}: {
  readonly of: FiguresShown
  readonly rest: FiguresShown | null
  readonly widest: number
}) {
  const points = pointsOf(of, rest)
  if (points === undefined) return <span className={styles.quiet}>–</span>
  return (
    <span className={styles.gap}>
      <span className={styles.gapWords}>
        {points === 0 ? 'no gap' : `${Math.abs(points).toFixed(1)} ${points > 0 ? 'more' : 'less'}`}
      </span>
      <span className={styles.axis} aria-hidden>
        <span
          className={points < 0 ? styles.less : undefined}
          style={{ width: `${(100 * Math.abs(points)) / widest}%` }}
        />
      </span>
    </span>
  )
}
