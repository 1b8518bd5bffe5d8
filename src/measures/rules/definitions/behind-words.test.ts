import { describe, expect, test } from 'vitest'
import type { GroupId } from '../../../kernel/ids.ts'
import { schoolYear } from '../../../kernel/school-year.ts'
import { type SessionIndex, STRIP_LENGTH } from '../../../kernel/session.ts'
import { byteOfCode, type Code } from '../../../law/codes.ts'
import { enrolledWith, factsOf } from '../../../testing/figures-facts.ts'
import { enrolmentsBehind } from '../shown/behind-figure.ts'
import { orderInWords, ownInWords, pupilsInWords } from './behind-words.ts'
import { FIGURES, type FigureAsked } from './figures.ts'

const YEAR = schoolYear(2026)
const MEETS = Uint8Array.from({ length: STRIP_LENGTH }, (_, place) => (place < 20 ? 1 : 0))

/** Twenty sessions of one pupil: so many of each code, then present, without a mark for `gaps`. */
function pupil(number: number, codes: Partial<Record<Code, number>>, gaps = 0) {
  const strip = new Uint8Array(STRIP_LENGTH)
  const marks = Object.entries(codes).flatMap(([code, times]) => new Array<Code>(times).fill(code as Code))
  for (let place = 0; place < 20 - gaps; place++) strip[place] = byteOfCode(marks[place] ?? '/')
  return enrolledWith(number, { strip, groupId: 'g' as GroupId })
}
const PUPILS = [
  pupil(1, {}),
  pupil(2, { I: 9 }),
  pupil(3, { O: 3, L: 1 }),
  pupil(4, { I: 2, O: 1, L: 6 }),
  pupil(5, { U: 2 }, 4),
]
const ASKED: readonly FigureAsked[] = FIGURES.map((figure) => (figure === 'code' ? { figure, code: 'I' } : { figure }))

function listed(asked: FigureAsked) {
  const span = { from: 0 as SessionIndex, to: 19 as SessionIndex }
  return enrolmentsBehind(factsOf(PUPILS, { year: YEAR, meets: MEETS }), { ...asked, span, filter: {} })
}

describe('The pupils behind a figure', () => {
  test.each(ASKED)('of $figure stand in the order that is said', (asked) => {
    const words = orderInWords(asked)
    const weights = listed(asked).map(({ own, isCounted, sessions }) => {
      if (words === 'Those who missed the most sessions come first') return sessions.absent
      if (words.startsWith('Those who missed nothing')) return (isCounted ? 1000 : 0) - sessions.absent
      expect(words).toMatch(/^Those (with the most|who were late most often)/)
      return own
    })
    expect(weights).toEqual([...weights].sort((one, other) => other - one))
    expect(new Set(weights).size).toBeGreaterThan(1)
  })

  test.each(ASKED)('of $figure have a first number that is named by what it is', (asked) => {
    const named: Readonly<Record<string, (of: ReturnType<typeof listed>[number]) => number>> = {
      'sessions attended': ({ sessions }) => sessions.attended,
      'sessions missed': ({ sessions }) => sessions.absent,
      'sessions of authorised absence': ({ sessions }) => sessions.authorised,
      'sessions of unauthorised absence': ({ sessions }) => sessions.unauthorised,
      'sessions late': ({ sessions }) => sessions.late,
      'sessions without a mark': ({ sessions }) => sessions.missing,
      'sessions marked I': ({ codes }) => codes[byteOfCode('I')] ?? 0,
    }
    for (const one of listed(asked)) expect(one.own).toBe(named[ownInWords(asked)]?.(one))
  })

  test.each([
    [
      'absence',
      '902 on roll in these days, 900 with a possible session: the rate is of these, 810 of them with sessions missed',
    ],
    ['persistent', '902 on roll in these days, 900 with a possible session: the rate is of these, and 810 are counted'],
    ['missing', '902 on roll in these days, 810 of them with sessions without a mark'],
    ['pupils', '902 on roll in these days, 900 with a possible session'],
  ] as const)('of %s are counted in words that tell the rate’s pupils from those it counts', (figure, words) => {
    expect(pupilsInWords({ figure }, { asked: 902, inRates: 900, counted: 810 })).toBe(words)
  })
})
