import { Button, Checkbox, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import type { Day } from '../../../kernel/day.ts'
import type { Body } from '../../../kernel/operation.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { dayText, useNow } from '../../../ui/clock.tsx'
import { ChoiceField, DayField, LongTextField, TextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { type Fields, useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { type ActionStep, recordActionStep } from '../../contract.ts'
import { bodyOf, STEP_FORMS, type StepField } from './step-fields.ts'

type Typed = Record<string, string>
type Sent = Body<typeof recordActionStep>['step']

/** Writes down one step of a fast track, an order or a prosecution. */
export function StepForm({
  step,
  threadId,
  onClose,
}: {
  readonly step: ActionStep
  readonly threadId: string
  readonly onClose: () => void
}) {
  const schoolId = useSchoolId()
  const today = dayText(useNow(60))
  const [key] = useState(newKey)
  const record = useAct(recordActionStep, { onDone: onClose })
  const { button, note, fields: asked } = STEP_FORMS[step]
  const fields = useFields<Typed>({ happened: today }, record.error)
  const send = (typed: Typed) =>
    record.mutate({
      params: { schoolId, threadId },
      // The server reads it by the kind of step, and says what does not fit.
      body: { key, day: (typed.happened ?? today) as Day, step: { kind: step, body: bodyOf(step, typed) } as Sent },
    })
  return (
    <Modal
      opened
      onClose={onClose}
      title={button}
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close without keeping it' }}
    >
      <form noValidate onSubmit={fields.submit(send)}>
        <Stack gap="md">
          <ProblemAlert error={record.error} />
          {note !== undefined && <p>{note}</p>}
          <DayField label="On which day" autoFocus {...fields.bind('happened')} />
          {asked.map((field) => (
            <Asked key={field.name} field={field} fields={fields} />
          ))}
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

function Asked({ field, fields }: { readonly field: StepField; readonly fields: Fields<Typed> }) {
  const bound = { ...fields.bind(field.name), value: fields.values[field.name] ?? '' }
  switch (field.kind) {
    case 'choice':
      return <ChoiceField {...bound} label={field.label} choices={field.of.map((value) => ({ value, label: value }))} />
    case 'yes or no':
      return (
        <Checkbox
          label={field.label}
          checked={bound.value === 'yes'}
          onChange={(event) => bound.onChange(event.currentTarget.checked ? 'yes' : '')}
        />
      )
    case 'some':
      return <Some {...bound} label={field.label} of={field.of} />
    case 'day':
      return <DayField {...bound} {...optional(field)} label={field.label} />
    case 'words':
      return <LongTextField {...bound} {...optional(field)} label={field.label} />
    default:
      return (
        <TextField
          {...bound}
          {...optional(field)}
          label={field.label}
          {...(field.kind === 'number' ? { width: 4 } : {})}
        />
      )
  }
}

const optional = (field: { readonly optional?: true }) => (field.optional ? { optional: true } : {})

function Some(props: {
  readonly label: string
  readonly value: string
  readonly of: readonly string[]
  readonly onChange: (value: string) => void
}) {
  const chosen = props.value === '' ? [] : props.value.split('\n')
  return (
    <Checkbox.Group label={props.label} value={chosen} onChange={(values) => props.onChange(values.join('\n'))}>
      <Stack gap="xs" mt="xs">
        {props.of.map((value) => (
          <Checkbox key={value} value={value} label={value.charAt(0).toUpperCase() + value.slice(1)} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}
