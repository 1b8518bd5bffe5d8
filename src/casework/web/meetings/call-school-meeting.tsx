import { Button, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { ChoiceField, TextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { callSchoolMeeting, MEETING_NAMES } from '../../contract.ts'
import { WhenFields, type WhenValues, whenBody } from './when-fields.tsx'

const KINDS = ['targeting support', 'panel', 'governors', 'multi-agency'] as const
type Values = WhenValues & {
  readonly kind: (typeof KINDS)[number]
  readonly about: string
  readonly guest: string
  readonly guestAs: string
}

const EMPTY: Values = {
  kind: 'targeting support',
  day: '',
  time: '',
  minutes: 60,
  place: '',
  link: '',
  about: '',
  guest: '',
  guestAs: 'Link officer of the local authority',
}

/** Calls a meeting about several children; who is on its agenda is chosen on its own page. */
export function CallSchoolMeeting({
  onClose,
  onCalled,
}: {
  readonly onClose: () => void
  readonly onCalled: (meetingId: string) => void
}) {
  const schoolId = useSchoolId()
  const [ids] = useState(() => ({ key: newKey(), meetingId: newKey(), guest: newKey() }))
  const act = useAct(callSchoolMeeting, { onDone: () => onCalled(ids.meetingId) })
  const fields = useFields<Values>(EMPTY, act.error)
  const save = (values: Values) => {
    const { kind, about, guest, guestAs } = values
    const guests =
      guest.trim() === '' ? [] : [{ id: ids.guest, who: 'professional' as const, name: guest, as: guestAs }]
    const { key, meetingId } = ids
    act.mutate({ params: { schoolId }, body: { key, meetingId, kind, about, guests, ...whenBody(values) } })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title="Call a meeting about several children"
      closeButtonProps={{ 'aria-label': 'Close without calling it' }}
    >
      <form noValidate onSubmit={fields.submit(save)}>
        <Stack gap="md">
          <ProblemAlert error={act.error} />
          <ChoiceField
            label="Kind"
            choices={KINDS.map((kind) => ({ value: kind, label: MEETING_NAMES[kind] }))}
            {...fields.bind('kind')}
          />
          <WhenFields fields={fields} />
          <TextField label="What it is about" optional {...fields.bind('about')} />
          <TextField label="Who comes from outside" optional {...fields.bind('guest')} />
          <TextField label="What they are there as" optional {...fields.bind('guestAs')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Go back
            </Button>
            <Button type="submit" loading={act.isPending}>
              Call it
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
