import { addDays, longDay, shortDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { Freshness } from '../../../ui/components/freshness.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { StatCard, StatCards } from '../../../ui/components/stat-card.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { type ExportTableName, type MovedPupil, schoolCrossings } from '../../contract.ts'
import { type Line, STANDINGS, type Standing } from '../../rules/shown/transitions.ts'
import { Explained } from '../asked/explained.tsx'
import { FilterBar } from '../asked/filter-bar.tsx'
import { type AskedText, useAsked } from '../asked/use-asked.ts'
import { PupilAbsence } from '../behind/pupil-absence.tsx'
import { PupilLinks } from '../behind/pupil-links.tsx'
import styles from '../cohorts/cohorts.module.css'
import { ExportFiguresMenu } from '../export/export-figures-menu.tsx'
import { LINE_AT, LINE_NAMES, moveWords } from './standing-words.ts'
import { TransitionTable } from './transition-table.tsx'

type Crossings = Answer<typeof schoolCrossings>

/** Who crossed a line this week, and where last term's pupils stand now. */
export function Page() {
  const schoolId = useSchoolId()
  const [asked, change] = useAsked()
  const question = useOperation(schoolCrossings, { params: { schoolId }, querystring: asked }, { keepLast: true })
  const tables: readonly { table: ExportTableName; name: string }[] = [
    { table: 'crossed-this-week', name: 'This week' },
    ...((question.data?.terms ?? null) === null
      ? []
      : ([
          { table: 'last-term-to-this', name: 'Last term to this' },
          { table: 'crossed-since-last-term', name: 'Pupils since last term' },
        ] as const)),
  ]
  return (
    <>
      <PageHeader
        title="Lines crossed"
        lead="Who went over 5 %, 10 % or 50 % absence, and who came back. Looking at these names is written down."
        actions={<ExportFiguresMenu asked={asked} page="crossings" tables={tables} />}
      />
      <FilterBar asked={asked} onChange={change} />
      <Answered question={question}>
        {(answer) => (
          <div aria-busy={question.isPlaceholderData}>
            <p className={styles.lead}>
              Counts to {longDay(answer.until.day)}, {answer.until.half === 'AM' ? 'morning' : 'afternoon'}.{' '}
              <Freshness
                asOf={answer.asOf}
                onRefresh={() => void question.refetch()}
                refreshing={question.isFetching}
              />
            </p>
            <ThisWeek answer={answer} />
            <SinceLastTerm answer={answer} />
          </div>
        )}
      </Answered>
    </>
  )
}

interface Part {
  readonly answer: Crossings
}

function ThisWeek({ answer }: Part) {
  const { week, until, from } = answer
  if (week === null)
    return (
      <EmptyState
        title="No week before this one"
        because="These days begin in the week that is shown, so there is nothing to compare it with. Choose earlier days."
      />
    )
  const now = `the week from ${shortDay(week.monday)}`
  return (
    <>
      <Section title={`This week: ${now}`}>
        <StatCards>
          {week.lines.map(({ line, entered, left }) => (
            <StatCard
              key={line}
              label={LINE_NAMES[line]}
              value={<Crossed {...{ line, entered, left, week, answer }} />}
              note={`over and under ${LINE_AT[line]} %`}
              now={entered > 0}
            />
          ))}
        </StatCards>
      </Section>
      <Section title="Who">
        <DataTable
          label={`Who crossed a line in ${now}`}
          noun={['pupil', 'pupils']}
          atFirst={25}
          rows={week.moved}
          rowKey={({ pupil }) => pupil.id}
          columns={columnsFor({
            before: { from, to: addDays(week.monday, -1) },
            now: { from, to: until.day },
            beforeName: 'To last week',
            nowName: 'To now',
          })}
          empty={{
            title: 'Nobody crossed a line this week',
            because: 'Everybody asked about stands where they stood at the end of last week.',
          }}
        />
      </Section>
    </>
  )
}

type Week = NonNullable<Crossings['week']>

/** How many went over a line and how many came back under it; each opens who they are. */
function Crossed({
  line,
  entered,
  left,
  week,
  answer,
}: {
  readonly line: Line
  readonly entered: number
  readonly left: number
  readonly week: Week
  readonly answer: Crossings
}) {
  const isOver = (standing: Standing) => STANDINGS.indexOf(standing) >= STANDINGS.indexOf(line)
  const moved = (way: 'in' | 'out') =>
    week.moved.filter(({ from, to }) => isOver(from) !== isOver(to) && isOver(to) === (way === 'in'))
  const opens = (way: 'in' | 'out', count: number) => (
    <Explained
      of="lines-crossed"
      what={`${LINE_NAMES[line]}, ${way} this week`}
      from={[
        ['The line', `${LINE_AT[line]} % of the pupil’s own possible sessions`],
        ['Before', `${longDay(answer.from)} to ${longDay(addDays(week.monday, -1))}`],
        ['Now', `${longDay(answer.from)} to ${longDay(answer.until.day)}`],
        [
          way === 'in' ? 'Went over it' : 'Came back under it',
          <PupilLinks key="who" pupils={moved(way).map(({ pupil }) => pupil)} />,
        ],
      ]}
      standing={answer}
    >
      {count}
    </Explained>
  )
  return (
    <>
      {opens('in', entered)} in, {opens('out', left)} out
    </>
  )
}

function SinceLastTerm({ answer }: Part) {
  const { terms } = answer
  if (terms === null)
    return (
      <Section title="Last term to this">
        <EmptyState
          title="No term to compare with"
          because="The calendar has no term before this one, or no register of it is kept here."
        />
      </Section>
    )
  const { before, now, counts, moved } = terms
  return (
    <>
      <Section title={`${before.name} to ${now.name}`}>
        <p className={styles.lead}>
          Where each pupil stood from {shortDay(before.from)} to {shortDay(before.to)}, and where from{' '}
          {shortDay(now.from)} to {shortDay(now.to)}. A short stretch moves more pupils than a long one.
        </p>
        <TransitionTable before={before} now={now} counts={counts} moved={moved} standing={answer} />
      </Section>
      <Section title={`Who crossed a line between ${before.name} and ${now.name}`}>
        <DataTable
          label={`Who crossed a line between ${before.name} and ${now.name}`}
          noun={['pupil', 'pupils']}
          atFirst={25}
          rows={moved}
          rowKey={({ pupil }) => pupil.id}
          columns={columnsFor({
            before: { from: before.from, to: before.to },
            now: { from: now.from, to: now.to },
            beforeName: before.name,
            nowName: now.name,
          })}
          empty={{
            title: 'Nobody crossed a line',
            because: 'Everybody asked about stands where they stood last term.',
          }}
        />
      </Section>
    </>
  )
}

function columnsFor(of: {
  readonly before: AskedText
  readonly now: AskedText
  readonly beforeName: string
  readonly nowName: string
}): readonly Column<MovedPupil>[] {
  const missed = ({ absent, possible }: MovedPupil['now']) => (possible === 0 ? 0 : absent / possible)
  return [
    {
      id: 'pupil',
      label: 'Pupil',
      onCard: 'title',
      sortBy: ({ pupil }) => pupil.name,
      cell: ({ pupil }) => (
        <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId: pupil.id } }}>{pupil.name}</PageLink>
      ),
    },
    { id: 'group', label: 'Class', sortBy: ({ pupil }) => pupil.group ?? '', cell: ({ pupil }) => pupil.group ?? '–' },
    { id: 'moved', label: 'Moved', sortBy: ({ to }) => STANDINGS.indexOf(to), cell: moveWords },
    {
      id: 'before',
      label: of.beforeName,
      align: 'end',
      sortBy: ({ before }) => missed(before),
      cell: ({ pupil, before }) => <PupilAbsence pupilId={pupil.id} name={pupil.name} {...before} asked={of.before} />,
    },
    {
      id: 'now',
      label: of.nowName,
      align: 'end',
      sortBy: ({ now }) => missed(now),
      cell: ({ pupil, now }) => <PupilAbsence pupilId={pupil.id} name={pupil.name} {...now} asked={of.now} />,
    },
  ]
}
