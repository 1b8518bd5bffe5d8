import { Button, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { LongTextField } from '../../ui/components/fields.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { useFields } from '../../ui/components/use-fields.ts'

const EMPTY = { text: '' }

/** A few words back: an answer to the school, or to a family. */
export function AnswerForm({
  label,
  press,
  act,
  onSend,
}: {
  readonly label: string
  readonly press: string
  readonly act: { readonly error: Error | null; readonly isPending: boolean }
  readonly onSend: (text: string) => void
}): ReactNode {
  const fields = useFields(EMPTY, act.error)
  return (
    <form
      noValidate
      onSubmit={fields.submit(({ text }) => {
        onSend(text)
      })}
    >
      <Stack gap="sm" mt="sm">
        <ProblemAlert error={act.error} />
        <LongTextField label={label} rows={2} {...fields.bind('text')} />
        <Button type="submit" loading={act.isPending} style={{ alignSelf: 'flex-start' }}>
          {press}
        </Button>
      </Stack>
    </form>
  )
}
