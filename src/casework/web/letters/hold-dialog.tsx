import { Button, Group, Modal, Stack } from '@mantine/core'
import type { Day } from '../../../kernel/day.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { ChoiceField, DayField, TextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { HOLD_NAMES, HOLDS, type Hold, holdLetters, type OnLadder } from '../../contract.ts'

/** Holds the letters about one child back, for a reason that the list shows from then on. */
export function HoldDialog({ of, onClose }: { readonly of: OnLadder; readonly onClose: () => void }) {
  const schoolId = useSchoolId()
  const act = useAct(holdLetters, { onDone: onClose })
  const fields = useFields<{ because: Hold; words: string; until: string }>(
    { because: 'meeting booked', words: '', until: '' },
    act.error,
  )
  const hold = ({ because, words, until }: typeof fields.values) =>
    act.mutate({
      params: { schoolId },
      body: { pupilId: of.pupilId, held: true, because, words, until: until === '' ? null : (until as Day) },
    })
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Hold letters about ${of.name} back`}
      closeButtonProps={{ 'aria-label': 'Close without holding back' }}
    >
      <form noValidate onSubmit={fields.submit(hold)}>
        <Stack gap="md">
          <ProblemAlert error={act.error} />
          <ChoiceField<Hold>
            label="Why"
            choices={HOLDS.map((value) => ({ value, label: HOLD_NAMES[value] }))}
            {...fields.bind('because')}
          />
          <TextField
            label="In a few words"
            optional
            hint="Everybody who sees the list reads it: nothing about safety."
            {...fields.bind('words')}
          />
          <DayField
            label="Until"
            optional
            hint="Left empty, it holds until somebody ends it."
            {...fields.bind('until')}
          />
          <Group>
            <Button type="submit" loading={act.isPending}>
              Hold back
            </Button>
            <Button variant="default" onClick={onClose}>
              Go back
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
