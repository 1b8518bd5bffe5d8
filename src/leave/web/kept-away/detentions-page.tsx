import { Button, Group, Modal, Stack } from '@mantine/core'
import { Suspense, useState } from 'react'
import type { Day } from '../../../kernel/day.ts'
import { type Chosen, PupilChooser } from '../../../roll/web/index.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { dayText, useNow } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { ConfirmWithReason } from '../../../ui/components/confirm-with-reason.tsx'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { ChoiceField, DayField, LongTextField } from '../../../ui/components/fields.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { type Span, SpanFields } from '../../../ui/spans/span-fields.tsx'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import {
  DETENTION_KINDS,
  type Detention,
  type DetentionKind,
  endDetention,
  KEPT_AWAY_NAMES,
  listDetentions,
  recordDetention,
} from '../../contract.ts'
import { KeptAwayStatePill, keptAwaySpan } from './kept-away-words.tsx'

/** Criminal justice detention: known to the head and the designated safeguarding lead. */
export function Page() {
  const schoolId = useSchoolId()
  const [recording, setRecording] = useState(false)
  const list = useOperation(listDetentions, { params: { schoolId } })
  return (
    <>
      <PageHeader
        title="Detention"
        lead="Criminal justice detention: police, remand, or a sentence. Only the head and the designated safeguarding lead see this page. The office sees Y5 in the register and nothing of its kind; teachers see that the pupil is not required to attend."
        actions={<Button onClick={() => setRecording(true)}>Record detention</Button>}
      />
      <Answered question={list}>
        {({ detentions }) => (
          <DataTable
            label="Detention"
            noun={['record', 'records']}
            rows={detentions}
            rowKey={({ id }) => id}
            columns={COLUMNS}
            empty={{ title: 'Nobody', because: 'Nobody was recorded this school year.' }}
          />
        )}
      </Answered>
      <Modal
        opened={recording}
        onClose={() => setRecording(false)}
        size="lg"
        title="Record criminal justice detention"
        closeButtonProps={{ 'aria-label': 'Close without recording' }}
      >
        {recording && <Form onClose={() => setRecording(false)} />}
      </Modal>
    </>
  )
}

const COLUMNS: readonly Column<Detention>[] = [
  {
    id: 'pupil',
    label: 'Pupil',
    onCard: 'title',
    sortBy: ({ pupil }) => pupil.name,
    cell: ({ pupil }) => (
      <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId: pupil.id } }}>{pupil.name}</PageLink>
    ),
  },
  { id: 'state', label: 'Where it stands', cell: ({ state }) => <KeptAwayStatePill state={state} /> },
  { id: 'kind', label: 'Kind', cell: ({ kind }) => KEPT_AWAY_NAMES[kind] },
  {
    id: 'days',
    label: 'From, and looked at again by',
    sortBy: ({ from }) => from.day,
    cell: ({ from, to }) => keptAwaySpan(from, to),
  },
  { id: 'words', label: 'What is known', cell: ({ words }) => words },
  { id: 'by', label: 'Recorded by', cell: ({ recorded }) => recorded.by.name },
  { id: 'acts', label: 'Do', cell: (one) => <End detention={one} /> },
]

const EMPTY = { kind: 'police' as DetentionKind, words: '' }

function Form({ onClose }: { readonly onClose: () => void }) {
  const schoolId = useSchoolId()
  const today = dayText(useNow(600))
  const [pupils, setPupils] = useState<readonly Chosen[]>([])
  const [span, setSpan] = useState<Span>({ first: today, firstHalf: 'AM', last: today, lastHalf: 'PM' })
  const [key] = useState(newKey)
  const record = useAct(recordDetention, { onDone: onClose })
  const fields = useFields(EMPTY, record.error)
  const [pupil] = pupils
  const save = (typed: typeof EMPTY) => {
    if (pupil === undefined) return
    // What is typed is checked by the server, which says what is wrong with it.
    const from = { day: span.first as Day, half: span.firstHalf }
    const to = { day: span.last as Day, half: span.lastHalf }
    record.mutate({ params: { schoolId }, body: { ...typed, key, pupilId: pupil.id, from, to } })
  }
  return (
    <form noValidate onSubmit={fields.submit(save)}>
      <Stack gap="md">
        <ProblemAlert error={record.error} />
        <Suspense>
          <PupilChooser chosen={pupils} onChange={(chosen) => setPupils(chosen.slice(-1))} />
        </Suspense>
        <ChoiceField
          label="Kind"
          choices={DETENTION_KINDS.map((value) => ({ value, label: KEPT_AWAY_NAMES[value] }))}
          {...fields.bind('kind')}
        />
        <SpanFields span={span} onChange={setSpan} />
        <p>Give as the last day the one on which you look at it again. After it the pupil is expected.</p>
        <LongTextField label="What is known" hint="Who told the school, and whom to ask." {...fields.bind('words')} />
        <Group justify="flex-end">
          <Button type="submit" loading={record.isPending} disabled={pupil === undefined}>
            Record it
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function End({ detention }: { readonly detention: Detention }) {
  const schoolId = useSchoolId()
  const today = dayText(useNow(600))
  const [opened, setOpened] = useState(false)
  const [key] = useState(newKey)
  const [day, setDay] = useState<string>([today, detention.from.day].sort().at(-1) ?? today)
  const end = useAct(endDetention, { onDone: () => setOpened(false) })
  if (detention.state !== 'running' && detention.state !== 'to come') return null
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpened(true)}>
        Free<span className="visually-hidden">: {detention.pupil.name}</span>
      </Button>
      <ConfirmWithReason
        opened={opened}
        onClose={() => setOpened(false)}
        title={`${detention.pupil.name} is expected again`}
        confirmLabel="Expect the pupil again"
        pending={end.isPending}
        error={end.error}
        onConfirm={(reason) =>
          end.mutate({
            params: { schoolId, keptAwayId: detention.id },
            // What is typed is checked by the server, which says what is wrong with it.
            body: { key, from: { day: day as Day, half: 'AM' }, reason },
          })
        }
      >
        <DayField id={`free-${detention.id}`} name="day" label="Expected from" value={day} onChange={setDay} />
      </ConfirmWithReason>
    </>
  )
}
