import type { ReactNode } from 'react'
import { schoolYear, schoolYearName } from '../../../kernel/school-year.ts'
import { percentText } from '../../../ui/components/percentage.tsx'
import type { BenchmarksShown, FiguresShown, Target, TargetFigure } from '../../contract.ts'
import { quarterOf } from '../../rules/shown/benchmarks-beside.ts'
import { gapInWords, gapToTarget } from '../../rules/totals/gap-to-target.ts'
import { Explained, type Standing } from '../asked/explained.tsx'
import styles from '../cohorts/cohorts.module.css'
import { momentInWords } from '../why/why-words.ts'
import { publishedFrom } from './published-from.ts'

const FIGURES: readonly { readonly figure: TargetFigure; readonly name: string }[] = [
  { figure: 'attendance', name: 'Attendance' },
  { figure: 'absence', name: 'Absence' },
  { figure: 'persistent', name: 'Persistently absent' },
  { figure: 'severe', name: 'Severely absent' },
]

interface Props {
  /** Makes each of the school's own rates open its explanation. */
  readonly show: (of: {
    readonly figure: TargetFigure
    readonly what: string
    readonly count: number
    readonly of: number
  }) => ReactNode
  readonly standing: Standing
  readonly name: string
  readonly all: FiguresShown
  readonly targets: readonly Target[]
  readonly benchmarks: BenchmarksShown | null
  /** False where another part of the page sets the country beside the school, counted alike: two Englands would not agree. */
  readonly country?: boolean
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

function Own({ figure, what, all, show }: { figure: TargetFigure; what: string } & Pick<Props, 'all' | 'show'>) {
  const [count, of] = ownCounts(all)[figure]
  return count === null || of === 0 ? 'Hidden' : show({ figure, what, count, of })
}

/** The school's rates, its targets with the gap, and DfE's rates with where they come from. One series only. */
export function Beside({ name, all, targets, benchmarks: published, show, standing, country = true }: Props) {
  const benchmarks = country ? published : null
  const own = ownRates(all)
  const publishedYear = benchmarks === null ? '' : schoolYearName(schoolYear(benchmarks.year))
  const target = (figure: TargetFigure) => targets.find((one) => one.figure === figure)
  return (
    <>
      <div className={styles.scroll}>
        <table
          className={styles.table}
          aria-label={country ? 'Beside targets and the country' : 'Beside the school’s targets'}
        >
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
                  <span className={styles.numbers}>
                    {benchmarks?.phase === 'all' ? 'all phases' : benchmarks?.phase}, whole year {publishedYear}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {FIGURES.map(({ figure, name: label }) => (
              <tr key={figure}>
                <th scope="row">{label}</th>
                <td className={styles.end} data-label={name}>
                  <Own figure={figure} what={`${label}, ${name}`} all={all} show={show} />
                </td>
                <td className={styles.end} data-label="Target">
                  <AgainstTarget
                    label={label}
                    counted={ownCounts(all)[figure]}
                    target={target(figure)}
                    standing={standing}
                  />
                </td>
                {(benchmarks?.rows ?? []).map((row) => (
                  <td key={row.place} className={styles.end} data-label={row.place}>
                    <Published figure={figure} label={label} row={row} benchmarks={benchmarks} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Sources {...{ targets, benchmarks, own, standing, country }} />
    </>
  )
}

function AgainstTarget({
  label,
  counted,
  target,
  standing,
}: {
  readonly label: string
  readonly counted: Counted
  readonly target: Target | undefined
  readonly standing: Standing
}) {
  if (target === undefined) return <span className={styles.quiet}>none set</span>
  const { percent, set } = target
  const gap = gapToTarget(counted, percent)
  return (
    <>
      <Explained
        of="target"
        what={`Target, ${label}`}
        from={[
          ['Target', `${label} of ${percent} %`],
          ['Where it comes from', target.source],
          ['Why it was set', target.reason],
          ['Set by', `${set.name}, ${set.position}`],
          ['Set', momentInWords(set.at)],
        ]}
      >
        {percent} %
      </Explained>{' '}
      {gap !== undefined && (
        <span className={styles.quiet}>
          <Explained
            of="gap-to-target"
            what={`${label}, points from the target`}
            look="words"
            from={[
              ['The rate', rateInFull(counted)],
              ['The target', `${percent} %, set by ${set.name}, ${set.position}, ${momentInWords(set.at)}`],
            ]}
            standing={standing}
          >
            {gapInWords(gap)}
          </Explained>
        </span>
      )}
    </>
  )
}

/** To two places, so that it can be held against a target that may have two; and the whole numbers it is made of. */
function rateInFull([count, of]: Counted): string {
  if (count === null || of === 0) return 'Hidden'
  const [part, whole] = [count.toLocaleString('en-GB'), of.toLocaleString('en-GB')]
  return `${((100 * count) / of).toFixed(2)} %: ${part} of ${whole}`
}

type BenchmarkRow = BenchmarksShown['rows'][number]

function Published({
  figure,
  label,
  row,
  benchmarks,
}: {
  readonly figure: TargetFigure
  readonly label: string
  readonly row: BenchmarkRow
  readonly benchmarks: BenchmarksShown | null
}) {
  const rate = figure === 'attendance' ? (row.absence === null ? null : 100 - row.absence) : row[figure]
  if (rate === null || benchmarks === null) return <span className={styles.quiet}>not published</span>
  return (
    <Explained of="benchmark" what={`${label}, ${row.place}`} from={publishedFrom(figure, row, benchmarks)}>
      {rate.toFixed(1)} %
    </Explained>
  )
}

const QUARTERS = { 1: 'lowest', 2: 'second lowest', 3: 'second highest', 4: 'highest' } as const

function Sources({
  targets,
  benchmarks,
  own,
  standing,
  country,
}: Pick<Props, 'targets' | 'benchmarks' | 'standing' | 'country'> & {
  readonly own: Record<TargetFigure, number | null>
}) {
  const sources = [...new Set((benchmarks?.rows ?? []).map(({ source }) => source))]
  const spread = benchmarks?.spread ?? null
  return (
    <div className={styles.quiet} style={{ maxWidth: 'var(--fb-measure)', marginTop: '0.5rem' }}>
      {targets.length > 0 && (
        <p data-plain="source">Targets: {[...new Set(targets.map(({ source }) => source))].join('; ')}.</p>
      )}
      {!country ? null : benchmarks === null ? (
        <p>DfE publishes no rates for schools of this phase.</p>
      ) : (
        <p data-plain="source">
          DfE’s rates are of {benchmarks.phase === 'all' ? 'all' : benchmarks.phase} schools in the whole year{' '}
          {schoolYearName(schoolYear(benchmarks.year))},{' '}
          {benchmarks.series === 'daily' ? 'daily collection' : 'school census'}; part of a year stands beside a whole
          one here. Attendance is what their absence leaves of 100. {sources.join('; ')}.
        </p>
      )}
      {spread !== null && own.absence !== null && (
        <p>
          This absence would be in the{' '}
          <Explained
            of="authority-quarter"
            what="Absence among England’s authorities"
            look="words"
            from={[
              ['The rate', `${own.absence.toFixed(1)} % absence`],
              ['A quarter of authorities are at or below', `${spread.absence.firstQuartile} %`],
              ['Half are at or below', `${spread.absence.median} %`],
              ['Three quarters are at or below', `${spread.absence.thirdQuartile} %`],
              ['The least and the most', `${spread.absence.least} % and ${spread.absence.most} %`],
              ['Published in', spread.absence.source],
            ]}
            standing={standing}
          >
            {QUARTERS[quarterOf(own.absence, spread.absence)]} quarter of England’s authorities
          </Explained>
          .
        </p>
      )}
    </div>
  )
}
