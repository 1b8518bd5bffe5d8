import { ALL_CODES, type PhysicalMeaning, type StatisticalClass } from '../../law/codes.ts'
import type { ReasonCategory, ShownCode } from '../../law/reason-category.ts'

/** What the sums of a register count a pupil as. Everybody is one of these and no two. */
export type CountedAs = 'present' | 'late' | 'absent' | 'elsewhere' | 'notRequired' | 'notMarked'

/** What stands of a code where only its category is shown. */
const OF_CATEGORY: Readonly<Record<ReasonCategory, CountedAs>> = {
  'authorised-absence': 'absent',
  'activity-elsewhere': 'elsewhere',
  'not-required': 'notRequired',
}

const COUNTED = new Map<ShownCode, CountedAs>([
  ...ALL_CODES.map(({ code, physical, statistical }) => [code, ofClass(physical, statistical)] as const),
  ...(Object.entries(OF_CATEGORY) as [ReasonCategory, CountedAs][]),
])

/**
 * By the class of the code: U is absence in law, but the child is on site; an approved activity is attendance, elsewhere; D is at the
 * other school; X, Q, Y1 to Y7, Z and # are no session that the pupil could have attended here, so nobody is absent from it.
 */
function ofClass(physical: PhysicalMeaning, statistical: StatisticalClass): CountedAs {
  if (statistical === 'missing') return 'notMarked'
  if (physical === 'in') return 'present'
  if (physical === 'late' || physical === 'late-in') return 'late'
  if (physical === 'elsewhere') return 'elsewhere'
  return statistical === 'authorised' || statistical === 'unauthorised' ? 'absent' : 'notRequired'
}

/** What a mark counts as in the sums of a register, by its code, or by its category where the viewer is not shown the code. */
export function countedAs(mark: ShownCode | null): CountedAs {
  return mark === null ? 'notMarked' : (COUNTED.get(mark) ?? 'notMarked')
}
