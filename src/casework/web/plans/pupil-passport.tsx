import type { PupilId } from '../../../kernel/ids.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Section } from '../../../ui/components/section.tsx'
import { useMay } from '../../../ui/me.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { readPassport } from '../../contract.ts'
import { PassportOfPupil } from './passport-of-pupil.tsx'

/** On a pupil’s page: the passport that holds today, for those who teach the pupil and the office. Nothing where there is none. */
export function PupilPassport({ pupilId }: { readonly pupilId: PupilId }) {
  const schoolId = useSchoolId()
  const may = useMay()('passport.view')
  const asked = useOperation(readPassport, { params: { schoolId, pupilId } }, { when: may })
  if (asked.data?.passport == null) return null
  return (
    <Section title="Attendance passport">
      <PassportOfPupil pupilId={pupilId} />
    </Section>
  )
}
