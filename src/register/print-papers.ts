import { addDays, type Day, day, longDay, shortDay, weekday } from '../kernel/day.ts'
import type { GroupId, PupilId, SchoolId } from '../kernel/ids.ts'
import { notAllowed, refused, success } from '../kernel/result.ts'
import { schoolYearOf } from '../kernel/school-year.ts'
import { type Session, sessionIndex } from '../kernel/session.ts'
import { schoolTime } from '../kernel/time-of-day.ts'
import { yearGroupName } from '../law/school-age.ts'
import type { Tx } from '../platform/database/database.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import { type RollPupil, sessionsOf } from '../roll/contract.ts'
import { calendarOf, dayClocksOn, groupsOn, pupilsOnRoll, schoolOf } from '../roll/index.ts'
import type * as contract from './contract.ts'
import { notableBetween } from './journal/entries.ts'
import { readStrips } from './journal/store.ts'
import { typeset } from './letters/typeset.ts'
import { visiblePupil } from './looking/pupil-year.ts'
import { readExtract } from './looking/register-extract.ts'
import { nameOf } from './rules/mark-faults.ts'
import {
  type AmendmentOnPaper,
  amendmentsIn,
  beginningOnPaper,
  codeKey,
  daysOf,
  momentOnPaper,
  rowOnPaper,
  schoolOnPaper,
} from './rules/papers.ts'
import { placesPassed } from './rules/register-times.ts'

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
  const starting = found.value.startingDay
  // All of one moment; it is typeset afterwards.
  const { amendments, sessions, totals, codes, journal } = await readExtract(tx, {
    schoolId,
    pupil: found.value,
    ...{ from, to, now },
  })
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
    totals,
    days: daysOf(sessions.map(({ session }) => session)).map((one) => ({
      label: shortDay(one.day),
      am: sessions.find(({ session }) => session.day === one.day && session.half === 'AM')?.code ?? '',
      pm: sessions.find(({ session }) => session.day === one.day && session.half === 'PM')?.code ?? '',
    })),
    amendments: amendments.map(({ pupilId: _pupil, index: _place, ...amendment }) => amendment),
    codes,
    made: momentOnPaper(now),
    entry: String(journal.number),
    hash: journal.hash,
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
