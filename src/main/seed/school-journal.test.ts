import { describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import { type Session, STRIP_LENGTH, sessionAt, sessionIndex } from '../../kernel/session.ts'
import { minutesOf, schoolTime } from '../../kernel/time-of-day.ts'
import { byteOfCode, codeOfByte } from '../../law/codes.ts'
import { sessionTimes } from '../../law/day-clock.ts'
import { COMPLETE, type NewEntry } from '../../register/index.ts'
import { calendarFaults, checkEnrolment, schoolDays } from '../../roll/contract.ts'
import { drawTrust } from '../demo/draw-trust.ts'
import type { DemoSchool, DemoTrust } from '../demo/types.ts'
import { contactDraft, enrolmentDraft, yearStarts } from './enrolments.ts'
import { calendarRecord, schoolRecord } from './particulars.ts'
import { schoolJournal } from './school-journal.ts'

const TODAY = day('2026-11-23')
const trust = drawTrust({ today: TODAY })
const journals = new Map(trust.schools.map((school) => [school, [...schoolJournal(trust, school)]]))
const acts = [...journals.values()].flat()
const ofAct = (act: NewEntry['act']) => acts.filter((entry) => entry.act === act)

/** The strips that a school's acts lead to, by pupil and year. */
function stripsOf(entries: readonly NewEntry[]): ReadonlyMap<string, Uint8Array> {
  const strips = new Map<string, Uint8Array>()
  for (const { year, marks } of entries)
    for (const { pupilId, session, to } of marks) {
      const strip = strips.get(`${pupilId} ${year}`) ?? new Uint8Array(STRIP_LENGTH)
      strip[session] = to
      strips.set(`${pupilId} ${year}`, strip)
    }
  return strips
}

/** How many drawn strips come out other than they were drawn, leaving today's registers aside. */
function strayStrips(of: DemoTrust, school: DemoSchool, entries: readonly NewEntry[]): string[] {
  const made = stripsOf(entries)
  const here = new Set(of.pupils.filter((pupil) => pupil.schoolId === school.id).map((pupil) => pupil.id))
  const today = sessionIndex({ day: of.today, half: 'AM' })
  return of.strips
    .filter((strip) => here.has(strip.pupilId))
    .filter(({ pupilId, schoolYear, marks }) => {
      const strip = (made.get(`${pupilId} ${schoolYear}`) ?? new Uint8Array(STRIP_LENGTH)).slice()
      if (schoolYear === of.schoolYears[1]) strip.fill(0, today)
      return Buffer.compare(strip, marks) !== 0
    })
    .map((strip) => strip.pupilId)
}

describe('the acts that lead to the drawn strips', () => {
  it.each(['2026-11-23', '2026-09-03', '2026-07-20'])(
    'end at exactly the drawn strips, in order of time and before 08:40, on %s',
    { timeout: 120_000 },
    (text) => {
      const of = text === TODAY ? trust : drawTrust({ today: day(text) })
      for (const school of of.schools) {
        const entries = of === trust ? (journals.get(school) ?? []) : [...schoolJournal(of, school)]
        expect(strayStrips(of, school, entries)).toEqual([])
        expect(entries.filter((entry, index) => entry.at < (entries[index - 1]?.at ?? ''))).toEqual([])
        const last = schoolTime(entries.at(-1)?.at ?? entries[0]?.at ?? ('' as NewEntry['at']))
        expect(last.day < of.today || (last.day === of.today && last.time < '08:40')).toBe(true)
      }
    },
  )

  it('each find what such an act finds: blanks are filled and planned, only N is amended or signed in over', () => {
    const [blank, unexplained] = [0, byteOfCode('N')]
    const found = { imported: blank, planned: blank, taken: blank, amended: unexplained, 'signed-in': unexplained }
    const strays = new Set<string>()
    for (const entries of journals.values()) {
      const standing = new Map<string, number>()
      for (const { act, year, marks } of entries)
        for (const { pupilId, session, to } of marks) {
          const place = `${pupilId} ${year} ${session}`
          const before = standing.get(place) ?? blank
          if (found[act as keyof typeof found] !== before) strays.add(`${act} over ${codeOfByte(before)}`)
          if (act !== 'imported') standing.set(place, to)
        }
    }
    expect([...strays]).toEqual([])
  })

  it('bring last year over in one entry a school day, by whoever runs the data', () => {
    expect(ofAct('imported').length).toBe(3 * 190)
    expect(new Set(ofAct('imported').map((entry) => entry.year))).toEqual(new Set([2025]))
    const positions = [...new Set(ofAct('imported').map((entry) => entry.by.position))]
    expect(positions).toEqual(['Data and Exams Manager', 'School Business Manager', 'Office and Attendance Manager'])
  })

  it('take every register once, by its tutor and while it was open, with no code that a tutor may not use', () => {
    const clocks = new Map(
      trust.groups.map((group) => [
        group.id,
        trust.schools
          .find((school) => school.id === group.schoolId)
          ?.clocks.find((entry) => entry.yearGroups.some((year) => group.yearGroups.includes(year)))?.clock,
      ]),
    )
    const tutors = new Map(trust.groups.map((group) => [group.id, group.tutorId]))
    const codes = new Set(['/', '\\', 'L', 'N'].map((code) => byteOfCode(code as '/')))
    const past = ofAct('taken').filter((entry) => schoolTime(entry.at).day < TODAY)
    expect(past.length).toBe(52 * 2 * 58)
    expect(new Set(past.map((entry) => `${entry.groupId} ${entry.session}`)).size).toBe(past.length)
    for (const { groupId, session, at, by, marks, year } of past) {
      if (groupId === undefined || session === undefined) throw new Error('a register is of a group and a session')
      const of: Session = sessionAt(year, session)
      const clock = clocks.get(groupId)
      if (clock === undefined) throw new Error('a group has a clock')
      const { open, close } = sessionTimes(clock, of.half)
      const taken = schoolTime(at)
      expect(taken.day).toBe(of.day)
      expect(taken.time >= open && taken.time < close).toBe(true)
      expect(by.id).toBe(tutors.get(groupId))
      expect(marks.every((mark) => codes.has(mark.to))).toBe(true)
    }
  })

  it('sign in at the desk a good part of those who were late, in the minute they came, with how late they were', () => {
    const signedIn = ofAct('signed-in')
    const late = ofAct('taken').flatMap((entry) => entry.marks.filter((mark) => codeOfByte(mark.to) === 'L'))
    const share = signedIn.length / (signedIn.length + late.length)
    expect(share > 0.25 && share < 0.75).toBe(true)
    for (const { at, marks } of signedIn) {
      const details = marks[0]?.details ?? {}
      expect(schoolTime(at).time).toBe(details.arrival_time)
      expect(Number(details.minutes_late)).toBeGreaterThan(0)
    }
    expect(signedIn.some((entry) => codeOfByte(entry.marks[0]?.to ?? 0) === 'U' && entry.reason !== undefined)).toBe(
      true,
    )
  })

  it('amend with a reason, and no later than five school days after', () => {
    const amended = ofAct('amended')
    expect(amended.length).toBeGreaterThan(2000)
    const days = trust.calendars.find((calendar) => calendar.schoolYear === 2026)?.schoolDays ?? []
    for (const { reason, marks, at, year } of amended) {
      expect(reason?.trim()).toBeTruthy()
      const madeOn = schoolTime(at).day
      for (const mark of marks) {
        const { day: of } = sessionAt(year, mark.session)
        expect(madeOn >= of && days.indexOf(madeOn) - days.indexOf(of) <= 5).toBe(true)
      }
    }
  })

  it('plan ahead what was agreed ahead: today’s trip, timetable and leave among it', () => {
    const planned = ofAct('planned')
    const today = sessionIndex({ day: TODAY, half: 'AM' })
    const known = planned.flatMap((entry) => entry.marks.filter((mark) => mark.session >= today))
    const wanted = trust.planned.map((each) => `${each.pupilId} ${sessionIndex(each)} ${byteOfCode(each.code)}`)
    expect(known.map((mark) => `${mark.pupilId} ${mark.session} ${mark.to}`).sort()).toEqual(wanted.sort())
    for (const { at, marks, year } of planned)
      expect(marks.every((mark) => schoolTime(at).day < sessionAt(year, mark.session).day)).toBe(true)
  })

  it('leave this morning as it is at 08:40: three registers taken, one begun, two late pupils in, the rest to do', () => {
    const today = acts.filter((entry) => schoolTime(entry.at).day === TODAY)
    const taken = today.filter((entry) => entry.act === 'taken')
    expect(taken.map((entry) => entry.facts?.[COMPLETE])).toEqual([true, true, true, false])
    expect(today.filter((entry) => entry.act === 'signed-in').length).toBe(2)
    const featured = new Set(trust.staff.filter((person) => person.featured).map((person) => person.id as string))
    expect(taken.some((entry) => featured.has(entry.by.id))).toBe(false)
    const year9 = new Set(trust.groups.filter((group) => group.yearGroups[0] === '9').map((group) => group.id))
    expect(taken.every((entry) => entry.groupId !== undefined && year9.has(entry.groupId))).toBe(true)
    expect(minutesOf(schoolTime(today.at(-1)?.at ?? acts[0]?.at ?? ('' as NewEntry['at'])).time)).toBeLessThan(
      8 * 60 + 40,
    )
  })
})

describe('what roll is given of the drawn trust', () => {
  it('has the school days that were drawn, and no fault in either year', () => {
    for (const calendar of trust.calendars) {
      const record = calendarRecord(calendar)
      expect(schoolDays(record)).toEqual(calendar.schoolDays)
      expect(calendarFaults(record, 'academy')).toEqual([])
    }
  })

  it('passes the checks of an enrolment, of the children with one name too', () => {
    const contacts = new Map(trust.contacts.map((contact) => [contact.id as string, contactDraft(contact)]))
    for (const school of trust.schools) {
      const { yearGroups } = schoolRecord(school, trust)
      const around = { today: TODAY, yearGroups, takenUpns: new Set<string>(), contacts }
      const starts = yearStarts(trust, school.id)
      const refused = trust.pupils
        .filter((pupil) => pupil.schoolId === school.id)
        .flatMap((pupil) => checkEnrolment(enrolmentDraft(pupil, { starts, enteredOn: TODAY }), around))
        .filter((fault) => fault.severity === 'refuse')
      expect(refused).toEqual([])
    }
  })

  it('tells who must not be told, and why', () => {
    const barred = trust.pupils.flatMap((pupil) =>
      enrolmentDraft(pupil, { starts: new Map(), enteredOn: TODAY }).contacts.filter((link) => !link.mayBeTold),
    )
    expect(barred.length).toBeGreaterThan(5)
    expect(barred.every((link) => !link.emergency && (link.barredReason ?? '').includes('order'))).toBe(true)
  })
})
