import { longDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { schoolYear, schoolYearName } from '../../../kernel/school-year.ts'
import { PageButton, PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { StatCard, StatCards } from '../../../ui/components/stat-card.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { schoolAhead } from '../../contract.ts'
import { Explained } from '../asked/explained.tsx'
import { FilterBar } from '../asked/filter-bar.tsx'
import { type AskedText, useAsked } from '../asked/use-asked.ts'
import styles from '../behind/behind.module.css'
import { Behind } from '../behind/behind.tsx'
import { sessionText } from '../behind/mark-sessions.tsx'
import { PupilAbsence } from '../behind/pupil-absence.tsx'
import { PupilLinks } from '../behind/pupil-links.tsx'
import { ExportFiguresMenu } from '../export/export-figures-menu.tsx'
import { Chance, EndsAt, Reaches, SessionsLeft } from './ahead-numbers.tsx'
import { alikeWords, STANDINGS, termWords } from './ahead-words.ts'

type Ahead = Answer<typeof schoolAhead>
type Listed = Ahead['pupils'][number]

/** Who may become persistently absent, those first who can still be helped. */
export function Page() {
  const schoolId = useSchoolId()
  const [{ from: _, ...asked }, setAsked] = useAsked()
  const ahead = useOperation(schoolAhead, { params: { schoolId }, querystring: asked }, { keepLast: true })
  return (
    <>
      <PageHeader
        title="At risk"
        lead="Who may end the year persistently absent, those first who can still be helped."
        actions={
          <>
            <PageButton variant="default" there={{ to: '/at-risk-check' }}>
              How right are the forecasts?
            </PageButton>
            <ExportFiguresMenu asked={asked} page="at-risk" tables={[{ table: 'at-risk', name: 'Pupils at risk' }]} />
          </>
        }
      />
      <FilterBar
        asAt
        asked={asked}
        onChange={setAsked}
        note={ahead.data !== undefined && <>Seen from {sessionText(ahead.data.until)}</>}
      />
      <Answered question={ahead}>{(answer) => <Result answer={answer} asked={asked} />}</Answered>
    </>
  )
}

function Result({ answer, asked }: { readonly answer: Ahead; readonly asked: AskedText }) {
  const { counts, pupils, termNow: term } = answer
  return (
    <>
      {answer.noForecast !== null && (
        <div className={styles.note} role="note">
          <p>{answer.noForecast}</p>
        </div>
      )}
      <StatCards>
        <StatCard
          label={STANDINGS['can-stay-below'].name}
          value={<Stands answer={answer} standing="can-stay-below" count={counts.canStayBelow} />}
          note="of those listed; those who need help most come first"
          now={counts.canStayBelow > 0}
        />
        <StatCard
          label={STANDINGS['past-10'].name}
          value={<Stands answer={answer} standing="past-10" count={counts.past10} />}
          note={STANDINGS['past-10'].words}
        />
        <StatCard
          label={STANDINGS['past-50'].name}
          value={<Stands answer={answer} standing="past-50" count={counts.past50} />}
          note={STANDINGS['past-50'].words}
        />
      </StatCards>
      <Section title="Pupils">
        <p className={styles.words}>
          <Explained
            of="listed-at-risk"
            what="Pupils listed"
            look="words"
            from={[
              ['Asked about', answer.asked.toLocaleString('en-GB')],
              ['Listed', pupils.length.toLocaleString('en-GB')],
              ['Each of them', 'stands in the table, with absence so far and the chance that was worked out'],
            ]}
            standing={answer}
          >
            {pupils.length.toLocaleString('en-GB')} of {answer.asked.toLocaleString('en-GB')} pupils
          </Explained>{' '}
          are listed: with absence of at least 5 % so far, or a chance of at least one in four to end the year
          persistently absent.
        </p>
        <HowMade answer={answer} />
        <DataTable
          label="Pupils at risk"
          atFirst={50}
          noun={['pupil', 'pupils']}
          rows={pupils}
          rowKey={({ pupil }) => pupil.id}
          columns={columnsFor(answer, asked)}
          empty={{
            title: 'Nobody to list',
            because:
              answer.asked === 0
                ? 'None of the pupils asked for is on roll with a session counted.'
                : `All ${answer.asked.toLocaleString('en-GB')} pupils asked for have less than 5 % absence${term === null ? '' : ' and a small chance of more'}.`,
          }}
        />
      </Section>
    </>
  )
}

function HowMade({ answer }: { readonly answer: Ahead }) {
  const { lastYear, termNow: term, yearEnds } = answer
  return (
    <Behind lone label="How these numbers are made">
      <p>
        Sessions that can be missed are counted, not estimated: the most absences that keep a pupil below 10 % of all
        possible sessions up to {yearEnds === null ? 'the end of the year' : longDay(yearEnds)}
        {term !== null && (
          <>
            {' '}
            or up to the end of {termWords(term)}, {longDay(term.to)}
          </>
        )}
        , less those so far and those planned. Sessions to come are the school’s calendar while the pupil is on roll.
      </p>
      {lastYear === null ? (
        <p>Without a year of registers to learn from there is no forecast, only what can be counted.</p>
      ) : (
        <p>
          A forecast asks where this pupil would end with the rest of the year that those pupils of{' '}
          {schoolYearName(schoolYear(lastYear.year))} had who were most like this one at the same point of that year, by
          absence so far and in the last four weeks. “So many of the most alike” is with how many of them it would be 10
          % or more; the chance is that share, pulled toward the school’s share as by one pupil more. Nothing is fitted
          and nothing is hidden: each pupil’s page names them, with the end that each gives. The range leaves out the
          outermost tenth of these ends at either side.
        </p>
      )}
      <p>
        The list begins with those who can still be helped: the likeliest to end at 10 % or more, less where so little
        room is left that even an ordinary pupil’s absence (5 % of the sessions to come) would be too much.
      </p>
    </Behind>
  )
}

const STANDING_LINES = { 'can-stay-below': 'below 10 %', 'past-10': 'at 10 % or more', 'past-50': 'at 50 % or more' }

/** How many of those listed stand so; the pupils stand in the table. */
function Stands({
  answer,
  standing,
  count,
}: {
  readonly answer: Ahead
  readonly standing: Listed['standing']
  readonly count: number
}) {
  const pupils = answer.pupils.filter((one) => one.standing === standing).map(({ pupil }) => pupil)
  return (
    <Explained
      of="standing-ahead"
      what={STANDINGS[standing].name}
      look="large"
      from={[
        ['Ends the year', `${STANDING_LINES[standing]}: ${STANDINGS[standing].words}`],
        ['Of those listed', `${count} of ${answer.pupils.length}`],
        ['Who', <PupilLinks key="who" pupils={pupils} />],
      ]}
      standing={answer}
    >
      {count}
    </Explained>
  )
}

function columnsFor(answer: Ahead, asked: AskedText): readonly Column<Listed>[] {
  const { lastYear, termNow: term } = answer
  const days = { year: asked.year, to: asked.to }
  const yearName = lastYear === null ? '' : schoolYearName(schoolYear(lastYear.year))
  const of = ({ pupil, absent, possible }: Listed) => ({ name: pupil.name, absent, possible, standing: answer })
  const forecast: Column<Listed> = {
    id: 'chance',
    label: 'Would end at 10 % or more',
    sortBy: ({ forecast }) => forecast?.chance ?? 0,
    cell: (one) =>
      one.forecast === null ? (
        <span className={styles.quiet}>Too few sessions yet</span>
      ) : (
        <div>
          <Chance of={of(one)} forecast={one.forecast} year={yearName} />
          <div className={styles.quiet}>
            <Chance of={of(one)} forecast={one.forecast} year={yearName}>
              {alikeWords(one.forecast)}
            </Chance>
          </div>
          <div className={styles.quiet}>
            ends at <EndsAt of={of(one)} forecast={one.forecast} year={yearName} />
          </div>
        </div>
      ),
  }
  return [
    {
      id: 'pupil',
      label: 'Pupil',
      onCard: 'title',
      sortBy: ({ pupil }) => pupil.name,
      cell: ({ pupil }) => (
        <div>
          <PageLink there={{ to: '/at-risk/$pupilId', params: { pupilId: pupil.id } }}>{pupil.name}</PageLink>{' '}
          <span className={styles.quiet}>{pupil.group ?? pupil.yearGroup}</span>
        </div>
      ),
    },
    {
      id: 'absence',
      label: 'Absence so far',
      sortBy: ({ absent, possible }) => absent / possible,
      cell: ({ pupil, absent, possible }) => (
        <PupilAbsence pupilId={pupil.id} name={pupil.name} absent={absent} possible={possible} asked={days} />
      ),
    },
    {
      id: 'left',
      label: 'Can miss by July',
      sortBy: ({ year }) => year.before10,
      cell: (one) => {
        const { year, term: left, standing } = one
        const ofYear = { of: of(one), left: year, by: 'the end of the year' }
        return (
          <div>
            {standing === 'can-stay-below' ? (
              <SessionsLeft {...ofYear} line={10} />
            ) : (
              <StatusPill tone="problem">
                <SessionsLeft {...ofYear} line={10} />
              </StatusPill>
            )}
            {term !== null && left !== null && (
              <div className={styles.quiet}>
                by the end of term:{' '}
                <SessionsLeft of={of(one)} left={left} line={10} by={`the end of ${termWords(term)}`} />
              </div>
            )}
            {standing !== 'can-stay-below' && (
              <div className={styles.quiet}>
                before 50 %: <SessionsLeft {...ofYear} line={50} />
              </div>
            )}
          </div>
        )
      },
    },
    ...(lastYear === null ? [] : [forecast]),
    {
      id: 'reach',
      label: 'Attending all reaches 90 %',
      sortBy: ({ reaches90 }) => reaches90?.sessions ?? 9999,
      cell: (one) => <Reaches of={of(one)} reach={one.reaches90} aim={90} />,
    },
  ]
}
