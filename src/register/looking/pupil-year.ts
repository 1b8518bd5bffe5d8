import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { notAllowed, type Result, success } from '../../kernel/result.ts'
import { firstDayOf, lastDayOf, type SchoolYear, schoolYearOf } from '../../kernel/school-year.ts'
import { type SessionIndex, STRIP_LENGTH, sessionAt, sessionIndex } from '../../kernel/session.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { codeOfByte } from '../../law/codes.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { type RollPupil, type SchoolCalendar, sessionIndexes } from '../../roll/contract.ts'
import { calendarOf, dayClocksOn, pupilsOnRoll } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { entriesOfPupil, entriesOfSession } from '../journal/entries.ts'
import { lastNumber, readStrips } from '../journal/store.ts'
import { ownGroups, viewerOf } from '../load-register.ts'
import { standingMark } from '../open-register.ts'
import type { Entry } from '../rules/journal.ts'
import { nameOf } from '../rules/mark-faults.ts'
import { placesPassed } from '../rules/register-times.ts'
import {
  absencesShownTo,
  isHidden,
  recordedByAct,
  shownTo,
  tallyShownTo,
  type Viewer,
} from '../rules/showing/withholding.ts'
import { standingIn } from '../rules/standing.ts'
import { tallyOf } from '../rules/tally.ts'

/**
 * A pupil whom the caller may look at: any of the school, or one of the caller's own groups today. Found on the day asked
 * for, else on the last or first day of the year on which they were on roll.
 */
export async function visiblePupil(
  context: Context,
  of: { schoolId: SchoolId; pupilId: PupilId; days: readonly Day[] },
): Promise<Result<RollPupil>> {
  const { schoolId, pupilId } = of
  const today = schoolTime(context.now).day
  const find = async (day: Day) =>
    (await pupilsOnRoll(context.tx, { schoolId, day, pupilIds: [pupilId] })).find((pupil) => pupil.id === pupilId)
  if (context.reach === 'own') {
    const now = await find(today)
    const own = await ownGroups(context, schoolId)
    if (now === undefined || now.groupId === null || !own.includes(now.groupId)) return notAllowed()
  }
  for (const day of [...of.days, today]) {
    const pupil = await find(day)
    if (pupil !== undefined) return success(pupil)
  }
  return notAllowed()
}

/** Days on which to look for a pupil of a year: now if it is this year, then its end, its spring and its autumn. */
function daysOfYear(year: SchoolYear, today: Day): readonly Day[] {
  const days = [
    lastDayOf(year),
    sessionAt(year, 480).day,
    sessionAt(year, 240).day,
    sessionAt(year, 80).day,
    firstDayOf(year),
  ]
  return schoolYearOf(today) === year ? [today, ...days] : days
}

/** A pupil's year: every code, the calendar beside it, and the sums up to now. */
export const pupilYear: UseCase<typeof contract.pupilYear> = async (context, { params }) => {
  const { schoolId, pupilId, year } = params
  const { tx } = context
  const now = schoolTime(context.now)
  const found = await visiblePupil(context, { schoolId, pupilId, days: daysOfYear(year, now.day) })
  if (!found.ok) return found
  const pupil = found.value
  // Before the marks: a version too old only asks again, one too new would hide somebody's change.
  const version = await lastNumber(tx, schoolId)
  const marks =
    (await readStrips(tx, { schoolId, year, pupilIds: [pupilId] })).get(pupilId) ?? new Uint8Array(STRIP_LENGTH)
  const calendar = await calendarOf(tx, { schoolId, year })
  const clock = (await dayClocksOn(tx, { schoolId, day: now.day }))[pupil.yearGroup]
  const passed = placesPassed(year, now, clock)
  const viewer = viewerOf(context)
  context.audit({ subject: pupilId, facts: { year } })
  return success({
    pupilId,
    preferredName: pupil.preferredName,
    familyName: pupil.familyName,
    version,
    year,
    firstDay: firstDayOf(year),
    codes: Array.from(marks, (byte) => shownTo(viewer, codeOfByte(byte) ?? null) ?? ''),
    calendar: calendarText(calendar),
    tally: tallyShownTo(viewer, tallyOf(marks, { from: 0, to: passed })),
    missing: missingMarks(pupil, { year, marks, calendar, passed }),
    passed,
  })
}

function calendarText(calendar: SchoolCalendar | undefined): string {
  const text = new Array<string>(STRIP_LENGTH).fill('.')
  for (const index of calendar === undefined ? [] : sessionIndexes(calendar)) text[index] = 'S'
  return text.join('')
}

function missingMarks(
  pupil: RollPupil,
  of: { year: SchoolYear; marks: Uint8Array; calendar: SchoolCalendar | undefined; passed: number },
): number {
  if (of.calendar === undefined) return 0
  return sessionIndexes(of.calendar).filter((index) => {
    const { day } = sessionAt(of.year, index)
    const onRoll = day >= pupil.startingDay && (pupil.leavingDay === null || day <= pupil.leavingDay)
    return index < of.passed && onRoll && (of.marks[index] ?? 0) === 0
  }).length
}

/** Every change of a pupil's marks, or of one of them, as a viewer is shown it. */
function changesOf(entries: readonly Entry[], of: { pupilId: PupilId; only?: SessionIndex; viewer: Viewer }) {
  const { pupilId, only, viewer } = of
  return entries.flatMap((entry) =>
    entry.marks
      .filter((mark) => mark.pupilId === pupilId && (only === undefined || mark.session === only))
      .map((mark) => {
        const from = shownTo(viewer, codeOfByte(mark.from) ?? null)
        const to = shownTo(viewer, codeOfByte(mark.to) ?? null)
        const { by, reason } = entry
        const undoes = entry.act === 'undone'
        const beside = recordedByAct(viewer, { by, reason, undoes, details: mark.details ?? {} })
        return {
          number: entry.number,
          act: entry.act,
          ...sessionAt(entry.year, mark.session),
          from,
          to,
          ...beside,
          withheld: beside.withheld || isHidden(from) || isHidden(to),
          at: entry.madeAt,
          by: { name: by.name, position: by.position },
        }
      }),
  )
}

/** One mark and every change of it. */
export const markHistory: UseCase<typeof contract.markHistory> = async (context, { params }) => {
  const { schoolId, pupilId, day, half } = params
  const found = await visiblePupil(context, { schoolId, pupilId, days: [day] })
  if (!found.ok) return found
  const session = sessionIndex({ day, half })
  const version = await lastNumber(context.tx, schoolId)
  const entries = await entriesOfSession(context.tx, { schoolId, year: schoolYearOf(day), session })
  const standing = standingIn(session, entries).get(pupilId)
  const viewer = viewerOf(context)
  context.audit({ subject: pupilId, facts: { day, half } })
  return success({
    pupilId,
    name: nameOf(found.value),
    version,
    day,
    half,
    mark: standingMark(standing, viewer),
    absencesFromSite: absencesShownTo(viewer, standing?.absencesFromSite ?? []),
    changes: changesOf(entries, { pupilId, only: session, viewer }),
  })
}

/** What happened to a pupil's marks in a year beyond the taking of registers, newest first. */
export const pupilHistory: UseCase<typeof contract.pupilHistory> = async (context, { params }) => {
  const { schoolId, pupilId, year } = params
  const days = daysOfYear(year, schoolTime(context.now).day)
  const found = await visiblePupil(context, { schoolId, pupilId, days })
  if (!found.ok) return found
  const entries = await entriesOfPupil(context.tx, { schoolId, year, pupilId, notable: true })
  context.audit({ subject: pupilId, facts: { year } })
  return success({ changes: changesOf(entries, { pupilId, viewer: viewerOf(context) }).reverse() })
}
