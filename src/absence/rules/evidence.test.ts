import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { EvidenceRule } from '../../policy/contract.ts'
import {
  type EvidenceState,
  type EvidenceStep,
  evidenceState,
  fileTypeOf,
  isHeic,
  LARGEST_EVIDENCE,
  mayAskEvidence,
  tooLarge,
} from './evidence.ts'
import { REPORT_CATEGORIES } from './report.ts'

const AFTER_FIVE: EvidenceRule = { section: '4.2', onlyIfInDoubt: true, after: { amount: 5, unit: 'days' } }
const MEETING: EvidenceRule = { section: '6', onlyIfInDoubt: true, following: 'a school attendance meeting' }
const ill = (days: number, doubt = 'Seen in town') => ({ category: 'illness' as const, days, doubt })

describe('asking for evidence', () => {
  it.each([
    ['of six days, with a doubt, where the policy waits five', [AFTER_FIVE], ill(6), undefined],
    ['of five days, where the policy asks after five', [AFTER_FIVE], ill(5), 'absence.too-soon'],
    ['of six days without a doubt', [AFTER_FIVE], ill(6, '  '), 'absence.no-doubt'],
    ['of one day, with a doubt, where the policy is silent', [], ill(1), undefined],
    ['of one day, after a meeting', [MEETING], ill(1), undefined],
    ['of a holiday', [], { ...ill(9), category: 'holiday' as const }, 'absence.not-medical'],
  ] as const)('%s', (...[, rules, facts, code]) => {
    const answer = mayAskEvidence(rules, facts)
    expect(answer.ok ? undefined : answer.problem.code).toBe(code)
  })

  it('is never a routine: without a doubt nothing lets it be asked for', () => {
    const rules = fc.constantFrom<readonly EvidenceRule[]>(
      [],
      [AFTER_FIVE],
      [MEETING],
      [{ ...AFTER_FIVE, onlyIfInDoubt: false }],
    )
    fc.assert(
      fc.property(rules, fc.constantFrom(...REPORT_CATEGORIES), fc.nat(200), (...[policy, category, days]) => {
        expect(mayAskEvidence(policy, { category, days, doubt: ' ' }).ok).toBe(false)
      }),
    )
  })
})

describe('where evidence stands', () => {
  const step = (kind: string, place: number) => {
    const of = {
      number: place + 1,
      text: 'x',
      at: '2026-11-23T09:00:00.000Z' as Moment,
      by: { name: 'O', position: 'P' },
    }
    if (kind === 'asked') return { ...of, kind } as EvidenceStep
    if (kind === 'received')
      return { ...of, kind, file: { name: 'a.pdf', type: 'application/pdf', bytes: 9 } } as EvidenceStep
    return { ...of, kind: 'judged', verdict: kind } as EvidenceStep
  }
  it.each<[string[], EvidenceState]>([
    [[], 'none'],
    [['asked'], 'asked'],
    [['received'], 'received'],
    [['received', 'asked'], 'received'],
    [['asked', 'received', 'accepted'], 'accepted'],
    [['asked', 'not-accepted'], 'not accepted'],
    [['asked', 'not-accepted', 'received'], 'received'],
  ])('after %j it is %s', (kinds, state) => {
    expect(evidenceState(kinds.map(step))).toBe(state)
  })
})

describe('what a file is', () => {
  it.each([
    ['a PDF', [...Buffer.from('%PDF-1.7')], 'application/pdf'],
    ['a JPEG', [0xff, 0xd8, 0xff, 0xe0], 'image/jpeg'],
    ['a PNG', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0], 'image/png'],
    ['a page that calls itself a picture', [...Buffer.from('<svg onload=alert(1)>')], undefined],
    ['half a signature', [0xff, 0xd8], undefined],
    ['nothing', [], undefined],
  ])('%s is known by its first bytes', (_, bytes, type) => {
    expect(fileTypeOf(Uint8Array.from(bytes))).toBe(type)
    expect(isHeic(Uint8Array.from(bytes))).toBe(false)
  })

  it('a photograph as some phones keep it is known, to be told how to send it', () => {
    const bytes = Uint8Array.from(Buffer.from('\0\0\0\x18ftypheic\0\0'))
    expect([isHeic(bytes), fileTypeOf(bytes)]).toEqual([true, undefined])
  })

  it('of the largest size is taken, and one byte more is told in plain words', () => {
    expect(tooLarge(LARGEST_EVIDENCE)).toBeUndefined()
    expect(tooLarge(12.3 * 1024 * 1024)).toMatch(/12\.3 MB, and 8 MB can be taken/)
    expect(tooLarge(LARGEST_EVIDENCE + 1)).toBeDefined()
  })
})
