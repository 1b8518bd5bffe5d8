import type { PupilId } from '../../../kernel/ids.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { download } from '../../../ui/call.ts'
import { dayText, useNow } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { printPassport, readPassport } from '../../contract.ts'
import { PaperButton } from './paper-button.tsx'
import { PassportView } from './passport-view.tsx'
import styles from './plans.module.css'

/** A pupil’s passport, if one holds today. */
export function PassportOfPupil({ pupilId }: { readonly pupilId: PupilId }) {
  const schoolId = useSchoolId()
  const today = dayText(useNow(3600))
  const asked = useOperation(readPassport, { params: { schoolId, pupilId } })
  return (
    <Answered question={asked}>
      {({ passport, name }) =>
        passport === null ? (
          <p>No passport holds today.</p>
        ) : (
          <>
            <PassportView passport={passport} name={name.split(' ')[0] ?? name} today={today} />
            <div className={styles.acts}>
              <PaperButton label="Print" fetchIt={() => download(printPassport, { params: { schoolId, pupilId } })} />
            </div>
          </>
        )
      }
    </Answered>
  )
}
