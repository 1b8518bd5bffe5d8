import { Button, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { ChoiceField, TextField } from '../../ui/components/fields.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { useFields } from '../../ui/components/use-fields.ts'
import { newKey } from '../../ui/new-key.ts'
import { useAct } from '../../ui/use-operation.ts'
import { type ForPraise, givePraise, type PraiseWay } from '../contract.ts'

const WAYS = [
  { value: 'card', label: 'A card to print' },
  { value: 'message', label: 'A message to the family' },
  { value: 'both', label: 'Both' },
] as const

/** What went well, what the child says of it, and how it is told. */
export function GivePraise({
  pupil,
  mayMessage,
  onClose,
}: {
  readonly pupil: ForPraise
  readonly mayMessage: boolean
  readonly onClose: () => void
}) {
  const schoolId = useSchoolId()
  const [praiseId] = useState(newKey)
  const act = useAct(givePraise)
  const fields = useFields<{ words: string; childWords: string; way: PraiseWay }>(
    { words: pupil.words, childWords: '', way: 'card' },
    act.error,
  )
  const save = (values: typeof fields.values) =>
    act.mutate({ params: { schoolId }, body: { praiseId, pupilId: pupil.pupilId, ...values } }, { onSuccess: onClose })
  return (
    <Modal opened onClose={onClose} title={`Praise ${pupil.name}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form noValidate onSubmit={fields.submit(save)}>
        <Stack gap="md">
          <ProblemAlert error={act.error} />
          <TextField
            label="What went well"
            hint="Goes on the card and into the message. Name no other child, and nothing about health."
            {...fields.bind('words')}
          />
          <TextField
            label="What the child says about it"
            hint="Ask, and write it as the child says it. On the card alone."
            optional
            {...fields.bind('childWords')}
          />
          {mayMessage && <ChoiceField label="How" choices={WAYS} {...fields.bind('way')} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Go back
            </Button>
            <Button type="submit" loading={act.isPending}>
              Praise
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
