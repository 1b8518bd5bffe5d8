import { describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { type EndedChase, withdrawnChases } from './chase-withdrawn.ts'

const TODAY = day('2026-11-23')
const AT = '2026-11-23T09:20:00.000Z' as Moment
const BY = { name: 'Olu Officer', position: 'Attendance officer' }
const ended = (how: EndedChase['chase']['how'], recoded: EndedChase['recoded']): EndedChase => ({
  pupilId: 'ada' as PupilId,
  chase: { state: 'ended', how, at: recoded === undefined ? null : AT, by: recoded === undefined ? null : BY },
  recoded,
})
const found = { means: 'not-absent', at: AT, by: BY, code: '/', reason: 'Was in music' } as const

describe('a chase whose mark was recoded', () => {
  it('is withdrawn, with the mark, the reason, who and when', () => {
    expect(withdrawnChases(TODAY, [ended('withdrawn', found)])).toMatchObject([
      {
        key: 'B3:ada:2026-11-23:chase',
        ended: {
          how: 'withdrawn',
          words: 'Nobody is to be reached: the mark is no absence any more',
          code: '/',
          confidential: 'Was in music',
          at: AT,
          by: BY,
        },
      },
    ])
  })

  it('to a blank says that the N was taken back', () => {
    const [duty] = withdrawnChases(TODAY, [ended('withdrawn', { ...found, means: 'blank', code: null, reason: '' })])
    expect(duty?.ended).toMatchObject({ words: 'Nobody is to be reached: the N was taken back' })
    expect(duty?.ended).not.toHaveProperty('code')
  })

  it('is not withdrawn where a reason, a sight of the child or a hand-over ended it', () => {
    const absence = { ...found, means: 'absence', code: 'I' } as const
    const others = [ended('reason', absence), ended('seen and safe', undefined), ended('handed over', undefined)]
    expect(withdrawnChases(TODAY, [...others, ended('withdrawn', undefined)])).toEqual([])
  })
})
