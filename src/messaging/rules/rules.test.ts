import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../kernel/day.ts'
import type { ContactId, PupilId } from '../../kernel/ids.ts'
import { type Moment, momentFromMilliseconds, timeOfDay } from '../../kernel/time-of-day.ts'
import { chooseWay } from './choose-way.ts'
import { languageOf } from './languages.ts'
import { fieldsIn, fillIn, missingFields, namesTogether } from './merge-fields.ts'
import { EVENT_KINDS, isOver, stateOf } from './message-state.ts'
import { oneNumber, readableNumber, takesTexts } from './phone.ts'
import { placeReply } from './place-reply.ts'
import { afterQuietHours, endOfDayFor, isQuiet } from './quiet-hours.ts'
import { MOST_TRIES, secondsUntilNextTry } from './retry.ts'
import type { ReachableContact } from './shapes.ts'
import { STANDARD_TEMPLATES } from './standard-templates.ts'
import { textLength } from './text-length.ts'
import { threatsIn } from './threats.ts'
import { isSharedWithBarred, whyNotTold } from './who-may-be-told.ts'

const [AMIRA, SAMI] = ['a', 'b'] as unknown as [PupilId, PupilId]
const [MOTHER, UNCLE] = ['m', 'u'] as unknown as [ContactId, ContactId]
const contact = (more: Partial<ReachableContact> = {}): ReachableContact => ({
  contactId: MOTHER,
  pupilId: AMIRA,
  title: 'Mrs',
  forenames: 'Nadia',
  surname: 'Khan',
  isParent: true,
  parentalResponsibility: 'yes',
  livesWith: true,
  mayBeTold: true,
  barred: false,
  phones: [{ kind: 'mobile', number: '07700 900123' }],
  email: 'Nadia@Family.example',
  language: null,
  ...more,
})

describe('telephone numbers', () => {
  it.each([
    ['07700 900123', '+447700900123'],
    ['+44 (0)7700 900123', '+447700900123'],
    ['0044 7700-900123', '+447700900123'],
    ['447700900123', '+447700900123'],
    ['+48 512 345 678', '+48512345678'],
    ['ring me', undefined],
    ['123', undefined],
  ])('%s is %s', (typed, number) => expect(oneNumber(typed)).toBe(number))

  it.each([
    ['07700 900123', true],
    ['01632 960001', false],
    ['07012 345678', false],
    ['07612 345678', false],
    ['07624 123456', true],
    ['+48 512 345 678', true],
  ])('%s takes texts: %s', (typed, takes) => expect(takesTexts(typed)).toBe(takes))

  it('are read out as people here do', () => expect(readableNumber('+447700900123')).toBe('07700 900123'))

  it('have one spelling, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const number = oneNumber(typed)
        expect(number === undefined || oneNumber(number) === number).toBe(true)
      }),
    )
  })
})

describe('the length of a text', () => {
  it.each([
    ['a'.repeat(160), 1],
    ['a'.repeat(161), 2],
    [`${'a'.repeat(159)}€`, 2],
    ['ł'.repeat(70), 1],
    ['ł'.repeat(71), 2],
  ])('%#', (body, parts) => expect(textLength(body).parts).toBe(parts))
})

describe('filling in', () => {
  it('does not open what is given', () => {
    expect(fillIn('Dear {{contact}}, {{ reason }}', { contact: '{{link}}', reason: 'yes' })).toBe('Dear {{link}}, yes')
  })
  it('names what is missing and what is no field', () => {
    expect(missingFields('{{contact}} {{reason}} {{nonsense}}', { contact: 'A', reason: ' ' })).toEqual(['reason'])
    expect(fieldsIn('{{nonsense}} {{contact}} {{contact}}')).toEqual(['nonsense', 'contact'])
  })
  it.each([
    [['Amira'], 'en', 'Amira'],
    [['Amira', 'Sami', 'Noor'], 'en', 'Amira, Sami and Noor'],
    [['Amira', 'Sami'], 'pl', 'Amira, Sami'],
  ])('%j in %s is %s', (names, language, together) => expect(namesTogether(names, language)).toBe(together))
})

describe('who may be told', () => {
  it.each([
    ['a parent who lives elsewhere', { livesWith: false }, 'parent', undefined],
    ['a step-parent who has care', { isParent: false, parentalResponsibility: 'no' }, 'parent', undefined],
    [
      'a neighbour',
      { isParent: false, parentalResponsibility: 'no', livesWith: false },
      'parent',
      'messaging.no-responsibility',
    ],
    [
      'a neighbour, of an absence',
      { isParent: false, parentalResponsibility: 'no', livesWith: false },
      'may-be-told',
      undefined,
    ],
    [
      'a parent whose responsibility was taken away',
      { parentalResponsibility: 'no', livesWith: false },
      'parent',
      'messaging.no-responsibility',
    ],
    ['somebody who is not told', { mayBeTold: false }, 'may-be-told', 'messaging.may-not-be-told'],
    ['a barred parent', { barred: true }, 'parent', 'messaging.barred'],
  ] as const)('%s', (...[, more, demand, code]) => expect(whyNotTold(contact(more), demand)?.code).toBe(code))

  it('never somebody barred, whatever else the record says', () => {
    const any = fc.record({
      isParent: fc.boolean(),
      livesWith: fc.boolean(),
      mayBeTold: fc.boolean(),
      parentalResponsibility: fc.constantFrom('yes' as const, 'no' as const, 'not-known' as const),
    })
    fc.assert(
      fc.property(any, fc.constantFrom('parent' as const, 'may-be-told' as const), (more, demand) => {
        expect(whyNotTold(contact({ ...more, barred: true }), demand)?.code).toBe('messaging.barred')
      }),
    )
  })

  it('a number that a barred person has too is nobody’s to text', () => {
    const barred = contact({
      contactId: UNCLE,
      barred: true,
      phones: [{ kind: 'home', number: '+44 7700 900123' }],
      email: null,
    })
    const around = { to: MOTHER, contacts: [contact(), barred] }
    expect(isSharedWithBarred('text', '+447700900123', around)).toBe(true)
    expect(isSharedWithBarred('email', 'nadia@family.example', around)).toBe(false)
    expect(isSharedWithBarred('letter', '', around)).toBe(false)
  })
})

describe('the way', () => {
  const texts = [
    { language: 'en', channel: 'text', subject: '', body: 'Hello', checkedBy: 'x' },
    { language: 'pl', channel: 'text', subject: '', body: 'Cześć', checkedBy: null },
    { language: 'en', channel: 'email', subject: 'S', body: 'Hello', checkedBy: 'x' },
  ] as const
  const way = (more: Partial<ReachableContact>, around: Partial<Parameters<typeof chooseWay>[2]> = {}) =>
    chooseWay({ texts }, contact(more), { choice: undefined, failed: new Set(), ...around })

  it.each([
    [
      'the channel that was chosen',
      {},
      { choice: { language: null, channel: 'email' } },
      ['email', 'nadia@family.example', 'en', 0],
    ],
    ['a text where nothing was chosen', {}, {}, ['text', '+447700900123', 'en', 0]],
    [
      'e-mail where the number failed',
      {},
      { failed: new Set(['+447700900123']) },
      ['email', 'nadia@family.example', 'en', 0],
    ],
    [
      'a text though a letter was chosen, which this template has not',
      {},
      { choice: { language: null, channel: 'letter' } },
      ['text', '+447700900123', 'en', 1],
    ],
    ['English while the Polish is not checked', { language: 'Polish' }, {}, ['text', '+447700900123', 'en', 1]],
    [
      'English where there is no Somali',
      {},
      { choice: { language: 'so', channel: null } },
      ['text', '+447700900123', 'en', 1],
    ],
  ] as const)('is %s', (...[, more, around, [channel, address, language, notes]]) => {
    const found = way(more, around as never)
    expect([found?.channel, found?.address, found?.text.language, found?.notes.length]).toEqual([
      channel,
      address,
      language,
      notes,
    ])
  })

  it('is none where neither number nor address works', () => {
    expect(way({ phones: [], email: null })).toBeUndefined()
    expect(way({}, { only: 'letter' })).toBeUndefined()
  })

  it('knows languages by any of their names', () => {
    expect(['Polish', 'polski', ' PL ', 'Klingon', null].map(languageOf)).toEqual([
      'pl',
      'pl',
      'pl',
      undefined,
      undefined,
    ])
  })
})

describe('quiet hours', () => {
  const hours = { from: timeOfDay('20:00'), until: timeOfDay('07:00'), weekends: true }
  it.each([
    ['2026-11-23T06:59:00.000Z', '2026-11-23T07:00:00.000Z'],
    ['2026-11-23T07:00:00.000Z', '2026-11-23T07:00:00.000Z'],
    ['2026-11-23T20:00:00.000Z', '2026-11-24T07:00:00.000Z'],
    ['2026-11-27T20:00:00.000Z', '2026-11-30T07:00:00.000Z'],
    // British Summer Time: 19:30 by Greenwich is half past eight in the evening here.
    ['2026-06-15T19:30:00.000Z', '2026-06-16T06:00:00.000Z'],
  ])('%s becomes %s', (at, after) => expect(afterQuietHours(at as Moment, hours)).toBe(after))

  it('are never broken, and never make a message go earlier', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_790_000_000, max: 1_830_000_000 }), (seconds) => {
        const at = momentFromMilliseconds(seconds * 1000)
        const after = afterQuietHours(at, hours)
        expect(isQuiet(after, hours)).toBe(false)
        expect(after >= at).toBe(true)
      }),
    )
  })

  it('end the day for what is of no use tomorrow; what is about safety has until midnight', () => {
    expect(endOfDayFor(day('2026-11-23'), hours, false)).toBe('2026-11-23T20:00:00.000Z')
    expect(endOfDayFor(day('2026-11-23'), hours, true)).toBe('2026-11-24T00:00:00.000Z')
  })
})

describe('where a message stands', () => {
  const event = (kind: (typeof EVENT_KINDS)[number], facts = {}) => ({ kind, facts })
  it.each([
    ['nothing yet', [], 'waiting'],
    ['a receipt after it was taken', [event('handed-over'), event('delivered')], 'delivered'],
    ['a late failure', [event('delivered'), event('failed')], 'delivered'],
    ['a try noted late', [event('handed-over'), event('trying')], 'sent'],
    ['unsure, then found', [event('unsure'), event('delivered')], 'delivered'],
    ['unsure, and a person says: again', [event('unsure'), event('put-off', { again: true })], 'waiting'],
    ['unsure, and a stray put-off', [event('unsure'), event('put-off')], 'unsure'],
  ] as const)('%s', (_what, events, state) => expect(stateOf('text', events)).toBe(state))

  it('a letter waits to be printed', () => expect(stateOf('letter', [])).toBe('to-print'))

  it('once over, it never waits again', () => {
    const kinds = fc.array(
      fc.constantFrom(...EVENT_KINDS).map((kind) => event(kind)),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(kinds, kinds, (before, after) => {
        if (isOver(stateOf('text', before))) expect(isOver(stateOf('text', [...before, ...after]))).toBe(true)
      }),
    )
  })
})

describe('tries', () => {
  it('wait longer each time, as long as the service asks, and end within a day', () => {
    const waits = Array.from({ length: MOST_TRIES - 1 }, (_, at) => secondsUntilNextTry(at + 1))
    expect(waits).toEqual([...waits].sort((one, other) => one - other))
    expect(waits.reduce((sum, one) => sum + one, 0)).toBeLessThan(86_400)
    expect(secondsUntilNextTry(1, 3600)).toBe(3600)
  })
})

describe('whose a reply is', () => {
  const both = [contact(), contact({ pupilId: SAMI })]
  const place = (contacts: readonly ReachableContact[], answers?: { contactId: ContactId; pupilIds: PupilId[] }) =>
    placeReply({ channel: 'text', sender: '+447700900123' }, { contacts, answers })
  it('is about the child that the message was about, else about all of the family’s', () => {
    expect(place(both, { contactId: MOTHER, pupilIds: [SAMI] }).pupilIds).toEqual([SAMI])
    expect(place(both).pupilIds).toEqual([AMIRA, SAMI])
  })
  it('is nobody’s where two people have the number and neither was written to', () => {
    expect(place([contact(), contact({ contactId: UNCLE })]).contactId).toBeNull()
    expect(place([contact(), contact({ contactId: UNCLE })], { contactId: UNCLE, pupilIds: [AMIRA] }).contactId).toBe(
      UNCLE,
    )
  })
  it('is put to no child where somebody barred has the number', () => {
    expect(place([contact(), contact({ contactId: UNCLE, barred: true })])).toMatchObject({
      barred: true,
      pupilIds: [],
    })
  })
})

describe('the standard templates', () => {
  it.each(STANDARD_TEMPLATES)(
    '$key opens only fields that can be filled in, threatens nobody, and its texts are short',
    ({ key, tone, texts }) => {
      // The one warning, which the ladder sends after support was offered and not before.
      const warns = key.startsWith('ladder-final')
      expect(tone === 'warning').toBe(warns)
      for (const { language, channel, subject, body } of texts) {
        const filled = fillIn(body, { school: 'Elmfield Academy', schoolPhone: '01632 960001', children: 'Amira' })
        expect(missingFields(`${subject} ${body}`, {})).toEqual(fieldsIn(`${subject} ${body}`))
        if (language === 'en' && !warns) expect(threatsIn(`${subject} ${body}`)).toEqual([])
        if (channel === 'text') expect(textLength(filled).parts).toBeLessThanOrEqual(language === 'en' ? 2 : 4)
        expect(channel === 'text').toBe(subject === '')
      }
    },
  )
})
