import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../../kernel/day.ts'
import type { ContactId } from '../../../kernel/ids.ts'
import type { Moment } from '../../../kernel/time-of-day.ts'
import type { ThreadEvent } from '../../contract/event.ts'
import { actionState, isActionEvent } from '../beyond/action-state.ts'
import { noticeState } from '../improve/notice-state.ts'
import { penaltyFacts, penaltyState } from '../penalty/penalty-state.ts'
import { clear, issued, requested } from '../penalty/test-facts.ts'
import { namesFound, type Other } from './names-found.ts'
import { BLACKED_OUT, type Redaction, redact } from './redact.ts'
import type { PackSection } from './section.ts'
import { statementsOf } from './statements.ts'

const sectionOf = (id: string, texts: readonly string[], more: Partial<PackSection> = {}): PackSection => ({
  ...{ id, title: `The ${id}`, intro: [], form: 'table', columns: ['Day', 'Words'], widths: [1, 1], free: [1] },
  ...{ whole: false, empty: 'Nothing' },
  lines: texts.map((text, place) => ({ id: String(place), cells: ['Ben 2 Nov', text], text })),
  ...more,
})
const black = (words: string, of: Partial<Redaction> = {}): Redaction => ({
  ...{ section: null, line: null, words, because: 'another child' },
  ...of,
})
const leftOut = (section: string, line: string): Redaction => ({ section, line, words: null, because: 'another adult' })

describe('redaction', () => {
  it('blacks whole words out of what people wrote, and nowhere else, and lists how many and why', () => {
    const { sections, listed, faults } = redact(
      [sectionOf('contacts', ['Fought with Ben Marsh. Ben  Marsh’s mother; ben, Bentley'])],
      [black('Ben Marsh')],
    )
    const [line] = sections[0]?.lines ?? []
    expect(line?.cells).toEqual(['Ben 2 Nov', `Fought with ${BLACKED_OUT}. ${BLACKED_OUT}’s mother; ben, Bentley`])
    expect(listed).toEqual([{ section: 'The contacts', what: '8 words redacted', because: 'another child' }])
    expect(faults).toEqual([])
  })

  it('leaves lines out, but none of what is certified as a whole', () => {
    const sections = [sectionOf('contacts', ['one', 'two']), sectionOf('amendments', ['three'], { whole: true })]
    const done = redact(sections, [leftOut('contacts', '0'), leftOut('amendments', '0')])
    expect(done.sections.map(({ lines }) => lines.length)).toEqual([1, 1])
    expect(done.listed).toEqual([{ section: 'The contacts', what: 'One entry left out', because: 'another adult' }])
    expect(done.faults).toEqual([expect.stringContaining('certified as a whole')])
  })

  it.each([
    ['words that are not there', black('Cleo')],
    ['a line that is gone', leftOut('contacts', '9')],
    ['words of another line', black('two', { section: 'contacts', line: '0' })],
  ])('says that it came to nothing: %s', (_, one) => {
    expect(redact([sectionOf('contacts', ['one', 'two'])], [one]).faults).toHaveLength(1)
  })

  it('leaves nothing of the words behind, whatever they are, and changes nothing else', () => {
    const word = fc.stringMatching(/^[A-Za-z.*+?(]{1,8}$/)
    fc.assert(
      fc.property(word, fc.array(word, { maxLength: 6 }), (hidden, around) => {
        const text = [...around, hidden, ...around].join(' ; ')
        const [line] = redact([sectionOf('x', [text])], [black(hidden)]).sections[0]?.lines ?? []
        const left = (line?.text ?? '').split(' ; ')
        const told = [...around, hidden, ...around].filter((one) => one === hidden)
        // Signs within a word are its borders, so that a part of another may go too; but never does the word itself stay.
        expect(left).not.toContain(hidden)
        expect(left.filter((one) => one === BLACKED_OUT).length).toBeGreaterThanOrEqual(told.length)
      }),
    )
  })
})

const other = (forename: string, surname: string, more: Partial<Other> = {}): Other => ({
  ...{ forename, surname, because: 'another child', near: false, reached: [] },
  ...more,
})
const OTHERS = [
  other('Ben', 'Marsh'),
  other('Mary Jane', 'O’Neil'),
  other('Ada', 'Reed'),
  other('Cleo', 'Reed', { near: true }),
  other('Greta', 'Lund', { because: 'another adult', near: true }),
  other('Filip', 'Reed', { because: 'another adult', near: true, reached: ['07700 900123', '07700900123'] }),
]
const found = (text: string) =>
  namesFound([sectionOf('s', [text])], { others: OTHERS, own: ['Ada Reed', 'Mara Reed'] }).map(
    ({ words, strength, because }) => [words, strength, because],
  )

describe('names of others', () => {
  it.each([
    ['a whole name, whatever its case', 'met ben marsh today', [['ben marsh', 'sure', 'another child']]],
    ['surname first', 'Marsh, Ben was there', [['Marsh, Ben', 'sure', 'another child']]],
    ['several forenames', 'Mary Jane O’Neil’s bag', [['Mary Jane O’Neil', 'sure', 'another child']]],
    ['a forename alone is a perhaps', 'Ben said so', [['Ben', 'perhaps', 'another child']]],
    ['of the family a forename is enough', 'Cleo is ill too', [['Cleo', 'sure', 'another child']]],
    [
      'another adult and their number',
      'Filip: 07700900123',
      [
        ['07700900123', 'sure', 'another adult'],
        ['Filip', 'sure', 'another adult'],
      ],
    ],
    ['the child’s and the parent’s own names are theirs', 'Ada Reed, Mara Reed and the Reeds', []],
    ['of another adult a surname is enough', 'Mrs Lund rang', [['Lund', 'sure', 'another adult']]],
    ['no part of a word', 'Bennett marshalled', []],
  ])('%s', (_, text, expected) => {
    expect(found(text)).toEqual(expected)
  })

  it('are gone once what was suggested is blacked out', () => {
    const pieces = ['Ben Marsh', 'Cleo', 'Filip', '07700 900123', 'Mary Jane O’Neil', 'Ada', 'came late,', 'and said:']
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 8 }), (some) => {
        const of = { others: OTHERS, own: ['Ada Reed', 'Mara Reed'] }
        const sections = [sectionOf('s', [some.join(' ')])]
        const after = redact(
          sections,
          namesFound(sections, of).map(({ words }) => black(words)),
        )
        expect(namesFound(after.sections, of)).toEqual([])
        expect(after.faults).toEqual([])
      }),
    )
  })
})

const pack = (number: number): ThreadEvent => ({
  ...{ number, kind: 'pack-made', day: day('2026-11-23'), at: '2026-11-23T09:00:00.000Z' as Moment },
  by: { name: 'Olu Officer', position: 'Attendance officer' },
  body: {
    packId: 'ignored',
    contactId: 'ignored' as ContactId,
    from: day('2026-09-01'),
    to: day('2026-11-23'),
    sections: [],
    hash: '0'.repeat(64),
    journal: { number: 1, hash: '0'.repeat(64) },
    redactions: [],
  },
})
const eventOf = (fact: object, number: number) => ({ ...pack(number), ...fact, number }) as ThreadEvent

describe('a pack that was made', () => {
  it('changes nothing of where a notice or an action stands, wherever it comes', () => {
    const today = day('2026-11-23')
    const steps = [requested('2026-10-01'), clear('2026-10-08'), issued('2026-10-09')].map(eventOf)
    const without = penaltyState(penaltyFacts(steps), today)
    const referred = {
      kind: 'action-referred',
      body: { because: 'x', to: 'y', considerationId: null, follows: null, sessions: [], orderWeighed: null },
    }
    const action = [eventOf(referred, 1)]
    for (let at = 0; at <= steps.length; at += 1) {
      expect(penaltyState(penaltyFacts(steps.toSpliced(at, 0, pack(9))), today)).toEqual(without)
      const acted = action.toSpliced(at, 0, pack(9)).filter(isActionEvent)
      expect(actionState('prosecution', acted)?.stage).toBe('referred')
    }
    expect(noticeState([pack(1)], today)).toBeUndefined()
  })
})

describe('statements', () => {
  it('claim what the pack holds after redaction, and that they are drafts', () => {
    const [witness, certificate] = statementsOf({
      ...{ school: 'Elmfield', child: 'Ada Reed', parent: 'Mara Reed', relationship: 'Mother', from: 'a', to: 'b' },
      by: { name: 'Olu Officer', position: 'Attendance officer' },
      ...{ made: '23 Nov 2026, 09:00', journal: { number: 7, hash: 'abc' } },
      sections: [sectionOf('letters', ['one', 'two']), sectionOf('contacts', [])],
    })
    expect(witness?.status).toMatch(/Draft\. Not verified: section 9/)
    expect(witness?.paragraphs.join(' ')).toMatch(
      /wrote to the parent twice.*no call, visit or conversation with the parent/,
    )
    expect(certificate?.paragraphs.join(' ')).toMatch(/from entry 7 .*hash is abc/)
    expect(certificate?.status).toMatch(/section 566/)
  })

  it('name the notices that were given, so that nothing of law is left to what the witness remembers', () => {
    const line = (cells: readonly string[]) => ({ id: cells.join(), cells, text: '' })
    const improve = line(['Notice to improve', 'May to June', 'Given by hand on Monday', 'Ended: not improved', ''])
    const penalty = line(['Penalty notice', 'First', 'Friday', 'Monday', '£80', 'Nothing', 'Prosecuted'])
    const [witness] = statementsOf({
      ...{ school: 'Elmfield', child: 'Ada Reed', parent: 'Mara Reed', relationship: 'Mother', from: 'a', to: 'b' },
      by: { name: 'Olu Officer', position: 'Attendance officer' },
      ...{ made: '23 Nov 2026, 09:00', journal: { number: 7, hash: 'abc' } },
      sections: [
        { ...sectionOf('improve', []), lines: [improve] },
        { ...sectionOf('penalties', []), lines: [penalty] },
      ],
    })
    const said = witness?.paragraphs.join(' ')
    // One that waits in the outbox is not said to have been sent.
    expect(said).not.toMatch(/was sent/)
    expect(said).toContain(
      'no letter, e-mail or text to the parent in this time, beside what is said of leave and notices below.',
    )
    expect(said).toMatch(
      /for May to June\. Given by hand on Monday\..*Ended: not improved\..*issued on Friday\. When this pack was made it stood at: Prosecuted\./,
    )
  })
})
