import type { ReactNode } from 'react'
import { longDay, shortDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { CodeBadge } from '../../../ui/components/code-badge.tsx'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { CODE_USE_PARTS, codeUse } from '../../contract.ts'
import { FilterBar } from '../asked/filter-bar.tsx'
import { useAsked } from '../asked/use-asked.ts'
import styles from '../behind/behind.module.css'
import { Behind } from '../behind/behind.tsx'
import { MarkSessions, sessionText } from '../behind/mark-sessions.tsx'

type Use = Answer<typeof codeUse>

/** How codes are used: what is worth a second look, before an inspector takes it. */
export function Page() {
  const schoolId = useSchoolId()
  const [asked, setAsked] = useAsked()
  const { year, from, to } = asked
  const use = useOperation(codeUse, { params: { schoolId }, querystring: { year, from, to } }, { keepLast: true })
  return (
    <>
      <PageHeader
        title="Code use"
        lead="Marks worth a second look. Each finding is a question to ask, not an accusation: it shows the sessions behind it."
      />
      <FilterBar
        daysOnly
        asked={{ year, from, to }}
        onChange={setAsked}
        note={
          use.data !== undefined && (
            <>
              {use.data.pupils.toLocaleString('en-GB')} pupils in {use.data.classes} classes, counted to{' '}
              {sessionText(use.data.until)}
            </>
          )
        }
      />
      <Answered question={use}>
        {(answer) => (
          <>
            <Stale answer={answer} />
            <OftenUsed answer={answer} />
            <Siblings answer={answer} />
            <NeverLate answer={answer} />
            <Acts answer={answer} />
          </>
        )}
      </Answered>
    </>
  )
}

function Part({ of, children }: { readonly of: keyof typeof CODE_USE_PARTS; readonly children: ReactNode }) {
  const { title, counts } = CODE_USE_PARTS[of]
  return (
    <Section title={title}>
      <p className={styles.words}>{counts}</p>
      {children}
    </Section>
  )
}

function Pupil({
  pupil,
}: {
  readonly pupil: { readonly id: string; readonly name: string; readonly group: string | null }
}) {
  return (
    <span>
      <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId: pupil.id } }}>{pupil.name}</PageLink>{' '}
      <span className={styles.quiet}>{pupil.group}</span>
    </span>
  )
}

const STALE: readonly Column<Use['stale'][number]>[] = [
  { id: 'pupil', label: 'Pupil', onCard: 'title', sortBy: ({ pupil }) => pupil.name, cell: Pupil },
  {
    id: 'session',
    label: 'Session',
    sortBy: ({ session }) => session.day,
    cell: ({ pupil, session }) => <MarkSessions pupilId={pupil.id} name={pupil.name} sessions={[session]} />,
  },
  {
    id: 'days',
    label: 'School days since',
    align: 'end',
    sortBy: ({ schoolDays }) => schoolDays,
    cell: ({ schoolDays }) => schoolDays,
  },
]

function Stale({ answer }: { readonly answer: Use }) {
  return (
    <Part of="stale">
      <DataTable
        label={CODE_USE_PARTS.stale.title}
        noun={['session', 'sessions']}
        rows={answer.stale}
        rowKey={({ pupil, session }) => `${pupil.id} ${session.day} ${session.half}`}
        columns={STALE}
        empty={{
          title: 'None',
          because: 'Every N of these days is still within its five school days, or was settled.',
        }}
      />
    </Part>
  )
}

const OFTEN: readonly Column<Use['oftenUsed'][number]>[] = [
  { id: 'class', label: 'Class', onCard: 'title', sortBy: ({ group }) => group.name, cell: ({ group }) => group.name },
  {
    id: 'code',
    label: 'Code',
    sortBy: ({ code }) => code,
    cell: ({ code, codeName }) => (
      <span>
        <CodeBadge code={code} size="small" /> {codeName}
      </span>
    ),
  },
  {
    id: 'here',
    label: 'Here',
    align: 'end',
    sortBy: ({ here }) => here,
    cell: ({ here, sessions, possible }) => (
      <span>
        {here.toFixed(1)} in 100{' '}
        <div className={styles.quiet}>
          {sessions} of {possible} sessions
        </div>
      </span>
    ),
  },
  {
    id: 'elsewhere',
    label: 'Rest of the year group',
    align: 'end',
    sortBy: ({ elsewhere }) => elsewhere,
    cell: ({ elsewhere }) => `${elsewhere.toFixed(1)} in 100`,
  },
]

function OftenUsed({ answer }: { readonly answer: Use }) {
  return (
    <Part of="oftenUsed">
      <DataTable
        label={CODE_USE_PARTS.oftenUsed.title}
        noun={['finding', 'findings']}
        rows={answer.oftenUsed}
        rowKey={({ group, code }) => `${group.id} ${code}`}
        columns={OFTEN}
        empty={{
          title: 'None',
          because:
            'No class differs from its year group by more than chance explains. Classes of fewer than 8 pupils are not compared.',
        }}
      />
    </Part>
  )
}

const SIBLINGS: readonly Column<Use['siblings'][number]>[] = [
  {
    id: 'pupils',
    label: 'Pupils',
    onCard: 'title',
    cell: ({ one, other }) => (
      <span>
        <CodeBadge code={one.code} size="small" /> <Pupil pupil={one.pupil} />
        <br />
        <CodeBadge code={other.code} size="small" /> <Pupil pupil={other.pupil} />
      </span>
    ),
  },
  {
    id: 'sessions',
    label: 'Sessions',
    align: 'end',
    sortBy: ({ sessions }) => sessions.length,
    cell: ({ sessions }) => sessions.length,
  },
  {
    id: 'which',
    label: 'Which',
    cell: ({ one, other, sessions }) => (
      <Behind
        label={`${shortDay(sessions[0]?.day ?? ('' as never))}${sessions.length > 1 ? ` and ${sessions.length - 1} more` : ''}`}
      >
        <p className={styles.quiet}>Marks of {one.pupil.name}</p>
        <MarkSessions pupilId={one.pupil.id} name={one.pupil.name} sessions={sessions} />
        <p className={styles.quiet}>Marks of {other.pupil.name}</p>
        <MarkSessions pupilId={other.pupil.id} name={other.pupil.name} sessions={sessions} />
      </Behind>
    ),
  },
]

function Siblings({ answer }: { readonly answer: Use }) {
  return (
    <Part of="siblings">
      <DataTable
        label={CODE_USE_PARTS.siblings.title}
        noun={['pair', 'pairs']}
        rows={answer.siblings}
        rowKey={({ id }) => id}
        columns={SIBLINGS}
        empty={{
          title: 'None',
          because: 'No two pupils of one address were away together with an authorised and an unauthorised code.',
        }}
      />
    </Part>
  )
}

const NEVER: readonly Column<Use['neverLate'][number]>[] = [
  { id: 'class', label: 'Class', onCard: 'title', sortBy: ({ group }) => group.name, cell: ({ group }) => group.name },
  {
    id: 'expected',
    label: 'Late marks at the others’ rate',
    align: 'end',
    sortBy: ({ expected }) => expected,
    cell: ({ expected }) => `about ${Math.round(expected)}`,
  },
  {
    id: 'attended',
    label: 'Sessions attended, none late',
    align: 'end',
    sortBy: ({ attended }) => attended,
    cell: ({ attended }) => attended.toLocaleString('en-GB'),
  },
]

function NeverLate({ answer }: { readonly answer: Use }) {
  return (
    <Part of="neverLate">
      <DataTable
        label={CODE_USE_PARTS.neverLate.title}
        noun={['class', 'classes']}
        rows={answer.neverLate}
        rowKey={({ group }) => group.id}
        columns={NEVER}
        empty={{ title: 'None', because: 'Every class large enough to tell has had somebody late.' }}
      />
    </Part>
  )
}

const SECONDS: readonly Column<NonNullable<Use['inSeconds']>[number]>[] = [
  { id: 'by', label: 'Saved by', onCard: 'title', sortBy: ({ by }) => by, cell: ({ by }) => by },
  {
    id: 'registers',
    label: 'Registers',
    align: 'end',
    sortBy: ({ registers }) => registers.length,
    cell: ({ registers, of }) => `${registers.length} of ${of} saved`,
  },
  {
    id: 'which',
    label: 'Which',
    cell: ({ registers }) => (
      <Behind label="The registers">
        <ul className={styles.sessions}>
          {registers.map(({ number, group, session, seconds }) => (
            <li key={number} className={styles.session}>
              {group?.name}, {sessionText(session)}: {seconds} {seconds === 1 ? 'second' : 'seconds'} after the one
              before
            </li>
          ))}
        </ul>
      </Behind>
    ),
  },
]

const EDITS: readonly Column<NonNullable<Use['edits']>[number]>[] = [
  { id: 'by', label: 'Changed by', onCard: 'title', sortBy: ({ by }) => by, cell: ({ by }) => by },
  { id: 'on', label: 'On', sortBy: ({ on }) => on, cell: ({ on }) => longDay(on) },
  {
    id: 'marks',
    label: 'Marks',
    align: 'end',
    sortBy: ({ marks }) => marks,
    cell: ({ marks, acts }) => `${marks} in ${acts} ${acts === 1 ? 'change' : 'changes'}`,
  },
  {
    id: 'of',
    label: 'Of sessions',
    cell: ({ from, to }) => (from === to ? longDay(from) : `${shortDay(from)} to ${longDay(to)}`),
  },
]

function Acts({ answer: { inSeconds, edits } }: { readonly answer: Use }) {
  if (inSeconds === null || edits === null)
    return (
      <p className={styles.words}>
        What is about a colleague (registers saved in seconds, changes long after the day) is shown to those who may
        read the audit trail.
      </p>
    )
  return (
    <>
      <Part of="inSeconds">
        <DataTable
          label={CODE_USE_PARTS.inSeconds.title}
          noun={['person', 'people']}
          rows={inSeconds}
          rowKey={({ by }) => by}
          columns={SECONDS}
          empty={{
            title: 'None',
            because: 'No register of all present followed another of the same person that fast.',
          }}
        />
      </Part>
      <Part of="edits">
        <DataTable
          label={CODE_USE_PARTS.edits.title}
          noun={['day', 'days']}
          rows={edits}
          rowKey={({ id }) => id}
          columns={EDITS}
          empty={{ title: 'None', because: 'Nobody changed ten or more marks of more than a week before on one day.' }}
        />
      </Part>
    </>
  )
}
