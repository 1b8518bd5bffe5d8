import { Suspense } from 'react'
import { z } from 'zod'
import type { Answer } from '../../../kernel/operation.ts'
import { PupilAbsence } from '../../../measures/web/index.ts'
import { PageButton, PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId, useSearchState } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { ChoiceField } from '../../../ui/components/fields.tsx'
import { Freshness } from '../../../ui/components/freshness.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { useMe } from '../../../ui/me.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { type CaseLine, listCases, STAGE_NAMES, STAGES, type Stage } from '../../contract.ts'
import styles from '../cases.module.css'
import { daysInWords, Review, stageInWords, yearAndGroup } from '../words.tsx'

type Board = Answer<typeof listCases>

const chosen = z.object({
  whose: z.enum(['all', 'mine', 'nobody']).optional(),
  show: z.enum(['open', 'closed']).optional(),
  stage: z.enum(STAGES).optional(),
})
type Chosen = z.output<typeof chosen>

/** The caseload: by stage, with owner, review and how long nothing has happened. */
export function Page() {
  const schoolId = useSchoolId()
  const [search, change] = useSearchState(chosen)
  const closed = search.show === 'closed'
  const asked = useOperation(
    listCases,
    { params: { schoolId }, querystring: closed ? { closed: 'true' } : {} },
    { keepLast: true },
  )
  return (
    <>
      <PageHeader
        title="Cases"
        lead="Children who are being helped back to school: support first, and nobody forgotten."
        actions={
          <PageButton there={{ to: '/open-case' }} variant="default">
            Open a case
          </PageButton>
        }
      />
      <Answered question={asked}>
        {(board) => (
          <>
            {!closed && <Stages cases={board.cases} search={search} change={change} />}
            <Filters search={search} change={change} />
            <Caseload board={board} search={search} />
            {!closed && <Missing board={board} />}
          </>
        )}
      </Answered>
    </>
  )
}

type Change = (changed: Partial<Record<keyof Chosen, unknown>>) => void

/** How many cases there are in each stage; pressing one shows those alone. */
function Stages({
  cases,
  search,
  change,
}: {
  readonly cases: Board['cases']
  readonly search: Chosen
  readonly change: Change
}) {
  const count = (stage: Stage) => cases.filter(({ state }) => state.stage === stage).length
  return (
    <ol className={styles.stages} aria-label="Cases by stage">
      {STAGES.map((stage, place) => (
        <li key={stage}>
          <button
            type="button"
            className={styles.chooser}
            aria-pressed={search.stage === stage}
            onClick={() => change({ stage: search.stage === stage ? undefined : stage })}
          >
            <span className={styles.count} data-plain="list">
              {count(stage)}
            </span>
            <span className={styles.quiet}>
              {place + 1} {STAGE_NAMES[stage]}
            </span>
          </button>
        </li>
      ))}
    </ol>
  )
}

const WHOSE = [
  { value: 'all', label: 'Everybody’s' },
  { value: 'mine', label: 'Mine' },
  { value: 'nobody', label: 'Nobody’s yet' },
] as const

const SHOWN = [
  { value: 'open', label: 'Open' },
  { value: 'closed', label: 'Closed' },
] as const

function Filters({ search, change }: { readonly search: Chosen; readonly change: Change }) {
  return (
    <div className={styles.filters}>
      <ChoiceField
        id="whose"
        name="whose"
        label="Whose"
        value={search.whose ?? 'all'}
        onChange={(value) => change({ whose: value === 'all' ? undefined : value })}
        choices={WHOSE}
      />
      <ChoiceField
        id="show"
        name="show"
        label="Show"
        value={search.show ?? 'open'}
        onChange={(value) => change({ show: value === 'open' ? undefined : value, stage: undefined })}
        choices={SHOWN}
      />
    </div>
  )
}

/** Those to be reviewed next; whoever is severely absent and has no case stands below them. */
const AT_FIRST = 15

function Caseload({ board, search }: { readonly board: Board; readonly search: Chosen }) {
  const me = useMe().person?.id
  const rows = board.cases
    .filter(({ state }) => search.stage === undefined || state.stage === search.stage)
    .filter(
      ({ state: { owner } }) =>
        (search.whose !== 'mine' || owner?.id === me) && (search.whose !== 'nobody' || owner === null),
    )
  return (
    <Section title={search.show === 'closed' ? 'Closed cases' : 'Open cases'} note={<Freshness asOf={board.asOf} />}>
      <DataTable
        label="Cases"
        noun={['case', 'cases']}
        rows={rows}
        rowKey={({ caseId }) => caseId}
        columns={columnsOf(board)}
        order={{ column: 'review', downward: false }}
        atFirst={AT_FIRST}
        empty={{
          title: 'No case here',
          because: 'Cases are opened by hand or from a duty of the work list, as when a child falls below 90 %.',
        }}
      />
    </Section>
  )
}

function columnsOf({ today, staleAfter }: Board): readonly Column<CaseLine>[] {
  return [
    {
      id: 'child',
      label: 'Child',
      onCard: 'title',
      width: '16%',
      sortBy: ({ child }) => child.name,
      cell: ({ caseId, child }) => (
        <>
          <PageLink there={{ to: '/cases/$caseId', params: { caseId } }}>{child.name}</PageLink>
          <span className={`${styles.quiet} ${styles.block}`}>{yearAndGroup(child)}</span>
        </>
      ),
    },
    {
      id: 'stage',
      label: 'Stage',
      width: '12%',
      sortBy: ({ state }) => STAGES.indexOf(state.stage),
      cell: ({ state }) => stageInWords(state.stage),
    },
    {
      id: 'absence',
      label: 'Absence this year',
      sortBy: ({ sessions }) => rateOf(sessions),
      cell: (line) => <Absence line={line} />,
    },
    {
      id: 'owner',
      label: 'Case lead',
      sortBy: ({ state }) => state.owner?.name ?? '',
      cell: ({ state }) => state.owner?.name ?? <StatusPill tone="now">Nobody yet</StatusPill>,
    },
    {
      id: 'review',
      label: 'Review',
      width: '14.5%',
      sortBy: ({ state }) => state.review ?? '9999',
      cell: ({ state }) => (
        <span className={styles.narrow}>
          <Review day={state.review} today={today} />
        </span>
      ),
    },
    {
      id: 'still',
      label: 'Last entry',
      width: '11.5%',
      sortBy: ({ still }) => still ?? -1,
      cell: ({ still, state }) => <LastEntry still={still} open={state.status === 'open'} staleAfter={staleAfter} />,
    },
    {
      id: 'next',
      label: 'What comes next',
      width: '22%',
      isBlank: ({ next }) => next === null,
      cell: ({ next }) => <span className={styles.quiet}>{next ?? ''}</span>,
    },
  ]
}

function rateOf(sessions: CaseLine['sessions']): number {
  return sessions === null || sessions.possible === 0 ? -1 : 1 - sessions.attended / sessions.possible
}

function Absence({ line: { child, sessions } }: { readonly line: Pick<CaseLine, 'child' | 'sessions'> }) {
  if (sessions === null) return <span className={styles.quiet}>Not known</span>
  const { attended, possible } = sessions
  return (
    <Suspense fallback={null}>
      <PupilAbsence pupilId={child.id} name={child.name} absent={possible - attended} possible={possible} />
    </Suspense>
  )
}

function LastEntry({
  still,
  open,
  staleAfter,
}: {
  readonly still: number | null
  readonly open: boolean
  readonly staleAfter: number
}) {
  if (still === null) return <span className={styles.quiet}>Longer ago than the calendar says</span>
  const words = daysInWords(still)
  return (
    <span className={styles.narrow}>
      {open && still >= staleAfter ? <StatusPill tone="problem">{words}</StatusPill> : words}
    </span>
  )
}

/** Every severely absent child needs a plan that school and authority share: whoever has no case is named here. */
function Missing({ board: { missing } }: { readonly board: Board }) {
  if (missing.length === 0) return null
  return (
    <Section title="Severely absent, and no case is open">
      <p className={styles.quiet}>
        These children miss half of school or more. For each of them school and local authority make a plan together
        (school policy, appendix 3); a case is where it is kept.
      </p>
      <DataTable
        label="Severely absent children without a case"
        noun={['child', 'children']}
        rows={missing}
        rowKey={({ child }) => child.id}
        columns={MISSING}
        order={{ column: 'absence', downward: true }}
        atFirst={10}
        empty={{ title: 'Nobody', because: 'Every severely absent child has a case.' }}
      />
    </Section>
  )
}

const MISSING: readonly Column<Board['missing'][number]>[] = [
  {
    id: 'child',
    label: 'Child',
    onCard: 'title',
    sortBy: ({ child }) => child.name,
    cell: ({ child }) => (
      <>
        <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId: child.id } }}>{child.name}</PageLink>
        <span className={`${styles.quiet} ${styles.block}`}>{yearAndGroup(child)}</span>
      </>
    ),
  },
  {
    id: 'absence',
    label: 'Absence this year',
    sortBy: ({ sessions }) => rateOf(sessions),
    cell: (line) => <Absence line={line} />,
  },
  {
    id: 'why',
    label: 'With what reasons',
    sortBy: ({ unauthorised }) => unauthorised,
    cell: ({ sessions, unauthorised }) => {
      const missed = sessions === null ? 0 : sessions.possible - sessions.attended
      if (unauthorised === 0) return 'A reason was accepted for all of it'
      return `No accepted reason for ${unauthorised} of ${missed} sessions missed`
    },
  },
  {
    id: 'open',
    label: 'Case',
    onCard: 'bare',
    cell: ({ child }) => (
      <PageLink there={{ to: '/open-case', search: { pupilId: child.id } }}>
        Open a case<span className="visually-hidden"> for {child.name}</span>
      </PageLink>
    ),
  },
]
