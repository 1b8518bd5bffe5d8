import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import type { TimeOfDay } from '../../kernel/time-of-day.ts'
import { CLEAN_POLICY, samplePolicy } from '../../testing/policy-files.ts'
import type { FindingRow, PolicyFile } from '../contract.ts'
import { readPolicy } from '../reading/read-policy.ts'
import { checkPolicy } from './check-policy.ts'

const TODAY = day('2026-11-23')

function fileOf(bytes: Uint8Array): PolicyFile {
  const reading = readPolicy(bytes)
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  return reading.read.file
}

const clean = () => fileOf(new TextEncoder().encode(CLEAN_POLICY))
const sample = fileOf(samplePolicy())
const rowsOf = (file: PolicyFile) => [...new Set(checkPolicy(file, TODAY).map(({ row }) => row))].sort()
const time = (text: string) => text as TimeOfDay
const days = (amount: number, unit: 'days' | 'school days' | 'working days' | 'consecutive days') =>
  ({ amount, unit }) as const

/** A setting that the clean policy has. */
function set<Name extends keyof PolicyFile>(file: PolicyFile, name: Name): NonNullable<PolicyFile[Name]> {
  const value = file[name]
  if (value === undefined || value === null) throw new Error(`the clean policy has no ${name}`)
  return value
}

const change =
  <Name extends keyof PolicyFile>(name: Name, by: Partial<NonNullable<PolicyFile[Name]>>) =>
  (file: PolicyFile): PolicyFile => ({
    ...file,
    [name]: Object.assign({}, set(file, name), by),
  })
const add =
  <Name extends 'evidence' | 'letters' | 'reports' | 'quotes' | 'basis' | 'codes'>(
    name: Name,
    item: NonNullable<PolicyFile[Name]>[number],
  ) =>
  (file: PolicyFile): PolicyFile => ({
    ...file,
    [name]: [...set(file, name), item],
  })
const changeClock =
  (by: Partial<PolicyFile['clocks'][number]>) =>
  (file: PolicyFile): PolicyFile => ({
    ...file,
    clocks: file.clocks.map((clock, index) => (index === 0 ? { ...clock, ...by } : clock)),
  })

/** What to plant in a clean policy, and the one row that it must be found by. */
const PLANTS: readonly (readonly [row: FindingRow, what: string, plant: (file: PolicyFile) => PolicyFile])[] = [
  [
    'X1',
    'another section closes the register later',
    changeClock({ also: [{ section: '4.4', morningCloses: time('09:30') }] }),
  ],
  [
    'X3',
    'everybody goes to reception from a time of its own',
    change('announced', { receptionFrom: { at: time('09:00'), section: '4.4', also: [] } }),
  ],
  [
    'X4',
    'everybody is told an opening that is not theirs',
    change('announced', { registerOpens: { at: time('08:30'), section: '4.2', also: [] } }),
  ],
  [
    'X4',
    'the day starts at two times',
    change('announced', {
      dayStarts: { at: time('08:50'), section: '4.1', also: [{ at: time('08:00'), section: '4.4' }] },
    }),
  ],
  [
    'X5',
    'another rule of evidence, also only in doubt',
    add('evidence', { after: days(3, 'consecutive days'), onlyIfInDoubt: true, section: '6' }),
  ],
  ['X6', 'an absence without evidence is unauthorised', change('withoutEvidence', { absence: 'unauthorised' })],
  [
    'X6',
    'parents are not told before a mark turns unauthorised',
    change('withoutEvidence', { tellParentsFirst: false }),
  ],
  ['X7', 'working days', change('reasonWithin', { within: days(5, 'working days') })],
  [
    'X7',
    'working days in another section',
    change('reasonWithin', { also: [{ section: '4.6', within: days(5, 'working days') }] }),
  ],
  ['X7', 'six school days', change('reasonWithin', { within: days(6, 'school days') })],
  ['X8', 'no contact is missing from education', change('noContact', { missing: true })],
  ['X8', 'days that may be any days', change('noContact', { after: days(10, 'days') })],
  ['X9', 'an attendance officer issues', change('penaltyNoticesBy', { issuedBy: ['head', 'attendance-officer'] })],
  [
    'X9',
    'another section lets an officer issue',
    change('penaltyNoticesBy', { also: [{ section: '3.5', issuedBy: ['attendance-officer'] }] }),
  ],
  [
    'X10',
    'revoked regulations as basis',
    add('basis', { cites: 'Education (Pupil Registration) (England) Regulations 2006', section: '2' }),
  ],
  ['X11', 'a parenting contract', add('quotes', { section: 'Appendix 2', words: 'through a parenting contract' })],
  ['X12', 'V without staff', add('codes', { code: 'V', means: 'a trip approved by the school', section: '11' })],
  ['X13', 'no M and no X', change('leave', { kinds: ['C', 'C1', 'C2', 'J1', 'S'] })],
  ['X13', 'an open list', change('leave', { closedList: false })],
  [
    'X13',
    'an open list in other words',
    add('quotes', { section: '5.1', words: 'authorised absence includes, but is not limited to, illness' }),
  ],
  [
    'X14',
    'approval before the review',
    (file) => ({ ...file, approvals: [{ by: 'governing board', on: '2026-06', section: 'cover' }] }),
  ],
  [
    'X14',
    'approval by another body',
    (file) => ({ ...file, approvals: [{ by: 'trust board', on: '2026-08', section: 'cover' }] }),
  ],
  ['X15', 'a section that is not there', add('quotes', { section: '3', words: 'We look at figures (see section 12)' })],
  [
    'X15',
    'a section about something else',
    add('quotes', { section: '3', words: 'Monitoring all groups (see section 1)' }),
  ],
  ['X16', 'two thresholds for one letter', add('letters', { step: 'letter', below: 93, section: '7' })],
  ['X16', 'a target without a number', change('targets', { attendance: undefined })],
  [
    'X17',
    'the first call in the morning, elsewhere',
    change('firstDayContact', { also: [{ section: '4.5', words: 'on the morning' }] }),
  ],
  ['X18', 'T by a list of groups', add('quotes', { section: '5.1', words: 'travelling showmen and circus people' })],
  ['X19', 'only the parents who allowed it', change('penaltyNotices', { to: 'the parents who allowed it' })],
  [
    'X20',
    'two periods for one report',
    add('reports', { to: 'parents', about: 'Attendance', every: 'week', section: '6' }),
  ],
  ['X20', 'regularly', add('reports', { to: 'pupils', about: 'their week', every: 'regularly', section: '6' })],
  ['B22', 'the review month is over', change('nextReview', { by: '2026-10' })],
  ['N2', 'a register open for 31 minutes', changeClock({ afternoonCloses: time('13:31') })],
  ['N5', 'no second day', change('firstDayContact', { repeatDaily: false })],
  ['N6', 'a return after 15 days', change('attendanceReturn', { after: days(15, 'school days') })],
  ['N8', 'a sickness return after 20 days', change('sicknessReturn', { after: days(20, 'school days') })],
  ['N11', 'late requests are refused', change('leave', { noticeEnforced: true })],
  ['N13', 'a dearer notice', change('penaltyNotices', { firstEarly: 90 })],
  ['N14', 'an eight-week notice', change('noticeToImprove', { atMost: { amount: 8, unit: 'weeks' } })],
  ['N20', 'persistent from 15 %', change('persistentAbsence', { from: 15 })],
  ['N22', 'entries kept for three years', change('keepEntries', { for: { amount: 3, unit: 'years' } })],
  ['C1', 'a register that closes before it opens', changeClock({ arriveBy: time('08:55') })],
  [
    'C3',
    'a ladder that goes back',
    (file) => ({
      ...file,
      contactLadder: [...set(file, 'contactLadder')].reverse(),
      vulnerableLadder: [{ after: { amount: 0, unit: 'minutes' }, channel: 'call', to: 'first contact', section: '4' }],
    }),
  ],
  ['S1', 'two sets of quiet hours', change('quietHours', { also: [{ section: '6', from: time('21:00') }] })],
  [
    'T1',
    'a time in the prose',
    (file) => ({
      ...file,
      sections: [...file.sections, { number: '20', title: 'Other', text: ['Come before 8.30am, please.'] }],
    }),
  ],
]

describe('checking a policy', () => {
  it('finds nothing in a policy that agrees with itself and the law', () => {
    expect(checkPolicy(clean(), TODAY)).toEqual([])
  })

  it('finds every row X1 to X20 in the sample, and the overdue review', () => {
    expect(rowsOf(sample)).toEqual([...Array.from({ length: 20 }, (_, i) => `X${i + 1}`), 'B22'].sort())
  })

  it.each(PLANTS)('%s: %s', (row, _, plant) => {
    expect(rowsOf(plant(clean()))).toEqual([row])
  })

  it('X2: year groups at different times', () => {
    const plant = (file: PolicyFile): PolicyFile => {
      const [clock] = file.clocks
      if (clock === undefined) throw new Error('no clock')
      const older = {
        ...clock,
        years: ['6' as const],
        morningOpens: time('09:00'),
        morningCloses: time('09:20'),
        also: [],
      }
      return { ...file, announced: {}, clocks: [{ ...clock, years: ['R', '1'] }, older] }
    }
    expect(rowsOf(plant(clean()))).toEqual(['X2'])
  })

  it('C2: one year group with two clocks cannot be saved', () => {
    const plant = (file: PolicyFile): PolicyFile => ({ ...file, clocks: [...file.clocks, ...file.clocks] })
    const [finding] = checkPolicy(plant(clean()), TODAY)
    expect(finding).toMatchObject({ row: 'C2', severity: 'stop' })
  })

  it('finds each of several things planted together, and nothing else', () => {
    const apart = [...Map.groupBy(PLANTS, ([row]) => row).values()].flatMap((plants) => plants.slice(0, 1))
    fc.assert(
      fc.property(fc.subarray(apart), (plants) => {
        const file = plants.reduce((planted, [, , plant]) => plant(planted), clean())
        expect(rowsOf(file)).toEqual(plants.map(([row]) => row).sort())
      }),
      { numRuns: 60 },
    )
  })

  it('the review is not overdue before its month is over', () => {
    const file = change('nextReview', { by: '2026-11' })(clean())
    expect(rowsOf(file)).toEqual([])
    expect(checkPolicy(file, day('2026-12-01')).map(({ row }) => row)).toEqual(['B22'])
  })
})

describe('what a finding says', () => {
  it.each([...Array.from({ length: 20 }, (_, i) => `X${i + 1}`)])('%s quotes its places by section', (row) => {
    const findings = checkPolicy(sample, TODAY).filter((finding) => finding.row === row)
    // What is against the law alone has the law as its other side.
    const alone = ['X12', 'X13']
    for (const { places, legal, toDo } of findings) {
      expect(places.length).toBeGreaterThanOrEqual(alone.includes(row) ? 1 : 2)
      for (const place of places) expect([place.section, place.words]).not.toContain('')
      expect([legal.position, legal.source, toDo]).not.toContain('')
    }
  })

  it('two closing times: both sections and both times', () => {
    const [first] = checkPolicy(sample, TODAY).filter(({ row }) => row === 'X1')
    expect(first?.places).toEqual([
      { section: '4.1', words: 'Year 9; morning closes: 08:45', path: ['clocks', 0] },
      { section: '4.4', words: 'At 9.00am the registers will be closed for Year 9', path: ['clocks', 0, 'also', 1] },
    ])
  })

  it('what nobody here has read is shown as unverified', () => {
    const rank = checkPolicy(sample, TODAY).find(({ row }) => row === 'X9')
    expect(rank?.legal.verified).toBe(false)
    expect(checkPolicy(sample, TODAY).find(({ row }) => row === 'X7')?.legal.verified).toBe(true)
  })
})
