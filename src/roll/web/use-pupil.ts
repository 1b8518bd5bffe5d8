import { z } from 'zod'
import type { PupilId } from '../../kernel/ids.ts'
import { pupilIdShape } from '../../kernel/shapes.ts'
import { usePageParams, useSchoolId } from '../../ui/address/use-address.ts'
import { useOperation } from '../../ui/use-operation.ts'
import { getPupil } from '../contract.ts'

/** A pupil's record as the caller may see it. Asked once for a page however many parts show it. */
export function usePupil(pupilId: PupilId) {
  const schoolId = useSchoolId()
  return useOperation(getPupil, { params: { schoolId, pupilId } })
}

const ofPage = z.object({ pupilId: pupilIdShape })

/** The pupil whom the page's address names. */
export function usePupilOfPage() {
  const { pupilId } = usePageParams(ofPage)
  return { pupilId, params: { schoolId: useSchoolId(), pupilId }, pupil: usePupil(pupilId) }
}
