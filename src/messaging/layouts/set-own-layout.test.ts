import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { HOUSE_LAYOUT } from '../letters/set-letters.ts'
import { SAMPLE_LETTERS } from '../rules/letter-layout.ts'
import { setOwnLayout, tryLayout } from './set-own-layout.ts'

const faultsOf = async (source: string, seconds?: number) => {
  const set = await tryLayout(source, seconds)
  return 'faults' in set ? set.faults.map(({ line, message }) => `${line}: ${message}`) : []
}
const house = HOUSE_LAYOUT()
const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('firstbell-layout-'))

describe('a layout of a school’s own', () => {
  it('that begins as the house layout sets tagged letters', async () => {
    const set = await tryLayout(house.replace('size: 11pt', 'size: 12pt'))
    expect('pdf' in set && Buffer.from(set.pdf).toString('latin1')).toMatch(/^%PDF-1\.[\s\S]*pdfuaid/)
  })

  it('is told its faults with their lines', async () => {
    expect(await faultsOf(house.replace('#letter.date', '#letter.dat'))).toEqual([
      expect.stringMatching(/^2\d: dictionary does not contain key "dat"/),
    ])
    expect(await faultsOf(house.replace('block[#letter.date]', ''))).toEqual([
      'null: A letter would lack the date (letter.date)',
    ])
    expect(await faultsOf(house.replace('#set document(title: data.title,', '#set document('))).toEqual([
      expect.stringContaining('PDF/UA-1 error'),
    ])
  })

  it.each([
    [
      'an address picked by its number',
      (of: string) => of.replace('letter.to [', 'data.letters.at(calc.rem(n + 1, data.letters.len())).to ['),
    ],
    [
      'a running header that is a page late',
      (of: string) =>
        of
          .replace('#set page(', '#let who = state("who", "")\n#set page(header: context [For #who.get()], ')
          .replace('block[#letter.date]', 'who.update(letter.to.first())\n  block[#letter.date]'),
    ],
    [
      'the signature of the first',
      (of: string) => of.replace('#letter.signed.join', '#data.letters.first().signed.join'),
    ],
    [
      'page numbers that run on',
      (of: string) => of.replace('footer: [', 'footer: context [#counter(page).get().first() '),
    ],
  ])('that shows one family the words of another is refused: %s', async (_, wrong) => {
    expect(wrong(house)).not.toBe(house)
    expect(await faultsOf(wrong(house))).toContainEqual(
      expect.stringContaining('One family’s letter would show another’s words'),
    )
  })

  it.each([
    '#json("/etc/passwd")',
    '#csv("../secret.csv")',
    '#image("/etc/hostname.png", alt: "x")',
    '#xml("/proc/self/environ")',
    // Put together so that no word of it is seen: then the compiler itself has neither files nor a network.
    '#dictionary(std).at("re" + "ad")("/etc/passwd")',
    '#dictionary(std).at("ev" + "al")("imp" + "ort \\"@preview/cetz:0.3.1\\": *", mode: "code")',
  ])('reaches no file and no package: %s', async (line) => {
    const [fault = '', ...others] = await faultsOf(`${house}\n${line}`)
    expect(others).toEqual([])
    expect(fault).toMatch(/file not found|access denied|failed to load|failed to download|package not found/)
  })

  it('that never ends is stopped, and the server answers meanwhile', async () => {
    const before = folders()
    let beats = 0
    const beat = setInterval(() => {
      beats += 1
    }, 50)
    const source = `${house}\n#let on(n) = { let s = 0; for i in range(n) { s += calc.rem(i, 7) }; s }\n#for i in range(1000000) { let _ = on(1000000 + i) }`
    expect(await faultsOf(source, 2)).toEqual([expect.stringContaining('It was not done after 2 seconds')])
    clearInterval(beat)
    // A server that stood still would have had none, or one at the end.
    expect(beats).toBeGreaterThan(5)
    expect(folders().filter((name) => !before.includes(name))).toEqual([])
  })

  it('sets letters of which a name has letters that no font has', async () => {
    const [first] = SAMPLE_LETTERS.letters
    const to = ['Ms \u{1F0A1}', ...(first?.to.slice(1) ?? [])]
    const data = { ...SAMPLE_LETTERS, letters: SAMPLE_LETTERS.letters.map((one) => ({ ...one, to })) }
    expect('pdf' in (await setOwnLayout({ source: house, data }))).toBe(true)
  })
})
