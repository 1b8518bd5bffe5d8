import { Button, Group, Stack } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { ChoiceField, LongTextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'

/** One answer: a choice where there is one, and words. The key is the form's own, so that it is kept once however often it is sent. */
export function AnswerForm<Choice extends string>({
  id,
  choice,
  label,
  words,
  hint,
  submit,
  busy,
  error,
  onSend,
}: {
  /** Distinct on the page: two forms of the same page have the same fields. */
  readonly id: string
  readonly choice?: {
    readonly label: string
    readonly choices: readonly { readonly value: Choice; readonly label: string }[]
  }
  /** What is asked in words. */
  readonly label: string
  readonly words?: string
  readonly hint?: ReactNode
  readonly submit: string
  readonly busy: boolean
  readonly error: Error | null
  readonly onSend: (answer: { key: string; answer: Choice; words: string }) => void
}) {
  const [key] = useState(newKey)
  const [initial] = useState(() => ({ answer: (choice?.choices[0]?.value ?? '') as Choice, words: words ?? '' }))
  const fields = useFields(initial, error)
  return (
    <form noValidate onSubmit={fields.submit((values) => onSend({ key, ...values }))}>
      <Stack gap="sm">
        <ProblemAlert error={error} />
        {choice !== undefined && (
          <ChoiceField label={choice.label} choices={choice.choices} {...fields.bind('answer')} id={`${id}-answer`} />
        )}
        <LongTextField
          label={label}
          {...(hint === undefined ? {} : { hint })}
          {...fields.bind('words')}
          id={`${id}-words`}
        />
        <Group>
          <Button type="submit" variant="default" loading={busy}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
