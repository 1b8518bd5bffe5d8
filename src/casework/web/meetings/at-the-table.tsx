import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { caseMeetings, type ShownMeeting } from '../../contract.ts'
import { AgendaView } from './agenda-view.tsx'
import { agreedAt, MeetingCard } from './meeting-card.tsx'
import { called } from './meeting-words.ts'
import styles from './meetings.module.css'
import { MinutesForm } from './minutes-form.tsx'

/** One child's meeting at the table: the agenda on one side, the minutes on the other. */
export function AtTheTable({
  caseId,
  meetingId,
  onKept,
}: {
  readonly caseId: string
  readonly meetingId: string
  readonly onKept: () => void
}) {
  const schoolId = useSchoolId()
  const asked = useOperation(caseMeetings, { params: { schoolId, caseId } })
  return (
    <Answered question={asked}>
      {(of) => {
        const meeting = of.meetings.find((one) => one.meetingId === meetingId)
        if (meeting === undefined) return <p>There is no such meeting in this case.</p>
        return (
          <div className={meeting.state === 'called' ? styles.table : undefined}>
            {/* Counted today, it would say of a meeting that is over what nobody knew there. */}
            {meeting.state === 'called' && (
              <Section title="Agenda">
                <Asked meeting={meeting} />
                <AgendaView caseId={caseId} meetingId={meetingId} />
              </Section>
            )}
            <Section title="Minutes">
              {meeting.state !== 'called' && (
                <ul className={styles.cards}>
                  <MeetingCard
                    caseId={caseId}
                    meeting={meeting}
                    today={of.today}
                    mayRecord={false}
                    agreed={agreedAt(of.actions, meeting)}
                  />
                </ul>
              )}
              {meeting.state === 'called' && meeting.day > of.today && (
                <p>Minutes are written on the day, or after it.</p>
              )}
              {meeting.state === 'called' && meeting.day <= of.today && of.may.record && (
                <MinutesForm key={meetingId} caseId={caseId} meeting={meeting} of={of} onKept={onKept} />
              )}
            </Section>
          </div>
        )
      }}
    </Answered>
  )
}

function Asked({ meeting: { invited } }: { readonly meeting: ShownMeeting }) {
  if (invited.length === 0) return null
  return <p>Asked to come: {invited.map(called).join('; ')}.</p>
}
