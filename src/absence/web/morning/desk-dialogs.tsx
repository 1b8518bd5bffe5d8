import { Button, Group, Modal, Stack } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { addDays, type Day } from '../../../kernel/day.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { dayText, useNow } from '../../../ui/clock.tsx'
import { ChoiceField, DayField, LongTextField, TextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import {
  HANDED_TO,
  handOver,
  planVisit,
  REPORT_CATEGORIES,
  type ReportCategory,
  recordContact,
  recordSafe,
} from '../../contract.ts'
import { CATEGORY_NAMES } from '../reports/report-words.tsx'
import { type DeskState, idsOf, REFRESHED } from './use-desk.ts'
import { namesOf } from './words.ts'

/** What needs more than one key: one dialog at a time, closed by Escape, kept by Enter. */
export function DeskDialog({ desk }: { readonly desk: DeskState }) {
  const { form, family, contact, close } = desk
  if (form === undefined || family === undefined) return null
  const title = {
    reason: `The reason that ${contact?.name ?? 'the family'} gave`,
    'return-date': `Back in school, says ${contact?.name ?? 'the family'}`,
    safe: `Seen and safe: ${namesOf(family.children)}`,
    'hand-over': `Hand over the search for ${namesOf(family.children)}`,
    visit: `Visit the home of ${namesOf(family.children)}`,
    letter: `Letter to the home of ${namesOf(family.children)}`,
  }[form]
  const body = {
    reason: <ReasonForm desk={desk} />,
    'return-date': <ReturnForm desk={desk} />,
    safe: <SafeForm desk={desk} />,
    'hand-over': <HandOverForm desk={desk} />,
    visit: <VisitForm desk={desk} />,
    letter: <LetterForm desk={desk} />,
  }[form]
  return (
    <Modal
      opened
      onClose={close}
      title={title}
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close without keeping it' }}
    >
      {body}
    </Modal>
  )
}

function Form(props: {
  readonly desk: DeskState
  readonly keep: string
  readonly error: unknown
  readonly pending: boolean
  readonly onSubmit: () => void
  readonly children: ReactNode
}) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    props.onSubmit()
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <ProblemAlert error={props.error} />
        {props.children}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.desk.close}>
            Go back
          </Button>
          <Button type="submit" loading={props.pending}>
            {props.keep}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

type Alone = 'not-said' | 'alone' | 'with-somebody'
const NOT_SAID: Alone = 'not-said'
const ALONE: Readonly<Record<Alone, boolean | null>> = { 'not-said': null, alone: true, 'with-somebody': false }
const ALONE_CHOICES: readonly { readonly value: Alone; readonly label: string }[] = [
  { value: 'not-said', label: 'Not said' },
  { value: 'with-somebody', label: 'With a grown-up' },
  { value: 'alone', label: 'Alone' },
]

function ReasonForm({ desk }: { readonly desk: DeskState }) {
  const fields = useFields(
    { category: 'illness' as ReportCategory, words: '', returnDay: '', alone: NOT_SAID },
    desk.call.error,
  )
  const { category, words, returnDay, alone } = fields.values
  return (
    <Form
      desk={desk}
      keep="Keep the reason"
      error={desk.call.error}
      pending={desk.call.isPending}
      onSubmit={() =>
        desk.record('reason', {
          category,
          words,
          alone: ALONE[alone],
          ...(returnDay === '' ? {} : { returnDay: returnDay as Day }),
        })
      }
    >
      <ChoiceField
        label="What it is"
        hint="Nobody is asked for proof. The office decides the code."
        choices={REPORT_CATEGORIES.map((value) => ({ value, label: CATEGORY_NAMES[value] }))}
        {...fields.bind('category')}
      />
      <TextField label="In their words" optional autoFocus {...fields.bind('words')} />
      <DayField label="Back in school on" optional {...fields.bind('returnDay')} />
      <ChoiceField label="At home" choices={ALONE_CHOICES} {...fields.bind('alone')} />
    </Form>
  )
}

function ReturnForm({ desk }: { readonly desk: DeskState }) {
  const today = dayText(useNow(60))
  const tomorrow: string = addDays(today as Day, 1)
  const fields = useFields({ returnDay: tomorrow, words: '', alone: NOT_SAID }, desk.call.error)
  const { returnDay, words, alone } = fields.values
  return (
    <Form
      desk={desk}
      keep="Keep the day"
      error={desk.call.error}
      pending={desk.call.isPending}
      onSubmit={() => desk.record('return-date', { returnDay: returnDay as Day, words, alone: ALONE[alone] })}
    >
      <DayField
        label="Back in school on"
        hint="Until then nobody rings. The reason is still to be found."
        autoFocus
        {...fields.bind('returnDay')}
      />
      <TextField label="What they said" optional {...fields.bind('words')} />
      <ChoiceField label="At home" choices={ALONE_CHOICES} {...fields.bind('alone')} />
    </Form>
  )
}

function SafeForm({ desk }: { readonly desk: DeskState }) {
  const safe = useAct(recordSafe, { refreshes: REFRESHED, onDone: () => desk.done('Kept: seen and safe.') })
  const [key] = useState(newKey)
  const fields = useFields({ seenBy: '', where: '', words: '' }, safe.error)
  const { family, schoolId } = desk
  if (family === undefined) return null
  return (
    <Form
      desk={desk}
      keep="Seen and safe"
      error={safe.error}
      pending={safe.isPending}
      onSubmit={() => safe.mutate({ params: { schoolId }, body: { key, pupilIds: idsOf(family), ...fields.values } })}
    >
      <TextField label="Who saw the child" autoFocus {...fields.bind('seenBy')} />
      <TextField label="Where" {...fields.bind('where')} />
      <TextField label="Anything else" optional {...fields.bind('words')} />
    </Form>
  )
}

const TO_NAMES: Readonly<Record<(typeof HANDED_TO)[number], string>> = {
  'safeguarding lead': 'The safeguarding lead',
  police: 'The police, for a welfare check',
  'social worker': 'The social worker',
  'local authority': 'The local authority',
}

function HandOverForm({ desk }: { readonly desk: DeskState }) {
  const act = useAct(handOver, { refreshes: REFRESHED, onDone: () => desk.done('Handed over.') })
  const [key] = useState(newKey)
  const fields = useFields(
    { to: 'safeguarding lead' as (typeof HANDED_TO)[number], words: '', reference: '' },
    act.error,
  )
  const { family, schoolId } = desk
  if (family === undefined) return null
  return (
    <Form
      desk={desk}
      keep="Hand over"
      error={act.error}
      pending={act.isPending}
      onSubmit={() => act.mutate({ params: { schoolId }, body: { key, pupilIds: idsOf(family), ...fields.values } })}
    >
      <ChoiceField
        label="To"
        hint="They look for the child from here on today. Tomorrow the search begins again."
        choices={HANDED_TO.map((value) => ({ value, label: TO_NAMES[value] }))}
        {...fields.bind('to')}
      />
      <LongTextField label="What they were told" {...fields.bind('words')} />
      <TextField label="Their reference" optional width={24} {...fields.bind('reference')} />
    </Form>
  )
}

function VisitForm({ desk }: { readonly desk: DeskState }) {
  const today = dayText(useNow(60))
  const act = useAct(planVisit, { onDone: () => desk.done('The visit is planned. It stands under Home visits.') })
  const [visitId] = useState(newKey)
  const fields = useFields({ day: today, going: '', words: '' }, act.error)
  const { family, schoolId } = desk
  if (family === undefined) return null
  return (
    <Form
      desk={desk}
      keep="Plan the visit"
      error={act.error}
      pending={act.isPending}
      onSubmit={() =>
        act.mutate({
          params: { schoolId },
          body: { visitId, pupilIds: idsOf(family), ...fields.values, day: fields.values.day as Day },
        })
      }
    >
      <DayField label="Day" {...fields.bind('day')} />
      <TextField label="Who goes" hint="Two people, by name" autoFocus {...fields.bind('going')} />
      <TextField label="To know before going" optional {...fields.bind('words')} />
    </Form>
  )
}

function LetterForm({ desk }: { readonly desk: DeskState }) {
  const act = useAct(recordContact, { refreshes: REFRESHED, onDone: () => desk.done('Kept: a letter was sent.') })
  const [key] = useState(newKey)
  const fields = useFields({ words: '' }, act.error)
  const { family, schoolId } = desk
  if (family === undefined) return null
  return (
    <Form
      desk={desk}
      keep="A letter was sent"
      error={act.error}
      pending={act.isPending}
      onSubmit={() =>
        act.mutate({
          params: { schoolId },
          body: { key, pupilIds: idsOf(family), channel: 'letter', outcome: 'sent', ...fields.values },
        })
      }
    >
      {family.children.map(({ pupilId, name }) => (
        <p key={pupilId}>
          <PageLink there={{ to: '/pupils/$pupilId/messages', params: { pupilId } }}>
            Write the letter about {name}
          </PageLink>
          , with the template “Still absent: letter to the home”. Record here that it went.
        </p>
      ))}
      <TextField
        label="What it says"
        hint="Such as: asks the family to ring"
        optional
        autoFocus
        {...fields.bind('words')}
      />
    </Form>
  )
}
