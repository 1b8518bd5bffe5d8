import { Button, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { LongTextField, TextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { correctMinutes, type ShownMeeting } from '../../contract.ts'
import { called } from './meeting-words.ts'
import { Ticks } from './minutes-form.tsx'

interface Values {
  readonly words: string
  readonly decisions: string
  readonly because: string
}

/** Minutes in which something is wrong are written anew; what they said before stays below them. */
export function CorrectMinutes({
  caseId,
  meeting: { meetingId, invited },
  record,
  onClose,
}: {
  readonly caseId: string
  readonly meeting: ShownMeeting
  readonly record: NonNullable<ShownMeeting['record']>
  readonly onClose: () => void
}) {
  const schoolId = useSchoolId()
  const [key] = useState(newKey)
  const [came, setCame] = useState<readonly string[]>(() => record.came.map(({ id }) => id))
  const [initial] = useState<Values>({ words: record.words, decisions: record.decisions.join('\n'), because: '' })
  const act = useAct(correctMinutes, { onDone: onClose })
  const fields = useFields(initial, act.error)
  const people = [...new Map([...invited, ...record.came].map((one) => [one.id, one])).values()]
  const save = ({ words, decisions, because }: Values) =>
    act.mutate({
      params: { schoolId, caseId, meetingId },
      body: {
        ...{ key, words, because },
        came: people.filter(({ id }) => came.includes(id)),
        decisions: decisions
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean),
      },
    })
  const close = { 'aria-label': 'Close without correcting them' }
  return (
    <Modal opened onClose={onClose} title="Correct the minutes" size="lg" closeButtonProps={close}>
      <form noValidate onSubmit={fields.submit(save)}>
        <Stack gap="md">
          <ProblemAlert error={act.error} />
          <Ticks
            legend="Who came"
            choices={people.map((one) => ({ id: one.id, label: called(one) }))}
            chosen={came}
            onChoose={setCame}
          />
          <LongTextField label="What was said" rows={6} optional {...fields.bind('words')} />
          <LongTextField label="Decisions" hint="One a line." rows={3} optional {...fields.bind('decisions')} />
          <TextField
            label="What was wrong"
            hint="The minutes as they were stay to be read below the new ones."
            {...fields.bind('because')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Go back
            </Button>
            <Button type="submit" loading={act.isPending}>
              Keep the correction
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
