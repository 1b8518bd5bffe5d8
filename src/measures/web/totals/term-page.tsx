import { Button, NativeSelect } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { z } from 'zod'
import type { Day } from '../../../kernel/day.ts'
import { shortDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { schoolYear, schoolYearName, schoolYearOf } from '../../../kernel/school-year.ts'
import { PageButton } from '../../../ui/address/page-link.tsx'
import { useSchoolId, useSearchState } from '../../../ui/address/use-address.ts'
import { download } from '../../../ui/call.ts'
import { dayText, useNow } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { Freshness } from '../../../ui/components/freshness.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { StatCard, StatCards } from '../../../ui/components/stat-card.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { EXPORT_FORMATS, exportTotals, type FiguresShown, schoolTotals, type TotalsFigure } from '../../contract.ts'
import { ChartsOfProvider } from '../chart/charts-of.tsx'
import { CohortTable } from '../cohorts/cohort-table.tsx'
import styles from '../cohorts/cohorts.module.css'
import { ExportMenu } from '../export/export-menu.tsx'
import type { TotalAsked } from '../why/why-text.ts'
import { Beside } from './beside.tsx'
import { SideBySideLink } from './side-by-side-link.tsx'
import { TermTrend } from './term-trend.tsx'
import { TotalFigure } from './total-figure.tsx'

const search = z.object({ year: z.coerce.number().int().min(1990).max(2100).optional(), term: z.string().optional() })
const FORMAT_NAMES = { pdf: 'This page as a PDF', xlsx: 'Spreadsheet (XLSX)', csv: 'Groups as CSV' } as const

type Totals = Answer<typeof schoolTotals>

/** A term of the school in one page, for those who see no single pupil; made to be printed. */
export function Page() {
  const schoolId = useSchoolId()
  const [state, setState] = useSearchState(search)
  const question = useOperation(schoolTotals, { params: { schoolId }, querystring: state }, { keepLast: true })
  const school = question.data?.school.name
  return (
    <>
      <PageHeader
        title="The term in one page"
        lead={
          school === undefined
            ? 'Figures of groups, no single pupil.'
            : `${school}. Figures of groups, no single pupil.`
        }
        actions={
          <>
            <Button
              variant="default"
              className="no-print"
              leftSection={<IconPrinter size={18} aria-hidden />}
              onClick={() => window.print()}
            >
              Print
            </Button>
            <ExportMenu
              choices={[...EXPORT_FORMATS].reverse().map((format) => ({
                id: format,
                label: FORMAT_NAMES[format],
                fetchIt: () => download(exportTotals, { params: { schoolId, format }, querystring: state }),
              }))}
            />
          </>
        }
      />
      <WhichTerm state={state} terms={question.data?.terms ?? []} onChange={setState} />
      <Answered question={question}>
        {(answer) => (
          <div aria-busy={question.isPlaceholderData}>
            <p className={styles.lead}>
              {answer.period}: {shortDay(answer.from)} to {shortDay(answer.until.day)}.{' '}
              <Freshness
                asOf={answer.asOf}
                onRefresh={() => void question.refetch()}
                refreshing={question.isFetching}
              />
            </p>
            <Term answer={answer} asked={{ schoolId, ...state }} />
          </div>
        )}
      </Answered>
    </>
  )
}

const YEARS_OFFERED = 4

function WhichTerm({
  state,
  terms,
  onChange,
}: {
  readonly state: z.output<typeof search>
  readonly terms: readonly string[]
  readonly onChange: (change: { year?: number | undefined; term?: string | undefined }) => void
}) {
  // The page's clock is the school's; a day of it is always a day of the calendar.
  const thisYear = schoolYearOf(dayText(useNow(60)) as Day)
  const years = Array.from({ length: YEARS_OFFERED }, (_, back) => thisYear - back)
  return (
    <div className="no-print" style={{ display: 'flex', flexWrap: 'wrap', gap: '0.75rem', marginBottom: '1rem' }}>
      <NativeSelect
        label="School year"
        value={String(state.year ?? thisYear)}
        data={years.map((one) => ({ value: String(one), label: schoolYearName(schoolYear(one)) }))}
        onChange={(event) => {
          const chosen = Number(event.currentTarget.value)
          onChange({ year: chosen === thisYear ? undefined : chosen, term: undefined })
        }}
      />
      <NativeSelect
        label="Term"
        value={state.term ?? ''}
        data={[{ value: '', label: 'Year so far' }, ...terms.map((name) => ({ value: name, label: name }))]}
        onChange={(event) => onChange({ term: event.currentTarget.value || undefined })}
      />
    </div>
  )
}

function Term({ answer, asked }: { readonly answer: Totals; readonly asked: TotalAsked }) {
  const { all, divisions, targets, benchmarks, school, weeks } = answer
  if (all === null)
    return (
      <EmptyState
        title="Too few pupils to show"
        because="Fewer than six pupils have a session in these days, or in another term of the year, which the year would give away: figures of them would be figures of each of them."
      />
    )
  return (
    <>
      <Headline all={all} asked={asked} />
      <Section title="Beside targets and the country">
        <Beside
          name={school.name}
          {...{ all, targets, benchmarks }}
          show={(figure) => <TotalFigure asked={asked} {...figure} />}
          standing={answer}
        />
        <PageButton
          variant="default"
          size="xs"
          mt="sm"
          className="no-print"
          there={{ to: '/targets', search: { year: answer.year } }}
        >
          Targets
        </PageButton>
      </Section>
      <ChartsOfProvider
        of={{
          days: `${answer.period}: ${shortDay(answer.from)} to ${shortDay(answer.until.day)}`,
          whom: 'The whole school',
        }}
      >
        <TermTrend weeks={weeks} standing={answer} />
      </ChartsOfProvider>
      <Section title="Year groups and groups of pupils">
        <p className={styles.lead}>
          Each beside everybody else, with the pupils who are in it today. Groups of 1 to 5 pupils are hidden, numbers
          of 1 to 5 pupils too, and whatever would give them away; what is hidden in one term is hidden in every term
          and in the year.
        </p>
        <CohortTable
          all={all}
          divisions={divisions}
          show={({ division, cohort, ...figure }) => (
            <TotalFigure
              asked={division === 'all' ? asked : { ...asked, division, cohort }}
              {...figure}
              look={figure.figure === 'pupils' ? 'count' : 'short'}
            />
          )}
          standing={answer}
        />
      </Section>
      <SideBySideLink />
    </>
  )
}

function Headline({
  all: { sessions, enrolments, persistent, severe },
  asked,
}: {
  readonly all: FiguresShown
  readonly asked: TotalAsked
}) {
  const { possible } = sessions
  const card = { asked, of: possible }
  return (
    <StatCards>
      <Card {...card} label="Attendance" figure="attendance" count={sessions.attended} />
      <Card {...card} label="Absence" figure="absence" count={sessions.absent} />
      <Card {...card} label="Unauthorised absence" figure="unauthorised" count={sessions.unauthorised} />
      <Card {...card} label="Persistently absent" figure="persistent" count={persistent} of={enrolments} />
      <Card {...card} label="Severely absent" figure="severe" count={severe} of={enrolments} />
    </StatCards>
  )
}

function Card({
  label,
  figure,
  count,
  of,
  asked,
}: {
  readonly label: string
  readonly figure: TotalsFigure
  readonly count: number | null
  readonly of: number
  readonly asked: TotalAsked
}) {
  const unit = figure === 'persistent' || figure === 'severe' ? 'pupils' : 'sessions'
  if (count === null) return <StatCard label={label} value="Hidden" note="a few pupils could be told" />
  if (of === 0) return <StatCard label={label} value="–" note={`no ${unit} yet`} />
  return (
    <StatCard
      label={label}
      value={<TotalFigure {...{ asked, figure, count, of }} what={label} look="large" />}
      note={unit}
    />
  )
}
