import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { day } from '../kernel/day.ts'
import { CLEAN_POLICY, samplePolicy } from '../testing/policy-files.ts'
import { checkPolicyFile } from './cli.ts'
import { readPolicy } from './reading/read-policy.ts'

const folder = mkdtempSync(join(tmpdir(), 'firstbell-policy-'))
afterAll(() => rmSync(folder, { recursive: true }))

function check(content: string | Uint8Array, on = '2026-11-23') {
  const path = join(folder, 'policy.yaml')
  writeFileSync(path, content)
  const said: string[] = []
  const ends = checkPolicyFile(path, day(on), (line) => said.push(line))
  return { ends, said: said.join('\n') }
}

describe('firstbell policy check', () => {
  it('ends with 0 where nothing contradicts anything', () => {
    expect(check(CLEAN_POLICY)).toMatchObject({ ends: 0, said: expect.stringContaining('It agrees with itself') })
  })

  it('ends with 0 where there is only something to keep in view', () => {
    const some = CLEAN_POLICY.replace('to: each liable parent', 'to: the parents who allowed it')
    expect(check(some)).toMatchObject({
      ends: 0,
      said: expect.stringContaining('Nothing to decide; 1 to keep in view.'),
    })
  })

  it('ends with 1 on the sample, with both places, their lines, the law and what to do', () => {
    const { ends, said } = check(samplePolicy())
    expect(ends).toBe(1)
    expect(said).toMatch(
      /Year 9: two closing times for one register \(contradicts itself, X1\)\n {3}line \d+, section 4\.1: “Year 9; morning closes: 08:45”\n {3}line \d+, section 4\.4: “At 9\.00am/,
    )
    expect(said).toMatch(/Law: .*\n {3}To do: /)
    expect(said).toMatch(/regulations 2007; unverified\]/i)
  })

  it.each<[string, string | Uint8Array, RegExp]>([
    ['0 bytes', '', /The file is empty/],
    ['only comments', '# nothing\n', /nothing in it but comments/],
    ['50 MB', new Uint8Array(50 * 1024 * 1024).fill(97), /50 MB; a policy has at most 256 kB/],
    ['tabs', 'school: X\n\ttitle: Y\n', /line 2, column 1: The line is indented with a tab/],
    [
      'Windows letters',
      new Uint8Array([...Buffer.from('school: X\ntitle: Caf'), 0xe9, 10]),
      /line 2: A letter here is not UTF-8/,
    ],
    ['UTF-16', Buffer.from('\uFEFFschool: X', 'utf16le'), /saved as UTF-16/],
    ['a picture', new Uint8Array([137, 80, 78, 71, 0, 1, 2]), /not a text file/],
    ['a quotation mark that does not end', 'school: "X\ntitle: Y\n', /Something is missing here/],
    ['a bracket that does not end', 'school: [X\ntitle: Y\n', /line \d+, column \d+: /],
    ['a setting twice', 'school: X\nschool: Y\n', /line 2, column 1: .*stands twice/],
    ['a setting twice in two spellings', 'next review: X\nnextReview: Y\n', /line 2: “next review” stands twice/],
    ['two documents', 'school: X\n---\nschool: Y\n', /more than one document/],
    ['a reference', 'school: &a X\ntitle: *a\n', /line 2: Write the value out/],
    ['brackets without end', '['.repeat(200_000), /line 1|far too deep/],
    ['a list', '- a\n- b\n', /“?The file”?.*settings|give settings here/],
    [
      'a misspelt setting',
      CLEAN_POLICY.replace('\nquiet hours:', '\nquite hours:'),
      /“quite hours” is not a setting here. Did you mean “quiet hours”\?/,
    ],
    [
      'a time that is none',
      CLEAN_POLICY.replace('08:45', '8.45'),
      /line \d+: “clocks 1, arrive by”: Give the time as HH:MM/,
    ],
    [
      'a period without its unit',
      CLEAN_POLICY.replace('within: 5 school days', 'within: 5'),
      /“reason within, within”: Give a number and one of/,
    ],
    ['a missing section', CLEAN_POLICY.replace('years, section: "4.1"', 'years'), /“keep entries, section” is missing/],
    [
      'a list where a text belongs',
      CLEAN_POLICY.replace('title: Attendance policy', 'title: [Attendance, policy]'),
      /line 3: “title”: give a text here/,
    ],
    [
      'a text where a list belongs',
      CLEAN_POLICY.replace(/\nquotes:[\s\S]*$/, '\nquotes: none\n'),
      /“quotes”: give a list here/,
    ],
    [
      'a role that is a person',
      CLEAN_POLICY.replace('role: attendance-officer', 'role: Somebody Else'),
      /choose one of .*attendance-officer/,
    ],
  ])('ends with 2 on %s and says what to do', (_, content, message) => {
    const { ends, said } = check(content)
    expect(said).toMatch(message)
    expect(ends).toBe(2)
  })

  it('a file that is not there, and a folder', () => {
    const said: string[] = []
    const say = (line: string) => said.push(line)
    expect([
      checkPolicyFile(join(folder, 'none.yaml'), day('2026-11-23'), say),
      checkPolicyFile(folder, day('2026-11-23'), say),
    ]).toEqual([2, 2])
    expect(said.join('\n')).toMatch(/no such file[\s\S]*This is a folder/)
  })

  it('reads section 4.10 as 4.10', () => {
    const reading = readPolicy(Buffer.from(CLEAN_POLICY.replaceAll('section: "4.5"', 'section: 4.10')))
    expect(reading.ok && reading.read.file.reasonWithin?.section).toBe('4.10')
  })

  it('of any bytes whatever says something and never breaks', () => {
    const text = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.string({ maxLength: 400, unit: 'binary' }).map((some) => new TextEncoder().encode(some)),
    )
    fc.assert(
      fc.property(text, (bytes) => {
        const reading = readPolicy(bytes)
        expect(reading.ok || reading.faults.length > 0).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  it('any line of a good file taken out, doubled or broken still ends in an answer with a line', () => {
    const lines = CLEAN_POLICY.split('\n')
    fc.assert(
      fc.property(fc.nat(lines.length - 1), fc.constantFrom('', '\t', ' - :', '}', '"', ': ['), (at, put) => {
        const broken = lines
          .map((line, index) => (index === at ? `${put}${line.slice(put.length % 3)}` : line))
          .join('\n')
        const reading = readPolicy(new TextEncoder().encode(broken))
        expect(
          reading.ok ||
            reading.faults.every(({ message }) => message.length > 10 && !/Invalid|undefined|\[object/.test(message)),
        ).toBe(true)
      }),
      { numRuns: 100 },
    )
  })
})
