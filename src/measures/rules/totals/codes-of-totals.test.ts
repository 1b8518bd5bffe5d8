import { describe, expect, test } from 'vitest'
import type { SessionIndex } from '../../../kernel/session.ts'
import { byteOfCode, type Code } from '../../../law/codes.ts'
import { enrolledWith } from '../../../testing/figures-facts.ts'
import type { SessionSpan } from '../sessions.ts'
import { enrolmentFigures } from '../shown/group-figures.ts'
import { codesOfTotals } from './codes-of-totals.ts'

const span = (from: number, to: number): SessionSpan => ({ from: from as SessionIndex, to: to as SessionIndex })
const [AUTUMN, SPRING, YEAR] = [span(100, 109), span(200, 209), span(0, 731)]
const ALL = [YEAR, AUTUMN, SPRING]

/** Pupils who are present but for these codes, each on the first place of the term that it is given for. */
function school(pupils: readonly { autumn?: Code; spring?: Code }[]) {
  return pupils.map(({ autumn, spring }, at) => {
    const strip = new Uint8Array(732)
    for (const { from, to } of [AUTUMN, SPRING]) strip.fill(byteOfCode('/'), from, to + 1)
    if (autumn !== undefined) strip[AUTUMN.from] = byteOfCode(autumn)
    if (spring !== undefined) strip[SPRING.from] = byteOfCode(spring)
    return enrolledWith(at, { strip })
  })
}
const times = (count: number, of: { autumn?: Code; spring?: Code }) => Array.from({ length: count }, () => of)
const shown = (pupils: ReturnType<typeof school>, of = YEAR, spans: readonly SessionSpan[] = ALL) =>
  codesOfTotals(
    pupils.map((one) => enrolmentFigures(one, of)),
    spans.map((one) => pupils.map((pupil) => enrolmentFigures(pupil, one))),
  ).map(({ code, name, sessions }) => [code ?? name.slice(0, 11), sessions])

describe('A school’s codes for readers who see no single pupil', () => {
  test('a code of six pupils is shown with its sessions', () => {
    expect(shown(school([...times(6, { autumn: 'I' }), ...times(10, {})]))).toEqual([
      ['/', 314],
      ['I', 6],
    ])
  })

  test('a code of a few is put together with the rarest others of its class, until six pupils have one of them', () => {
    const pupils = school([...times(2, { autumn: 'M' }), ...times(8, { autumn: 'I' }), ...times(20, {})])
    expect(shown(pupils)).toEqual([
      ['/', 590],
      ['Other codes', 10],
    ])
    const more = school([...times(2, { autumn: 'M' }), ...times(6, { autumn: 'T' }), ...times(20, { autumn: 'I' })])
    expect(shown(more)).toEqual([
      ['/', 532],
      ['I', 20],
      ['Other codes', 8],
    ])
  })

  test('a code of a few in one term is shown in no answer of the year, or subtraction would find it', () => {
    const pupils = school([
      ...times(2, { autumn: 'R' }),
      ...times(9, { spring: 'R' }),
      ...times(12, { autumn: 'M', spring: 'M' }),
      ...times(20, { autumn: 'I', spring: 'I' }),
    ])
    for (const of of [YEAR, AUTUMN, SPRING]) {
      const codes = shown(pupils, of).map(([code]) => code)
      expect(codes).toEqual(['/', 'I', 'Other codes'])
    }
  })

  test('an exclusion, a part-time timetable and other restricted codes are never named', () => {
    const codes = ['E', 'C2', 'C1', 'C'] as const
    const pupils = school([...codes.flatMap((autumn) => times(9, { autumn })), ...times(20, { autumn: 'I' })])
    expect(shown(pupils)).toEqual([
      ['/', 1064],
      ['Authorised ', 36],
      ['I', 20],
    ])
  })
})
