import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { schoolYear } from '../../kernel/school-year.ts'
import { type SessionIndex, STRIP_LENGTH, sessionIndex } from '../../kernel/session.ts'
import { ALL_CODES, byteOfCode, type Code } from '../../law/codes.ts'
import type { Enrolled, SessionSpan } from '../../measures/contract.ts'
import { enrolmentFigures } from '../../measures/contract.ts'
import { READING_AGE_AIM, readingAge } from '../../messaging/contract.ts'
import { type Change, chanceOfSoFew, changeOf, MOST_CHANCE, type Stretch, stretchOf } from './change.ts'
import { daysInWords } from './half-days.ts'
import { missedOf, parentsReport, reportInWords } from './parents-report.ts'
import { type PraiseChoice, praisedAgainFrom, whoWantsNoPraise } from './praise.ts'
import { toSay } from './say.ts'
import { countedWeeks, halfTermUntil, isWholeWeek, weekAsked, weekToGive } from './weeks.ts'

const YEAR = schoolYear(2026)
const MONDAY = sessionIndex({ day: day('2026-09-07'), half: 'AM' })
const at = (week: number): SessionSpan => ({
  from: (MONDAY + 14 * week) as SessionIndex,
  to: (MONDAY + 14 * week + 9) as SessionIndex,
})
const EIGHT = [0, 1, 2, 3, 4, 5, 6, 7].map(at)

/** A pupil with ten marks for each week from 7 September. */
function pupil(weeks: readonly string[]): Enrolled {
  const strip = new Uint8Array(STRIP_LENGTH)
  for (const [week, marks] of weeks.entries())
    for (const [place, code] of [...marks].entries())
      strip[MONDAY + 14 * week + place] = byteOfCode((code === '/' && place % 2 === 1 ? '\\' : code) as Code)
  return {
    pupilId: 'a' as PupilId,
    onRoll: { from: 0 as SessionIndex, to: (STRIP_LENGTH - 1) as SessionIndex },
    strip,
    yearGroup: '9',
    groupId: null,
    sex: 'F',
    born: day('2013-02-03'),
    boarder: false,
    startingDay: day('2026-09-01'),
    leavingDay: null,
    flags: [],
  }
}

const HERE = '//////////'
const change = (weeks: readonly string[]): Change => {
  const enrolled = pupil(weeks)
  return changeOf(stretchOf(enrolled, EIGHT.slice(0, 4)), stretchOf(enrolled, EIGHT.slice(4)))
}

describe('whether a child is in school more than before', () => {
  it.each<[string, string[], Change['kind'], number]>([
    [
      'a day missed in each of five weeks, then none',
      ['OO////////', 'OO////OO//', 'OO////////', 'OO////////', HERE, HERE, HERE, HERE],
      'better',
      10,
    ],
    ['one bad week alone', ['OOOOOOOOOO', HERE, HERE, HERE, HERE, HERE, HERE, HERE], 'same', 0],
    ['two days, then none: chance', ['OO////////', 'OO////////', HERE, HERE, HERE, HERE, HERE, HERE], 'same', 0],
    [
      'the other way about',
      [HERE, HERE, HERE, HERE, 'OO////////', 'OO////OO//', 'OO////////', 'OO////////'],
      'worse',
      10,
    ],
    ['nothing missed at all', [HERE, HERE, HERE, HERE, HERE, HERE, HERE, HERE], 'same', 0],
    ['illness alone, now', [HERE, HERE, HERE, HERE, 'IIIIIIIIII', 'IIII//////', 'II////////', HERE], 'same', 0],
    [
      'on the road with the family for its work',
      [HERE, HERE, HERE, HERE, 'TTTTTTTTTT', 'TT////////', 'TTTT//////', HERE],
      'same',
      0,
    ],
    ['sent home by the head', [HERE, HERE, HERE, HERE, 'EEEEEEEEEE', 'EE////////', 'EE////////', HERE], 'same', 0],
    ['leave that the head granted', [HERE, HERE, HERE, HERE, 'CCCCCCCC//', 'CC////////', HERE, HERE], 'same', 0],
    ['no weeks before', ['', '', '', '', HERE, HERE, HERE, HERE], 'too-early', 0],
  ])('%s', (...[, weeks, kind, halfDays]) => {
    expect(change(weeks)).toMatchObject({ kind, halfDays })
  })

  it('is the same however many sessions are authorised absence: nobody loses by them', () => {
    const marks = fc.array(fc.constantFrom('/', '/', '/', 'O', 'I', 'M', 'R', 'T', 'C', 'E', 'S'), {
      minLength: 80,
      maxLength: 80,
    })
    fc.assert(
      fc.property(marks, (codes) => {
        // The same weeks, those sessions not there for the child at all.
        const weeks = (of: readonly string[]) =>
          Array.from({ length: 8 }, (_, n) => of.slice(10 * n, 10 * n + 10).join(''))
        const without = weeks(codes.map((code) => ('IMRTCES'.includes(code) ? 'X' : code)))
        expect(change(weeks(codes))).toEqual(change(without))
      }),
    )
  })

  it('never calls a child better and worse at once, nor says a number without a change', () => {
    const stretch = fc
      .record({
        possible: fc.integer({ min: 0, max: 40 }),
        missed: fc.nat(40),
        late: fc.nat(20),
        days: fc.integer({ min: 1, max: 20 }),
        daysMissed: fc.nat(20),
        weeksMissed: fc.nat(4),
      })
      .map(
        (of): Stretch => ({
          ...of,
          missed: Math.min(of.missed, of.possible),
          daysMissed: Math.min(of.daysMissed, of.days),
        }),
      )
    fc.assert(
      fc.property(stretch, stretch, (one, other) => {
        const [there, back] = [changeOf(one, other), changeOf(other, one)]
        if (there.kind === 'better') expect(back.kind).not.toBe('better')
        expect(there.halfDays > 0).toBe(there.kind === 'better' || there.kind === 'worse')
      }),
    )
  })

  it('is said of at most one in twenty children whose habits did not change', () => {
    // A run of whole numbers that is the same each time.
    let seed = 20_261_123
    const drawn = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return seed / 2_147_483_648
    }
    for (const rate of [0.03, 0.1, 0.25, 0.5]) {
      let said = 0
      for (let child = 0; child < 400; child++) {
        const week = () => Array.from({ length: 5 }, () => (drawn() < rate ? 'OO' : '//')).join('')
        if (change(Array.from({ length: 8 }, week)).kind === 'better') said += 1
      }
      expect(said / 400).toBeLessThanOrEqual(MOST_CHANCE)
    }
  })
})

it.each([
  [0, 5, 0.5, 1 / 32],
  [5, 0, 0.5, 1],
  [1, 1, 0.5, 0.75],
  [0, 0, 0.5, 1],
])('the chance of %i against %i is exact', (...[few, many, share, chance]) => {
  expect(chanceOfSoFew(few, many, share)).toBeCloseTo(chance, 12)
})

describe('the weeks', () => {
  const meets = new Uint8Array(STRIP_LENGTH)
  for (const week of [0, 1, 2, 4, 5]) for (let n = 0; n < 10; n++) meets[at(week).from + n] = 1
  const met = { year: YEAR, meets }

  it('that the school met in are counted, a week off is none of them', () => {
    expect(countedWeeks(met, at(5).to).map(({ monday }) => monday)).toEqual([
      '2026-09-07',
      '2026-09-14',
      '2026-09-21',
      '2026-10-05',
      '2026-10-12',
    ])
  })
  it('opened by themselves are the latest, and on its first day still the one before', () => {
    const until = (to: number) => countedWeeks(met, to)
    expect(weekToGive(until(at(5).from), YEAR, day('2026-10-12'))?.monday).toBe('2026-10-05')
    expect(weekToGive(until(at(5).from + 2), YEAR, day('2026-10-13'))?.monday).toBe('2026-10-12')
    expect(weekToGive(until(at(0).from), YEAR, day('2026-09-07'))?.monday).toBe('2026-09-07')
    expect(weekToGive([], YEAR, day('2026-09-07'))).toBeUndefined()
  })
  it('are whole when the school meets no more in them', () => {
    const last = (to: number) => countedWeeks(met, to).slice(-1)
    expect(last(at(5).to).map((week) => isWholeWeek(met, week))).toEqual([true])
    expect(last(at(5).to - 1).map((week) => isWholeWeek(met, week))).toEqual([false])
    expect(last(at(1).from).map((week) => isWholeWeek(met, week))).toEqual([false])
  })
  it('end with the last session counted', () => {
    expect(weekAsked(met, at(1).from + 2, day('2026-09-14')).week?.span.to).toBe(at(1).from + 2)
    expect(weekAsked(met, at(1).from - 3, day('2026-09-14')).week).toBeUndefined()
  })
  it('set beside one another are four and the ones before them', () => {
    const { now, before } = weekAsked(met, at(5).to, day('2026-10-12'))
    expect([now.length, before.length]).toEqual([4, 1])
  })
  it('of half a term end with the week asked for', () => {
    const halfTerms = [{ name: 'Autumn 1', from: day('2026-09-07'), to: day('2026-10-16') }]
    expect(halfTermUntil({ year: YEAR, halfTerms }, day('2026-09-15'), at(5).to)?.span).toEqual({
      from: at(0).from,
      to: at(1).to + 4,
    })
    expect(halfTermUntil({ year: YEAR, halfTerms }, day('2026-09-01'), at(5).to)).toBeUndefined()
  })
})

describe('what is said to a child', () => {
  const same: Change = { kind: 'same', halfDays: 0, fewerLates: 0 }
  const week = { missedLately: 3, missedThisWeek: 0, isBack: true, thisWeek: 'whole' as const }
  const facts = { ...week, change: same, noPraise: false }
  it.each([
    [{ change: { ...same, kind: 'better' as const, halfDays: 6 } }, /6 half days more/],
    [{ change: { ...same, kind: 'worse' as const, halfDays: 4 } }, /missed you: 4 half days/],
    [{ change: { ...same, fewerLates: 4 } }, /late 4 times less/],
    [{ missedThisWeek: 2 }, /Good to have you back/],
    [{ missedThisWeek: 2, isBack: false }, /hope to see you/],
    [{ missedLately: 0 }, /every time you could/],
    [{}, /^Good to see you all week/],
    [{ thisWeek: 'part' as const }, /^Good to see you this week/],
    [{ thisWeek: 'nothing' as const }, /^Good to see you\. How are things\?$/],
    [{ thisWeek: 'nothing' as const, noPraise: true }, /^Good to see you\. How are things\?$/],
    [
      { change: { ...same, kind: 'better' as const, halfDays: 6 }, noPraise: true },
      /^Good to see you\. How was your week\?$/,
    ],
  ])('%#', (given, words) => {
    expect(toSay({ ...facts, ...given })).toMatch(words)
  })
})

describe('praise', () => {
  const choice = (number: number, chosenBy: 'family' | 'school', wanted: boolean): PraiseChoice => ({
    number,
    chosenBy,
    wanted,
  })
  it('is not given while the family or the school says no, and neither undoes the other’s no', () => {
    expect(whoWantsNoPraise([])).toEqual([])
    expect(whoWantsNoPraise([choice(1, 'family', false), choice(2, 'school', true)])).toEqual(['family'])
    expect(whoWantsNoPraise([choice(2, 'family', true), choice(1, 'family', false)])).toEqual([])
    expect(whoWantsNoPraise([choice(1, 'school', false), choice(2, 'family', false)])).toEqual(['family', 'school'])
  })
  it('comes again after four weeks at the earliest', () => {
    expect(praisedAgainFrom(undefined, day('2026-11-23'))).toBeUndefined()
    expect(praisedAgainFrom(day('2026-10-26'), day('2026-11-23'))).toBeUndefined()
    expect(praisedAgainFrom(day('2026-10-27'), day('2026-11-23'))).toBe('2026-11-24')
  })
})

describe('the report to parents', () => {
  const report = (weeks: readonly string[], given: object = {}) => {
    const figures = enrolmentFigures(pupil(weeks), { from: at(0).from, to: at(7).to })
    return parentsReport({
      name: 'Ada',
      fullName: 'Ada Adler',
      form: '9A',
      from: day('2026-09-07'),
      to: day('2026-10-30'),
      figures,
      minutesLate: 14,
      change: { kind: 'same', halfDays: 0, fewerLates: 0 },
      help: 'Our school nurse can help. Ring the office and ask for her.',
      ...given,
    })
  }

  it('counts in half days and says what days they come to', () => {
    const { summary, missed } = report(['IIIII/////', 'NL////////', ...Array.from({ length: 6 }, () => HERE)])
    expect(summary).toEqual([
      'From Monday 7 September 2026 to Friday 30 October 2026 Ada came to school for 74 of 80 half days. A school day is two half days.',
      'Ada missed 6 half days. That is 3 days of school.',
      'Ada was late once. That is 14 minutes in all.',
    ])
    expect(missed.map(({ words }) => words)).toEqual(['5 half days: ill', '1 half day: away, and we do not know why'])
  })

  it('has a kind for every absence, so that the kinds add up to what was missed', () => {
    const codes = ALL_CODES.filter(({ code }) => code.length === 1 && code !== '-').map(({ code }) => code)
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...codes), { minLength: 80, maxLength: 80 }), (marks) => {
        const figures = enrolmentFigures(
          pupil(Array.from({ length: 8 }, (_, n) => marks.slice(10 * n, 10 * n + 10).join(''))),
          { from: at(0).from, to: at(7).to },
        )
        const sum = missedOf(figures).reduce((all, { halfDays }) => all + halfDays, 0)
        expect(sum).toBe(figures.sessions.absent)
      }),
    )
  })

  it.each([
    ['a child who was there', [HERE, HERE]],
    ['every kind of absence', ['IIMRECCTSI', 'GUNOI/////', 'OOOONN////']],
  ])('can be read at eleven: %s', (_, weeks) => {
    for (const kind of ['same', 'better', 'worse', 'too-early'] as const) {
      const words = reportInWords(report(weeks, { change: { kind, halfDays: 5, fewerLates: 0 } }))
      expect(readingAge(words)).toBeLessThanOrEqual(READING_AGE_AIM)
      expect(words).not.toMatch(/session|authoris|possible|persistent|%/i)
    }
  })
})

it.each([
  [0, 'no days'],
  [1, 'half a day'],
  [2, '1 day'],
  [7, '3 and a half days'],
])('%i half days are %s', (count, words) => {
  expect(daysInWords(count)).toBe(words)
})
