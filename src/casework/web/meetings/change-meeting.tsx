import { Button, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { ChoiceField, TextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { ANSWERS, changeMeeting, type ShownMeeting } from '../../contract.ts'
import { Told } from './call-meeting.tsx'
import { called } from './meeting-words.ts'
import { WhenFields, type WhenValues, whenBody } from './when-fields.tsx'

export type Change = 'moved' | 'cancelled' | 'answered'
type Values = WhenValues & {
  readonly because: string
  readonly of: string
  readonly answer: (typeof ANSWERS)[number]
  readonly words: string
}

const TITLES: Readonly<Record<Change, { readonly title: string; readonly press: string }>> = {
  moved: { title: 'Move the meeting', press: 'Move it and tell them' },
  cancelled: { title: 'Cancel the meeting', press: 'Cancel it and tell them' },
  answered: { title: 'Write down an answer', press: 'Keep the answer' },
}
const ANSWER_CHOICES = ANSWERS.map((value) => ({
  value,
  label: { coming: 'Is coming', 'not coming': 'Cannot come', 'another time': 'Asks for another time' }[value],
}))

/** Moves or cancels a meeting, or writes down what somebody said on the telephone. */
export function ChangeMeeting({
  caseId,
  meeting,
  change,
  onClose,
}: {
  readonly caseId: string
  readonly meeting: ShownMeeting
  readonly change: Change
  readonly onClose: () => void
}) {
  const schoolId = useSchoolId()
  const [key] = useState(newKey)
  const act = useAct(changeMeeting)
  const { day, time, minutes, place, link, invited, meetingId } = meeting
  const [initial] = useState<Values>({
    ...{ day, time, minutes, place, link: link ?? '', because: '' },
    ...{ of: invited[0]?.id ?? '', answer: 'coming', words: '' },
  })
  const fields = useFields<Values>(initial, act.error)
  const save = (values: Values) => {
    const { because, of, answer, words } = values
    const step =
      change === 'moved'
        ? { kind: change, ...whenBody(values), because }
        : change === 'cancelled'
          ? { kind: change, because }
          : { kind: change, of, answer, words }
    act.mutate(
      { params: { schoolId, caseId, meetingId }, body: { key, step } },
      change === 'answered' ? { onSuccess: onClose } : {},
    )
  }
  const { title, press } = TITLES[change]
  if (act.data !== undefined && change !== 'answered')
    return (
      <Told
        title={change === 'moved' ? 'The meeting is moved' : 'The meeting is cancelled'}
        sent={act.data.sent}
        onClose={onClose}
      />
    )
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close without changing it' }}>
      <form noValidate onSubmit={fields.submit(save)}>
        <Stack gap="md">
          <ProblemAlert error={act.error} />
          {change === 'moved' && <WhenFields fields={fields} />}
          {change !== 'answered' && (
            <TextField label="Why" hint="Kept in the case; families are not sent it." {...fields.bind('because')} />
          )}
          {change === 'answered' && (
            <>
              <ChoiceField
                label="Who answered"
                choices={invited.map((one) => ({ value: one.id, label: called(one) }))}
                {...fields.bind('of')}
              />
              <ChoiceField label="What they said" choices={ANSWER_CHOICES} {...fields.bind('answer')} />
              <TextField label="In their words" optional {...fields.bind('words')} />
            </>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Go back
            </Button>
            <Button type="submit" loading={act.isPending}>
              {press}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
