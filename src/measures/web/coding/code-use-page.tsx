import type { ReactNode } from 'react'
import { longDay, shortDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { CodeBadge } from '../../../ui/components/code-badge.tsx'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { CODE_USE_PARTS, codeUse } from '../../contract.ts'
import { Explained } from '../asked/explained.tsx'
import { FilterBar } from '../asked/filter-bar.tsx'
import { useAsked } from '../asked/use-asked.ts'
import styles from '../behind/behind.module.css'
import { Behind } from '../behind/behind.tsx'
import { MarkSessions, sessionText } from '../behind/mark-sessions.tsx'
import { ExportFiguresMenu } from '../export/export-figures-menu.tsx'
import { Acts } from './acts.tsx'
import { Part } from './part.tsx'

type Use = Answer<typeof codeUse>

const n = (count: number) => count.toLocaleString('en-GB')

const EXPORTED = [
  { table: 'stale-reasons', name: 'N older than five school days' },
  { table: 'often-used-codes', name: 'Codes used often' },
  { table: 'siblings-coded-differently', name: 'Households' },
  { table: 'never-late', name: 'Classes never late' },
] as const

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
        actions={<ExportFiguresMenu asked={{ year, from, to }} page="code-use" tables={EXPORTED} />}
      />
      <FilterBar
        daysOnly
        asked={{ year, from, to }}
        onChange={setAsked}
        note={
          use.data !== undefined && (
            <>
              <Explained
                of="code-count"
                what="Pupils and classes looked at"
                look="words"
                from={[
                  ['Pupils', use.data.pupils.toLocaleString('en-GB')],
                  ['Classes', use.data.classes.toLocaleString('en-GB')],
                  ['Counts from', longDay(use.data.from)],
                ]}
                standing={use.data}
              >
                {use.data.pupils.toLocaleString('en-GB')} {use.data.pupils === 1 ? 'pupil' : 'pupils'} in{' '}
                {use.data.classes} {use.data.classes === 1 ? 'class' : 'classes'}
              </Explained>
              , counted to {sessionText(use.data.until)}
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
    cell: ({ pupil, session, schoolDays }) => (
      <Explained
        of="school-days-since"
        what={`School days since the N of ${pupil.name}`}
        from={[['The session', sessionText(session)]]}
      >
        {schoolDays}
      </Explained>
    ),
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

/** How often a code stands in a class, beside the rest of its year group. */
function Rate({
  of: { group, code, codeName, sessions, possible, here, elsewhere },
  what,
  children,
}: {
  readonly of: Use['oftenUsed'][number]
  readonly what: string
  readonly children: ReactNode
}) {
  return (
    <Explained
      of="code-rate"
      what={`${code} in ${group.name}: ${what.toLowerCase()}`}
      from={[
        ['The code', `${code}, ${codeName}`],
        [`Sessions with it in ${group.name}`, `${n(sessions)} of ${n(possible)} possible sessions`],
        ['Here', `${here.toFixed(1)} in 100 possible sessions`],
        ['Other classes of the year group', `${elsewhere.toFixed(1)} in 100 possible sessions`],
      ]}
    >
      {children}
    </Explained>
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
    cell: (one) => (
      <Rate of={one} what="Here">
        {one.here.toFixed(1)} in 100
      </Rate>
    ),
  },
  {
    id: 'elsewhere',
    label: 'Rest of the year group',
    align: 'end',
    sortBy: ({ elsewhere }) => elsewhere,
    cell: (one) => (
      <Rate of={one} what="Rest of the year group">
        {one.elsewhere.toFixed(1)} in 100
      </Rate>
    ),
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
            'No class differs from its year group by more than chance explains. Classes of fewer than eight pupils are not compared.',
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
    cell: ({ one, other, sessions }) => (
      <Explained
        of="code-sessions"
        what={`Sessions of ${one.pupil.name} and ${other.pupil.name}`}
        from={[
          [one.pupil.name, `absent with ${one.code}`],
          [other.pupil.name, `absent with ${other.code}`],
          ['Sessions', sessions.map(sessionText).join('; ')],
        ]}
      >
        {sessions.length}
      </Explained>
    ),
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

/** How many pupils of a class one would expect to be late, from the others of the year group, and how unlikely none is. */
function Expected({
  of: { group, pupils, attended, others, othersLate, expected, adjusted },
  children,
}: {
  readonly of: Use['neverLate'][number]
  readonly children: ReactNode
}) {
  return (
    <Explained
      of="expected-late"
      what={`Pupils of ${group.name} with a late mark`}
      from={[
        [`Pupils of ${group.name} who attended`, `${n(pupils)}, in ${n(attended)} sessions`],
        ['With an L or a U', 'none of them'],
        ['Other pupils of the year group', `${n(othersLate)} of ${n(others)} have one`],
        ['At that share', `${expected.toFixed(1)} of ${n(pupils)}`],
        ['Of all classes at least as unlikely, chance at most', `${oneIn(adjusted)} on average`],
      ]}
    >
      {children}
    </Explained>
  )
}

/** "1 in 340". */
const oneIn = (share: number) => (share < 0.000001 ? 'less than 1 in a million' : `1 in ${n(Math.floor(1 / share))}`)

const NEVER: readonly Column<Use['neverLate'][number]>[] = [
  { id: 'class', label: 'Class', onCard: 'title', sortBy: ({ group }) => group.name, cell: ({ group }) => group.name },
  {
    id: 'expected',
    label: 'Pupils late at the others’ share',
    align: 'end',
    sortBy: ({ expected }) => expected,
    cell: (one) => <Expected of={one}>about {Math.round(one.expected)}</Expected>,
  },
  {
    id: 'pupils',
    label: 'Pupils, none late',
    align: 'end',
    sortBy: ({ pupils }) => pupils,
    cell: (one) => <Expected of={one}>{n(one.pupils)}</Expected>,
  },
  {
    id: 'others',
    label: 'Late, of the other pupils of the year group',
    align: 'end',
    sortBy: ({ othersLate, others }) => othersLate / Math.max(1, others),
    cell: (one) => (
      <Expected of={one}>
        {n(one.othersLate)} of {n(one.others)}
      </Expected>
    ),
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
        empty={{
          title: 'None',
          because:
            'No class without a late mark stands out from its year group by more than chance explains. A class that is alone in its year group has nobody to be compared with.',
        }}
      />
    </Part>
  )
}
