import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { meetingAgenda } from '../../contract.ts'
import styles from './meetings.module.css'

/** What a meeting has to talk about, from what is known. */
export function AgendaView({ caseId, meetingId }: { readonly caseId: string; readonly meetingId: string }) {
  const schoolId = useSchoolId()
  const asked = useOperation(meetingAgenda, { params: { schoolId, caseId, meetingId } })
  return (
    <Answered question={asked}>
      {({ parts }) => (
        <div className={styles.agenda}>
          {parts.map(({ title, lines }) => (
            <div key={title}>
              <h3>{title}</h3>
              <ul>
                {lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      )}
    </Answered>
  )
}
