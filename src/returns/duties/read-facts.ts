import { reportsOf } from '../../absence/index.ts'
import type { DutyAsked } from '../../duties/contract.ts'
import { enrolmentsForDuties } from '../../duties/index.ts'
import { addDays, type Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { firstDayOf, lastDayOf, type SchoolYear } from '../../kernel/school-year.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { nextReview, timetableState } from '../../leave/contract.ts'
import { timetablesOf } from '../../leave/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { stripsForDuties } from '../../register/index.ts'
import { enrolmentsOfYear, flaggedPupils, schoolOf } from '../../roll/index.ts'
import { LEAVERS_LOOKED_BACK } from '../rules/deletions.ts'
import type { AgreedTimetable, ReportedIllness, ReturnFacts } from '../rules/facts.ts'
import { monthOf } from '../rules/irregular.ts'
import { NOTICE_FLAGS } from '../rules/notices.ts'
import { settingsOf, workersOf } from '../set-up/store.ts'
import { type KeptReturn, returnsOf } from '../store.ts'

/** The returns about facts of this school year and the last, read once for every question of one answer. */
export function returnsForDuties(tx: Tx, { schoolId, year, once }: DutyAsked): Promise<readonly KeptReturn[]> {
  const since = firstDayOf((year - 1) as SchoolYear)
  return once('returns.kept', () => returnsOf(tx, { schoolId, since }))
}

/** Everything that the duties to tell somebody follow from: a dozen statements however many pupils. */
export async function readReturnFacts(tx: Tx, asked: DutyAsked): Promise<ReturnFacts> {
  const { schoolId, today, year } = asked
  const enrolments = await enrolmentsForDuties(tx, asked)
  const strips = await stripsForDuties(tx, asked)
  const { settings } = await settingsOf(tx, schoolId)
  const flagged = await flaggedPupils(tx, { schoolId, day: today, kinds: NOTICE_FLAGS })
  const workers = await workersOf(tx, { schoolId })
  const school = await schoolOf(tx, schoolId)
  const kept = await returnsForDuties(tx, asked)
  return {
    asked,
    pupils: enrolments.filter(({ boarder }) => !boarder),
    leftBefore: await leftBefore(tx, asked),
    strips,
    settings,
    flags: together(flagged.map(({ pupilId, kind }) => [pupilId, kind])),
    workers: together(workers.filter(({ name }) => name !== '').map(({ pupilId, kind }) => [pupilId, kind])),
    illnesses: await illnessesFrom(tx, { schoolId, today, last: lastDayOf(year) }),
    timetables: await agreedTimetables(tx, asked),
    yearGroups: school?.yearGroups ?? [],
    toldInRow: toldInRow(kept),
    sicknessSent: sicknessSent(kept, firstDayOf(year)),
  }
}

function together<Kind extends string>(
  rows: readonly (readonly [PupilId, Kind])[],
): ReadonlyMap<PupilId, ReadonlySet<Kind>> {
  const byPupil = Map.groupBy(rows, ([pupilId]) => pupilId)
  return new Map([...byPupil].map(([pupilId, of]) => [pupilId, new Set(of.map(([, kind]) => kind))]))
}

/** Who left in the last weeks of the year before: in autumn alone. */
async function leftBefore(tx: Tx, { schoolId, today, year }: DutyAsked): Promise<ReturnFacts['leftBefore']> {
  const earliest = addDays(today, -LEAVERS_LOOKED_BACK)
  if (earliest >= firstDayOf(year)) return []
  const last = (year - 1) as SchoolYear
  const enrolments = await enrolmentsOfYear(tx, { schoolId, year: last, on: today, flags: [] })
  return enrolments.filter(({ leavingDay }) => leavingDay !== null && leavingDay >= earliest)
}

/** What families have said of illnesses that go on today or later. */
async function illnessesFrom(
  tx: Tx,
  { schoolId, today, last }: { schoolId: SchoolId; today: Day; last: Day },
): Promise<readonly ReportedIllness[]> {
  const reports = await reportsOf(tx, { schoolId, from: today, to: last })
  return reports
    .filter(({ category, state }) => category === 'illness' && state !== 'set aside')
    .map(({ pupilId, first, until, receivedAt }) => ({ pupilId, first, until, receivedOn: schoolTime(receivedAt).day }))
}

async function agreedTimetables(tx: Tx, { schoolId, today, year }: DutyAsked): Promise<readonly AgreedTimetable[]> {
  const kept = await timetablesOf(tx, { schoolId, endsFrom: firstDayOf(year) })
  return kept
    .filter((one) => timetableState(one, one.steps, today) !== 'ended')
    .map((one) => ({
      id: one.id,
      pupilId: one.pupilId,
      first: one.first,
      last: one.last,
      review: nextReview(one, one.steps),
      reason: one.reason,
      times: one.times,
    }))
}

/** Of each return for ten days in a row that was sent, the month of its tenth day. */
function toldInRow(kept: readonly KeptReturn[]): ReturnFacts['toldInRow'] {
  const months = kept
    .filter(({ key }) => key.startsWith('N6:'))
    .flatMap(({ pupilId, steps }) => {
      const told = steps.find(({ kind }) => kind === 'sent')?.told
      const tenth = [...new Set(told?.sessions.map(({ day }) => day))][9]
      return tenth === undefined ? [] : [[pupilId, monthOf(tenth)] as const]
    })
  return together(months)
}

/** The last day of this school year on which a sickness return about each pupil was sent. */
export function sicknessSent(kept: readonly KeptReturn[], from: Day): ReadonlyMap<PupilId, Day> {
  const days = kept
    .filter(({ kind }) => kind === 'sickness')
    .flatMap(({ pupilId, steps }) =>
      steps.filter(({ kind }) => kind === 'sent').map(({ at }) => [pupilId, schoolTime(at).day] as const),
    )
    .filter(([, day]) => day >= from)
  return new Map(days.toSorted(([, one], [, other]) => (one < other ? -1 : 1)))
}
