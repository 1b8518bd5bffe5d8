import { Button, Group } from '@mantine/core'
import { z } from 'zod'
import { shortDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { PageButton, PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId, useSearchState } from '../../../ui/address/use-address.ts'
import { download } from '../../../ui/call.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { ChoiceField, TextField } from '../../../ui/components/fields.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { StatCard, StatCards } from '../../../ui/components/stat-card.tsx'
import { useFileDownload } from '../../../ui/use-file-download.ts'
import { useOperation } from '../../../ui/use-operation.ts'
import { exportPenaltyLedger, KIND_WORDS, type LedgerLine, penaltyLedger, pounds, rankWords } from '../../contract.ts'
import styles from './penalty.module.css'
import { Money, NoticeClock, Outcome, Stage, Unverified } from './words.tsx'

type Ledger = Answer<typeof penaltyLedger>

const SHOWN = [
  { value: 'all', label: 'All' },
  { value: 'before', label: 'Not issued yet' },
  { value: 'to-pay', label: 'To pay' },
  { value: 'unpaid', label: 'Unpaid: to decide' },
  { value: 'paid', label: 'Paid' },
  { value: 'withdrawn', label: 'Withdrawn or called off' },
  { value: 'prosecuted', label: 'Prosecuted' },
  { value: 'elsewhere', label: 'Of elsewhere' },
] as const
type Shown = (typeof SHOWN)[number]['value']

const SHOWN_OF: Readonly<Record<LedgerLine['stage'], Shown>> = {
  requested: 'before',
  'not clear': 'before',
  checked: 'before',
  'called off': 'withdrawn',
  issued: 'to-pay',
  received: 'to-pay',
  paid21: 'paid',
  paid28: 'paid',
  unpaid: 'unpaid',
  prosecuted: 'prosecuted',
  withdrawn: 'withdrawn',
  elsewhere: 'elsewhere',
  mistaken: 'elsewhere',
}

const chosen = z.object({
  show: z.enum(SHOWN.map(({ value }) => value)).optional(),
  kind: z.enum(['absence', 'public-place']).optional(),
  find: z.string().optional(),
})

/** Every penalty notice of the school with its clock, money and end: the record of regulation 20. */
export function Page() {
  const schoolId = useSchoolId()
  const ledger = useOperation(penaltyLedger, { params: { schoolId } })
  const file = useFileDownload()
  return (
    <>
      <PageHeader
        title="Penalty notices"
        lead="One line for each parent and child: which notice it is, how long is left, what was paid, and what became of it. Notices are paid to the local authority alone, whoever issued them."
        actions={
          <Group>
            <PageButton there={{ to: '/penalty-settings' }} variant="default">
              Who issues and signs
            </PageButton>
            <Button
              variant="default"
              loading={file.busy}
              onClick={() => void file.start(() => download(exportPenaltyLedger, { params: { schoolId } }))}
            >
              Record as CSV
            </Button>
          </Group>
        }
      />
      <ProblemAlert error={file.error} />
      <Answered question={ledger}>{(answer) => <Lines answer={answer} />}</Answered>
    </>
  )
}

function Lines({ answer }: { readonly answer: Ledger }) {
  const [search, change] = useSearchState(chosen)
  const { lines, today } = answer
  const sought = (search.find ?? '').toLowerCase()
  const rows = lines
    .filter(({ stage }) => (search.show ?? 'all') === 'all' || SHOWN_OF[stage] === search.show)
    .filter(({ kind }) => search.kind === undefined || kind === search.kind)
    .filter(({ pupil, parent }) => `${pupil.name} ${parent}`.toLowerCase().includes(sought))
  return (
    <>
      <Totals lines={lines} />
      <Group align="end" className={styles.filters}>
        <ChoiceField
          id="show"
          name="show"
          label="Show"
          value={search.show ?? 'all'}
          onChange={(show) => change({ show: show === 'all' ? undefined : show })}
          choices={SHOWN}
        />
        <ChoiceField
          id="kind"
          name="kind"
          label="Kind"
          value={search.kind ?? ''}
          onChange={(kind) => change({ kind: kind === '' ? undefined : kind })}
          choices={[
            { value: '', label: 'Both' },
            { value: 'absence', label: KIND_WORDS.absence },
            { value: 'public-place', label: KIND_WORDS['public-place'] },
          ]}
        />
        <TextField
          id="find"
          name="find"
          label="Child or parent"
          optional
          width={24}
          value={search.find ?? ''}
          onChange={(find) => change({ find: find === '' ? undefined : find })}
        />
        {answer.mayPrepare && (
          <PageButton there={{ to: '/public-place-notice' }} variant="default">
            Notice about a public place
          </PageButton>
        )}
      </Group>
      <DataTable
        label="Penalty notices"
        noun={['notice', 'notices']}
        rows={rows}
        rowKey={({ threadId }) => threadId}
        columns={columnsOf(today)}
        empty={{
          title: lines.length === 0 ? 'There is no penalty notice' : 'None of this kind',
          because:
            lines.length === 0
              ? 'A notice is asked for after support was offered and the head has decided, from the page on which that was considered.'
              : 'Choose another kind above.',
        }}
      />
    </>
  )
}

function Totals({ lines }: { readonly lines: readonly LedgerLine[] }) {
  const open = lines.filter(({ stage }) => stage === 'issued' || stage === 'received')
  const unpaid = lines.filter(({ stage }) => stage === 'unpaid')
  const sum = (of: readonly LedgerLine[], pence: (line: LedgerLine) => number) =>
    pounds(of.reduce((all, line) => all + pence(line), 0))
  const held = lines.filter(({ toRefund }) => toRefund > 0)
  return (
    <StatCards>
      <StatCard label="To pay" value={open.length} note={`${sum(open, ({ due }) => due ?? 0)} at today’s amounts`} />
      <StatCard
        label="Unpaid: prosecute or withdraw"
        value={unpaid.length}
        now={unpaid.length > 0}
        note="The authority decides"
      />
      <StatCard label="Paid" value={sum(lines, ({ paid, refunded }) => paid - refunded)} note="To the authority" />
      <StatCard
        label="To refund"
        value={sum(held, ({ toRefund }) => toRefund)}
        now={held.length > 0}
        note="Held and not owed"
      />
    </StatCards>
  )
}

function columnsOf(today: Ledger['today']): readonly Column<LedgerLine>[] {
  return [
    {
      id: 'child',
      label: 'Child and parent',
      width: '20%',
      onCard: 'title',
      sortBy: ({ pupil }) => pupil.name,
      cell: ({ threadId, pupil, parent }) => (
        <>
          <PageLink there={{ to: '/penalty-notices/$threadId', params: { threadId } }}>{pupil.name}</PageLink>
          <span className={styles.quiet}>{parent}</span>
        </>
      ),
    },
    {
      id: 'notice',
      label: 'Notice',
      sortBy: ({ kind, rank }) => `${kind} ${rank ?? ''}`,
      cell: ({ kind, rank, where }) => (
        <div>
          {where ?? (kind === 'absence' ? rankWords(rank) : 'Public place')}
          {kind === 'public-place' && <span className={styles.quiet}>Outside the framework, not counted</span>}
        </div>
      ),
    },
    {
      id: 'state',
      label: 'Where it stands',
      sortBy: ({ stage }) => stage,
      cell: ({ stage }) => <Stage stage={stage} />,
    },
    {
      id: 'issued',
      label: 'Issued',
      sortBy: ({ issued, requested }) => issued ?? requested ?? '',
      cell: (line) => <Dates line={line} />,
    },
    {
      id: 'clock',
      label: 'To pay',
      sortBy: ({ daysLeft }) => daysLeft ?? 999,
      isBlank: ({ due }) => due === null,
      cell: (line) => (
        <div>
          <NoticeClock line={line} today={today} />
          {line.due !== null && line.prices.some(({ verified }) => !verified) && <Unverified />}
        </div>
      ),
    },
    {
      id: 'paid',
      label: 'Paid',
      sortBy: ({ paid }) => paid,
      isBlank: ({ paid }) => paid === 0,
      cell: (line) => <Money line={line} />,
    },
    {
      id: 'end',
      label: 'Withdrawn, prosecuted',
      isBlank: ({ withdrawn, prosecuted }) => withdrawn === null && prosecuted === null,
      cell: (line) => <Outcome line={line} />,
    },
  ]
}

function Dates({ line: { issued, requested, received, deemed } }: { readonly line: LedgerLine }) {
  if (issued === null) return requested === null ? '' : `Asked for ${shortDay(requested)}`
  return (
    <div>
      {shortDay(issued)}
      {received !== null && (
        <span className={styles.quiet}>
          Received {shortDay(received)}
          {deemed ? ', by post' : ''}
        </span>
      )}
    </div>
  )
}
