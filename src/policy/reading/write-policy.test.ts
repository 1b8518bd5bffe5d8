import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CLEAN_POLICY, samplePolicy } from '../../testing/policy-files.ts'
import { FILE_NAMES, type Tree } from '../contract.ts'
import { plainTree } from './plain-tree.ts'
import { readPolicy } from './read-policy.ts'
import { rewritten } from './write-policy.ts'

const SAMPLE = new TextDecoder().decode(samplePolicy())

function treeOf(text: string): Record<string, Tree> {
  const tree = plainTree(text)
  if ('faults' in tree) throw new Error(`${JSON.stringify(tree.faults)}\n${text}`)
  return tree.value as Record<string, Tree>
}
const read = (text: string) => {
  const reading = readPolicy(new TextEncoder().encode(text))
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  return reading.read.file
}
const edit = (text: string, edits: Record<string, Tree | null>) => rewritten(text, new Map(Object.entries(edits)))

/** Any text that somebody may type into a box. */
const typed = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120 }).filter((text) => !/[\0\r\u0085\u2028\u2029\ufeff]/.test(text)),
  fc.constantFrom(
    '4.10',
    'yes',
    '~',
    'null',
    '- a',
    '# no comment',
    'a: b',
    '"',
    "'",
    '{',
    '| x',
    '2026-07',
    'x\ny',
    ' ',
    '',
  ),
)

describe('a policy file edited by a form', () => {
  it('keeps every other line to the letter, comments and all', () => {
    const next = edit(SAMPLE, { reasonWithin: { within: '5 school days', section: '4.5' } })
    const [before, after] = [SAMPLE.split('\n'), next.split('\n')]
    expect(after.filter((line) => !before.includes(line))).toEqual(
      ['  within: 5 school days', '  section: "4.5"'].filter((line) => !before.includes(line)),
    )
    expect(next.match(/^#/gm)?.length).toBe(SAMPLE.match(/^#/gm)?.length)
    expect(read(next).reasonWithin).toMatchObject({ section: '4.5', also: [] })
    expect({ ...read(next), reasonWithin: null }).toEqual({ ...read(SAMPLE), reasonWithin: null })
  })

  it('takes a setting out, and puts one in that was not there', () => {
    const without = edit(SAMPLE, { targets: { attendance: '97 %', section: '6' }, quietHours: null })
    expect([read(without).targets?.attendance, read(without).quietHours]).toEqual([97, undefined])
    expect(without).not.toContain('quiet hours')
  })

  it('changes nothing where the same values come back from the form', () => {
    const values = treeOf(SAMPLE)
    expect(treeOf(edit(SAMPLE, values))).toEqual(values)
    expect(read(edit(CLEAN_POLICY, treeOf(CLEAN_POLICY)))).toEqual(read(CLEAN_POLICY))
    expect(edit(SAMPLE, {})).toBe(SAMPLE)
  })

  it('reads back whatever was typed, in whichever setting', () => {
    fc.assert(
      fc.property(
        fc.subarray([...FILE_NAMES], { minLength: 1 }),
        fc.array(typed, { minLength: 1, maxLength: 3 }),
        (names, words) => {
          const value: Tree = { section: words[0] ?? '', also: [{ words: words[1] ?? '' }], text: words }
          const edits = Object.fromEntries(names.map((name) => [name, value]))
          expect(treeOf(edit(SAMPLE, edits))).toEqual({ ...treeOf(SAMPLE), ...edits })
        },
      ),
      { numRuns: 50 },
    )
  })

  it('keeps a comment at the end of a line as a line of its own', () => {
    const text = 'school: X # our name\ntitle: Y\n'
    expect(edit(text, { school: 'Z\nW' })).toBe('# our name\nschool: |-\n  Z\n  W\ntitle: Y\n')
    expect(treeOf(edit('school:\ntitle: Y', { school: 'Z' }))).toEqual({ school: 'Z', title: 'Y' })
  })

  it('writes a file that stands in braces anew', () => {
    expect(treeOf(edit('{school: X, title: Y}', { title: null, version: '4.10' }))).toEqual({
      school: 'X',
      version: '4.10',
    })
  })
})
