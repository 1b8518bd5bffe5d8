import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import { CONTACT_FIELDS, PUPIL_FIELDS, type SourcePupil, type SourceRoster } from './roster.ts'
import { type SchoolFacts, understandRoster, withDuplicates } from './understand-roster.ts'

const SCHOOL: SchoolFacts = {
  today: day('2026-11-23'),
  name: 'Elmfield Academy',
  urn: '100001',
  laestab: '888/4000',
  yearGroups: ['7', '8', '9'],
  sensitive: true,
}

const GOOD = { legalForenames: 'Ada', legalSurname: 'Okafor', born: '2014-03-09', sex: 'F', yearGroup: '7' }

function pupil(values: SourcePupil['values'], over: Partial<SourcePupil> = {}): SourcePupil {
  return {
    file: 'roster.csv',
    line: 2,
    sourceId: undefined,
    school: undefined,
    values: { ...GOOD, ...values },
    flags: {},
    contacts: [],
    classes: [],
    gone: undefined,
    problems: [],
    ...over,
  }
}

function rosterOf(pupils: readonly SourcePupil[], over: Partial<SourceRoster> = {}): SourceRoster {
  return {
    format: 'template',
    title: '',
    pupils,
    schools: [],
    classes: [],
    whole: true,
    grades: 'year-groups',
    notes: [],
    ...over,
  }
}

function understand(pupils: readonly SourcePupil[], school = SCHOOL) {
  return withDuplicates(understandRoster(rosterOf(pupils), {}, school))
}

const problemsOf = (one: SourcePupil) =>
  understand([one])[0]
    ?.problems.map(({ column, level, text }) => `${level} ${column}: ${text}`)
    .join('\n') ?? ''

describe('what is wrong with a row, in plain words', () => {
  it.each([
    [
      'a wrong check letter',
      { upn: 'A999400020001' },
      'stop UPN: "A999400020001": The check letter does not match: for these digits it would be U.',
    ],
    [
      'a UPN that Excel made a number of',
      { upn: '5.1E+11' },
      'stop UPN: "5.1E+11" is what Excel makes of a long number',
    ],
    ['a UPN without its letter', { upn: '999400020001' }, 'The letter in front is missing'],
    ['a short UPN', { upn: 'U9994' }, 'has 13 characters; this one has 5'],
    ['a formula', { legalSurname: "=cmd|' /C calc'!A0" }, 'looks like a spreadsheet formula. Type the text itself.'],
    ['a formula with a plus', { legalForenames: '+1+1' }, 'looks like a spreadsheet formula'],
    [
      'swapped name and date',
      { legalSurname: '2014-03-09', born: 'Okafor' },
      'is a date, not a name. Are two columns swapped?',
    ],
    ['a name in the date', { born: 'Okafor' }, 'stop Date of birth: "Okafor" is not a date that can be read'],
    ['a UPN for a name', { legalSurname: 'U999400020001' }, 'is a UPN, not a name'],
    ['an e-mail address for a name', { legalForenames: 'a@b.example' }, 'is an e-mail address, not a name'],
    ['a number for a name', { legalForenames: '1234' }, 'has no letter in it'],
    ['31 February', { born: '2014-02-31' }, 'There is no such day as "2014-02-31".'],
    ['a birth in the future', { born: '2027-01-01' }, 'is in the future'],
    ['a birth long ago', { born: '1890-01-01' }, 'would make this pupil 136 years old'],
    ['a sex that is none', { sex: '7' }, 'stop Sex: "7" is not F or M'],
    ['a year group that is none', { yearGroup: 'Blue' }, 'stop Year group: "Blue" is not a year group'],
    ['a starting day before birth', { startingDay: '2010-09-01' }, 'is not after the date of birth'],
    [
      'a postcode of nowhere',
      { address: '1 Quay Row', postcode: '12345' },
      'check Postcode: "12345" does not look like a postcode',
    ],
    ['a town without a street', { town: 'Westmarch' }, 'There is a town or a postcode, but no house and street'],
    [
      'a lost letter',
      { legalSurname: 'Nu\ufffdez' },
      'check Legal surname: "Nu\ufffdez" has a character that could not be read',
    ],
    ['text without end', { legalSurname: 'x'.repeat(300) }, 'is 300 characters long'],
  ])('%s', (_, values, expected) => {
    expect(problemsOf(pupil(values))).toContain(expected)
  })

  it.each([
    { yearGroup: 'Year 7' },
    { sex: 'female' },
    { upn: 'u 9994 0002 0001' },
    { legalSurname: 'de la Cruz-O’Neil' },
    { legalForenames: '-Ann' },
  ])('is nothing for %j', (values) => {
    expect(problemsOf(pupil(values))).toBe('')
  })

  it('names the other row of a UPN that is there twice, in both rows', () => {
    const rows = understand([
      pupil({ upn: 'U999400020001' }),
      pupil({ upn: 'U999400020001', legalForenames: 'Ben' }, { line: 3 }),
    ])
    expect(rows.map(({ problems }) => problems[0]?.text.slice(0, 25))).toEqual([
      'Line 3 has the same UPN. ',
      'Line 2 has the same UPN. ',
    ])
  })

  it('asks whether two rows of one name and birthday are one pupil, and does not insist', () => {
    const rows = understand([pupil({}), pupil({}, { line: 3 })])
    expect(rows.map(({ problems }) => problems[0]?.level)).toEqual(['check', 'check'])
  })

  it('says what is wrong with a contact by its place', () => {
    const one = pupil(
      {},
      {
        contacts: [
          { label: 'Contact 1', values: { forenames: 'Ngozi' } },
          { label: 'Contact 2', values: { surname: 'Bell', phone: '7.7E+10', livesWith: 'maybe', email: 'none' } },
        ],
      },
    )
    const text = problemsOf(one)
    expect(text).toContain('stop Contact 1 surname: This contact has no surname')
    expect(text).toContain('stop Contact 2 phone: "7.7E+10" is what Excel makes')
    expect(text).toContain('stop Contact 2 lives with pupil: "maybe" is not yes or no.')
    expect(text).toContain('check Contact 2 email: "none" is not an e-mail address')
  })

  it('does not import a sensitive flag for somebody who may not see it', () => {
    const one = pupil({}, { flags: { 'child-protection': 'yes', eal: 'yes' } })
    expect(understand([one], { ...SCHOOL, sensitive: false })[0]?.draft.flags).toEqual({ eal: true })
    expect(understand([one])[0]?.draft.flags).toEqual({ 'child-protection': true, eal: true })
  })
})

describe('ethnicity', () => {
  it.each([
    ['WBRI', 'WBRI'],
    ['Any other mixed background', 'MOTH'],
    ['Refused', 'REFU'],
  ])('is read by code or by name: %s', (text, code) => {
    const [row] = understand([pupil({ ethnicity: text })])
    expect([row?.draft.ethnicity, row?.problems]).toEqual([code, []])
  })

  it('is never guessed, and a word that is not understood does not hold the row up', () => {
    expect(understand([pupil({ ethnicity: 'British' })])[0]?.draft.ethnicity).toBeUndefined()
    expect(problemsOf(pupil({ ethnicity: 'British' }))).toMatch(/^check Ethnicity: "British" is not a category/)
  })

  it('is not so much as read for somebody who may not see it', () => {
    const [row] = understand([pupil({ ethnicity: 'British' })], { ...SCHOOL, sensitive: false })
    expect([row?.draft.ethnicity, row?.problems]).toEqual([undefined, []])
  })
})

describe('rows that are passed over', () => {
  const roster = rosterOf(
    [
      pupil({}, { school: 'A' }),
      pupil({}, { school: 'B', line: 3 }),
      pupil({}, { school: 'A', line: 4, gone: 'users.csv says that the status is "tobedeleted".' }),
    ],
    {
      format: 'oneroster',
      schools: [
        { id: 'A', name: 'Alpha', number: '' },
        { id: 'B', name: 'Beta', number: '' },
      ],
    },
  )
  it('are those of another school and those that the file says are gone; nothing is found wrong with them', () => {
    const rows = withDuplicates(understandRoster(roster, { school: 'A' }, SCHOOL))
    expect(rows.map(({ aside }) => aside)).toEqual([
      undefined,
      'Belongs to another school of the file: "Beta".',
      'users.csv says that the status is "tobedeleted".',
    ])
    expect(rows.flatMap(({ problems }) => problems)).toEqual([])
  })
})

describe('any text in any cell', () => {
  it('is understood or refused, and never throws', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom('__proto__', 'constructor', '=1', '1/1/2000', '5.1E+11', '\u0000', 'yes'),
    )
    const values = fc.record(Object.fromEntries(PUPIL_FIELDS.map((field) => [field, cell])), { requiredKeys: [] })
    const contact = fc.record(Object.fromEntries(CONTACT_FIELDS.map((field) => [field, cell])), { requiredKeys: [] })
    fc.assert(
      fc.property(values, contact, (given, other) => {
        const one = pupil(given, { contacts: [{ label: 'Contact 1', values: other }], flags: { eal: given.sex ?? '' } })
        const roster = rosterOf([one], { grades: 'to-be-mapped' })
        const rows = withDuplicates(understandRoster(roster, { grades: {}, sexes: {}, dateOrder: 'day-first' }, SCHOOL))
        for (const { text } of rows[0]?.problems ?? []) expect(text).toMatch(/[.?]$/)
      }),
      { numRuns: 500 },
    )
  })
})
