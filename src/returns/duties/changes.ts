import type { DutyAsked } from '../../duties/contract.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { type SchoolYear, schoolYearOf } from '../../kernel/school-year.ts'
import { type Session, sessionIndex } from '../../kernel/session.ts'
import { byteOfCode } from '../../law/codes.ts'
import type { Tx } from '../../platform/database/database.ts'
import { readStrips, stripsForDuties } from '../../register/index.ts'
import { kindOf } from '../rules/kinds.ts'
import { lastTold, type NoLongerSo, noLongerSo } from '../rules/return-state.ts'
import type { KeptReturn } from '../store.ts'

type Counts = (session: Session) => boolean | undefined

/** Says of each return what is no longer as it was told: by the marks of this school year and of the last. */
export async function changesSince(
  tx: Tx,
  asked: DutyAsked,
  kept: readonly KeptReturn[],
): Promise<(one: Pick<KeptReturn, 'kind' | 'pupilId' | 'steps'>, stands: boolean) => NoLongerSo | undefined> {
  const { schoolId, year } = asked
  const last = (year - 1) as SchoolYear
  const ofLastYear = [
    ...new Set(kept.filter((one) => toldIn(one, last)).map(({ pupilId }) => pupilId)),
  ] satisfies PupilId[]
  const strips = {
    now: await stripsForDuties(tx, asked),
    before: ofLastYear.length === 0 ? undefined : await readStrips(tx, { schoolId, year: last, pupilIds: ofLastYear }),
  }
  return ({ kind, pupilId, steps }, stands) => {
    const { codes } = kindOf(kind)
    const bytes = new Set(codes.map(byteOfCode))
    const counts: Counts = (session) => {
      const of = schoolYearOf(session.day)
      const strip = of === year ? strips.now.get(pupilId) : of === last ? strips.before?.get(pupilId) : undefined
      return strip === undefined ? undefined : bytes.has(strip[sessionIndex(session)] ?? 0)
    }
    // A worker was told that nobody knew why: that a reason was found later takes nothing of it back.
    const byMarks = codes.length > 0
    const toldOnce = kind === 'social-worker' || kind === 'youth-offending' || kind === 'no-contact'
    return toldOnce ? undefined : noLongerSo(steps, { stands, byMarks, counts })
  }
}

function toldIn({ steps }: KeptReturn, year: SchoolYear): boolean {
  return lastTold(steps)?.told?.sessions.some(({ day }) => schoolYearOf(day) === year) === true
}
