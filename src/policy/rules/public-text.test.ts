import { describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import { CLEAN_POLICY, samplePolicy } from '../../testing/policy-files.ts'
import { LAW_DEFAULTS } from '../contract.ts'
import { readPolicy } from '../reading/read-policy.ts'
import { checkPolicy } from './check-policy.ts'
import { completed } from './defaults.ts'
import { type PublicText, publicText } from './public-text.ts'

function fileOf(bytes: Uint8Array) {
  const reading = readPolicy(bytes)
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  return reading.read.file
}

function sentencesOf(text: PublicText): readonly { readonly section: string; readonly words: string }[] {
  return text.parts.flatMap(({ number, blocks }) =>
    blocks.flatMap((block) => {
      if (block.kind === 'paragraph') return [{ section: number || 'end', words: block.text }]
      if (block.kind === 'list')
        return [block.lead, ...block.items].map((words) => ({ section: number || 'end', words }))
      return block.rows.map((row) => ({ section: number || 'end', words: row.join('; ') }))
    }),
  )
}

const sample = fileOf(samplePolicy())
const text = publicText(completed(sample))
const words = sentencesOf(text)
  .map((sentence) => sentence.words)
  .join('\n')

describe('the public text', () => {
  it('carries version, review and approvals', () => {
    expect(text.facts).toEqual([
      { name: 'Version', value: '2024' },
      { name: 'In force from', value: '1 September 2024' },
      { name: 'Last reviewed', value: 'September 2024' },
      { name: 'Next review', value: 'July 2025' },
      { name: 'Approved by the governing board', value: '2022' },
      { name: 'Approved by the trust board', value: 'July 2024' },
    ])
  })

  it('prints each setting once, in the section that states it', () => {
    const closing = words.match(/08:30 to 08:45/g) ?? []
    expect(closing).toHaveLength(1)
    expect(words).not.toMatch(/09:30|8\.00|working days|third consecutive/)
    expect(words.match(/5 school days of the session/g)).toHaveLength(1)
    const section = text.parts.find(({ number }) => number === '4.5')
    expect(JSON.stringify(section)).toContain('within 5 school days of the session')
  })

  it('names no revoked law, no parenting contract, no missing child, no open list', () => {
    expect(words).not.toMatch(/2006|parenting contract|missing from education|not limited to|: regularly/i)
    expect(words).toContain('2024')
  })

  it('read again as a policy’s wording, contradicts nothing', () => {
    const again = {
      ...sample,
      codes: [],
      quotes: [...sentencesOf(text)].map((one) => ({ ...one, words: one.words.slice(0, 400) })),
    }
    const rows = checkPolicy({ ...again, basis: [], sections: sample.sections }, day('2026-11-23')).map(
      ({ row }) => row,
    )
    expect(rows.filter((row) => ['X10', 'X11', 'X12', 'X15', 'X18', 'T1'].includes(row))).toEqual([])
  })

  it('asks for evidence by one rule, only in doubt', () => {
    expect(words.match(/We ask for medical evidence/g)).toHaveLength(1)
    expect(words).toContain('We ask for medical evidence only if we have a genuine doubt about an illness')
  })

  it('lists leave by the law’s closed list, medical appointments and X among it', () => {
    expect(words).toMatch(/\(M\)/)
    expect(words).toMatch(/\(X\)/)
  })

  it('law alone is a text as well, and what is only our own cautious choice is never called law', () => {
    const [law, ours, ...more] = publicText(LAW_DEFAULTS).parts
    expect([law?.title, ours?.title, more]).toEqual([
      'What law and guidance set',
      'How we work where this policy says nothing',
      [],
    ])
    expect(JSON.stringify(law)).toContain('within 5 school days of the session')
    expect(JSON.stringify(law)).not.toContain('Tell us before')
    expect(JSON.stringify(ours)).toContain('Tell us before')
  })

  it('a setting whose section has no text still stands in it', () => {
    const clean = publicText(completed(fileOf(new TextEncoder().encode(CLEAN_POLICY))))
    const other = clean.parts.find(({ title }) => title === 'What else we have decided')
    expect(JSON.stringify(other)).toContain('08:50 to 09:10')
  })
})
