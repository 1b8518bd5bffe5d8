import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day } from '../../kernel/day.ts'
import type { Code } from '../../law/codes.ts'
import { checkMark } from '../../law/mark-validity.ts'
import { REPORT_CATEGORIES, type ReportCategory } from './report.ts'
import { type SuggestFacts, type Suggestion, suggestCode } from './suggest-code.ts'

const TODAY = day('2026-11-23')
const DAY: SuggestFacts = { today: TODAY, sessions: [{ code: 'N' }, { code: null }], contradicted: false }
const about = (category: ReportCategory, words = '', daysAhead = 0) => ({
  category,
  words,
  first: { day: addDays(TODAY, daysAhead), half: 'AM' as const },
})
const found = (suggestion: Suggestion) => ('code' in suggestion ? suggestion.code : 'ask')
const of = (sessions: readonly (Code | null)[]): SuggestFacts => ({
  ...DAY,
  sessions: sessions.map((code) => ({ code })),
})

describe('what a report suggests', () => {
  it.each<[string, ReturnType<typeof about>, SuggestFacts, string]>([
    ['an illness is I on the family’s word', about('illness', 'high temperature'), DAY, 'I'],
    ['an illness without a word is I', about('illness'), DAY, 'I'],
    [
      'an illness whose words speak of an airport is asked about',
      about('illness', 'we are at the airport'),
      DAY,
      'ask',
    ],
    ['an illness of a brother is asked about', about('illness', 'his brother is poorly'), DAY, 'ask'],
    ['an illness known a week ahead is asked about', about('illness', '', 7), DAY, 'ask'],
    ['an illness from tomorrow is I', about('illness', '', 1), DAY, 'I'],
    ['a dentist’s appointment is M', about('medical-appointment', 'dentist at ten'), DAY, 'M'],
    ['an appointment of three days is asked about', about('medical-appointment'), of(['N', 'N', null]), 'ask'],
    ['a sister’s appointment is asked about', about('medical-appointment', 'her sister’s appointment'), DAY, 'ask'],
    ['a religious day is R', about('religious', 'Eid'), DAY, 'R'],
    ['a religious week is asked about', about('religious'), of(['N', 'N', 'N', 'N']), 'ask'],
    ['travel with the parent’s trade is T', about('travelling', 'with the fair'), DAY, 'T'],
    ['a holiday leads to a request for leave', about('holiday', 'Spain', 20), DAY, 'ask'],
    ['a funeral leads to a request for leave', about('bereavement'), DAY, 'ask'],
    ['a wedding leads to a request for leave', about('family', 'wedding'), DAY, 'ask'],
    ['a bus that did not come is asked about', about('transport'), DAY, 'ask'],
    ['a child who will be late is for the desk', about('late'), DAY, 'ask'],
    ['other, with words of one illness, is I', about('other', 'has been sick all night'), DAY, 'I'],
    ['other, with words of two reasons, is asked about', about('other', 'sick, and dentist later'), DAY, 'ask'],
    ['other without a word is asked about', about('other'), DAY, 'ask'],
    ['a child who is marked present is asked about', about('illness'), of(['/', '\\']), 'ask'],
    ['a child who is marked present this morning is asked about', about('illness'), of(['/', null]), 'ask'],
    ['a child who was there in the morning of a later day is not', about('illness'), of(['N', '\\']), 'I'],
    ['sessions that all have a reason are asked about', about('illness'), of(['M', 'C']), 'ask'],
    ['an N beside a reason is still suggested', about('illness'), of(['M', 'N']), 'I'],
    ['what two people tell differently is asked about', about('illness'), { ...DAY, contradicted: true }, 'ask'],
  ])('%s', (...[, report, facts, expected]) => {
    expect(found(suggestCode(report, facts))).toBe(expected)
  })

  it.each(['holiday', 'bereavement', 'family'] as const)(
    'for %s it leads to leave, which the head decides',
    (category) => {
      expect(suggestCode(about(category, '', 10), DAY)).toMatchObject({ leads: 'leave' })
    },
  )

  it('never is a code of leave, always has a rule with its source, and the mark is lawful', () => {
    const code = fc.constantFrom<Code | null>(null, 'N', 'O', '/', '\\', 'L', 'I', 'M', 'C', 'X')
    const words = fc.oneof(
      fc.string(),
      fc
        .array(fc.constantFrom('sick', 'dentist', 'holiday', 'leave', 'Eid', 'funeral', 'wedding', 'exam', 'late'))
        .map((all) => all.join(' ')),
    )
    const cases = fc.record({
      category: fc.constantFrom(...REPORT_CATEGORIES),
      text: words,
      ahead: fc.integer({ min: -30, max: 60 }),
      codes: fc.array(code, { maxLength: 12 }),
      contradicted: fc.boolean(),
    })
    fc.assert(
      fc.property(cases, ({ category, text, ahead, codes, contradicted }) => {
        const report = about(category, text, ahead)
        const suggestion = suggestCode(report, { ...of(codes), contradicted })
        expect(suggestion.because.words).not.toBe('')
        expect(suggestion.because.source.source).not.toBe('')
        if (!('code' in suggestion)) {
          expect(suggestion.ask).toMatch(/[.?]$/)
          return
        }
        expect(['I', 'M', 'R', 'T']).toContain(suggestion.code)
        const mark = { code: suggestion.code, half: 'AM' as const, day: report.first.day, details: {} }
        const faults = checkMark(mark, { born: day('2013-02-03'), yearGroup: '9' })
        expect(faults.filter((one) => one.severity === 'refuse')).toEqual([])
      }),
    )
  })
})
