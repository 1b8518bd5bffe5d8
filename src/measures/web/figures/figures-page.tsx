import { shortDay } from '../../../kernel/day.ts'
import { schoolYearName } from '../../../kernel/school-year.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { Freshness } from '../../../ui/components/freshness.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { ProblemError } from '../../../ui/problem.ts'
import { useOperation } from '../../../ui/use-operation.ts'
import { schoolFigures } from '../../contract.ts'
import { FilterBar } from '../asked/filter-bar.tsx'
import { type AskedText, useAsked } from '../asked/use-asked.ts'
import { whomInWords } from '../asked/whom-in-words.ts'
import { BesideEngland } from '../benchmarks/beside-england.tsx'
import { ChartsOfProvider } from '../chart/charts-of.tsx'
import { ExportFiguresMenu } from '../export/export-figures-menu.tsx'
import { baseOf, countsTo, type Figures } from './answer.ts'
import { CodeMix } from './code-mix.tsx'
import { Headline } from './headline.tsx'
import { Punctuality } from './punctuality.tsx'
import { SideBySide } from './side-by-side.tsx'
import { Trend } from './trend.tsx'
import { YearGroupWeeks } from './year-group-weeks.tsx'
import { YearOfDays } from './year-of-days.tsx'

const EXPORTED = [
  { table: 'year-groups', name: 'Year groups' },
  { table: 'registration-groups', name: 'Classes' },
  { table: 'weeks', name: 'Weeks' },
  { table: 'codes', name: 'Codes' },
] as const

/** How the school stands: against last week, the week before and last year; by week, by day, by year group, by code. */
export function Page() {
  const schoolId = useSchoolId()
  const [asked, change] = useAsked()
  const question = useOperation(schoolFigures, { params: { schoolId }, querystring: asked }, { keepLast: true })
  const nothingYet = question.error instanceof ProblemError && question.error.code === 'measures.no-such-days'
  return (
    <>
      <PageHeader
        title="Figures"
        lead="How the school stands. Every number opens why it is so."
        actions={<ExportFiguresMenu asked={asked} page="figures" tables={EXPORTED} />}
      />
      <FilterBar asked={asked} onChange={change} />
      {nothingYet ? (
        <EmptyState
          title="Nothing to count yet"
          because="No register of these days has closed. A session counts once the registers of every year group have closed for it."
        />
      ) : (
        <Answered question={question}>
          {(answer) => (
            <div aria-busy={question.isPlaceholderData}>
              <CountsTo answer={answer} again={() => void question.refetch()} asking={question.isFetching} />
              <Overview asked={asked} answer={answer} />
            </div>
          )}
        </Answered>
      )}
    </>
  )
}

function CountsTo({
  answer,
  again,
  asking,
}: {
  readonly answer: Figures
  readonly again: () => void
  readonly asking: boolean
}) {
  const { asOf, journalNumber, year } = answer
  return (
    <p style={{ margin: '0 0 1rem', color: 'var(--fb-quiet)', fontSize: '0.9375rem' }}>
      {schoolYearName(year as Parameters<typeof schoolYearName>[0])}. Counts to {countsTo(answer)}: the last session for
      which every register has closed. Journal entry {journalNumber.toLocaleString('en-GB')}.{' '}
      <Freshness asOf={asOf} onRefresh={again} refreshing={asking} />
    </p>
  )
}

function Overview({ asked, answer }: { readonly asked: AskedText; readonly answer: Figures }) {
  const base = baseOf(asked, answer)
  if (answer.figures.sessions.possible === 0)
    return (
      <EmptyState
        title="No possible session"
        because="Nobody asked about has a mark that counts in these days. Choose other days, or ask about more pupils."
      />
    )
  const part = { base, answer }
  const days = `${shortDay(answer.from)} to ${shortDay(answer.until.day)}`
  return (
    <ChartsOfProvider of={{ days, whom: whomInWords(asked) }}>
      <Headline {...part} />
      <SideBySide {...part} />
      <BesideEngland asked={asked} groups={false} />
      <Trend {...part} />
      <YearOfDays {...part} />
      <YearGroupWeeks {...part} />
      <CodeMix {...part} />
      <Punctuality {...part} />
    </ChartsOfProvider>
  )
}
