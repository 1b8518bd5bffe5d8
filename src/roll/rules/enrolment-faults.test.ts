import { describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import { upnCheckLetter } from '../../law/upn.ts'
import { aContact, aPupil, linkTo } from '../../testing/roll-school.ts'
import type { EnrolmentDraft } from './enrolment.ts'
import { checkEnrolment } from './enrolment-faults.ts'

const GOOD_UPN = `${upnCheckLetter('888400000001')}888400000001`
const TEMPORARY = `${upnCheckLetter('88840000001A')}88840000001A`
const mother = aContact()
const father = aContact({ phones: [{ kind: 'home', number: '01632 960222' }] })
const silent = aContact({ phones: [] })
const sameNumber = aContact({ phones: [{ kind: 'home', number: '07700-900 123' }] })
const complete = aPupil({
  upn: GOOD_UPN,
  address: { lines: ['4 Quay Row'], town: 'Westmarch', postcode: 'WM1 4ZZ' },
  contacts: [linkTo(mother), linkTo(father, { livesWith: false })],
})

const check = (over: Partial<EnrolmentDraft>) =>
  checkEnrolment(
    { ...complete, ...over },
    {
      today: day('2026-11-23'),
      yearGroups: ['7', '8', '9'],
      takenUpns: new Set([`${upnCheckLetter('888400000002')}888400000002`]),
      takenAdmissionNumbers: new Set(['1001']),
      contacts: new Map([mother, father, silent, sameNumber].map((one) => [one.id, one])),
    },
  )

describe('checking an enrolment', () => {
  it('finds nothing in a complete one', () => expect(check({})).toEqual([]))

  it.each<[string, Partial<EnrolmentDraft>, 'refuse' | 'warn', string]>([
    ['no forename', { legalForenames: ' ' }, 'refuse', 'enrolment.no-forename'],
    ['no surname', { legalSurname: '' }, 'refuse', 'enrolment.no-surname'],
    ['no address', { address: undefined }, 'warn', 'enrolment.no-address'],
    ['no UPN', { upn: undefined }, 'warn', 'enrolment.no-upn'],
    ['a temporary UPN', { upn: TEMPORARY }, 'warn', 'enrolment.upn-temporary'],
    ['a slip in the UPN', { upn: `Z${GOOD_UPN.slice(1)}` }, 'refuse', 'law.upn-check-letter'],
    ['a UPN too short', { upn: 'A123' }, 'refuse', 'law.upn-length'],
    ['a UPN taken', { upn: `${upnCheckLetter('888400000002')}888400000002` }, 'refuse', 'enrolment.upn-taken'],
    ['a number taken', { admissionNumber: '1001' }, 'refuse', 'enrolment.admission-number-taken'],
    ['born tomorrow', { born: day('2026-11-24') }, 'refuse', 'enrolment.born-in-future'],
    ['starts before birth', { startingDay: day('2014-09-03') }, 'refuse', 'enrolment.starts-before-birth'],
    ['a date of birth of 1915', { born: day('1915-02-03') }, 'refuse', 'enrolment.too-old'],
    [
      'leaves before starting',
      { leaving: { day: day('2026-09-01'), ground: 'x' } },
      'refuse',
      'enrolment.leaves-before-start',
    ],
    ['no placement', { placements: [] }, 'refuse', 'enrolment.not-placed'],
    [
      'placed too late',
      { placements: [{ from: day('2026-10-01'), yearGroup: '7' }] },
      'refuse',
      'enrolment.not-placed',
    ],
    [
      'a year group not here',
      { placements: [{ from: day('2026-09-03'), yearGroup: '11' }] },
      'refuse',
      'enrolment.year-group-not-here',
    ],
    ['outside the cohort', { born: day('2013-02-03') }, 'warn', 'enrolment.year-group-unusual'],
    ['an age no school teaches', { born: day('2003-02-03') }, 'warn', 'enrolment.age-unusual'],
    ['nobody to ring', { contacts: [] }, 'warn', 'enrolment.few-numbers'],
    ['one number twice', { contacts: [linkTo(mother), linkTo(sameNumber)] }, 'warn', 'enrolment.few-numbers'],
    [
      'a parent without number',
      { contacts: [linkTo(mother), linkTo(father), linkTo(silent)] },
      'warn',
      'enrolment.parent-without-number',
    ],
    [
      'no parent',
      { contacts: [linkTo(mother, { isParent: false }), linkTo(father, { isParent: false })] },
      'warn',
      'enrolment.no-parent',
    ],
    [
      'only a barred parent’s number',
      { contacts: [linkTo(mother), linkTo(father, { barredReason: 'Order' })] },
      'warn',
      'enrolment.few-numbers',
    ],
  ])('%s', (...[, over, severity, code]) => {
    const found = check(over).find((fault) => fault.code === code)
    expect(found?.severity).toBe(severity)
    expect(found?.message).toMatch(/^[A-Z].{15,}\.$|\?$/)
  })

  it('a birthday on 31 August and one on 1 September are a year apart', () => {
    const of = (born: string) => check({ born: day(born) }).map((fault) => fault.code)
    expect(of('2014-09-01')).toEqual([])
    expect(of('2014-08-31')).toEqual(['enrolment.year-group-unusual'])
    expect(of('2015-08-31')).toEqual([])
    expect(of('2015-09-01')).toEqual(['enrolment.year-group-unusual'])
  })
})
