import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { addDays, ageOn, day, weekday } from '../../kernel/day.ts'
import { sessionAt, sessionIndex } from '../../kernel/session.ts'
import { type Code, codeOfByte } from '../../law/codes.ts'
import { ETHNIC_GROUP_IDS, ethnicityOf } from '../../law/ethnicity.ts'
import { checkMark } from '../../law/mark-validity.ts'
import { yearGroupFor } from '../../law/school-age.ts'
import { checkUpn } from '../../law/upn.ts'
import { calledName } from './children.ts'
import { drawTrust } from './draw-trust.ts'
import { allStocks } from './names/draw-names.ts'
import { COUNTY, NEXT_SCHOOLS, PREVIOUS_SCHOOLS, STREETS, TOWN, VILLAGES } from './names/places.ts'
import type { DemoTrust } from './types.ts'

const TODAY = day('2026-11-23')
const trust = drawTrust({ today: TODAY })
const schoolOf = (phase: string) => trust.schools.find((school) => school.phase === phase)
const onRoll = trust.pupils.filter((pupil) => pupil.leaving === undefined)
const share = (part: readonly unknown[], whole: readonly unknown[]) => (100 * part.length) / whole.length

function hash(of: DemoTrust): string {
  const text = JSON.stringify(of, (_, value) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
  )
  return createHash('sha256').update(text).digest('hex')
}

describe('the demo trust', () => {
  it('is the same for the same day and seed, and another for another seed', () => {
    expect(hash(drawTrust({ today: TODAY }))).toBe(hash(trust))
    expect(hash(drawTrust({ today: TODAY, seed: 2 }))).not.toBe(hash(trust))
  })

  it('has about 900, 400 and 120 pupils today, in 30, 14 and 14 groups', () => {
    const counts = trust.schools.map((school) => ({
      pupils: onRoll.filter((pupil) => pupil.schoolId === school.id).length,
      groups: trust.groups.filter((group) => group.schoolId === school.id && group.schoolYear === 2026).length,
    }))
    const [academy, primary, special] = counts
    expect(counts.map((count) => count.groups)).toEqual([30, 14, 14])
    expect(Math.abs((academy?.pupils ?? 0) - 900)).toBeLessThan(20)
    expect(Math.abs((primary?.pupils ?? 0) - 400)).toBeLessThan(15)
    expect(Math.abs((special?.pupils ?? 0) - 120)).toBeLessThan(8)
  })

  it('staggers the academy’s day by year group, with the closings of the sample policy', () => {
    const times = schoolOf('secondary')?.clocks.map(({ yearGroups, clock }) => [
      ...yearGroups,
      clock.amOpen,
      clock.amClose,
    ])
    expect(times).toEqual([
      ['7', '09:00', '09:15'],
      ['8', '09:00', '09:15'],
      ['9', '08:30', '08:45'],
    ])
  })

  it('keeps small classes in the special school: 7 to 10 pupils', () => {
    const special = schoolOf('special')
    const sizes = trust.groups
      .filter((group) => group.schoolId === special?.id)
      .map((group) => trust.pupils.filter((pupil) => pupil.years.some((year) => year.groupId === group.id)).length)
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(7)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(10)
  })

  it('gives every pupil a UPN with the right check letter, under an authority number that nobody has', () => {
    for (const pupil of trust.pupils) expect(checkUpn(pupil.upn).ok && pupil.upn.slice(1, 4)).toBe('999')
    const children = new Map(trust.pupils.map((pupil) => [pupil.upn, pupil.childKey]))
    expect(children.size).toBe(new Set(trust.pupils.map((pupil) => pupil.childKey)).size)
  })

  it('takes every telephone number from Ofcom’s ranges for drama, every address from example domains and postcodes ZZ', () => {
    const phones = [
      ...trust.contacts.flatMap((contact) => contact.phones),
      ...trust.schools.map((school) => school.phone),
    ]
    const wrong = phones.filter((phone) => !/^(01632 960\d{3}|07700 900\d{3}|020 7946 0\d{3})$/.test(phone))
    expect(wrong).toEqual([])
    const mails = [...trust.contacts, ...trust.staff, ...trust.schools].flatMap(({ email }) => email ?? [])
    expect(mails.filter((mail) => !/^[a-z0-9.]+@([a-z]+\.)*example\.(org|com|net)$/.test(mail))).toEqual([])
    expect(trust.pupils.filter((pupil) => !/^ZZ\d \d[A-Z]{2}$/.test(pupil.address.postcode))).toEqual([])
  })

  it('gives every pupil two people to ring, in order, one of whom lives with the child', () => {
    for (const { contacts } of trust.pupils) {
      expect(contacts.filter((contact) => contact.mayBeTold).length).toBeGreaterThanOrEqual(2)
      expect(contacts.map((contact) => contact.order)).toEqual(contacts.map((_, index) => index + 1))
      expect(contacts.some((contact) => contact.livesWith && contact.mayBeTold)).toBe(true)
    }
    const known = new Set(trust.contacts.map((contact) => contact.id))
    expect(trust.pupils.flatMap((pupil) => pupil.contacts).every((link) => known.has(link.contactId))).toBe(true)
  })

  it('keeps brothers and sisters together across schools, at least ten months apart unless they are twins', () => {
    const homes = [...Map.groupBy(onRoll, (pupil) => pupil.householdKey).values()]
    expect(homes.filter((home) => new Set(home.map((pupil) => pupil.schoolId)).size > 1).length).toBeGreaterThan(100)
    for (const home of homes) {
      const born = [...new Set(home.map((pupil) => pupil.dateOfBirth))].sort()
      for (const [index, later] of born.slice(1).entries())
        expect(addDays(born[index] ?? TODAY, 290) < later).toBe(true)
    }
  })

  it('teaches every pupil with their age', () => {
    for (const { dateOfBirth, years } of trust.pupils)
      for (const { schoolYear, yearGroup } of years) expect(yearGroupFor(dateOfBirth, schoolYear)).toBe(yearGroup)
  })

  it('flags SEN support at 15 ± 2.5 %, free school meals at 26 ± 4 % of mainstream; everybody in the special school has a plan', () => {
    const special = schoolOf('special')
    const mainstream = onRoll.filter((pupil) => pupil.schoolId !== special?.id)
    expect(
      Math.abs(
        share(
          mainstream.filter((pupil) => pupil.flags.sen === 'support'),
          mainstream,
        ) - 15,
      ),
    ).toBeLessThan(2.5)
    expect(
      Math.abs(
        share(
          mainstream.filter((pupil) => pupil.flags.freeSchoolMeals),
          mainstream,
        ) - 26,
      ),
    ).toBeLessThan(4)
    expect(onRoll.filter((pupil) => pupil.schoolId === special?.id && pupil.flags.sen !== 'ehcp')).toEqual([])
  })

  it('enters an answer on ethnicity for most households, one for all their children, in every group of DfE', () => {
    const answers = new Map(onRoll.map((pupil) => [pupil.householdKey, pupil.ethnicity]))
    for (const pupil of onRoll) expect(pupil.ethnicity).toBe(answers.get(pupil.householdKey))
    const groups = onRoll.map((pupil) => ethnicityOf(pupil.ethnicity ?? '')?.group)
    expect(new Set(groups)).toEqual(new Set([...ETHNIC_GROUP_IDS, undefined]))
    expect(groups.filter((group) => group === undefined).length).toBeLessThan(onRoll.length / 20)
  })

  it('spells names of many origins as their bearers do, long ones and single ones among them', () => {
    const names = onRoll.map((pupil) => `${pupil.givenNames} ${pupil.familyName}`.trim())
    expect(
      share(
        names.filter((name) => /[^\x20-\x7e’]/.test(name)),
        names,
      ),
    ).toBeGreaterThan(4)
    expect(names.some((name) => name.includes('’'))).toBe(true)
    expect(names.some((name) => name.length > 28)).toBe(true)
    expect(onRoll.some((pupil) => pupil.givenNames === '')).toBe(true)
    const only = onRoll.filter((pupil) => pupil.registration !== 'subsidiary').map((pupil) => calledName(pupil))
    expect(new Set(only).size).toBe(only.length)
  })

  it('tells every case it promises', () => {
    const kinds = new Set(trust.cases.map((told) => told.kind))
    expect([...kinds].sort()).toEqual(
      [
        ...['dual-registered', 'part-time', 'suspended', 'alternative-provision', 'authority-provision', 'traveller'],
        ...['long-illness', 'unexplained', 'unexplained-overdue', 'four-year-old', 'study-leave', 'late-habit'],
        ...[
          'holiday',
          'holiday-refused',
          'medical-appointments',
          'performer',
          'transport',
          'continuous-absence',
          'penalty-threshold',
        ],
        ...[
          'contact-barred',
          'one-name',
          'long-name',
          'new-pupil',
          'leaver',
          'severe-absence',
          'looked-after',
          'bereaved',
        ],
      ].sort(),
    )
    const ids = new Set(trust.pupils.map((pupil) => pupil.id))
    expect(trust.cases.every((told) => ids.has(told.pupilId))).toBe(true)
  })

  it('gives each of the thirteen roles to somebody, and every group a tutor of its school', () => {
    const roles = new Set(trust.staff.flatMap((person) => person.roles.map(({ role }) => role)))
    expect(roles.size).toBe(13)
    for (const group of trust.groups) {
      const tutor = trust.staff.find((person) => person.id === group.tutorId)
      expect(tutor?.roles.some(({ role, at }) => role === 'teacher' && at === group.schoolId)).toBe(true)
    }
    expect(new Set(trust.staff.map((person) => person.email)).size).toBe(trust.staff.length)
  })

  it('is drawn for any day: a first day of term, a Sunday, the summer, a leap day', () => {
    for (const text of ['2026-09-03', '2026-10-25', '2026-08-15', '2028-02-29']) {
      const other = drawTrust({ today: day(text) })
      const last = Math.max(
        ...other.strips
          .filter((strip) => strip.schoolYear === other.schoolYears[1])
          .map((strip) => strip.marks.findLastIndex((byte) => byte > 0)),
      )
      expect(last).toBeLessThan(sessionIndex({ day: day(text), half: 'AM' }))
      expect(other.planned.length > 0).toBe(other.calendars.some((calendar) => calendar.schoolDays.includes(day(text))))
    }
  })
})

describe('marks that the law allows', () => {
  it('every mark and planned absence passes the checks of law/mark-validity', () => {
    const pupils = new Map(trust.pupils.map((pupil) => [pupil.id, pupil]))
    const faults = new Set<string>()
    for (const { pupilId, schoolYear, marks, details } of trust.strips) {
      const pupil = pupils.get(pupilId)
      const yearGroup = pupil?.years.find((year) => year.schoolYear === schoolYear)?.yearGroup
      if (pupil === undefined || yearGroup === undefined) throw new Error('a strip without a pupil')
      const said = new Map(details.map((entry) => [Number(entry.index), entry.details]))
      for (const [index, byte] of marks.entries()) {
        const code = codeOfByte(byte)
        // Slashes are checked by their half alone; there are 800,000 of them.
        if (code === '/' || code === '\\') {
          if ((code === '/') !== (index % 2 === 0)) faults.add(`${code} in the wrong half`)
        } else if (code !== undefined) {
          const mark = { code, ...sessionAt(schoolYear, index), details: said.get(index) ?? {} }
          for (const fault of checkMark(mark, { born: pupil.dateOfBirth, yearGroup }))
            faults.add(`${code}: ${fault.message}`)
        }
      }
    }
    expect([...faults]).toEqual([])
  })

  it('every school day before today is marked for everybody then on roll, no other day for anybody', () => {
    const pupils = new Map(trust.pupils.map((pupil) => [pupil.id, pupil]))
    for (const calendar of trust.calendars) {
      const days = calendar.schoolDays.filter((on) => on < TODAY)
      const mornings = new Map(days.map((on) => [on, sessionIndex({ day: on, half: 'AM' })]))
      for (const strip of trust.strips.filter((each) => each.schoolYear === calendar.schoolYear)) {
        const pupil = pupils.get(strip.pupilId)
        if (pupil?.schoolId !== calendar.schoolId) continue
        const due = days.filter((on) => on >= pupil.startingDay && on <= (pupil.leaving?.day ?? TODAY))
        let marked = 0
        for (const byte of strip.marks) if (byte !== 0) marked++
        expect(marked).toBe(2 * due.length)
        expect(due.every((on) => (strip.marks[mornings.get(on) ?? 0] ?? 0) > 0)).toBe(true)
      }
    }
  })

  it('no N is older than five school days, but for the one case told', () => {
    const overdue = new Set(
      trust.cases.filter((told) => told.kind === 'unexplained-overdue').map((told) => told.pupilId),
    )
    const days = trust.calendars[1]?.schoolDays.filter((on) => on < TODAY) ?? []
    const oldest = sessionIndex({ day: days.at(-5) ?? TODAY, half: 'AM' })
    const old = trust.strips.filter(
      ({ marks, schoolYear }) =>
        marks.findIndex((byte) => codeOfByte(byte) === 'N') >= 0 &&
        (schoolYear === 2025 || marks.findIndex((byte) => codeOfByte(byte) === 'N') < oldest),
    )
    expect(old.map((strip) => strip.pupilId)).toEqual([...overdue])
  })

  it('plans today’s visit, part-time afternoons, suspension and leave', () => {
    const todays = trust.planned.filter((planned) => planned.day === TODAY)
    const codes = new Set(todays.map((planned) => planned.code))
    for (const code of ['V', 'C2', 'E', 'C', 'M', 'X', 'D'] as const)
      expect(codes.has(code)).toBe(weekday(TODAY) < 6 && true)
    expect(trust.planned.filter((planned) => planned.code === 'C2').every((planned) => planned.half === 'PM')).toBe(
      true,
    )
  })

  it('knows of days ahead: a visit, a timetable and a long illness with an end, and nobody suspended who is not today', () => {
    const ahead = trust.planned.filter((planned) => planned.day > TODAY)
    const of = (code: Code) => ahead.filter((planned) => planned.code === code)
    for (const code of ['V', 'C2', 'E', 'I', 'M'] as const) expect([code, of(code).length > 0]).toEqual([code, true])
    expect(trust.planned.every((planned) => planned.day >= TODAY)).toBe(true)
    const suspended = trust.planned
      .filter(({ day, code }) => day === TODAY && code === 'E')
      .map(({ pupilId }) => pupilId)
    expect(of('E').every(({ pupilId }) => suspended.includes(pupilId))).toBe(true)
    const ill = trust.cases.filter((each) => each.kind === 'long-illness').map((each) => each.pupilId)
    expect(of('I').every(({ pupilId }) => ill.includes(pupilId))).toBe(true)
  })

  it('counts a four-year-old’s free afternoons as X only', () => {
    const told = trust.cases.find((each) => each.kind === 'four-year-old')
    const pupil = trust.pupils.find((each) => each.id === told?.pupilId)
    const strip = trust.strips.find((each) => each.pupilId === told?.pupilId && each.schoolYear === 2026)
    expect(ageOn(pupil?.dateOfBirth ?? TODAY, TODAY)).toBe(4)
    const afternoons = [...(strip?.marks ?? [])].filter((_, index) => index % 2 === 1).filter((byte) => byte > 0)
    expect(new Set(afternoons.map((byte) => codeOfByte(byte)))).toEqual(new Set(['X']))
  })
})

const DOCUMENTS =
  process.env.FIRSTBELL_SOURCE_DOCUMENTS ?? join(import.meta.dirname, '../../../../shared/reference/source-documents')

describe.skipIf(!existsSync(DOCUMENTS))('nothing of the source documents (skipped where the folder is absent)', () => {
  // Vitest runs the body of a skipped block too, to learn the names of what it skips.
  const text = (existsSync(DOCUMENTS) ? readdirSync(DOCUMENTS) : [])
    .map((name) => readFileSync(join(DOCUMENTS, name), 'utf8'))
    .join('\n')
  const inText = new Set(text.match(/\p{Lu}[\p{L}’'-]+/gu) ?? [])
  /** Words of the trade, which are nobody's name. */
  const ORDINARY = new Set([
    'School',
    'Primary',
    'Lower',
    'Upper',
    'Academy',
    'County',
    'Council',
    'Learning',
    'Trust',
    'High',
    'College',
    'Community',
    'Church',
    'England',
    'Junior',
    'The',
  ])
  const words = (lists: readonly string[]) => lists.flatMap((entry) => entry.match(/\p{Lu}[\p{L}’'-]+/gu) ?? [])

  it('no given or family name is a name, or any capitalised word, of those papers', () => {
    const stocks = allStocks().flatMap((stock) => [
      ...stock.girls,
      ...stock.boys,
      ...stock.families,
      ...stock.middles,
      ...stock.boyMiddles,
      ...(stock.women ?? []),
      ...(stock.men ?? []),
    ])
    expect([...new Set(stocks.flatMap((name) => name.split('-')))].filter((name) => inText.has(name))).toEqual([])
  })

  it('no place or school is one of those papers', () => {
    const places = [
      TOWN,
      COUNTY,
      ...VILLAGES,
      ...STREETS,
      ...PREVIOUS_SCHOOLS,
      ...NEXT_SCHOOLS,
      trust.trust.name,
      trust.authority.name,
      ...trust.schools.map((school) => school.name),
    ]
    expect([...new Set(words(places))].filter((word) => inText.has(word) && !ORDINARY.has(word))).toEqual([])
  })

  it('no telephone number or address of theirs is anywhere in the trust', () => {
    const numbers = (text.match(/\b0\d{3,4} ?\d{3} ?\d{3,4}\b/g) ?? []).map((number) => number.replaceAll(' ', ''))
    const mails = text.match(/[\w.]+@[\w.]+/g) ?? []
    const drawn = JSON.stringify({ ...trust, strips: [] })
      .replaceAll(' ', '')
      .toLowerCase()
    expect([...numbers, ...mails].filter((each) => drawn.includes(each.toLowerCase()))).toEqual([])
    expect(drawn.includes('basildon') || drawn.includes('essex')).toBe(false)
  })
})
