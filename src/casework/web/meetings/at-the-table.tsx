import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { caseMeetings } from '../../contract.ts'
import { AgendaView } from './agenda-view.tsx'
import { MeetingCard } from './meeting-card.tsx'
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
          <div className={styles.table}>
            <Section title="Agenda">
              <AgendaView caseId={caseId} meetingId={meetingId} />
            </Section>
            <Section title="Minutes">
              {meeting.state !== 'called' && (
                <ul className={styles.cards}>
                  <MeetingCard caseId={caseId} meeting={meeting} today={of.today} mayRecord={false} />
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
