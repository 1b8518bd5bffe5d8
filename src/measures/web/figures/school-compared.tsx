import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Section } from '../../../ui/components/section.tsx'
import { StatCard, StatCards } from '../../../ui/components/stat-card.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { schoolFigures } from '../../contract.ts'
import { isGivenFor } from '../../rules/definitions/fewest-weeks.ts'
import { Figure } from '../asked/figure.tsx'
import { baseOf, countsTo, type Figures, ofLastYear, ofPeriod } from './answer.ts'
import { comparedDays, isWholeWeek, LAST_YEAR_NAMES, weekCounted } from './days-compared.ts'
import styles from './figures.module.css'
import { Change } from './headline.tsx'

const LONG_FIGURES = ['persistent', 'severe'] as const

/** The school against last week and last year; nothing until the first session has been counted. */
export function SchoolCompared() {
  const schoolId = useSchoolId()
  const asked = useOperation(schoolFigures, { params: { schoolId } })
  if (asked.data === undefined || asked.data.figures.sessions.possible === 0) return null
  const answer = asked.data
  const base = baseOf({}, answer)
  const { week, weekBefore, lastYear, figures } = answer
  const whyBefore = ofLastYear(base, answer)
  const thenName = lastYear === null ? 'last year' : LAST_YEAR_NAMES[lastYear.by]
  return (
    <Section
      title="The school against last week and last year"
      note={<PageLink there={{ to: '/figures' }}>All figures</PageLink>}
    >
      <StatCards>
        {week !== null && (
          <AttendanceCard
            label={weekCounted(week, answer.until.half)}
            why={ofPeriod(base, week)}
            figures={week.figures}
            then={weekBefore?.figures}
            thenWords={isWholeWeek(week, answer.until.half) ? 'the week before' : 'the same days of the week before'}
            days={comparedDays({ ...answer, from: week.from }, { ...(weekBefore ?? week), half: answer.until.half })}
          />
        )}
        <AttendanceCard
          label="The year so far"
          why={base}
          figures={figures}
          then={whyBefore === undefined ? undefined : lastYear?.figures}
          thenWords={thenName}
          days={comparedDays(answer, lastYear ?? { ...answer.until, from: answer.from, to: answer.until.day })}
        />
        {LONG_FIGURES.filter((figure) => isGivenFor(figure, answer.weeks.length)).map((figure) => (
          <StatCard
            key={figure}
            label={figure === 'persistent' ? 'Persistently absent' : 'Severely absent'}
            value={
              <Figure
                why={{ ...base, figure }}
                count={figures[figure]}
                of={figures.enrolments}
                what={figure === 'persistent' ? 'Persistently absent' : 'Severely absent'}
                look="large"
              />
            }
            note={
              lastYear !== null && (
                <>
                  <Change
                    what={figure === 'persistent' ? 'Persistently absent' : 'Severely absent'}
                    words="the year so far"
                    wordsThen={thenName}
                    days={comparedDays(answer, lastYear)}
                    now={[figures[figure], figures.enrolments]}
                    then={[lastYear.figures[figure], lastYear.figures.enrolments]}
                  />{' '}
                  {thenName}
                </>
              )
            }
          />
        ))}
      </StatCards>
      <p className={styles.quiet}>Attendance, counted to {countsTo(answer)}.</p>
    </Section>
  )
}

function AttendanceCard({
  label,
  why,
  figures,
  then,
  thenWords,
  days,
}: {
  readonly label: string
  readonly why: ReturnType<typeof baseOf>
  readonly figures: Figures['figures']
  readonly then: Figures['figures'] | undefined
  readonly thenWords: string
  /** The days of both, in words. */
  readonly days: readonly [now: string, then: string]
}) {
  const { attended, possible } = figures.sessions
  return (
    <StatCard
      label={label}
      value={
        <Figure
          why={{ ...why, figure: 'attendance' }}
          count={attended}
          of={possible}
          what={`Attendance, ${label}`}
          look="large"
        />
      }
      note={
        then === undefined ? (
          `Nothing to compare with: ${thenWords}`
        ) : (
          <>
            <Change
              what="Attendance"
              words={label}
              wordsThen={thenWords}
              days={days}
              now={[attended, possible]}
              then={[then.sessions.attended, then.sessions.possible]}
            />{' '}
            {thenWords}
          </>
        )
      }
    />
  )
}
