import { Button, Checkbox, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { longDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { ChoiceField, LongTextField, TextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { type Fields, useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { ProblemError } from '../../../ui/problem.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { type caseMeetings, holdMeeting, type Participant, type ShownMeeting } from '../../contract.ts'
import { called, peopleOf } from './meeting-words.ts'
import styles from './meetings.module.css'
import { type ActionDraft, actionsBody, NewActions } from './new-actions.tsx'

type Of = Answer<typeof caseMeetings>
interface Values {
  readonly words: string
  readonly decisions: string
  readonly leadId: string
  readonly apart: string
  readonly other: string
  readonly otherAs: string
}
const EMPTY: Values = { words: '', decisions: '', leadId: '', apart: '', other: '', otherAs: '' }

/** The minutes, as they are written at the table: ticks for who came and what is done, a line for each decision and action. */
export function MinutesForm({
  caseId,
  meeting,
  of,
  onKept,
}: {
  readonly caseId: string
  readonly meeting: ShownMeeting
  readonly of: Of
  readonly onKept: () => void
}) {
  const schoolId = useSchoolId()
  const [key] = useState(newKey)
  const [otherId] = useState(newKey)
  const [came, setCame] = useState<readonly string[]>(() =>
    meeting.answers.filter(({ answer }) => answer === 'coming').map((one) => one.of),
  )
  const [done, setDone] = useState<readonly string[]>([])
  const [drafts, setDrafts] = useState<readonly ActionDraft[]>([])
  const act = useAct(holdMeeting, { onDone: onKept })
  const fields = useFields(EMPTY, act.error)
  const people = uniquePeople([...meeting.invited, ...peopleOf(of.guests, of.child)])
  const save = ({ words, decisions, leadId, apart, other, otherAs }: Values) =>
    act.mutate({
      params: { schoolId, caseId, meetingId: meeting.meetingId },
      body: {
        ...{ key, words, apart },
        came: [...people.filter(({ id }) => came.includes(id)), ...besides({ id: otherId, name: other, as: otherAs })],
        decisions: decisions
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean),
        lead: people.find(({ id }) => id === leadId) ?? null,
        actions: actionsBody(drafts, people),
        done: done.map((actionId) => ({ actionId, words: '' })),
      },
    })
  const open = of.actions.filter(({ state }) => state === 'open')
  return (
    <form noValidate onSubmit={fields.submit(save)}>
      <Stack gap="md">
        <ProblemAlert error={act.error} />
        <Ticks
          legend="Who came"
          choices={[...meeting.invited, ...people.filter(({ id }) => !isInvited(meeting, id))].map((one) => ({
            id: one.id,
            label: called(one),
          }))}
          chosen={came}
          onChoose={setCame}
        />
        <SomebodyElse fields={fields} />
        {open.length > 0 && (
          <Ticks
            legend="Done since the last meeting"
            choices={open.map(({ actionId, what, owner, due }) => ({
              id: actionId,
              label: `${what} (${owner.name}, by ${longDay(due)})`,
            }))}
            chosen={done}
            onChoose={setDone}
          />
        )}
        <LongTextField label="What was said" rows={6} optional {...fields.bind('words')} />
        <LongTextField label="Decisions" hint="One a line." rows={3} optional {...fields.bind('decisions')} />
        <NewActions drafts={drafts} people={people} onChange={setDrafts} error={(path) => said(act.error, path)} />
        {meeting.kind === 'targeting support' && (
          <ChoiceField
            label="Who leads for this child"
            choices={[
              { value: '', label: 'Not agreed' },
              ...people.map((one) => ({ value: one.id, label: called(one) })),
            ]}
            {...fields.bind('leadId')}
          />
        )}
        {of.may.restricted && (
          <LongTextField
            label="Kept apart"
            hint="Only those who look after safety read this, and nobody else is told that it is there. All the rest is seen by everybody who works on the case: word it so."
            rows={3}
            optional
            {...fields.bind('apart')}
          />
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={act.isPending}>
            Keep the minutes
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function said(error: unknown, path: string): string | undefined {
  if (!(error instanceof ProblemError)) return undefined
  return error.errors.find((one) => one.path === path || one.path === `body.${path}`)?.message
}

function SomebodyElse({ fields }: { readonly fields: Fields<Values> }) {
  return (
    <Group align="flex-end">
      <TextField label="Somebody else who came" hint="A grandmother, a friend." optional {...fields.bind('other')} />
      <TextField label="Who they are to the child" optional {...fields.bind('otherAs')} />
    </Group>
  )
}

/** Who came unasked and is no contact of the child: a name, and who they are. */
function besides({ id, name, as }: Pick<Participant, 'id' | 'name' | 'as'>): readonly Participant[] {
  return name.trim() === '' ? [] : [{ id, who: 'professional', name: name.trim(), as: as.trim() }]
}

function isInvited({ invited }: ShownMeeting, id: string): boolean {
  return invited.some((one) => one.id === id)
}

function uniquePeople(people: readonly Participant[]): readonly Participant[] {
  return [...new Map(people.map((one) => [one.id, one])).values()]
}

/** People or actions to be ticked. */
export function Ticks({
  legend,
  choices,
  chosen,
  onChoose,
}: {
  readonly legend: string
  readonly choices: readonly { readonly id: string; readonly label: string }[]
  readonly chosen: readonly string[]
  readonly onChoose: (ids: readonly string[]) => void
}) {
  return (
    <fieldset className={styles.fieldset}>
      <legend>{legend}</legend>
      <Stack gap="xs" mt="xs">
        {choices.map(({ id, label }) => (
          <Checkbox
            key={id}
            label={label}
            checked={chosen.includes(id)}
            onChange={(event) =>
              onChoose(event.currentTarget.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
            }
          />
        ))}
      </Stack>
    </fieldset>
  )
}
