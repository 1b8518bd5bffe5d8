import { refuseUnwarned } from '../absence/index.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import type { amendMarks as amendMarksOperation } from '../register/contract.ts'
import { amendMarks } from '../register/index.ts'

/**
 * The register's own amendment, for people: an N that is to become O or G waits until the family was told, as everywhere else (WT24 paragraph
 * 365). The register itself knows nothing of warnings. Other corrections are what they were.
 */
export const amendWhenTold: UseCase<typeof amendMarksOperation> = async (context, asked) => {
  const { params, body } = asked
  for (const code of ['O', 'G'] as const) {
    const marks = body.marks
      .filter(({ to, seen }) => seen === 'N' && to === code)
      .map(({ pupilId, day, half }) => ({ pupilId, session: { day, half } }))
    const told = await refuseUnwarned(context.tx, { schoolId: params.schoolId, code, marks })
    if (!told.ok) return told
  }
  return amendMarks(context, asked)
}
