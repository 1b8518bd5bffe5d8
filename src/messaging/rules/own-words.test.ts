import { describe, expect, it } from 'vitest'
import { ownWords } from './own-words.ts'

const OURS = 'Elmfield Academy: we do not yet know why Amira missed registration today.'

describe('what a family wrote themselves in an answer by e-mail', () => {
  it.each([
    ['a phone', `She has a cold\n\nOn Mon, 23 Nov 2026 at 08:41, Elmfield <office@elmfield.example> wrote:\n> ${OURS}`],
    [
      'a phone that breaks lines',
      `She has a cold\n\nOn Mon, 23 Nov 2026 at 08:41, Elmfield Academy\n<office@elmfield.example> wrote:\n\n> ${OURS}`,
    ],
    [
      'Outlook',
      `She has a cold\r\n\r\nFrom: Elmfield <office@elmfield.example>\r\nSent: 23 November 2026 08:41\r\n${OURS}`,
    ],
    ['Outlook without an address', `She has a cold\n\nFrom: Elmfield Academy\nSent: Monday\n${OURS}`],
    ['old Outlook', `She has a cold\n\n-----Original Message-----\n${OURS}`],
    ['a rule', `She has a cold\n\n________________________________\n${OURS}`],
    ['a signature', 'She has a cold\n-- \nNadia Khan\nKhan Flooring Ltd'],
    ['what a phone adds', 'She has a cold\n\nSent from my iPhone'],
    ['a quote above the answer', `> ${OURS}\n\nShe has a cold`],
  ])('without the quote of %s', (_, text) => {
    expect(ownWords(text)).toBe('She has a cold')
  })

  it.each([
    ['On Tuesday she has the dentist, back on Wednesday'],
    ['From: tomorrow she is with her father\nShe has a cold'],
    ['Dear Sir\n\nShe has a cold\n\nNadia'],
  ])('keeps "%s" whole', (text) => {
    expect(ownWords(text)).toBe(text)
  })

  it('is all of it where nothing but a quote came', () => {
    expect(ownWords(`> ${OURS}`)).toBe(`> ${OURS}`)
  })
})
