import { Alert, Button, Checkbox, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import type { Day } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { ChoiceField, DayField, TextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import {
  callMeeting,
  type caseMeetings,
  hasFamily,
  MEETING_KINDS,
  MEETING_NAMES,
  type MeetingKind,
  type ShownSchoolMeeting,
  WITH_THE_FAMILY,
} from '../../contract.ts'
import { askedAtFirst, called, peopleOf, sentInWords } from './meeting-words.ts'
import styles from './meetings.module.css'
import { WhenFields, type WhenValues, whenBody } from './when-fields.tsx'

type Of = Pick<Answer<typeof caseMeetings>, 'child' | 'guests'>
type Values = WhenValues & {
  readonly kind: MeetingKind
  readonly about: string
  readonly replyBy: string
  readonly outsider: string
  readonly outsiderAs: string
}

const EMPTY: Values = {
  kind: 'school attendance',
  day: '',
  time: '',
  minutes: 30,
  place: '',
  link: '',
  about: '',
  replyBy: '',
  outsider: '',
  outsiderAs: '',
}

function whenOf({ day, time, place, link }: ShownSchoolMeeting): Pick<Values, 'day' | 'time' | 'place' | 'link'> {
  return { day, time, place, link: link ?? '' }
}

/** Calls a meeting about a child: what, when, and who is asked. Those who must not be told cannot be ticked. */
export function CallMeeting({
  caseId,
  of,
  onClose,
  partOf,
}: {
  readonly caseId: string
  readonly of: Of
  readonly onClose: () => void
  /** The meeting of several of which it is one part; its day, place and kind are offered. */
  readonly partOf?: ShownSchoolMeeting
}) {
  const schoolId = useSchoolId()
  const [ids] = useState(() => ({ key: newKey(), meetingId: newKey(), outsider: newKey() }))
  const [chosen, setChosen] = useState<readonly string[]>(() => askedAtFirst(of.guests))
  const act = useAct(callMeeting)
  const [initial] = useState<Values>(() =>
    partOf === undefined ? EMPTY : { ...EMPTY, ...whenOf(partOf), kind: partOf.kind },
  )
  const fields = useFields<Values>(initial, act.error)
  const people = peopleOf(of.guests, of.child)
  const save = (values: Values) => {
    const outsider = values.outsider.trim()
    const invited = [
      ...people.filter(({ id }) => chosen.includes(id)),
      ...(outsider === ''
        ? []
        : [{ id: ids.outsider, who: 'professional' as const, name: outsider, as: values.outsiderAs }]),
    ]
    const { kind, about, replyBy } = values
    const { key, meetingId } = ids
    const reply = replyBy === '' ? null : (replyBy as Day)
    act.mutate({
      params: { schoolId, caseId },
      body: {
        key,
        meetingId,
        kind,
        about,
        invited,
        replyBy: reply,
        partOf: partOf?.meetingId ?? null,
        ...whenBody(values),
      },
    })
  }
  if (act.data !== undefined) return <Told title="The meeting is called" sent={act.data.sent} onClose={onClose} />
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={`Call a meeting about ${of.child.name}`}
      closeButtonProps={{ 'aria-label': 'Close without calling it' }}
    >
      <form noValidate onSubmit={fields.submit(save)}>
        <Stack gap="md">
          <ProblemAlert error={act.error} />
          <ChoiceField
            label="Kind"
            choices={MEETING_KINDS.map((kind) => ({ value: kind, label: MEETING_NAMES[kind] }))}
            {...fields.bind('kind')}
          />
          <WhenFields fields={fields} />
          <TextField
            label="What it is about"
            hint="The family reads this too. Begin with what would help."
            optional
            {...fields.bind('about')}
          />
          <Guests guests={of.guests} people={people} chosen={chosen} onChoose={setChosen} />
          {WITH_THE_FAMILY.includes(fields.values.kind) &&
            !hasFamily(people.filter(({ id }) => chosen.includes(id))) && (
              <Alert color="yellow" title="Nobody of the family is invited">
                This meeting is held with the family. Tick a parent or the child, or choose another kind.
              </Alert>
            )}
          <Group align="flex-end">
            <TextField label="Somebody from outside" optional {...fields.bind('outsider')} />
            <TextField label="What they are there as" optional {...fields.bind('outsiderAs')} />
          </Group>
          <DayField label="Answer hoped for by" optional {...fields.bind('replyBy')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Go back
            </Button>
            <Button type="submit" loading={act.isPending}>
              Call it and invite them
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function Guests({
  guests,
  people,
  chosen,
  onChoose,
}: {
  readonly guests: Of['guests']
  readonly people: ReturnType<typeof peopleOf>
  readonly chosen: readonly string[]
  readonly onChoose: (ids: readonly string[]) => void
}) {
  return (
    <fieldset className={styles.fieldset}>
      <legend>Who is asked to come</legend>
      <Stack gap="xs" mt="xs">
        {people.map((one) => (
          <Checkbox
            key={one.id}
            label={called(one)}
            checked={chosen.includes(one.id)}
            onChange={(event) =>
              onChoose(event.currentTarget.checked ? [...chosen, one.id] : chosen.filter((id) => id !== one.id))
            }
          />
        ))}
        {guests.contacts
          .filter(({ whyNot }) => whyNot !== null)
          .map(({ contactId, name, relationship, whyNot }) => (
            <Checkbox
              key={contactId}
              disabled
              label={`${name}, ${relationship}`}
              description={whyNot}
              checked={false}
              readOnly
            />
          ))}
      </Stack>
    </fieldset>
  )
}

/** What came of writing to the families. */
export function Told({
  title,
  sent,
  onClose,
}: {
  readonly title: string
  readonly sent: Parameters<typeof sentInWords>[0]
  readonly onClose: () => void
}) {
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="md">
        <p role="status">{sentInWords(sent)}</p>
        <Group justify="flex-end">
          <Button onClick={onClose}>Good</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
