import { Button, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { TextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { changeSchoolMeeting, type ShownSchoolMeeting } from '../../contract.ts'
import { Told } from './call-meeting.tsx'
import { WhenFields, type WhenValues, whenBody } from './when-fields.tsx'

type Values = WhenValues & { readonly because: string }

/** Moves a meeting about several children, and each child's part with it. */
export function MoveSchoolMeeting({
  meeting: { meetingId, day, time, minutes, place, link },
  waiting,
  onClose,
}: {
  readonly meeting: ShownSchoolMeeting
  /** How many children on its agenda are still to be talked about. */
  readonly waiting: number
  readonly onClose: () => void
}) {
  const schoolId = useSchoolId()
  const [key] = useState(newKey)
  const [initial] = useState<Values>({ day, time, minutes, place, link: link ?? '', because: '' })
  const act = useAct(changeSchoolMeeting)
  const fields = useFields<Values>(initial, act.error)
  const move = ({ because, ...when }: Values) =>
    act.mutate({
      params: { schoolId, meetingId },
      body: { key, step: { kind: 'moved', ...whenBody(when), because } },
    })
  if (act.data !== undefined) return <Told title="The meeting is moved" sent={act.data.sent} onClose={onClose} />
  return (
    <Modal
      opened
      onClose={onClose}
      title="Move the meeting"
      closeButtonProps={{ 'aria-label': 'Close without moving it' }}
    >
      <form noValidate onSubmit={fields.submit(move)}>
        <Stack gap="md">
          <ProblemAlert error={act.error} />
          {waiting > 0 && (
            <p>
              {waiting === 1 ? 'One child’s part moves' : `${waiting} children’s parts move`} with it, each as long
              after its beginning as now. Families who were invited are told, and asked again.
            </p>
          )}
          <WhenFields fields={fields} />
          <TextField label="Why" hint="Kept in the cases; families are not sent it." {...fields.bind('because')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Go back
            </Button>
            <Button type="submit" loading={act.isPending}>
              {waiting === 0 ? 'Move it' : 'Move it and tell them'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
