import { Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import type { Answer } from '../../../kernel/operation.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { usePageParams, useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { ConfirmWithReason } from '../../../ui/components/confirm-with-reason.tsx'
import { LongTextField } from '../../../ui/components/fields.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { changeSchoolMeeting, MEETING_NAMES, showSchoolMeeting } from '../../contract.ts'
import { AtTheTable } from './at-the-table.tsx'
import { MeetingPill } from './meeting-card.tsx'
import { whenAndWhere } from './meeting-words.ts'
import styles from './meetings.module.css'
import { MissingPupils } from './missing-pupils.tsx'
import { MoveSchoolMeeting } from './move-school-meeting.tsx'

const params = z.object({ meetingId: z.uuid() })
type Shown = Answer<typeof showSchoolMeeting>

/** A meeting about several children: who is on it, and a step through them one by one at the table. */
export function Page() {
  const schoolId = useSchoolId()
  const { meetingId } = usePageParams(params)
  const asked = useOperation(showSchoolMeeting, { params: { schoolId, meetingId } })
  const meeting = asked.data?.meeting
  return (
    <>
      <PageHeader
        title={meeting === undefined ? 'Meeting' : MEETING_NAMES[meeting.kind]}
        above={<PageLink there={{ to: '/meetings' }}>Meetings</PageLink>}
        lead={meeting && whenAndWhere(meeting)}
      />
      <Answered question={asked}>{(shown) => <Whole shown={shown} />}</Answered>
    </>
  )
}

function Whole({ shown }: { readonly shown: Shown }) {
  const { meeting, lines, today } = shown
  const [at, setAt] = useState<string>()
  const current = lines.find((line) => line.meeting.meetingId === at)
  const goOn = () => {
    const next = lines.find((line) => line.meeting.state === 'called' && line.meeting.meetingId !== at)
    setAt(next?.meeting.meetingId)
  }
  return (
    <>
      <Group mb="xs">
        <MeetingPill meeting={meeting} today={today} />
        {meeting.about !== '' && <span>{meeting.about}</span>}
      </Group>
      {meeting.guests.length > 0 && (
        <p>Asked to come: {meeting.guests.map(({ name, as }) => `${name}, ${as}`).join('; ')}.</p>
      )}
      <Section title="On the agenda">
        {lines.length === 0 && <p>No child is on it yet.</p>}
        <ol className={styles.steps}>
          {lines.map((line) => (
            <li key={line.meeting.meetingId}>
              <button
                type="button"
                className={styles.step}
                aria-current={line.meeting.meetingId === at ? 'step' : undefined}
                onClick={() => setAt(line.meeting.meetingId)}
              >
                {line.name}
                <span className={styles.stepState}>{STATES[line.meeting.state]}</span>
              </button>
            </li>
          ))}
        </ol>
      </Section>
      {current !== undefined && (
        <>
          <h2>
            <PageLink there={{ to: '/cases/$caseId', params: { caseId: current.caseId } }}>{current.name}</PageLink>
          </h2>
          <AtTheTable
            key={current.meeting.meetingId}
            caseId={current.caseId}
            meetingId={current.meeting.meetingId}
            onKept={goOn}
          />
        </>
      )}
      {meeting.state === 'called' && <MissingPupils shown={shown} />}
      {meeting.state === 'called' && shown.may.record && <EndMeeting shown={shown} />}
      {meeting.state === 'held' && meeting.words !== '' && (
        <Section title="What was said of no single child">
          <p className={styles.words}>{meeting.words}</p>
        </Section>
      )}
    </>
  )
}

const STATES = { called: 'to talk about', held: 'minutes are kept', cancelled: 'cancelled' } as const
const EMPTY = { words: '' }

/** Ends the meeting once every child was talked about, or cancels it. */
function EndMeeting({ shown: { meeting, lines, today } }: { readonly shown: Shown }) {
  const schoolId = useSchoolId()
  const [key] = useState(newKey)
  const [cancelling, setCancelling] = useState(false)
  const [moving, setMoving] = useState(false)
  const act = useAct(changeSchoolMeeting)
  const fields = useFields(EMPTY, act.error)
  const { meetingId, guests } = meeting
  const send = (step: Parameters<typeof act.mutate>[0]['body']['step']) =>
    act.mutate({ params: { schoolId, meetingId }, body: { key, step } }, { onSuccess: () => setCancelling(false) })
  const left = lines.filter((line) => line.meeting.state === 'called').length
  return (
    <Section title="The meeting itself" card>
      <form noValidate onSubmit={fields.submit(({ words }) => send({ kind: 'held', came: guests, words }))}>
        <Stack gap="md">
          {!cancelling && <ProblemAlert error={act.error} />}
          {meeting.day <= today && (
            <LongTextField
              label="What was said of no single child"
              hint="What is said of a child goes into that child’s minutes, and is read by nobody else."
              optional
              {...fields.bind('words')}
            />
          )}
          <Group>
            {meeting.day <= today && (
              <Button type="submit" loading={act.isPending}>
                {left === 0 ? 'End the meeting' : `End the meeting (${left} not talked about)`}
              </Button>
            )}
            <Button variant="default" onClick={() => setMoving(true)}>
              Move the meeting…
            </Button>
            <Button variant="subtle" onClick={() => setCancelling(true)}>
              Cancel the meeting…
            </Button>
          </Group>
        </Stack>
      </form>
      {moving && <MoveSchoolMeeting meeting={meeting} waiting={left} onClose={() => setMoving(false)} />}
      <ConfirmWithReason
        opened={cancelling}
        onClose={() => setCancelling(false)}
        title="Cancel the meeting"
        confirmLabel="Cancel it"
        pending={act.isPending}
        error={act.error}
        onConfirm={(because) => send({ kind: 'cancelled', because })}
      />
    </Section>
  )
}
