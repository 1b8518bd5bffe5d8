import { DataTable } from '../../../ui/components/data-table.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { isGivenFor } from '../../rules/definitions/fewest-weeks.ts'
import type { FigureName } from '../../rules/shown/figure-meanings.ts'
import { Figure } from '../asked/figure.tsx'
import { NotGiven } from '../asked/not-given.tsx'
import type { WhyText } from '../why/why-text.ts'
import { type Base, type Figures, ofLastYear, ofPeriod, ofWeekBefore } from './answer.ts'
import { lastYearInWords, weekCounted } from './days-compared.ts'
import styles from './figures.module.css'

const ROWS: readonly { readonly figure: FigureName; readonly name: string; readonly ofWeeks: boolean }[] = [
  { figure: 'attendance', name: 'Attendance', ofWeeks: true },
  { figure: 'absence', name: 'Absence', ofWeeks: true },
  { figure: 'authorised', name: 'Authorised', ofWeeks: true },
  { figure: 'unauthorised', name: 'Unauthorised', ofWeeks: true },
  { figure: 'late', name: 'Late', ofWeeks: true },
  { figure: 'persistent', name: 'Persistently absent', ofWeeks: false },
  { figure: 'severe', name: 'Severely absent', ofWeeks: false },
]

function numbersOf(figure: FigureName, { sessions, enrolments, persistent, severe }: Figures['figures']) {
  const { possible, attended, absent, authorised, unauthorised, late } = sessions
  const counts: Partial<Record<FigureName, readonly [number, number]>> = {
    attendance: [attended, possible],
    absence: [absent, possible],
    authorised: [authorised, possible],
    unauthorised: [unauthorised, possible],
    late: [late, possible],
    persistent: [persistent, enrolments],
    severe: [severe, enrolments],
  }
  return counts[figure] ?? [0, 0]
}

interface Beside {
  readonly id: string
  readonly label: string
  readonly figures: Figures['figures'] | undefined
  readonly why: Omit<WhyText, 'figure'> | undefined
  readonly isWeek: boolean
}

const SHORT_NAMES = {
  weekdays: 'Same weekdays last year',
  sessions: 'As many sessions last year',
  'whole-years': 'The whole of last year',
} as const

/** The last week, the one before and the same days of last year in one table. */
export function SideBySide({ base, answer }: { readonly base: Base; readonly answer: Figures }) {
  const { week, weekBefore, lastYear, until } = answer
  const beside: readonly Beside[] = [
    {
      id: 'week',
      label: week === null ? 'Last week' : weekCounted(week, until.half),
      figures: week?.figures,
      why: week === null ? undefined : ofPeriod(base, week),
      isWeek: true,
    },
    {
      id: 'before',
      label: weekBefore === null ? 'Week before' : weekCounted(weekBefore, until.half),
      figures: weekBefore?.figures,
      why: ofWeekBefore(base, answer),
      isWeek: true,
    },
    { id: 'all', label: 'All these days', figures: answer.figures, why: base, isWeek: false },
    {
      id: 'last-year',
      label: lastYear === null ? 'Last year' : SHORT_NAMES[lastYear.by],
      figures: lastYear?.figures,
      why: ofLastYear(base, answer),
      isWeek: false,
    },
  ]
  return (
    <Section title="Against last week and last year">
      {lastYear !== null && <p className={styles.lead}>{lastYearInWords(lastYear)}</p>}
      <DataTable
        label="This week, the week before, and last year"
        noun={['figure', 'figures']}
        rows={ROWS}
        rowKey={({ figure }) => figure}
        columns={[
          { id: 'name', label: 'Figure', onCard: 'title', cell: ({ name }) => name },
          ...beside.map(({ id, label, figures, why, isWeek }) => ({
            id,
            label,
            cell: ({ figure, name, ofWeeks }: (typeof ROWS)[number]) => {
              if (isWeek && !ofWeeks) return <span className={styles.quiet}>Not given for a week</span>
              if (figures === undefined || why === undefined)
                return <span className={styles.quiet}>{isWeek ? 'No school that week' : 'No figures'}</span>
              if (!isGivenFor(figure, answer.weeks.length)) return <NotGiven />
              const [count, of] = numbersOf(figure, figures)
              return <Figure why={{ ...why, figure }} count={count} of={of} what={`${name}, ${label}`} />
            },
          })),
        ]}
        empty={{ title: 'No figures', because: 'There is nothing to compare.' }}
      />
    </Section>
  )
}
