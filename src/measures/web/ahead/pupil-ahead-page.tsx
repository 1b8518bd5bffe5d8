import { z } from 'zod'
import { addDays, longDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { schoolYear, schoolYearName } from '../../../kernel/school-year.ts'
import { sessionAt, sessionIndex } from '../../../kernel/session.ts'
import { pupilIdShape } from '../../../kernel/shapes.ts'
import { PageButton, PageLink } from '../../../ui/address/page-link.tsx'
import { usePageParams, useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { KeyValues } from '../../../ui/components/key-values.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { percentText } from '../../../ui/components/percentage.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { pupilForecast } from '../../contract.ts'
import { Explained } from '../asked/explained.tsx'
import styles from '../behind/behind.module.css'
import { sessionText } from '../behind/mark-sessions.tsx'
import { PupilAbsence } from '../behind/pupil-absence.tsx'
import { Chance, EndsAt, Reaches, SessionsLeft } from './ahead-numbers.tsx'
import { alikeWords, pullWords, STANDINGS, termWords } from './ahead-words.ts'

type Seen = Answer<typeof pupilForecast>
type Alike = Seen['alike'][number]

/** What lies ahead of one pupil, and the pupils of last year on whom that rests. */
export function Page() {
  const schoolId = useSchoolId()
  const { pupilId } = usePageParams(z.object({ pupilId: pupilIdShape }))
  const seen = useOperation(pupilForecast, { params: { schoolId, pupilId } })
  return (
    <Answered question={seen}>
      {(answer) => (
        <>
          <PageHeader
            title={`${answer.pupil.name}: what lies ahead`}
            above={<PageLink there={{ to: '/at-risk' }}>At risk</PageLink>}
            lead={[answer.pupil.yearGroup, answer.pupil.group, `seen from ${sessionText(answer.until)}`]
              .filter((part) => part !== null)
              .join(' · ')}
            actions={
              <PageButton variant="default" there={{ to: '/pupils/$pupilId', params: { pupilId } }}>
                The pupil’s year
              </PageButton>
            }
          />
          <Runway answer={answer} />
          <Rests answer={answer} />
        </>
      )}
    </Answered>
  )
}

function Runway({ answer }: { readonly answer: Seen }) {
  const { pupil, absent, possible, lately, year, term, termNow, standing } = answer
  const of = { name: pupil.name, absent, possible, standing: answer }
  return (
    <Section title="What can be counted">
      <KeyValues
        of={[
          [
            'Absence so far',
            <PupilAbsence key="so-far" pupilId={pupil.id} name={pupil.name} absent={absent} possible={possible} />,
          ],
          [
            'Absence in the last four weeks',
            lately.possible === 0 ? (
              'No sessions'
            ) : (
              <PupilAbsence
                key="lately"
                pupilId={pupil.id}
                name={`${pupil.name}, last four weeks`}
                absent={lately.absent}
                possible={lately.possible}
                asked={{ from: addDays(answer.until.day, -27), to: answer.until.day }}
              />
            ),
          ],
          [
            'Where that stands',
            <span key="standing">
              <StatusPill tone={standing === 'can-stay-below' ? 'waiting' : 'problem'}>
                {STANDINGS[standing].name}
              </StatusPill>{' '}
              <span className={styles.quiet}>{STANDINGS[standing].words}</span>
            </span>,
          ],
          [
            'Can still be missed this year',
            <span key="year">
              <SessionsLeft of={of} left={year} line={10} by="the end of the year" /> before 10 %,{' '}
              <SessionsLeft of={of} left={year} line={50} by="the end of the year" /> before 50 %
            </span>,
          ],
          ...(term === null || termNow === null
            ? []
            : [
                [
                  `By the end of ${termWords(termNow)}`,
                  <span key="term">
                    <SessionsLeft of={of} left={term} line={10} by={`the end of ${termWords(termNow)}`} /> before 10 %,{' '}
                    <SessionsLeft of={of} left={term} line={50} by={`the end of ${termWords(termNow)}`} /> before 50 %,
                    by {longDay(termNow.to)}
                  </span>,
                ] as const,
              ]),
          [
            'Attending everything reaches 90 %',
            <Reaches key="90" of={of} reach={answer.reaches90} aim={90} style="long" />,
          ],
          [
            'Attending everything reaches 95 %',
            <Reaches key="95" of={of} reach={answer.reaches95} aim={95} style="long" />,
          ],
        ]}
      />
    </Section>
  )
}

function Rests({ answer }: { readonly answer: Seen }) {
  const { forecast, lastYear, alike } = answer
  if (forecast === null || lastYear === null)
    return (
      <Section title="Forecast">
        <p className={styles.words}>
          {answer.noForecast ?? 'Too few sessions of this pupil are known for a forecast.'}
        </p>
      </Section>
    )
  const name = schoolYearName(schoolYear(lastYear.year))
  const of = { name: answer.pupil.name, standing: answer }
  const within = (
    <EndsAt of={of} forecast={forecast} year={name}>
      {forecast.within}
    </EndsAt>
  )
  return (
    <Section title="Forecast">
      <p className={styles.words}>
        <span className={styles.strong}>
          With the rest of the year that{' '}
          <Chance of={of} forecast={forecast} year={name}>
            {alikeWords(forecast)}
          </Chance>{' '}
          pupils of {name} had, this pupil would end at 10 % or more.
        </span>{' '}
        The chance is put at <Chance of={of} forecast={forecast} year={name} />:{' '}
        <Chance of={of} forecast={forecast} year={name}>
          {alikeWords(forecast)}
        </Chance>{' '}
        is {pullWords(forecast)}. Absence would end at <EndsAt of={of} forecast={forecast} year={name} />; {within} of
        the {forecast.of} ends lie in that range.
      </p>
      <p className={styles.words}>
        These are the pupils it rests on: nearest in absence so far and in the last four weeks at this point of {name}.
        Each gives one end: this pupil’s sessions to come, missed at the rate at which that pupil missed theirs. How
        they ended themselves is another number, for they had more or less behind them. It says what would happen, not
        what must.
      </p>
      <DataTable
        label={`Pupils of ${name} most alike`}
        noun={['pupil', 'pupils']}
        rows={alike}
        rowKey={({ pupil }) => pupil.id}
        columns={columnsFor(lastYear.year, answer)}
        empty={{ title: 'Nobody named', because: 'Nobody of last year was like this pupil.' }}
      />
    </Section>
  )
}

const rate = ({ absent, possible }: { absent: number; possible: number }) => absent / Math.max(1, possible)

/** The days of last year up to the same session of it as the last that is counted now. */
function toThisPoint(year: number, until: Seen['until']) {
  const place = sessionIndex({ day: until.day, half: until.half })
  const { day, half } = sessionAt(schoolYear(year), place)
  return { year, to: day, toHalf: half }
}

/** The numbers of those alike are of last year: each opens the sessions of that pupil then. */
const columnsFor = (year: number, answer: Seen): readonly Column<Alike>[] => [
  {
    id: 'pupil',
    label: 'Pupil',
    onCard: 'title',
    sortBy: ({ pupil }) => pupil.name,
    cell: ({ pupil }) => (
      <div>
        <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId: pupil.id } }}>{pupil.name}</PageLink>{' '}
        <span className={styles.quiet}>{pupil.group ?? pupil.yearGroup}</span>
      </div>
    ),
  },
  {
    id: 'then',
    label: 'At this point',
    align: 'end',
    sortBy: ({ atThisPoint }) => rate(atThisPoint),
    cell: ({ pupil, atThisPoint }) => (
      <PupilAbsence pupilId={pupil.id} name={pupil.name} {...atThisPoint} asked={toThisPoint(year, answer.until)} />
    ),
  },
  {
    id: 'lately',
    label: 'Four weeks before',
    align: 'end',
    sortBy: ({ lately }) => lately,
    cell: ({ pupil, lately }) => (
      <Explained
        of="forecast-said-came"
        what={`Absence of ${pupil.name} in the four weeks before that point`}
        from={[['Absence', `${lately.toFixed(1)} % of the possible sessions of those four weeks`]]}
      >
        {lately.toFixed(1)} %
      </Explained>
    ),
  },
  {
    id: 'ended',
    label: 'Ended that year at',
    align: 'end',
    sortBy: ({ ended }) => rate(ended),
    cell: ({ pupil, ended }) => <PupilAbsence pupilId={pupil.id} name={pupil.name} {...ended} asked={{ year }} />,
  },
  {
    id: 'projected',
    label: 'This pupil would end at',
    align: 'end',
    sortBy: ({ projected }) => rate(projected),
    cell: (alike) => <Projected alike={alike} answer={answer} />,
  },
]

/** Where this pupil would end with the rest of the year that one of those alike had. */
function Projected({ alike, answer }: { readonly alike: Alike; readonly answer: Seen }) {
  const { pupil, atThisPoint, ended, projected, persistent, within } = alike
  const later = { absent: ended.absent - atThisPoint.absent, possible: ended.possible - atThisPoint.possible }
  const { absent, possible, year } = answer
  const end = `${percentText(projected.absent, projected.possible)} %`
  const marks = [persistent ? '10 % or more' : 'below 10 %', ...(within ? [] : ['outside the range'])]
  return (
    <div>
      <Explained
        of="forecast-end"
        what={`${answer.pupil.name}, with the rest of the year that ${pupil.name} had`}
        from={[
          [`So far, ${answer.pupil.name}`, `${absent} of ${possible} possible sessions missed`],
          [
            `After this point, ${pupil.name}`,
            `${later.absent} of ${later.possible} missed: ${percentText(later.absent, later.possible)} %`,
          ],
          [
            `At that rate of the ${year.toCome} to come`,
            `${projected.absent - absent} missed${year.planned > 0 ? `; not fewer than the ${year.planned} planned` : ''}`,
          ],
          ['The end', `${projected.absent} of ${projected.possible}: ${end}`],
        ]}
        standing={answer}
      >
        {end}
      </Explained>
      <div className={styles.quiet}>{marks.join(', ')}</div>
    </div>
  )
}
