import type { Code } from '../../../law/codes.ts'
import {
  categoryOfRestricted,
  isShownAsCode,
  REASON_CATEGORIES,
  REASON_CATEGORY_NAMES,
  type ShownCode,
} from '../../../law/reason-category.ts'
import type { MarkDetails, Tally } from '../../contract.ts'
import type { AbsenceFromSite } from '../standing.ts'

/** Who looks at marks, and whether they may know what was recorded beside them and which restricted code it is. */
export interface Viewer {
  readonly id: string
  readonly seesDetails: boolean
}

/** What is no free text: times of coming and going, which a class teacher needs to know where a child is. */
const NO_FREE_TEXT = ['arrival_time', 'minutes_late', 'left_at', 'returned_at']

/** A code as this viewer is shown it: a restricted one as its category. */
export function shownTo(viewer: Viewer, code: Code | null): ShownCode | null {
  if (code === null || viewer.seesDetails) return code
  return categoryOfRestricted(code) ?? code
}

/**
 * What was recorded beside a mark, as this viewer is shown it: everything to those who may see details, and to others only
 * what is no free text, and what they wrote themselves. `withheld` says that the office holds more.
 */
export function recordedBeside(
  viewer: Viewer,
  of: { by: { id: string }; details: MarkDetails; reason: string | null },
): { details: MarkDetails; reason: string | null; withheld: boolean } {
  const { by, details, reason } = of
  if (viewer.seesDetails || by.id === viewer.id) return { details, reason, withheld: false }
  const plain = Object.entries(details).filter(([key]) => NO_FREE_TEXT.includes(key))
  const withheld = reason !== null || plain.length < Object.keys(details).length
  return { details: Object.fromEntries(plain), reason: null, withheld }
}

/** Whether something in the details of a mark is kept from this viewer. */
export function hidesDetails(viewer: Viewer, of: { by: { id: string }; details: MarkDetails }): boolean {
  return recordedBeside(viewer, { ...of, reason: null }).withheld
}

/** Nobody's id: what belongs to somebody unknown is shown to nobody as their own. */
const NOBODY = { id: '' }

/** What one act recorded beside a mark, as this viewer is shown it. */
export function recordedByAct(
  viewer: Viewer,
  act: { by: { id: string }; details: MarkDetails; reason: string | null; undoes: boolean },
): { details: MarkDetails; reason: string | null; withheld: boolean } {
  if (!act.undoes) return recordedBeside(viewer, act)
  // Undoing puts back what stood before, and whoever undoes need not have written that, nor be allowed to read it.
  const { reason, withheld } = recordedBeside(viewer, { ...act, details: {} })
  const before = recordedBeside(viewer, { by: NOBODY, details: act.details, reason: null })
  return { details: before.details, reason, withheld: withheld || before.withheld }
}

/** Whether a viewer is shown less than the code. */
export function isHidden(shown: ShownCode | null): boolean {
  return shown !== null && !isShownAsCode(shown)
}

/** Times away from the site; why is for those who may see details, since only the desk and the office record it. */
export function absencesShownTo(viewer: Viewer, absences: readonly AbsenceFromSite[]): AbsenceFromSite[] {
  return absences.map((absence) => (viewer.seesDetails ? absence : { ...absence, reason: null }))
}

/** A clash as this viewer is shown it. */
export function conflictShownTo<Clash extends { readonly now: ShownCode | null }>(
  viewer: Viewer,
  conflict: Clash,
): Clash {
  const { now } = conflict
  return now === null || !isShownAsCode(now) ? conflict : { ...conflict, now: shownTo(viewer, now) }
}

/**
 * Sums by code, with the restricted codes summed up as their categories. These come last, in an order of their own: in the place
 * of the code they would tell which one it is.
 */
export function tallyShownTo(viewer: Viewer, tally: Tally): Tally {
  if (viewer.seesDetails) return tally
  const shown = tally.byCode.map((one) => ({
    ...one,
    code: isShownAsCode(one.code) ? (shownTo(viewer, one.code) ?? one.code) : one.code,
  }))
  const categories = REASON_CATEGORIES.flatMap((category) => {
    const sessions = shown.reduce((sum, one) => sum + (one.code === category ? one.sessions : 0), 0)
    return sessions === 0 ? [] : [{ code: category, name: REASON_CATEGORY_NAMES[category], sessions }]
  })
  return { ...tally, byCode: [...shown.filter(({ code }) => isShownAsCode(code)), ...categories] }
}
