import { IconChevronRight } from '@tabler/icons-react'
import { Fragment, type ReactNode } from 'react'
import { percentText } from '../../../ui/components/percentage.tsx'
import type { CohortShown, DivisionShown, FiguresShown } from '../../contract.ts'
import { pointsBetween, pointsText, type Rate } from '../../rules/definitions/points-between.ts'
import { Explained, type Standing } from '../asked/explained.tsx'
import styles from './cohorts.module.css'
import { useOpenDivisions } from './open-divisions.ts'

/** How a number of the table is shown, so that it opens its explanation: of which group, which figure, and its two whole numbers. */
export type ShowFigure = (of: {
  readonly division: string
  readonly cohort: string
  readonly figure: 'pupils' | 'attendance' | 'absence' | 'persistent' | 'severe'
  readonly what: string
  readonly count: number
  readonly of: number | null
}) => ReactNode

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

/** Every group under the heading of its division, beside everybody else. `show` makes each number open its explanation. */
export function CohortTable({
  all,
  divisions,
  show,
  standing,
}: {
  readonly all: FiguresShown
  readonly divisions: readonly DivisionShown[]
  readonly show: ShowFigure
  readonly standing: Standing
}) {
  const widest = widestGap(divisions)
  const { isOpen, turn } = useOpenDivisions(divisions.map(({ id }) => id))
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
            division="all"
            {...{ show, standing, widest }}
          />
          {divisions.map(({ id, name, cohorts }) => (
            <Fragment key={id}>
              <tr {...ROLE.row} className={styles.division}>
                <th {...ROLE.rowheader} scope="rowgroup" colSpan={COLUMNS.length + 1}>
                  <button type="button" className={styles.fold} aria-expanded={isOpen(id)} onClick={() => turn(id)}>
                    <IconChevronRight size={16} aria-hidden />
                    {name}
                    {!isOpen(id) && (
                      <span className={styles.quiet}>
                        {cohorts.length === 1 ? '1 group' : `${cohorts.length} groups`}
                      </span>
                    )}
                  </button>
                </th>
              </tr>
              {isOpen(id) &&
                cohorts.map((cohort) => (
                  <Row key={cohort.id} cohort={cohort} division={id} {...{ show, standing, widest }} />
                ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({
  cohort: { id, name, figures, rest },
  division,
  show,
  standing,
  widest,
}: {
  readonly cohort: CohortShown
  readonly division: string
  readonly show: ShowFigure
  readonly standing: Standing
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
  type Figure = Parameters<ShowFigure>[0]['figure']
  const cell = (
    figure: Figure,
    label: (typeof COLUMNS)[number],
    [count, of]: readonly [number | null, number | null],
  ) => (
    <td {...ROLE.cell} className={styles.end} data-label={label}>
      {count === null ? (
        <span className={styles.quiet}>Hidden</span>
      ) : of === 0 ? (
        <span className={styles.quiet}>None</span>
      ) : (
        show({ division, cohort: id, figure, what: `${label}, ${name}`, count, of })
      )}
    </td>
  )
  return (
    <tr {...ROLE.row}>
      <th {...ROLE.rowheader} scope="row">
        {name}
      </th>
      {cell('pupils', 'Pupils', [enrolments, null])}
      {cell('attendance', 'Attendance', [sessions.attended, sessions.possible])}
      {cell('absence', 'Absence', [sessions.absent, sessions.possible])}
      <td {...ROLE.cell} data-label="Gap to the rest">
        <Gap name={name} of={figures} {...{ rest, standing, widest }} />
      </td>
      {cell('persistent', 'Persistently absent', [persistent, enrolments])}
      {cell('severe', 'Severely absent', [severe, enrolments])}
    </tr>
  )
}

/** How many points more or less of its sessions a group misses than everybody else does. */
function pointsOf(of: FiguresShown | null, rest: FiguresShown | null): number | undefined {
  if (of === null || rest === null) return undefined
  return pointsBetween(absenceOf(of), absenceOf(rest))
}

function absenceOf({ sessions }: FiguresShown): Rate {
  return [sessions.absent, sessions.possible]
}

function widestGap(divisions: readonly DivisionShown[]): number {
  const gaps = divisions.flatMap(({ cohorts }) => cohorts.map(({ figures, rest }) => pointsOf(figures, rest) ?? 0))
  return Math.max(1, ...gaps.map(Math.abs))
}

function Gap({
  name,
  of,
  rest,
  standing,
  widest,
}: {
  readonly name: string
  readonly of: FiguresShown
  readonly rest: FiguresShown | null
  readonly standing: Standing
  readonly widest: number
}) {
  const points = pointsOf(of, rest)
  if (points === undefined || rest === null) return <span className={styles.quiet}>–</span>
  return (
    <span className={styles.gap}>
      <span className={styles.gapWords}>
        <Explained
          of="gap-to-rest"
          what={`Gap of absence to the rest, ${name}`}
          from={[
            [`Absence, ${name}`, absenceInWords(of)],
            ['Absence, everybody else', absenceInWords(rest)],
          ]}
          standing={standing}
        >
          {points === 0 ? 'no gap' : `${pointsText(points)} ${points > 0 ? 'more' : 'less'}`}
        </Explained>
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

/** "6.4 %: 1,204 of 18,812 possible sessions, of 96 pupils". */
function absenceInWords({ sessions: { absent, possible }, enrolments }: FiguresShown): string {
  const count = (number: number) => number.toLocaleString('en-GB')
  return `${percentText(absent, possible)} %: ${count(absent)} of ${count(possible)} possible sessions, of ${count(enrolments)} pupils`
}
