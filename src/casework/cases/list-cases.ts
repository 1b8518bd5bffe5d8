import { type SchoolDays, schoolDaysOf } from '../../duties/contract.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { success } from '../../kernel/result.ts'
import { type SchoolYear, schoolYearOf } from '../../kernel/school-year.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { calendarOf } from '../../roll/index.ts'
import type { CaseLine } from '../contract/shapes.ts'
import type * as contract from '../contract.ts'
import { caseState, ownedBy } from '../rules/cases/case-state.ts'
import { nextSteps } from '../rules/cases/next-steps.ts'
import { proposedReview } from '../rules/cases/no-school-day.ts'
import { STALE_AFTER, stillFor } from '../rules/cases/stillness.ts'
import { staffNow } from './case-owners.ts'
import { type Child, readChildren } from './read-children.ts'
import { stateShown } from './show-case.ts'
import { type CaseFile, readCases } from './store.ts'

/** The caseload, without restricted entries whoever asks: a board hangs on walls and is looked at over shoulders. */
export const listCases: UseCase<typeof contract.listCases> = async (context, { params: { schoolId }, query }) => {
  const { tx, now } = context
  const today = schoolTime(now).day
  const { closed = false, pupilId } = query
  const ofPupil = pupilId === undefined ? {} : { pupilIds: [pupilId] }
  const files = await readCases(tx, { schoolId, restricted: false, ...ofPupil })
  // Of the whole school only for the board: closed cases and one child's need none but their own.
  const wanted = closed || pupilId !== undefined ? { pupilIds: files.map((file) => file.pupilId) } : {}
  const children = await readChildren(tx, { schoolId, now, ...wanted })
  const left = files.map((file) => file.pupilId).filter((id) => !children.has(id))
  const gone = await readChildren(tx, { schoolId, now, pupilIds: left })
  const days = await daysAround(tx, schoolId, schoolYearOf(today))
  const { owners: staff } = await staffNow(tx, schoolId)
  const lines = files.flatMap((file) => {
    const child = children.get(file.pupilId) ?? gone.get(file.pupilId)
    return child === undefined ? [] : lineOf(file, { child, today, days, staff })
  })
  const open = new Set(lines.filter(({ state }) => state.status === 'open').map(({ child }) => child.id))
  if (pupilId !== undefined) context.audit({ subject: pupilId })
  return success({
    asOf: now,
    today,
    cases: lines.filter(({ state }) => pupilId !== undefined || (state.status === 'closed') === closed),
    missing: closed ? [] : [...children.values()].filter((one) => isMissing(one) && !open.has(one.id)).map(missingOf),
    staleAfter: STALE_AFTER,
    reviewOn: proposedReview(days, today),
    may: { record: context.may('casework.record') !== undefined },
  })
}

function isMissing({ onRoll, severe }: Child): boolean {
  return onRoll && severe
}

function missingOf(one: Child) {
  return { ...headOf(one), unauthorised: one.unauthorised }
}

function headOf({ sessions, severe: _, unauthorised: __, ...child }: Child) {
  return { child, sessions }
}

function lineOf(
  { caseId, entries }: CaseFile,
  of: { child: Child; today: CaseLine['state']['opened']; days: SchoolDays; staff: ReadonlySet<string> },
): readonly CaseLine[] {
  const { child, today, days, staff } = of
  const known = caseState(entries)
  if (known === undefined) return []
  const state = ownedBy(known, staff)
  const { severe } = child
  const next = nextSteps(entries, { severe, today, staff }).find(({ done }) => !done)
  const still = stillFor(state, today, days)
  return [{ caseId, ...headOf(child), severe, state: stateShown(state), still, next: next?.words ?? null }]
}

/** The school's days of the last year and this one: nothing stands still for longer than that without somebody asking. */
async function daysAround(tx: Tx, schoolId: SchoolId, year: SchoolYear): Promise<SchoolDays> {
  const before = await calendarOf(tx, { schoolId, year: (year - 1) as SchoolYear })
  return schoolDaysOf([before, await calendarOf(tx, { schoolId, year })])
}
