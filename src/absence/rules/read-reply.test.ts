import { describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { type ChildOfReply, landReply, plainReason } from './read-reply.ts'
import { believesInSchool } from './signs.ts'
import { suggestCode } from './suggest-code.ts'

const MONDAY = day('2026-11-23')
const FRIDAY = day('2026-11-20')
const am = { day: MONDAY, half: 'AM' as const }
const absent = { kind: 'absent', first: am, last: MONDAY } as const
const child = (firstName: string, stands: ChildOfReply['stands'] = absent): ChildOfReply => ({
  pupilId: firstName as PupilId,
  firstName,
  stands,
})
const land = (words: string, ...children: ChildOfReply[]) =>
  landReply(words, children).map(({ pupilId, category, sure }) => `${pupilId}: ${category}${sure ? '' : '?'}`)

describe('the reason that an answer gives', () => {
  it.each([
    ['She has a temperature', 'illness'],
    ['sorry, tummy bug. He was sick all night', 'illness'],
    ['At the dentist until ten', 'medical-appointment'],
    ['Running late', 'late'],
    ['We are at a funeral today', 'bereavement'],
  ])('"%s" is plainly %s', (words, category) => {
    expect(plainReason(words)).toBe(category)
  })

  it.each([
    ['Not coming in today'],
    ['She is not ill, she should be in'],
    ['Sick yesterday but she left for school as usual'],
    ['Is she ill?'],
    ['Hospital appointment and she has a cough'],
    ['With her brother’s dentist'],
    ['Who is this'],
  ])('"%s" is not plain', (words) => {
    expect(plainReason(words)).toBeUndefined()
  })
})

describe('a family who thinks that the child is at school', () => {
  it.each([
    ['He should be in'],
    ['She left for school at 8'],
    ['I dropped them at the gate'],
    ['he got on the bus'],
    ['She is at school!!'],
    ['What do you mean'],
    ['where is she'],
  ])('says "%s", which asks to look for the child, whatever else is in it', (words) => {
    expect(believesInSchool(words)).toBe(true)
    const facts = { today: MONDAY, sessions: [{ code: 'N' as const }], contradicted: false }
    expect(suggestCode({ category: 'illness', words, first: am }, facts)).toMatchObject({
      ask: expect.stringContaining('Look for the child now'),
    })
  })

  it.each([
    ['She should be in tomorrow'],
    ['Back at school on Monday, he is ill'],
    ['He will be in by ten'],
    ['She is ill and should be in by Thursday'],
  ])('does not say "%s"', (words) => {
    expect(believesInSchool(words)).toBe(false)
  })
})

describe('an answer lands', () => {
  it('on the one child who is absent, as a reason or as a question to the office', () => {
    expect(land('She has a cold', child('Amira'))).toEqual(['Amira: illness'])
    expect(land('Not in today sorry', child('Amira'))).toEqual(['Amira: other?'])
  })

  it('on those of several whom it names, and leaves the others to be looked for', () => {
    expect(land('Amira has a cold', child('Amira'), child('Sami'))).toEqual(['Amira: illness'])
    expect(land('AMIRA’S got a cold', child('Amira'), child('Sami'))).toEqual(['Amira: illness'])
    expect(land('Samira has a cold', child('Amira'), child('Sami'))).toEqual(['Amira: other?', 'Sami: other?'])
  })

  it('on each of several where it names nobody: plainly only if it speaks of all', () => {
    expect(land('Both have a cold', child('Amira'), child('Sami'))).toEqual(['Amira: illness', 'Sami: illness'])
    expect(land('They are ill', child('Amira'), child('Sami'))).toEqual(['Amira: illness', 'Sami: illness'])
    expect(land('Has a cold', child('Amira'), child('Sami'))).toEqual(['Amira: other?', 'Sami: other?'])
  })

  it('on no child who is at school or whose reason is known', () => {
    expect(land('She has a cold', child('Amira', { kind: 'known' }), child('Sami'))).toEqual(['Sami: other?'])
  })

  it('before the register is in only where the reason is plain', () => {
    const early = child('Amira', { kind: 'not marked', session: am })
    expect(land('Temperature of 39, staying at home', early)).toEqual(['Amira: illness'])
    expect(land('What time is the concert', early)).toEqual([])
  })

  it.each([['ok'], ['Thank you'], ['Thanks!'], ['OK, thank you.'], ['']])(
    'nowhere where it says no more than "%s"',
    (words) => {
      expect(land(words, child('Amira'))).toEqual([])
    },
  )

  it('for all the days that were asked about', () => {
    const [landing] = landReply('She had a cold', [
      child('Amira', { kind: 'absent', first: { day: FRIDAY, half: 'PM' }, last: MONDAY }),
    ])
    expect(landing).toMatchObject({ first: { day: FRIDAY, half: 'PM' }, until: { kind: 'day', day: MONDAY } })
  })
})
