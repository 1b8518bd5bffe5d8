import { Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../../kernel/operation.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { ChoiceField, LongTextField, TextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { endImprove, type NoticeOutcome, type showImprove } from '../../contract.ts'

const WORDS: Readonly<Record<NoticeOutcome, string>> = {
  improved: 'It improved',
  'not improved': 'It did not improve enough',
  withdrawn: 'The notice is withdrawn',
  'early penalty notice': 'A penalty notice comes early',
}

/** What came of a notice: only what the table of states lets follow. */
export function OutcomeForm({ of }: { readonly of: Answer<typeof showImprove> }) {
  const schoolId = useSchoolId()
  const end = useAct(endImprove)
  const [key] = useState(newKey)
  const [initial] = useState(() => ({
    outcome: '' as NoticeOutcome | '',
    ground: '',
    words: '',
  }))
  const fields = useFields(initial, end.error)
  const early = fields.values.outcome === 'early penalty notice'
  return (
    <form
      noValidate
      onSubmit={fields.submit(({ outcome, ground, words }) =>
        end.mutate({
          params: { schoolId, threadId: of.threadId },
          // Nothing chosen is refused by the server, which says so.
          body: { key, outcome: outcome as NoticeOutcome, ground: early && ground !== '' ? ground : null, words },
        }),
      )}
    >
      <Stack gap="sm">
        <ProblemAlert error={end.error} />
        <ChoiceField
          label="What came of it"
          choices={[{ value: '', label: 'Choose' }, ...of.outcomes.map((value) => ({ value, label: WORDS[value] }))]}
          {...fields.bind('outcome')}
        />
        {early && (
          <TextField
            label="The ground for coming early"
            hint="One that the notice told the parent. The questions before a penalty notice are still asked."
            {...fields.bind('ground')}
          />
        )}
        <LongTextField label="In words" {...fields.bind('words')} />
        <Group>
          <Button type="submit" variant="default" loading={end.isPending}>
            End the notice
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
