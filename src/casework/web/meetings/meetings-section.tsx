import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../../kernel/operation.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { caseMeetings } from '../../contract.ts'
import type { CaseSectionProps } from '../case/section-props.ts'
import { CallMeeting } from './call-meeting.tsx'
import { agreedAt, MeetingCard } from './meeting-card.tsx'
import styles from './meetings.module.css'
import { OpenActions } from './open-actions.tsx'

/** A case's meetings, and what was agreed at them: first what is ahead and still to be done. */
export function MeetingsSection({ caseId }: CaseSectionProps) {
  const schoolId = useSchoolId()
  const asked = useOperation(caseMeetings, { params: { schoolId, caseId } })
  return (
    <Section title="Meetings and actions">
      <Answered question={asked}>{(of) => <Whole caseId={caseId} of={of} />}</Answered>
    </Section>
  )
}

function Whole({ caseId, of }: { readonly caseId: string; readonly of: Answer<typeof caseMeetings> }) {
  const [calling, setCalling] = useState(false)
  const { meetings, actions, today } = of
  const card = { caseId, today, mayRecord: of.may.record }
  const called = meetings.filter(({ state }) => state === 'called').toReversed()
  const past = meetings.filter(({ state }) => state !== 'called')
  const open = actions.filter(({ state }) => state === 'open')
  const ended = actions.filter(({ state }) => state !== 'open')
  return (
    <>
      {meetings.length === 0 && <p>No meeting has been called yet.</p>}
      <ul className={styles.cards}>
        {called.map((meeting) => (
          <MeetingCard key={meeting.meetingId} meeting={meeting} {...card} />
        ))}
      </ul>
      {of.may.record && (
        <Button variant="default" mb="lg" onClick={() => setCalling(true)}>
          Call a meeting
        </Button>
      )}
      {open.length > 0 && (
        <>
          <h3>Agreed and still to be done</h3>
          <OpenActions actions={open} {...card} />
        </>
      )}
      {past.length > 0 && (
        <details>
          <summary>Meetings before ({past.length})</summary>
          <ul className={styles.cards}>
            {past.map((meeting) => (
              <MeetingCard key={meeting.meetingId} meeting={meeting} agreed={agreedAt(actions, meeting)} {...card} />
            ))}
          </ul>
        </details>
      )}
      {ended.length > 0 && (
        <details>
          <summary>Actions done or dropped ({ended.length})</summary>
          <OpenActions actions={ended} {...card} />
        </details>
      )}
      {calling && <CallMeeting caseId={caseId} of={of} onClose={() => setCalling(false)} />}
    </>
  )
}
