import { longDay, shortDay } from '../../../kernel/day.ts'
import { schoolYear, schoolYearName } from '../../../kernel/school-year.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { Freshness } from '../../../ui/components/freshness.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { StatCard, StatCards } from '../../../ui/components/stat-card.tsx'
import { ProblemError } from '../../../ui/problem.ts'
import { useOperation } from '../../../ui/use-operation.ts'
import { schoolShape } from '../../contract.ts'
import { minutesInWords } from '../../rules/shape/shape-words.ts'
import { Figure } from '../asked/figure.tsx'
import { FilterBar } from '../asked/filter-bar.tsx'
import { useAsked } from '../asked/use-asked.ts'
import { ChartsOfProvider } from '../chart/charts-of.tsx'
import { ExportFiguresMenu } from '../export/export-figures-menu.tsx'
import figures from '../figures/figures.module.css'
import { Bands } from './bands.tsx'
import { BrokenWeeks } from './broken-weeks.tsx'
import { ByPart } from './by-part.tsx'
import { Lateness } from './lateness.tsx'
import { ShapeFigure } from './shape-figure.tsx'
import type { ShapeOf } from './shape-of.ts'
import { Stays } from './stays.tsx'

const EXPORTED = [
  { table: 'stays-away', name: 'Stays away' },
  { table: 'broken-weeks', name: 'Broken weeks' },
  { table: 'absence-bands', name: 'Bands of absence' },
  { table: 'minutes-late', name: 'Minutes late' },
  { table: 'shape-of-classes', name: 'Year groups and classes' },
] as const

/** Whether absence is odd days or long stretches, whose weeks it breaks, and what lateness adds up to. */
export function Page() {
  const schoolId = useSchoolId()
  const [asked, change] = useAsked()
  const question = useOperation(schoolShape, { params: { schoolId }, querystring: asked }, { keepLast: true })
  const nothingYet = question.error instanceof ProblemError && question.error.code === 'measures.no-such-days'
  return (
    <>
      <PageHeader
        title="Shape of absence"
        lead="Odd days or long stretches, whose weeks are broken, and what lateness adds up to. Every number opens the pupils whom it counts."
        actions={<ExportFiguresMenu asked={asked} page="shape" tables={EXPORTED} />}
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
              <p className={figures.lead}>
                {schoolYearName(schoolYear(answer.year))}. Counts to {longDay(answer.until.day)},{' '}
                {answer.until.half === 'AM' ? 'morning' : 'afternoon'}. {answer.part}.{' '}
                <Freshness
                  asOf={answer.asOf}
                  onRefresh={() => void question.refetch()}
                  refreshing={question.isFetching}
                />
              </p>
              <ChartsOfProvider
                of={{ days: `${shortDay(answer.from)} to ${shortDay(answer.until.day)}`, whom: answer.part }}
              >
                <Whole of={{ asked: { ...asked, on: answer.on }, whom: answer.part, answer }} />
              </ChartsOfProvider>
            </div>
          )}
        </Answered>
      )}
    </>
  )
}

function Whole({ of }: { readonly of: ShapeOf }) {
  if (of.answer.all.possible === 0)
    return (
      <EmptyState
        title="No possible session"
        because="Nobody asked about has a mark that counts in these days. Choose other days, or ask about more pupils."
      />
    )
  return (
    <>
      <Headline of={of} />
      <Stays of={of} />
      <BrokenWeeks of={of} />
      <Bands of={of} />
      <Lateness of={of} />
      <ByPart of={of} />
    </>
  )
}

function Headline({ of }: { readonly of: ShapeOf }) {
  const { full, enrolments, stays, brokenWeeks, late, possible } = of.answer.all
  const pupils = (count: number) => `of ${count.toLocaleString('en-GB')} ${count === 1 ? 'pupil' : 'pupils'}`
  return (
    <div className={figures.headline}>
      <StatCards>
        <StatCard
          label="Full attendance"
          value={
            <Figure
              why={{ ...of.asked, figure: 'full' }}
              count={full}
              of={enrolments}
              what="Full attendance"
              look="large"
            />
          }
          note="pupils who missed nothing"
        />
        <StatCard
          label="Stays away"
          value={<ShapeFigure of={of} part="stays" value={stays.count} look="large" />}
          note={pupils(stays.enrolments)}
        />
        <StatCard
          label="Broken weeks"
          value={<ShapeFigure of={of} part="broken-weeks" value={brokenWeeks.weeks} look="large" />}
          note={pupils(brokenWeeks.enrolments)}
        />
        <StatCard
          label="Late"
          value={
            <Figure
              why={{ ...of.asked, figure: 'late' }}
              count={late.sessions}
              of={possible}
              what="Late"
              look="large"
            />
          }
          note={pupils(late.enrolments)}
        />
        <StatCard
          label="Minutes late"
          value={<ShapeFigure of={of} part="late" value={late.minutes} name="Minutes late" look="large" />}
          note={
            <>
              {minutesInWords(late.minutes)}
              {late.withoutMinutes > 0 && (
                <>
                  ; <ShapeFigure of={of} part="late-unknown" value={late.withoutMinutes} /> of{' '}
                  {late.sessions.toLocaleString('en-GB')} late sessions have no time of arrival
                </>
              )}
            </>
          }
        />
      </StatCards>
    </div>
  )
}
