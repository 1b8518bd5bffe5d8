import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { MEETING_NAMES } from '../../casework/contract.ts'
import { longDay } from '../../kernel/day.ts'
import { download } from '../../ui/call.ts'
import { TextField } from '../../ui/components/fields.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { StatusPill } from '../../ui/components/status-pill.tsx'
import { newKey } from '../../ui/new-key.ts'
import { useFileDownload } from '../../ui/use-file-download.ts'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import {
  answerMeeting,
  type FamilyInvitation,
  familyMeetingCalendar,
  familyMeetingPaper,
  familyMeetings,
} from '../contract.ts'
import styles from './family.module.css'

/** Meetings to which the family is invited; nothing where there is none. */
export function Invitations() {
  const asked = useOperation(familyMeetings, {})
  const invitations = asked.data?.invitations ?? []
  if (invitations.length === 0) return null
  return (
    <Section title="You are invited">
      <ul className={styles.cards}>
        {invitations.map((one) => (
          <Invitation key={one.meetingId} of={one} />
        ))}
      </ul>
    </Section>
  )
}

function Invitation({ of }: { readonly of: FamilyInvitation }) {
  const { child, kind, day, time, minutes, place, link, about, state } = of
  const off = state === 'cancelled'
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <h3 className={styles.name}>
          {MEETING_NAMES[kind]} about {child}
        </h3>
        <AnswerPill of={of} />
      </div>
      <p className={styles.said}>
        {longDay(day)} at {time}, {place}. About {minutes} minutes.
      </p>
      {link !== null && !off && (
        <p className={styles.said}>
          <a href={link} rel="noreferrer">
            Join online
          </a>
        </p>
      )}
      {about !== '' && <p className={styles.said}>{about}</p>}
      {of.with.length > 0 && <p className={styles.quiet}>With {of.with.join('; ')}</p>}
      {off ? (
        <p className={styles.outcome}>This meeting will not take place. You need not do anything.</p>
      ) : (
        <Answering of={of} />
      )}
    </li>
  )
}

function AnswerPill({ of: { state, answer } }: { readonly of: FamilyInvitation }) {
  if (state === 'cancelled') return <StatusPill tone="quiet">Cancelled</StatusPill>
  if (answer === null) return <StatusPill tone="now">Can you come?</StatusPill>
  const words = {
    coming: 'You are coming',
    'not coming': 'You cannot come',
    'another time': 'You asked for another time',
  }
  return <StatusPill tone={answer.answer === 'coming' ? 'done' : 'waiting'}>{words[answer.answer]}</StatusPill>
}

const CHOICES = [
  { answer: 'coming', label: 'I will come' },
  { answer: 'another time', label: 'Another time, please' },
  { answer: 'not coming', label: 'I cannot come' },
] as const

function Answering({ of }: { readonly of: FamilyInvitation }) {
  const [words, setWords] = useState(of.answer?.words ?? '')
  const [changing, setChanging] = useState(false)
  const act = useAct(answerMeeting, { onDone: () => setChanging(false) })
  const { schoolId, pupilId, meetingId, schoolPhone, answer } = of
  const params = { schoolId, pupilId, meetingId }
  const asks = answer === null || changing
  return (
    <>
      <ProblemAlert error={act.error} />
      {asks && (
        <>
          <TextField
            id={`words-${meetingId}`}
            name="words"
            label="Anything you want to say"
            hint="Whom you bring, an interpreter, a time that suits you."
            optional
            value={words}
            onChange={setWords}
          />
          <Group gap="xs" mt="sm">
            {CHOICES.map((one) => (
              <Button
                key={one.answer}
                variant={one.answer === 'coming' ? 'filled' : 'default'}
                loading={act.isPending}
                onClick={() => act.mutate({ params, body: { key: newKey(), answer: one.answer, words } })}
              >
                {one.label}
              </Button>
            ))}
          </Group>
        </>
      )}
      <Group gap="xs" mt="sm">
        {!asks && (
          <Button variant="default" onClick={() => setChanging(true)}>
            Change my answer
          </Button>
        )}
        <FileButton label="Put it into my calendar" fetchIt={() => download(familyMeetingCalendar, { params })} />
        <FileButton label="What we will talk about" fetchIt={() => download(familyMeetingPaper, { params })} />
        {schoolPhone !== '' && (
          <a className={styles.ring} href={`tel:${schoolPhone.replaceAll(' ', '')}`}>
            Ring the school
          </a>
        )}
      </Group>
    </>
  )
}

function FileButton({
  label,
  fetchIt,
}: {
  readonly label: string
  readonly fetchIt: Parameters<ReturnType<typeof useFileDownload>['start']>[0]
}) {
  const { start, busy, error } = useFileDownload()
  return (
    <>
      <Button variant="default" loading={busy} onClick={() => void start(fetchIt)}>
        {label}
      </Button>
      {error !== undefined && <ProblemAlert error={error} />}
    </>
  )
}
