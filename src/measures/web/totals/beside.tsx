import { schoolYear, schoolYearName } from '../../../kernel/school-year.ts'
import { percentText } from '../../../ui/components/percentage.tsx'
import type { BenchmarksShown, FiguresShown, Target, TargetFigure } from '../../contract.ts'
import { quarterOf } from '../../rules/shown/benchmarks-beside.ts'
import { Figure } from '../asked/figure.tsx'
import styles from '../cohorts/cohorts.module.css'
import type { WhyText } from '../why/why-text.ts'

const FIGURES: readonly { readonly figure: TargetFigure; readonly name: string }[] = [
  { figure: 'attendance', name: 'Attendance' },
  { figure: 'absence', name: 'Absence' },
  { figure: 'persistent', name: 'Persistently absent' },
  { figure: 'severe', name: 'Severely absent' },
]

interface Props {
  /** The question behind the school's own rates, for those to whom they explain themselves. */
  readonly why?: Omit<WhyText, 'figure'> | undefined
  readonly name: string
  readonly all: FiguresShown
  readonly targets: readonly Target[]
  readonly benchmarks: BenchmarksShown | null
}

type Counted = readonly [count: number | null, of: number]

/** The two whole numbers behind each of a school's rates; the first null where hidden. */
function ownCounts({ sessions, enrolments, persistent, severe }: FiguresShown): Record<TargetFigure, Counted> {
  return {
    attendance: [sessions.attended, sessions.possible],
    absence: [sessions.absent, sessions.possible],
    persistent: [persistent, enrolments],
    severe: [severe, enrolments],
  }
}

/** In per cent; null where hidden or where there is nothing to divide by. */
function rateOf([count, of]: Counted): number | null {
  return count === null || of === 0 ? null : Number(percentText(count, of))
}

function ownRates(all: FiguresShown): Record<TargetFigure, number | null> {
  const { attendance, absence, persistent, severe } = ownCounts(all)
  return {
    attendance: rateOf(attendance),
    absence: rateOf(absence),
    persistent: rateOf(persistent),
    severe: rateOf(severe),
  }
}

function Own({ figure, what, all, why }: { figure: TargetFigure; what: string } & Pick<Props, 'all' | 'why'>) {
  const counted = ownCounts(all)[figure]
  const [count, of] = counted
  const rate = rateOf(counted)
  if (count === null || rate === null) return 'Hidden'
  if (why === undefined) return `${rate.toFixed(1)} %`
  return <Figure why={{ ...why, figure }} count={count} of={of} what={what} look="short" />
}

/** The school's rates, its targets with the gap, and DfE's rates with where they come from. One series only. */
export function Beside({ name, all, targets, benchmarks, why }: Props) {
  const own = ownRates(all)
  const target = (figure: TargetFigure) => targets.find((one) => one.figure === figure)
  return (
    <>
      <div className={styles.scroll}>
        <table className={styles.table} aria-label="Beside targets and the country">
          <thead>
            <tr>
              <th scope="col">Figure</th>
              <th scope="col" className={styles.end}>
                {name}
              </th>
              <th scope="col" className={styles.end}>
                Target
              </th>
              {(benchmarks?.rows ?? []).map(({ place }) => (
                <th key={place} scope="col" className={styles.end}>
                  {place}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {FIGURES.map(({ figure, name: label }) => (
              <tr key={figure}>
                <th scope="row">{label}</th>
                <td className={styles.end} data-label={name}>
                  <Own figure={figure} what={`${label}, ${name}`} all={all} why={why} />
                </td>
                <td className={styles.end} data-label="Target">
                  <AgainstTarget own={own[figure]} target={target(figure)} />
                </td>
                {(benchmarks?.rows ?? []).map((row) => (
                  <td key={row.place} className={styles.end} data-label={row.place}>
                    <Published figure={figure} row={row} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Sources targets={targets} benchmarks={benchmarks} own={own} />
    </>
  )
}

function AgainstTarget({ own, target }: { readonly own: number | null; readonly target: Target | undefined }) {
  if (target === undefined) return <span className={styles.quiet}>none set</span>
  const points = own === null ? undefined : Math.round((own - target.percent) * 10) / 10
  return (
    <>
      {target.percent} %{' '}
      {points !== undefined && (
        <span className={styles.quiet}>
          {points === 0 ? 'met exactly' : `${Math.abs(points).toFixed(1)} points ${points > 0 ? 'above' : 'below'}`}
        </span>
      )}
    </>
  )
}

type BenchmarkRow = BenchmarksShown['rows'][number]

function Published({ figure, row }: { readonly figure: TargetFigure; readonly row: BenchmarkRow }) {
  const rate = figure === 'attendance' ? (row.absence === null ? null : 100 - row.absence) : row[figure]
  return rate === null ? <span className={styles.quiet}>not published</span> : <>{rate.toFixed(1)} %</>
}

const QUARTERS = { 1: 'lowest', 2: 'second lowest', 3: 'second highest', 4: 'highest' } as const

function Sources({
  targets,
  benchmarks,
  own,
}: Pick<Props, 'targets' | 'benchmarks'> & { readonly own: Record<TargetFigure, number | null> }) {
  const sources = [...new Set((benchmarks?.rows ?? []).map(({ source }) => source))]
  const spread = benchmarks?.spread ?? null
  return (
    <div className={styles.quiet} style={{ maxWidth: 'var(--fb-measure)', marginTop: '0.5rem' }}>
      {targets.length > 0 && <p>Targets: {[...new Set(targets.map(({ source }) => source))].join('; ')}.</p>}
      {benchmarks === null ? (
        <p>DfE publishes no rates for schools of this phase.</p>
      ) : (
        <p>
          DfE’s rates are of {benchmarks.phase === 'all' ? 'all' : benchmarks.phase} schools in the whole year{' '}
          {schoolYearName(schoolYear(benchmarks.year))},{' '}
          {benchmarks.series === 'daily' ? 'daily collection' : 'school census'}; part of a year stands beside a whole
          one here. Attendance is what their absence leaves of 100. {sources.join('; ')}.
        </p>
      )}
      {spread !== null && own.absence !== null && (
        <p>
          An absence of {own.absence.toFixed(1)} % would be in the {QUARTERS[quarterOf(own.absence, spread.absence)]}{' '}
          quarter of England’s authorities ({spread.absence.firstQuartile}, {spread.absence.median} and{' '}
          {spread.absence.thirdQuartile} % divide them).
        </p>
      )}
    </div>
  )
}
