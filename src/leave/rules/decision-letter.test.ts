import { describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { decisionLetter } from './decision-letter.ts'
import type { Asked, LeaveStep } from './request.ts'

const AT = '2026-11-23T09:00:00.000Z' as Moment
const by = { name: 'Hana Head', position: 'Headteacher' }
const asked: Asked = {
  id: '1',
  kind: 'exceptional',
  from: { day: day('2026-12-07'), half: 'AM' },
  to: { day: day('2026-12-09'), half: 'PM' },
  reason: 'A wedding',
  particulars: '',
  askedBy: 'Mrs Adler',
  channel: 'form',
  askedAt: AT,
}
const granted: LeaveStep = {
  number: 1,
  kind: 'granted',
  at: AT,
  by,
  from: asked.from,
  to: { day: day('2026-12-08'), half: 'AM' },
  reason: 'It is once in a life.',
  conditions: 'Work is done on the journey.',
  judged: [],
  entry: 3,
}
const refusal: LeaveStep = { number: 1, kind: 'refused', at: AT, by, reason: 'It is term time.', judged: [] }
const lettersOf = (...steps: LeaveStep[]) => decisionLetter({ ...asked, steps }, 'Ada Adler')

describe('the letter of a decision', () => {
  it('says what was granted, on what condition, by whom', () => {
    const letter = lettersOf(granted)
    expect(letter?.lines.join(' ')).toContain('from Monday 7 December 2026 to midday on Tuesday 8 December 2026')
    expect(letter?.lines.join(' ')).toContain('Work is done on the journey.')
    expect([letter?.to, letter?.by, letter?.position]).toEqual(['Mrs Adler', 'Hana Head', 'Headteacher'])
  })

  it('refuses kindly, with the reason and a way to answer, and without a threat', () => {
    const words = lettersOf(refusal)?.lines.join(' ') ?? ''
    expect(words).toContain('My reason: It is term time.')
    expect(words).toContain('please tell me')
    expect(words).not.toMatch(/fine|penalty|court|prosecut/i)
  })

  it('is not there before a decision, nor for what the family withdrew', () => {
    expect(lettersOf()).toBeUndefined()
    expect(lettersOf(granted, { number: 2, kind: 'withdrawn', at: AT, by, reason: 'Off', entry: null })).toBeUndefined()
  })
})
