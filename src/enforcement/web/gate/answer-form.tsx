import { Button, Group, Stack } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { ChoiceField, LongTextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'

/** Nothing is chosen before somebody has thought: no answer stands there by itself. */
const NOTHING = ''

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
  const [initial] = useState(() => ({ answer: NOTHING as Choice, words: words ?? '' }))
  const fields = useFields(initial, error)
  const unchosen = choice !== undefined && fields.values.answer === NOTHING
  return (
    <form noValidate onSubmit={fields.submit((values) => onSend({ key, ...values }))}>
      <Stack gap="sm">
        <ProblemAlert error={error} />
        {choice !== undefined && (
          <ChoiceField
            label={choice.label}
            choices={[{ value: NOTHING as Choice, label: 'Choose' }, ...choice.choices]}
            {...fields.bind('answer')}
            id={`${id}-answer`}
          />
        )}
        <LongTextField
          label={label}
          {...(hint === undefined ? {} : { hint })}
          {...fields.bind('words')}
          id={`${id}-words`}
        />
        <Group>
          <Button type="submit" variant="default" loading={busy} disabled={unchosen}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
