import { describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { sessionIndex } from '../../kernel/session.ts'
import { timeOfDay } from '../../kernel/time-of-day.ts'
import { byteOfCode, type Code } from '../../law/codes.ts'
import type { EnrolmentOfYear } from '../../roll/contract.ts'
import { sinceInWords } from '../web/morning/words.ts'
import { type Away, absentNow, type MorningMarks } from './morning.ts'
import { inFamilies } from './order.ts'

const WEEK = ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-23'].map(day)
const TODAY = day('2026-11-23')
const ADA = 'ada' as PupilId

/** One code for each day of the week; '-' is no mark. */
function absentWith(codes: readonly (Code | '-')[]) {
  const strip = new Uint8Array(732)
  for (const [at, code] of codes.entries()) {
    const of = WEEK[at] ?? TODAY
    for (const half of ['AM', 'PM'] as const)
      if (code !== '-' && !(of === TODAY && half === 'PM')) strip[sessionIndex({ day: of, half })] = byteOfCode(code)
  }
  const pupil = { pupilId: ADA, boarder: false, firstSession: 0, lastSession: 731, yearGroup: null, flags: [] }
  const marks: MorningMarks = {
    today: TODAY,
    time: timeOfDay('09:50'),
    places: WEEK.flatMap((of) => (['AM', 'PM'] as const).map((half) => sessionIndex({ day: of, half }))),
    clocks: {},
    groups: [],
    enrolments: [pupil as unknown as EnrolmentOfYear], // what the rule reads of one
    strips: new Map([[ADA, strip]]),
  }
  return absentNow(marks)[0]
}

describe('who is absent now', () => {
  const clock = {
    arriveBy: timeOfDay('08:25'),
    amOpen: timeOfDay('08:30'),
    amClose: timeOfDay('08:45'),
    pmOpen: timeOfDay('13:00'),
    pmClose: timeOfDay('13:15'),
    dayEnd: timeOfDay('15:00'),
  }
  const [am, pm] = [sessionIndex({ day: TODAY, half: 'AM' }), sessionIndex({ day: TODAY, half: 'PM' })]
  const isAbsent = (morning: Code, afternoon: Code, time: string) => {
    const strip = new Uint8Array(732)
    strip[am] = byteOfCode(morning)
    strip[pm] = byteOfCode(afternoon)
    const pupil = { pupilId: ADA, boarder: false, firstSession: 0, lastSession: 731, yearGroup: '9', flags: [] }
    const found = absentNow({
      today: TODAY,
      time: timeOfDay(time),
      places: [am, pm],
      clocks: { '9': clock },
      groups: [],
      enrolments: [pupil as unknown as EnrolmentOfYear], // what the rule reads of one
      strips: new Map([[ADA, strip]]),
    })
    return found.length === 1
  }
  it.each<[string, Code, Code, string, boolean]>([
    ['a match planned for the afternoon does not hide the morning', 'N', 'P', '09:50', true],
    ['nor does an appointment', 'N', 'M', '12:59', true],
    ['once the afternoon has opened, a mark of it says where the child is', 'N', 'P', '13:00', false],
    ['a part-time timetable never says where a child is who did not come', 'N', 'C2', '14:00', true],
    ['who came in the afternoon is there', 'N', '\\', '13:20', false],
    ['who went missing in the afternoon is not', '/', 'N', '13:20', true],
  ])('%s', (...[, morning, afternoon, time, absent]) => {
    expect(isAbsent(morning, afternoon, time)).toBe(absent)
  })
})

describe('how long a child has been away', () => {
  it.each<[string, readonly (Code | '-')[], Away & { readonly words: string }]>([
    [
      'is one day after a day at school',
      ['/', '/', '/', '/', '/', 'N'],
      { since: day('2026-11-23'), days: 1, authorised: false, words: 'first day' },
    ],
    [
      'goes back over days without a reason that are marked otherwise by now',
      ['/', 'O', 'O', 'O', 'O', 'N'],
      {
        since: day('2026-11-17'),
        days: 5,
        authorised: false,
        words: 'away 5 school days, since Tuesday 17 November 2026; no reason for today',
      },
    ],
    [
      'goes back over days off ill',
      ['/', '/', 'I', 'I', 'N', 'N'],
      {
        since: day('2026-11-18'),
        days: 4,
        authorised: true,
        words: 'away 4 school days, since Wednesday 18 November 2026; no reason since Friday 20 November 2026',
      },
    ],
    [
      'passes over a session nobody marked, and one for which the child need not come',
      ['/', 'O', '-', 'X', 'O', 'N'],
      {
        since: day('2026-11-17'),
        days: 3,
        authorised: false,
        words: 'away 3 school days, since Tuesday 17 November 2026; no reason for today',
      },
    ],
  ])('%s', (_, codes, { words, ...away }) => {
    const absent = absentWith(codes)
    expect(absent?.away).toEqual(away)
    const without = codes.length - codes.findLastIndex((code) => code !== 'N') - 1
    expect(absent && sinceInWords({ since: absent.since, days: without, away: absent.away })).toBe(words)
  })
})

it('who was not seen for ten days without leave of the school comes before the younger; who was ill does not', () => {
  const since = day('2026-11-09')
  const pupil = (id: string, days: number, authorised: boolean) => ({
    ...{ pupilId: id as PupilId, flags: [], alone: false, yearGroup: '9' as const, since: TODAY, sortName: id },
    ...{ away: { since, days, authorised }, household: undefined, firstContact: undefined },
  })
  const all = [pupil('a new', 1, false), pupil('ill', 11, true), pupil('unseen', 10, false)]
  expect(inFamilies(all, TODAY).map(([one]) => one?.pupilId)).toEqual(['unseen', 'a new', 'ill'])
})
