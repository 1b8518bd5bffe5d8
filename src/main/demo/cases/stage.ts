import type { Code } from '../../../law/codes.ts'
import { calledName } from '../children.ts'
import type { Random } from '../random.ts'
import { type Row, replace, type Sheet } from '../sheet.ts'
import type { DemoCase, DemoCaseKind, DemoDetails, DemoPartTimePlan, DemoStaff, Phase } from '../types.ts'

/** Where the cases are written, before anything is left to chance. */
export interface Stage {
  readonly random: Random
  readonly now: Readonly<Record<Phase, Sheet>>
  readonly before: Readonly<Record<Phase, Sheet>>
  readonly staff: ReadonlyMap<string, DemoStaff>
  readonly plans: DemoPartTimePlan[]
  readonly holidays: Map<string, { readonly start: number; readonly length: number }>
  readonly cases: DemoCase[]
}

/** A pupil with a plain year so far, who then plays one part only. */
export function cast(stage: Stage, sheet: Sheet, fits: (row: Row) => boolean = () => true): Row | undefined {
  const likely = sheet.rows.filter((row) => !row.cast && row.from === 0 && row.to === row.codes.length && fits(row))
  const plain = likely.filter((row) => row.enrolment.pupil.registration === 'only')
  const chosen = plain.length > 0 ? stage.random.pick(plain) : undefined
  if (chosen !== undefined) chosen.cast = true
  return chosen
}

export function tell(stage: Stage, row: Row, told: { kind: DemoCaseKind; story: (name: string) => string }): void {
  const { pupil } = row.enrolment
  stage.cases.push({
    kind: told.kind,
    pupilId: pupil.id,
    schoolId: pupil.schoolId,
    story: told.story(calledName(pupil)),
  })
}

/** Both sessions of the school days from `first` up to, not including, `end`; days before the year are left out. */
export function fillDays(
  row: Row,
  days: { readonly first: number; readonly end: number },
  mark: { readonly code: Code; readonly details?: DemoDetails },
): void {
  const last = Math.min(2 * days.end, row.codes.length)
  for (let session = Math.max(0, 2 * days.first); session < last; session++) replace(row, session, mark)
}
