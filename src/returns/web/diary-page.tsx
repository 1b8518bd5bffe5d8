import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import type { Answer } from '../../kernel/operation.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import { PageButton, PageLink } from '../../ui/address/page-link.tsx'
import { useSchoolId, useSearchState } from '../../ui/address/use-address.ts'
import { download } from '../../ui/call.ts'
import { useNow } from '../../ui/clock.tsx'
import { Answered } from '../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../ui/components/data-table.tsx'
import { ChoiceField } from '../../ui/components/fields.tsx'
import { Freshness } from '../../ui/components/freshness.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useFileDownload } from '../../ui/use-file-download.ts'
import { useOperation } from '../../ui/use-operation.ts'
import { type DiaryLine, exportMonth, KINDS_OF_RETURN, kindOf, RETURN_KINDS, returnsDiary } from '../contract.ts'
import { Forecast } from './forecast.tsx'
import styles from './returns.module.css'
import { SentDialog } from './sent-dialog.tsx'
import { dueInWords, isOpen, monthName, monthsAround, ReturnState, sourceInWords } from './words.tsx'

type Diary = Answer<typeof returnsDiary>

const chosen = z.object({
  month: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .optional(),
  kind: z.enum(RETURN_KINDS).optional(),
  show: z.enum(['open', 'sent', 'all']).optional(),
})

/** What is due to the authority and to others, overdue first; month by month. */
export function Page() {
  const schoolId = useSchoolId()
  const [search, change] = useSearchState(chosen)
  // A moment as text is what the server's clock gives too: hence the cast.
  const today = schoolTime(useNow(600).toISOString() as Moment).day
  const month = search.month ?? today.slice(0, 7)
  const diary = useOperation(returnsDiary, { params: { schoolId }, querystring: { month } }, { keepLast: true })
  return (
    <>
      <PageHeader
        title="Returns diary"
        lead="What the law, the guidance and your authority ask to be told about pupils. Each follows from marks, the roll or leave; recode a mark and its return goes."
        actions={
          <PageButton there={{ to: '/return-settings' }} variant="default">
            Contacts and settings
          </PageButton>
        }
      />
      <Answered question={diary}>
        {(answer) => <Diary answer={answer} search={search} change={change} month={month} />}
      </Answered>
      <Forecast />
    </>
  )
}

const SHOWN = [
  { value: 'open', label: 'Still to do' },
  { value: 'sent', label: 'Sent' },
  { value: 'all', label: 'All' },
] as const

function Diary({
  answer,
  search,
  change,
  month,
}: {
  readonly answer: Diary
  readonly search: z.output<typeof chosen>
  readonly change: (changed: Partial<Record<keyof z.output<typeof chosen>, unknown>>) => void
  readonly month: string
}) {
  const show = search.show ?? 'open'
  const rows = answer.items
    .filter(({ kind }) => search.kind === undefined || kind === search.kind)
    .filter((line) => show === 'all' || (show === 'open' ? isOpen(line) : line.sentOn !== null))
  const kinds = KINDS_OF_RETURN.filter(({ kind }) => answer.items.some((line) => line.kind === kind))
  return (
    <Section title={monthName(month)} note={<Freshness asOf={answer.asOf} />}>
      <p>
        {answer.authority === null
          ? 'No local authority is entered for this school: say which in the school’s particulars.'
          : `The local authority is ${answer.authority}: the one that maintains the school, or in whose area it stands, wherever a child lives.`}
      </p>
      <Group align="end" className={styles.filters}>
        <ChoiceField
          id="month"
          name="month"
          label="Month"
          value={month}
          onChange={(value) => change({ month: value })}
          choices={monthsAround(month).map((value) => ({ value, label: monthName(value) }))}
        />
        <ChoiceField
          id="kind"
          name="kind"
          label="Kind"
          value={search.kind ?? ''}
          onChange={(value) => change({ kind: value })}
          choices={[
            { value: '', label: 'Every kind' },
            ...kinds.map(({ kind, name }) => ({ value: kind, label: name })),
          ]}
        />
        <ChoiceField
          id="show"
          name="show"
          label="Show"
          value={show}
          onChange={(value) => change({ show: value })}
          choices={SHOWN}
        />
      </Group>
      <MonthActs answer={answer} month={month} />
      <DataTable
        label={`Returns, ${monthName(month)}`}
        noun={['return', 'returns']}
        rows={rows}
        rowKey={({ key }) => key}
        columns={COLUMNS}
        atFirst={50}
        empty={{
          title: show === 'sent' ? 'Nothing was sent' : 'Nothing is due',
          because: 'Nothing in the marks, the roll or leave asks for a return of this kind in this month.',
        }}
      />
    </Section>
  )
}

/** The attendance return of the month as one list; and that all of it was sent. */
function MonthActs({ answer, month }: { readonly answer: Diary; readonly month: string }) {
  const schoolId = useSchoolId()
  const file = useFileDownload()
  const [sending, setSending] = useState(false)
  const list = answer.items.filter(
    ({ kind, state }) => (kind === 'attendance' || kind === 'local-ten-days') && state !== 'withdrawn',
  )
  const unsent = list.filter((line) => isOpen(line) && line.sentOn === null)
  if (list.length === 0 || !answer.may.send) return null
  const fetchAs = (format: 'csv' | 'pdf') =>
    void file.start(() => download(exportMonth, { params: { schoolId }, body: { month, format } }))
  return (
    <>
      <ProblemAlert error={file.error} />
      <Group className="no-print">
        <Button size="xs" variant="default" loading={file.busy} onClick={() => fetchAs('csv')}>
          Attendance return of the month as CSV
        </Button>
        <Button size="xs" variant="default" loading={file.busy} onClick={() => fetchAs('pdf')}>
          as PDF
        </Button>
        {unsent.length > 0 && (
          <Button size="xs" variant="default" onClick={() => setSending(true)}>
            {unsent.length === 1 ? 'It was sent' : `These ${unsent.length} were sent`}
          </Button>
        )}
      </Group>
      <SentDialog opened={sending} onClose={() => setSending(false)} keys={unsent.map(({ key }) => key)} />
    </>
  )
}

const COLUMNS: readonly Column<DiaryLine>[] = [
  {
    id: 'pupil',
    label: 'Pupil',
    onCard: 'title',
    sortBy: ({ pupil }) => pupil.name,
    cell: ({ key, pupil }) => <PageLink there={{ to: '/return', search: { key } }}>{pupil.name}</PageLink>,
  },
  {
    id: 'kind',
    label: 'What',
    sortBy: ({ kind }) => kindOf(kind).name,
    cell: ({ kind, local }) => (
      <>
        {kindOf(kind).name}
        {local && <span className={styles.quiet}>Local, not national law</span>}
      </>
    ),
  },
  {
    id: 'why',
    label: 'Why',
    cell: (line) => (
      <>
        {line.because}
        <span className={styles.quiet}>{sourceInWords(line)}</span>
      </>
    ),
  },
  { id: 'due', label: 'Due', sortBy: ({ due, sentOn }) => sentOn ?? due ?? '9999', cell: dueInWords },
  {
    id: 'to',
    label: 'To',
    cell: ({ kind, to, homeAuthority }) => (
      <>
        {to.name === '' ? to.whose : `${to.name}, ${to.whose}`}
        {to.unknown && (
          <span className={styles.quiet}>
            {'worker' in kindOf(kind).to ? 'The pupil’s own worker is not entered' : 'No contact is entered'}
          </span>
        )}
        {homeAuthority !== null && <span className={styles.quiet}>Home authority: {homeAuthority}</span>}
      </>
    ),
  },
  {
    id: 'state',
    label: 'Where it stands',
    sortBy: ({ state }) => state,
    cell: (line) => <ReturnState line={line} />,
  },
]
