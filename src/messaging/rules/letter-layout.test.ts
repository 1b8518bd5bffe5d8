import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faultInWords, isEachItsOwn, leftOut, reachesOut, SAMPLE_LETTERS } from './letter-layout.ts'

const { letters, school } = SAMPLE_LETTERS
const everything = [
  school.name,
  ...letters.flatMap(({ to, date, subject, paragraphs, signed }) => [...to, date, subject, ...paragraphs, ...signed]),
]

it('letters show nothing of each other where together they read as each by itself', () => {
  const alone = ['Dear Ms Oakapple, 1', 'Dear Mr Underhay, 1']
  expect(isEachItsOwn(`Dear Ms\nOakapple, 1 ${alone[1]}`, alone)).toBe(true)
  expect(isEachItsOwn(`${alone[0]} For Ms Oakapple ${alone[1]}`, alone)).toBe(false)
  expect(isEachItsOwn('Dear Ms Oakapple, 1 Dear Mr Underhay, 2', alone)).toBe(false)
})

describe('a layout of letters', () => {
  it('that prints every part leaves nothing out, however its lines are broken', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom(' ', '\n', '\u00AD', '  ')), (blanks) => {
        const text = everything
          .join(' ')
          .split(' ')
          .reduce((all, word, at) => `${all}${blanks[at] ?? ' '}${word}`, '')
        expect(leftOut(text, SAMPLE_LETTERS)).toEqual([])
      }),
    ))

  it('that ends a page within a paragraph leaves nothing out; half a paragraph is not the whole', () => {
    const [half, rest] = ['We know that some absence', ' cannot be helped.']
    const all = everything.join('\n')
    expect(leftOut(all.replace(half + rest, `${half} Page 1 ${rest}`), SAMPLE_LETTERS)).toEqual([])
    expect(leftOut(all.replace(half + rest, half), SAMPLE_LETTERS)).toEqual([
      expect.stringContaining('letter.paragraphs'),
    ])
  })

  it.each([
    ['one line of an address', letters[1]?.to[1], 'letter.to'],
    ['a date', letters[0]?.date, 'letter.date'],
    ['a paragraph', letters[1]?.paragraphs[1], 'letter.paragraphs'],
    ['the heading', letters[0]?.subject, 'letter.subject'],
    ['who signs', 'Attendance officer', 'letter.signed'],
  ])('that leaves out %s says so', (_, missing, named) => {
    const text = everything.filter((one) => one !== missing).join('\n')
    expect(leftOut(text, SAMPLE_LETTERS)).toEqual([expect.stringContaining(named)])
  })

  it.each([
    ['#read("/etc/passwd")', 'read'],
    ['#import "@preview/cetz:0.3.1": *', 'import'],
    ['#import ("@" + "preview/cetz:0.3.1"): *', 'import'],
    ['#include "other.typ"', 'include'],
    ['#eval("1 + 1")', 'eval'],
    ['#plugin("x.wasm")', 'plugin'],
    ['#let u = "//"; #read("/layout.typ")', 'read'],
    ['https://a.example//b #read(u)', 'read'],
    ['#let (u, v) = ("\n// ", read("/layout.typ"))', 'read'],
  ])('%s reaches out, and is not tried', (line, word) => {
    expect(reachesOut(`#set page(paper: "a4")\n${line}`)).toMatch(new RegExp(`Line [23]: “${word}” is not allowed`))
  })

  it('may hold such words within others, and in comments', () => {
    expect(
      reachesOut('// reads no file, imports nothing: do not read\n#let already = 1\n#let important = already'),
    ).toBeUndefined()
  })

  it.each([
    [{ line: 4, message: 'unknown variable: foo' }, 'Line 4: unknown variable: foo.'],
    [
      { line: 2, message: 'file not found (searched at /tmp/firstbell-layout-x/logo.png)' },
      'Line 2: file not found: a layout has no files beside it.',
    ],
    [
      { line: null, message: 'PDF/UA-1 error: missing document title' },
      'it could not be read aloud by a screen reader (PDF/UA-1): missing document title.',
    ],
  ])('says its faults with their lines: %o', (fault, words) => expect(faultInWords(fault)).toBe(words))
})
