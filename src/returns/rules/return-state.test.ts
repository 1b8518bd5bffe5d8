import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Day, day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import type { Session } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { AdmissionParticulars } from '../../roll/contract.ts'
import { contentOf } from './content.ts'
import { type DiaryItem, isInMonth } from './diary.ts'
import { fieldsOf, isTold } from './fields.ts'
import { RETURN_KINDS } from './kinds.ts'
import { csvOf } from './lists.ts'
import { noLongerSo, type ReturnStep, returnState } from './return-state.ts'
import { FIRST_SETTINGS } from './settings.ts'

const MONDAY_AM: Session = { day: day('2026-11-23'), half: 'AM' }
const KINDS: readonly ReturnStep['kind'][] = ['cause', 'exported', 'sent', 'receipted', 'corrected', 'settled']
const steps = (...kinds: readonly ReturnStep['kind'][]): ReturnStep[] =>
  kinds.map((kind, at) => ({
    number: at + 1,
    kind,
    at: '2026-11-23T09:00:00.000Z' as Moment,
    by: { name: 'Olu Officer', position: 'Attendance officer' },
    words: '',
    way: null,
    reference: '',
    told: { fields: [], sessions: [MONDAY_AM], to: '' },
  }))

describe('where a return stands', () => {
  it.each([
    ['nothing was done', [], true, 'to prepare'],
    ['a cause was written', ['cause'], true, 'draft'],
    ['it was exported', ['cause', 'exported'], true, 'exported'],
    ['it was sent without a file', ['sent'], true, 'sent'],
    ['the authority has it', ['exported', 'sent', 'receipted'], true, 'receipted'],
    ['looked at again after the receipt', ['sent', 'receipted', 'exported'], true, 'receipted'],
    ['the marks were recoded before it left', ['cause', 'exported'], false, 'withdrawn'],
    ['the marks were recoded after it left', ['sent'], false, 'sent'],
  ] as const)('%s', (...[, kinds, stands, state]) => expect(returnState(steps(...kinds), stands)).toBe(state))

  it('what was sent never becomes unsent, whatever happens after it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...KINDS)), fc.boolean(), (after, stands) => {
        expect(['sent', 'receipted']).toContain(returnState(steps('sent', ...after), stands))
      }),
    )
  })
})

describe('what is no longer as it was told', () => {
  const now = (counts: boolean | undefined, stands = true, byMarks = true) => ({
    stands,
    byMarks,
    counts: () => counts,
  })
  it.each([
    ['not sent yet', ['exported'], now(false), undefined],
    ['as told', ['sent'], now(true), undefined],
    ['recoded to a code that counts as well', ['sent'], now(true, false), undefined],
    ['recoded', ['sent'], now(false), { sessions: [MONDAY_AM], gone: false }],
    ['in a year that nobody can look at any more', ['sent'], now(undefined), undefined],
    ['a leaving day taken back', ['sent'], now(undefined, false, false), { sessions: [], gone: true }],
    ['and settled', ['sent', 'settled'], now(undefined, false, false), undefined],
  ] as const)('%s', (...[, kinds, of, changed]) => expect(noLongerSo(steps(...kinds), of)).toEqual(changed))
})

const HOME = { lines: ['4 Quay Row'], town: 'Westmarch', postcode: 'WM1 4ZZ' }
const particulars: AdmissionParticulars = {
  pupilId: 'ada' as PupilId,
  name: 'Ada Adler',
  born: day('2013-02-03'),
  sex: 'F',
  upn: null,
  yearGroup: '9',
  boarder: false,
  address: HOME,
  parents: [
    {
      name: 'Mara Adler',
      relationship: 'Mother',
      livesWith: true,
      address: HOME,
      phones: [{ kind: 'mobile', number: '07700 900101' }],
    },
    { name: 'Filip Adler', relationship: 'Father', livesWith: true, address: null, phones: [] },
    { name: 'Otto Adler', relationship: 'Stepfather', livesWith: false, address: HOME, phones: [] },
  ],
  startingDay: day('2026-11-16'),
  lastSchool: 'Harbour School',
  leavingDay: null,
  leavingGround: null,
  leavingGroundLetter: null,
  nextSchool: null,
  nextSchoolFrom: null,
  future: null,
  confidential: false,
}
const facts = { particulars, sessions: [MONDAY_AM], attendance: null, timetable: null, cause: '' }
const ids = (kind: (typeof RETURN_KINDS)[number], fields = {}) => contentOf(kind, facts, { fields }).map(({ id }) => id)

describe('what a return tells', () => {
  it('has exactly the fields that the regulation names, and a cause only where somebody wrote one', () => {
    expect(ids('attendance')).toEqual(['name', 'address'])
    expect(ids('sickness')).toEqual(['name', 'address'])
    expect(contentOf('attendance', { ...facts, cause: 'In Spain' }, FIRST_SETTINGS).at(-1)?.lines).toEqual(['In Spain'])
  })

  it('names what is missing: whose number, whose address', () => {
    const missing = contentOf('deletion', facts, FIRST_SETTINGS).flatMap((field) => field.missing)
    expect(missing).toEqual([
      'No address of Filip Adler (father)',
      'No emergency telephone number of Filip Adler (father)',
      'No next school is entered',
      'No ground of deletion is entered',
    ])
  })

  it('a new pupil’s has every parent, a deletion only those the pupil lives with', () => {
    const parents = (kind: 'new-pupil' | 'deletion') =>
      contentOf(kind, facts, FIRST_SETTINGS).find(({ id }) => id === 'parents')?.lines.length
    expect([parents('new-pupil'), parents('deletion')]).toEqual([3, 2])
  })

  it('what no law names is off until the school switches it on, what the law names cannot be switched off', () => {
    expect(ids('attendance', { 'attendance.upn': true, 'attendance.address': false })).toEqual([
      'name',
      'address',
      'upn',
    ])
    for (const kind of RETURN_KINDS)
      for (const field of fieldsOf(kind)) {
        expect(isTold(kind, field, FIRST_SETTINGS)).toBe(field.standing !== 'extra')
        expect(field.standing === 'law').toBe(field.source.verified)
      }
  })
})

describe('the month of an item', () => {
  const item = (more: Partial<DiaryItem>): DiaryItem => ({
    key: 'N6:ada:2026-11-02',
    kind: 'attendance',
    pupilId: 'ada' as PupilId,
    standing: undefined,
    state: 'to prepare',
    due: null,
    overdue: false,
    sentOn: null,
    steps: [],
    changed: undefined,
    because: '',
    ...more,
  })
  const of = (month: string) => ({ month, today: day('2026-11-23') as Day })
  it.each([
    ['due in it', item({ due: day('2026-12-15') }), '2026-12', true],
    ['overdue from before', item({ due: day('2026-10-15') }), '2026-11', true],
    ['overdue, in its own month', item({ due: day('2026-10-15') }), '2026-10', true],
    ['without a day, while it is open', item({}), '2026-11', true],
    ['without a day, next month', item({}), '2026-12', false],
    ['sent in it', item({ state: 'sent', due: day('2026-10-15'), sentOn: day('2026-11-02') }), '2026-11', true],
    ['sent before it', item({ state: 'sent', due: day('2026-10-15'), sentOn: day('2026-10-14') }), '2026-11', false],
  ] as const)('%s', (...[, one, month, is]) => expect(isInMonth(one, of(month))).toBe(is))
})

it('a list keeps commas and quotes, and runs nothing in a spreadsheet', () => {
  expect(csvOf([['a,b', 'say "no"', '=1+1', 'O’Neil']])).toBe('\uFEFF"a,b","say ""no""",\'=1+1,O’Neil\r\n')
})
