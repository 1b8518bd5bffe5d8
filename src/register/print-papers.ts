import { addDays, type Day, day, longDay, shortDay, weekday } from '../kernel/day.ts'
import type { GroupId, PupilId, SchoolId } from '../kernel/ids.ts'
import { notAllowed, refused, success } from '../kernel/result.ts'
import { firstDayOf, lastDayOf, type SchoolYear, schoolYear, schoolYearOf } from '../kernel/school-year.ts'
import { type Session, sessionIndex } from '../kernel/session.ts'
import { schoolTime } from '../kernel/time-of-day.ts'
import type { DayClock } from '../law/day-clock.ts'
import { yearGroupName } from '../law/school-age.ts'
import type { Tx } from '../platform/database/database.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import { type RollPupil, sessionsOf } from '../roll/contract.ts'
import { calendarOf, dayClocksOn, groupsOn, pupilsOnRoll, schoolOf } from '../roll/index.ts'
import type * as contract from './contract.ts'
import { entriesOfPupil, notableBetween } from './journal/entries.ts'
import { lockJournal, readStrips } from './journal/store.ts'
import { typeset } from './letters/typeset.ts'
import { visiblePupil } from './looking/pupil-year.ts'
import { nameOf } from './rules/mark-faults.ts'
import {
  type AmendmentOnPaper,
  amendmentsIn,
  beginningOnPaper,
  bytesBegun,
  codeAt,
  codeKey,
  daysOf,
  momentOnPaper,
  rowOnPaper,
  schoolOnPaper,
} from './rules/papers.ts'
import { placesPassed, type SchoolNow } from './rules/register-times.ts'
import { tallyOf } from './rules/tally.ts'

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** The official register of a group for a month, with every amendment. */
export const officialRegister: UseCase<typeof contract.officialRegister> = async (context, { params }) => {
  const { schoolId, groupId, month } = params
  const { tx, now } = context
  const first = day(`${month}-01`)
  const last = addDays(addDays(first, 31), -Number(addDays(first, 31).slice(8)))
  const year = schoolYearOf(first)
  const school = await schoolOf(tx, schoolId)
  const calendar = await calendarOf(tx, { schoolId, year })
  const sessions =
    calendar === undefined ? [] : sessionsOf(calendar).filter((session) => session.day >= first && session.day <= last)
  const [begin, end] = [sessions[0], sessions.at(-1)]
  if (school === undefined) return notAllowed()
  if (begin === undefined || end === undefined)
    return refused('register.no-session', 'The calendar has no session in that month.')
  const group = (await groupsOn(tx, { schoolId, day: begin.day })).find((one) => one.id === groupId)
  if (group === undefined) return notAllowed()
  const pupils = await pupilsOfMonth(tx, { schoolId, groupId, sessions })
  const strips = await readStrips(tx, { schoolId, year, pupilIds: pupils.map((pupil) => pupil.id) })
  const span = { from: sessionIndex(begin), to: sessionIndex(end) }
  const at = schoolTime(now)
  const clocks = await dayClocksOn(tx, { schoolId, day: at.day })
  const ids = new Set(pupils.map((pupil) => pupil.id))
  const amendments = amendmentsIn(await notableBetween(tx, { schoolId, year, ...span }), span).filter((one) =>
    ids.has(one.pupilId),
  )
  const rows = pupils.map((pupil) => ({
    name: listName(pupil),
    ...rowOnPaper({
      strip: strips.get(pupil.id),
      sessions,
      amended: new Set(amendments.filter((one) => one.pupilId === pupil.id).map((one) => one.index)),
      passed: placesPassed(year, at, clocks[pupil.yearGroup]),
    }),
  }))
  const name = `${MONTHS[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`
  const data = {
    title: `Attendance register, ${group.name}, ${name}`,
    school: schoolOnPaper(school),
    group: `Registration group ${group.name}`,
    month: name,
    basis: `As it stood on ${momentOnPaper(now)}.`,
    footer: footer(school.name, context.caller, momentOnPaper(now)),
    days: daysOf(sessions).map((one) => ({ label: dayLabel(one.day), sessions: one.sessions })),
    sessions: sessions.map((session) => session.half),
    pupils: rows,
    planned: rows.some(({ codes }) => codes.some((mark) => mark.planned)),
    amendments: named(amendments, pupils),
    codes: codeKey(
      pupils.flatMap((pupil) => sessions.map((session) => strips.get(pupil.id)?.[sessionIndex(session)] ?? 0)),
    ),
  }
  context.audit({ subject: groupId, facts: { month } })
  return success({
    type: 'application/pdf',
    fileName: `register ${group.name} ${month}.pdf`,
    content: () => typeset('official-register', data),
  })
}

function footer(school: string, by: { name: string }, at: string): string {
  return `${school}. Printed from Firstbell by ${by.name}, ${at}. Personal data: keep it safe.`
}

const WEEKDAYS = ['M', 'T', 'W', 'T', 'F', 'S', 'S']

function dayLabel(of: Day): string {
  return `${WEEKDAYS[weekday(of) - 1]} ${Number(of.slice(8))}`
}

/** Everybody who was in the group in some week of the sessions, by name. */
async function pupilsOfMonth(
  tx: Tx,
  of: { schoolId: SchoolId; groupId: GroupId; sessions: readonly Session[] },
): Promise<RollPupil[]> {
  const { schoolId, groupId, sessions } = of
  const days = [...new Set(sessions.map((session) => session.day))]
  const asked = days.filter((one, place) => place === 0 || place === days.length - 1 || weekday(one) === 1)
  const pupils = new Map<PupilId, RollPupil>()
  for (const on of asked)
    for (const pupil of await pupilsOnRoll(tx, { schoolId, day: on, groupId })) pupils.set(pupil.id, pupil)
  return [...pupils.values()].sort((one, other) => listName(one).localeCompare(listName(other), 'en-GB'))
}

function listName(pupil: RollPupil): string {
  return `${pupil.familyName}, ${pupil.preferredName}`
}

function named(amendments: readonly AmendmentOnPaper[], pupils: readonly RollPupil[]) {
  const names = new Map(pupils.map((pupil) => [pupil.id, listName(pupil)]))
  return amendments.map(({ pupilId, index: _place, ...amendment }) => ({
    pupil: names.get(pupilId) ?? '',
    ...amendment,
  }))
}

const MOST_YEARS = 3

/** A certificate of a pupil's attendance from one day to another, with totals and every amendment. */
export const attendanceCertificate: UseCase<typeof contract.attendanceCertificate> = async (
  context,
  { params, query },
) => {
  const { schoolId, pupilId } = params
  const { tx, now } = context
  const today = schoolTime(now).day
  const { from } = query
  const to = earlier(query.to, today)
  if (from > to || schoolYearOf(to) - schoolYearOf(from) >= MOST_YEARS)
    return refused(
      'register.bad-period',
      `Give a first and a last day, in that order, of at most ${MOST_YEARS} school years.`,
    )
  const found = await visiblePupil(context, { schoolId, pupilId, days: [to, from] })
  if (!found.ok) return found
  const school = await schoolOf(tx, schoolId)
  if (school === undefined) return notAllowed()
  // Locked while it is read, so that hash, marks and amendments are of one moment; it is typeset afterwards.
  const head = await lockJournal(tx, schoolId)
  const starting = found.value.startingDay
  const onRoll = starting > to ? from : later(from, starting)
  const clock = (await dayClocksOn(tx, { schoolId, day: today }))[found.value.yearGroup]
  const years = await yearsOfPupil(tx, {
    schoolId,
    pupilId,
    ...{ from: onRoll, to },
    begun: { now: schoolTime(now), clock },
  })
  const { amendments, bytes, sessions } = years
  const begins = beginningOnPaper({ from, starting, first: sessions[0]?.session.day })
  const data = {
    title: 'Certificate of attendance',
    school: schoolOnPaper(school),
    footer: footer(school.name, context.caller, momentOnPaper(now)),
    particulars: [
      { label: 'Pupil', value: nameOf(found.value) },
      { label: 'Date of birth', value: shortDay(found.value.born) },
      { label: 'Year group', value: yearGroupName(found.value.yearGroup) },
      { label: 'On roll from', value: shortDay(found.value.startingDay) },
    ],
    from: begins.words,
    to: longDay(to),
    totals: totalsOnPaper(bytes),
    days: daysOf(sessions.map(({ session }) => session)).map((one) => ({
      label: shortDay(one.day),
      am: sessions.find(({ session }) => session.day === one.day && session.half === 'AM')?.code ?? '',
      pm: sessions.find(({ session }) => session.day === one.day && session.half === 'PM')?.code ?? '',
    })),
    amendments: amendments.map(({ pupilId: _pupil, index: _place, ...amendment }) => amendment),
    codes: codeKey(bytes),
    made: momentOnPaper(now),
    entry: String(head.lastNumber),
    hash: head.lastHash,
  }
  context.audit({ subject: pupilId, facts: { from, to } })
  return success({
    type: 'application/pdf',
    fileName: `certificate ${begins.day} to ${to}.pdf`,
    content: () => typeset('certificate', data),
  })
}

function earlier(one: Day, other: Day): Day {
  if (one < other) return one
  return other
}

function later(one: Day, other: Day): Day {
  if (one > other) return one
  return other
}

interface PeriodOfPupil {
  readonly schoolId: SchoolId
  readonly pupilId: PupilId
  readonly from: Day
  readonly to: Day
  /** The moment that the paper stands for, and the pupil's clock: later sessions are planned at most, and left out. */
  readonly begun: { readonly now: SchoolNow; readonly clock: DayClock | undefined }
}

async function yearsOfPupil(tx: Tx, of: PeriodOfPupil) {
  const { schoolId, pupilId, from, to, begun } = of
  const amendments: AmendmentOnPaper[] = []
  const sessions: { session: Session; code: string }[] = []
  const bytes: number[] = []
  for (let beginning: number = schoolYearOf(from); beginning <= schoolYearOf(to); beginning += 1) {
    const year: SchoolYear = schoolYear(beginning)
    const calendar = await calendarOf(tx, { schoolId, year })
    const strip = (await readStrips(tx, { schoolId, year, pupilIds: [pupilId] })).get(pupilId)
    const inYear = calendar === undefined ? [] : sessionsOf(calendar).filter((one) => one.day >= from && one.day <= to)
    const passed = placesPassed(year, begun.now, begun.clock)
    bytes.push(...bytesBegun(strip, inYear, passed))
    for (const session of inYear)
      sessions.push({ session, code: sessionIndex(session) < passed ? codeAt(strip, session) : '' })
    const span = {
      from: sessionIndex({ day: later(from, firstDayOf(year)), half: 'AM' }),
      to: sessionIndex({ day: earlier(to, lastDayOf(year)), half: 'PM' }),
    }
    const entries = await entriesOfPupil(tx, { schoolId, year, pupilId, ...span, notable: true })
    amendments.push(...amendmentsIn(entries, span).filter((one) => one.pupilId === pupilId && one.index < passed))
  }
  return { amendments, sessions, bytes }
}

function totalsOnPaper(bytes: readonly number[]) {
  const tally = tallyOf(Uint8Array.from(bytes), { from: 0, to: bytes.length })
  return [
    { label: 'Sessions attended', value: `${tally.attendedOf} that were possible` },
    { label: 'Authorised absence', value: `${tally.authorised} sessions` },
    { label: 'Unauthorised absence', value: `${tally.unauthorised} sessions` },
    { label: 'Late before the register closed', value: `${tally.lateBeforeClose} sessions (counted as attended)` },
    { label: 'Late after the register closed', value: `${tally.lateAfterClose} sessions (counted as unauthorised)` },
    { label: 'Not counted', value: `${tally.notPossible} sessions` },
    { label: 'Sessions without a mark', value: `${bytes.filter((byte) => byte === 0).length}` },
  ]
}
