import { Button, Group, Modal, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { compareSessions } from '../../../kernel/session.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { ChoiceField, LongTextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { WARNED_BY, type WantedReason, warnFamilies } from '../../contract.ts'

const WAYS: Readonly<Record<(typeof WARNED_BY)[number], string>> = {
  message: 'Send a message now',
  phone: 'I told them by telephone',
  letter: 'I told them by letter',
  'in-person': 'I told them in person',
}

/** One warning for each pupil, about the first to the last of the sessions chosen. */
function pupilsOf(marks: readonly WantedReason[], ids: ReadonlyMap<string, string>) {
  return [...Map.groupBy(marks, ({ pupil }) => pupil.id)].flatMap(([pupilId, ofPupil]) => {
    const sessions = ofPupil.map(({ day, half }) => ({ day, half })).toSorted(compareSessions)
    const [from] = sessions
    const to = sessions.at(-1)
    const warningId = ids.get(pupilId)
    return from && to && warningId ? [{ warningId, pupilId, from, to }] : []
  })
}

/** Tells families that an absence becomes unauthorised, or writes down that they were told. */
export function WarnDialog({
  marks,
  onClose,
}: {
  readonly marks: readonly WantedReason[]
  readonly onClose: () => void
}) {
  const schoolId = useSchoolId()
  const [ids] = useState(() => new Map(marks.map(({ pupil }) => [pupil.id as string, newKey()])))
  const [channel, setChannel] = useState<(typeof WARNED_BY)[number]>('message')
  const [words, setWords] = useState('')
  const warn = useAct(warnFamilies)
  const pupils = pupilsOf(marks, ids)
  const save = (event: FormEvent) => {
    event.preventDefault()
    warn.mutate({
      params: { schoolId },
      body: { about: 'no-reason', channel, words, pupils },
    })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={pupils.length === 1 ? 'Tell the family' : `Tell ${pupils.length} families`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={save} noValidate>
        <Stack gap="md">
          <ProblemAlert error={warn.error} />
          {warn.data === undefined ? (
            <>
              <p>Without a reason by the end of its time, the absence is recorded as unauthorised.</p>
              <ChoiceField
                label="How"
                choices={WARNED_BY.map((value) => ({ value, label: WAYS[value] }))}
                id="warn-channel"
                name="channel"
                value={channel}
                onChange={setChannel}
              />
              {channel !== 'message' && (
                <LongTextField
                  label="What you said, and what they answered"
                  id="warn-words"
                  name="words"
                  value={words}
                  onChange={setWords}
                />
              )}
            </>
          ) : (
            <Told answer={warn.data} />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {warn.data === undefined ? 'Go back' : 'Close'}
            </Button>
            {warn.data === undefined && (
              <Button type="submit" loading={warn.isPending}>
                {channel === 'message' ? 'Send it' : 'Write it down'}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function Told({
  answer,
}: {
  readonly answer: { warned: number; left: readonly { pupilId: string; name: string; why: string }[] }
}) {
  return (
    <div aria-live="polite">
      <p>{answer.warned === 1 ? 'One family is told.' : `${answer.warned} families are told.`}</p>
      {answer.left.length > 0 && (
        <>
          <p>Not told, so nothing of theirs turns unauthorised:</p>
          <ul>
            {answer.left.map(({ pupilId, name, why }) => (
              <li key={pupilId}>
                {name}: {why}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
