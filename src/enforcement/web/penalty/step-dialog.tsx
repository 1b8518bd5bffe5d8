import { Button, Group, Modal, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { ChoiceField, DayField, LongTextField, NumberField, TextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { type PenaltyEventKind, type PenaltyStep, recordPenaltyStep, WITHDRAWN_BECAUSE } from '../../contract.ts'

export type StepKind = PenaltyStep['kind']

/** What each step is called on its button, and what it asks for. */
export const STEP_WORDS: Readonly<
  Record<StepKind, { readonly button: string; readonly title: string; readonly note: string }>
> = {
  'penalty-checked': {
    button: 'The authority answered',
    title: 'What the authority answered',
    note: 'Nothing is issued before this. Enter notices of elsewhere that it knows of as well: they decide which notice this is.',
  },
  'penalty-called-off': {
    button: 'Call it off',
    title: 'Call the request off',
    note: 'The request stays on record, with why.',
  },
  'penalty-issued': {
    button: 'The authority issued it',
    title: 'The authority issued the notice',
    note: 'By post it is taken to be received some working days later; enter the day of receipt where you know it.',
  },
  'penalty-copied': {
    button: 'A copy was sent',
    title: 'A copy was sent',
    note: 'The authority gets a copy of every notice.',
  },
  'penalty-received': {
    button: 'It was received',
    title: 'The day of receipt',
    note: 'The days to pay run from this day. It takes the place of the day that was taken to be so.',
  },
  'penalty-paid': {
    button: 'Payment',
    title: 'A payment to the authority',
    note: 'As the authority tells it. Too much, or after the last day, is shown as money to refund.',
  },
  'penalty-refunded': { button: 'Refund', title: 'A refund', note: 'Never more than was paid.' },
  'penalty-withdrawn': {
    button: 'Withdrawn',
    title: 'The notice was withdrawn',
    note: 'What was paid goes back, the notice counts towards nothing, and nobody is prosecuted on the same facts.',
  },
  'penalty-prosecuted': {
    button: 'Prosecuted',
    title: 'The authority prosecutes',
    note: 'For the absence itself, not for the unpaid notice.',
  },
  'penalty-mistaken': {
    button: 'There is no such notice',
    title: 'This notice was entered by mistake',
    note: 'What was entered stays on record, with why it is wrong, and counts towards nothing.',
  },
}

interface Typed {
  readonly day: string
  readonly answer: 'clear' | 'not clear'
  readonly elsewhere: number
  readonly name: string
  readonly words: string
  readonly reference: string
  readonly way: 'post' | 'by hand'
  readonly because: (typeof WITHDRAWN_BECAUSE)[number]
  readonly pounds: number
  readonly pence: number
}

function stepOf(kind: StepKind, typed: Typed): PenaltyStep {
  const { words, reference, name } = typed
  switch (kind) {
    case 'penalty-checked':
      return { kind, answer: typed.answer, elsewhere: typed.elsewhere, from: name, words }
    case 'penalty-called-off':
    case 'penalty-mistaken':
      return { kind, because: words }
    case 'penalty-issued':
      return { kind, signatory: name, way: typed.way, reference }
    case 'penalty-copied':
      return { kind, to: name }
    case 'penalty-received':
      return { kind, words }
    case 'penalty-paid':
      return { kind, pence: 100 * typed.pounds + typed.pence, reference }
    case 'penalty-refunded':
      return { kind, pence: 100 * typed.pounds + typed.pence, words }
    case 'penalty-withdrawn':
      return { kind, because: typed.because, words }
    case 'penalty-prosecuted':
      return { kind, words, reference }
  }
}

/** Writes down one step of a notice. */
export function StepDialog({
  kind,
  threadId,
  today,
  due,
  onClose,
}: {
  readonly kind: StepKind
  readonly threadId: string
  readonly today: string
  /** Pence to pay today, as a beginning. */
  readonly due: number
  readonly onClose: () => void
}) {
  const schoolId = useSchoolId()
  const [key] = useState(newKey)
  const [typed, setTyped] = useState<Typed>({
    ...{ day: today, answer: 'clear', elsewhere: 0, name: '', words: '', reference: '', way: 'post' },
    ...{ because: 'ought not to have been issued', pounds: Math.trunc(due / 100), pence: due % 100 },
  })
  const change = (changed: Partial<Typed>) => setTyped((last) => ({ ...last, ...changed }))
  const record = useAct(recordPenaltyStep, {
    onDone: () => {
      notifications.show({ message: 'Written down.' })
      onClose()
    },
  })
  const { title, note } = STEP_WORDS[kind]
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close without writing it down' }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          const day = typed.day as Parameters<typeof record.mutate>[0]['body']['day']
          record.mutate({ params: { schoolId, threadId }, body: { key, day, step: stepOf(kind, typed) } })
        }}
      >
        <Stack gap="md">
          <ProblemAlert error={record.error} />
          <p>{note}</p>
          <DayField id="day" name="day" label="On" value={typed.day} onChange={(day) => change({ day })} />
          <StepFields kind={kind} typed={typed} change={change} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Go back
            </Button>
            <Button type="submit" loading={record.isPending}>
              Write it down
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

interface Typing {
  readonly kind: StepKind
  readonly typed: Typed
  readonly change: (changed: Partial<Typed>) => void
}

const NAME_OF: Readonly<Partial<Record<PenaltyEventKind, string>>> = {
  'penalty-checked': 'Who answered',
  'penalty-issued': 'Signed by',
  'penalty-copied': 'To whom',
}
const WORDS_OF: Readonly<Partial<Record<PenaltyEventKind, { readonly label: string; readonly optional: boolean }>>> = {
  'penalty-checked': { label: 'What else they said', optional: true },
  'penalty-called-off': { label: 'Why', optional: false },
  'penalty-mistaken': { label: 'What was wrong', optional: false },
  'penalty-received': { label: 'How you know', optional: true },
  'penalty-refunded': { label: 'Why', optional: true },
  'penalty-withdrawn': { label: 'Why, in your own words', optional: false },
  'penalty-prosecuted': { label: 'What the authority said', optional: false },
}
const REFERENCED: readonly StepKind[] = ['penalty-issued', 'penalty-paid', 'penalty-prosecuted']

function StepFields({ kind, typed, change }: Typing) {
  const name = NAME_OF[kind]
  const words = WORDS_OF[kind]
  return (
    <>
      {kind === 'penalty-checked' && <AnswerFields typed={typed} change={change} />}
      {name !== undefined && (
        <TextField
          id="name"
          name="name"
          label={name}
          value={typed.name}
          onChange={(value) => change({ name: value })}
        />
      )}
      {kind === 'penalty-issued' && (
        <ChoiceField
          id="way"
          name="way"
          label="How it was served"
          value={typed.way}
          onChange={(way) => change({ way })}
          choices={[
            { value: 'post', label: 'By post' },
            { value: 'by hand', label: 'By hand' },
          ]}
        />
      )}
      {(kind === 'penalty-paid' || kind === 'penalty-refunded') && <AmountFields typed={typed} change={change} />}
      {kind === 'penalty-withdrawn' && (
        <ChoiceField
          id="because"
          name="because"
          label="Because"
          value={typed.because}
          onChange={(because) => change({ because })}
          choices={WITHDRAWN_BECAUSE.map((value) => ({
            value,
            label: `${value.charAt(0).toUpperCase()}${value.slice(1)}`,
          }))}
        />
      )}
      {REFERENCED.includes(kind) && (
        <TextField
          id="reference"
          name="reference"
          label="The authority’s reference"
          optional
          width={24}
          value={typed.reference}
          onChange={(reference) => change({ reference })}
        />
      )}
      {words !== undefined && (
        <LongTextField
          id="words"
          name="words"
          {...words}
          value={typed.words}
          onChange={(value) => change({ words: value })}
        />
      )}
    </>
  )
}

function AmountFields({ typed, change }: Omit<Typing, 'kind'>) {
  return (
    <Group align="end">
      <NumberField
        id="pounds"
        name="pounds"
        label="Pounds"
        min={0}
        value={typed.pounds}
        onChange={(value) => change({ pounds: value ?? 0 })}
      />
      <NumberField
        id="pence"
        name="pence"
        label="Pence"
        min={0}
        max={99}
        value={typed.pence}
        onChange={(value) => change({ pence: value ?? 0 })}
      />
    </Group>
  )
}

function AnswerFields({ typed, change }: Omit<Typing, 'kind'>) {
  return (
    <>
      <ChoiceField
        id="answer"
        name="answer"
        label="Its answer"
        value={typed.answer}
        onChange={(answer) => change({ answer })}
        choices={[
          { value: 'clear', label: 'Clear: a notice may be issued' },
          { value: 'not clear', label: 'Not clear: no notice for now' },
        ]}
      />
      <NumberField
        id="elsewhere"
        name="elsewhere"
        label="Notices of elsewhere it knows of"
        min={0}
        value={typed.elsewhere}
        onChange={(elsewhere) => change({ elsewhere: elsewhere ?? 0 })}
      />
    </>
  )
}
