import { z } from 'zod'
import { longDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { schoolYear, schoolYearName } from '../../../kernel/school-year.ts'
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
import styles from '../behind/behind.module.css'
import { sessionText } from '../behind/mark-sessions.tsx'
import { shareText } from '../behind/points.ts'
import { PupilAbsence } from '../behind/pupil-absence.tsx'
import { alikeWords, endWords, leftWords, reachWords, STANDINGS, termWords } from './ahead-words.ts'

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
            lately.possible === 0
              ? 'No sessions'
              : `${percentText(lately.absent, lately.possible)} % · ${lately.absent} of ${lately.possible}`,
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
            `${leftWords(year.before10)} before 10 %, ${leftWords(year.before50)} before 50 %, of ${year.toCome} to come (${year.planned} planned as absent)`,
          ],
          ...(term === null || termNow === null
            ? []
            : [
                [
                  `By the end of ${termWords(termNow)}`,
                  `${leftWords(term.before10)} before 10 %, ${leftWords(term.before50)} before 50 %, by ${longDay(termNow.to)}`,
                ] as const,
              ]),
          ['Attending everything reaches 90 %', reachWords(answer.reaches90, 'long')],
          ['Attending everything reaches 95 %', reachWords(answer.reaches95, 'long')],
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
  return (
    <Section title="Forecast">
      <p className={styles.words}>
        <span className={styles.strong}>
          {alikeWords(forecast)} pupils of {name} ended at or above 10 %
        </span>{' '}
        (a chance of {shareText(forecast.chance)}). If this pupil goes on as they did, absence ends at{' '}
        {endWords(forecast)}: eight in ten of them ended within that range.
      </p>
      <p className={styles.words}>
        These are the pupils it rests on: nearest in absence so far and in the last four weeks at this point of {name}.
        It says what happened to them, not what must happen now.
      </p>
      <DataTable
        label={`Pupils of ${name} most alike`}
        noun={['pupil', 'pupils']}
        rows={alike}
        rowKey={({ pupil }) => pupil.id}
        columns={COLUMNS}
        empty={{ title: 'Nobody named', because: 'Nobody of last year was like this pupil.' }}
      />
    </Section>
  )
}

const rate = ({ absent, possible }: { absent: number; possible: number }) => absent / Math.max(1, possible)

const COLUMNS: readonly Column<Alike>[] = [
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
    cell: ({ atThisPoint: { absent, possible } }) => `${percentText(absent, possible)} % · ${absent} of ${possible}`,
  },
  {
    id: 'lately',
    label: 'Four weeks before',
    align: 'end',
    sortBy: ({ lately }) => lately,
    cell: ({ lately }) => `${lately.toFixed(1)} %`,
  },
  {
    id: 'ended',
    label: 'Ended the year at',
    align: 'end',
    sortBy: ({ ended }) => rate(ended),
    cell: ({ ended: { absent, possible }, persistent }) => (
      <div>
        {percentText(absent, possible)} % · {absent} of {possible}
        {persistent && <div className={styles.quiet}>persistently absent</div>}
      </div>
    ),
  },
]
