import { Button, Group, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { CodeBadge } from '../../components/code-badge.tsx'
import { ConfirmWithReason } from '../../components/confirm-with-reason.tsx'
import {
  CheckField,
  ChoiceField,
  DayField,
  LongTextField,
  NumberField,
  TextField,
  TimeField,
} from '../../components/fields.tsx'
import { ProblemAlert } from '../../components/problem-alert.tsx'
import { useFields } from '../../components/use-fields.ts'
import { OfflineError, ProblemError } from '../../problem.ts'
import type { Example } from '../example.ts'

const REFUSED = new ProblemError({
  title: 'Refused',
  status: 422,
  code: 'leave.dates',
  detail: 'The request was not saved. Two answers need another look.',
  errors: [
    { path: 'until', message: 'Give a last day that is not before the first.' },
    { path: 'reason', message: 'Write the reason in a few words.' },
  ],
})

const START = {
  name: 'Amira Khan',
  from: '2026-12-01',
  until: '2026-11-30',
  arrives: '08:52',
  days: 3 as number | undefined,
  kind: 'leave' as 'leave' | 'visit',
  reason: '',
  agreed: true,
}

function ShowForm() {
  const [error, setError] = useState<unknown>(REFUSED)
  const fields = useFields(START, error)
  return (
    <form onSubmit={fields.submit(() => setError(undefined))} noValidate>
      <Stack gap="md" maw="var(--fb-measure)">
        <ProblemAlert error={error} />
        <TextField label="Pupil" {...fields.bind('name')} />
        <Group align="flex-start">
          <DayField label="First day" {...fields.bind('from')} />
          <DayField label="Last day" {...fields.bind('until')} />
        </Group>
        <Group align="flex-start">
          <TimeField label="Arrives" optional {...fields.bind('arrives')} />
          <NumberField label="School days" min={1} {...fields.bind('days')} />
        </Group>
        <ChoiceField
          label="Kind"
          choices={[
            { value: 'leave', label: 'Leave of absence' },
            { value: 'visit', label: 'Educational visit' },
          ]}
          {...fields.bind('kind')}
        />
        <LongTextField label="Reason" hint="As the parent gave it." {...fields.bind('reason')} />
        <CheckField label="Agreed by the head" {...fields.bind('agreed')} />
        <Group>
          <Button type="submit">Save the request</Button>
        </Group>
      </Stack>
    </form>
  )
}

export const forms: Example = {
  title: 'Forms and problems',
  file: 'fields.tsx, use-fields.ts, problem-alert.tsx',
  Show: ShowForm,
}

function ShowConfirm() {
  const [opened, asking] = useDisclosure(false)
  return (
    <Stack align="flex-start">
      <ProblemAlert
        error={new OfflineError()}
        action={
          <Button size="xs" variant="default">
            Try again
          </Button>
        }
      />
      <Button variant="default" onClick={asking.open}>
        Change the mark
      </Button>
      <ConfirmWithReason
        opened={opened}
        onClose={asking.close}
        title="Change the mark of Amira Khan"
        confirmLabel="Change the mark"
        suggestions={['Parent rang', 'Signed in late', 'Marked by mistake']}
        onConfirm={asking.close}
      >
        <Group gap="xs">
          <Text span>Monday 23 November, morning:</Text>
          <CodeBadge code="N" />
          <Text span>becomes</Text>
          <CodeBadge code="I" />
        </Group>
      </ConfirmWithReason>
    </Stack>
  )
}

export const confirming: Example = {
  title: 'Asking for the reason',
  file: 'confirm-with-reason.tsx',
  Show: ShowConfirm,
}
