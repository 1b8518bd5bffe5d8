import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ContactId } from '../../kernel/ids.ts'
import { addressLine, fingerprintOf, tidyAddress } from './address.ts'
import {
  addressesForContact,
  contactAddressFor,
  futureAddressFor,
  type Household,
  type KnownAddress,
  pupilAddressFor,
} from './address-visibility.ts'
import { FLAG_KINDS, flagsSeenBy, maySeeFlag } from './flag-visibility.ts'

const place = (id: string, confidential = false): KnownAddress => ({
  id,
  lines: [`${id} Street`],
  town: 'Westmarch',
  postcode: 'WM1 1AA',
  confidential,
})
const contact = (id: string, livesWith: boolean, address: KnownAddress | null) => ({
  contactId: id as ContactId,
  livesWith,
  address,
})

const TEACHER = { contacts: false, sensitive: false }
const OFFICE = { contacts: true, sensitive: false }
const HEAD = { contacts: true, sensitive: true }
const MOTHER = 'mother' as ContactId
const FATHER = 'father' as ContactId

describe('who sees an address', () => {
  const open: Household = {
    pupil: place('home'),
    contacts: [contact('mother', true, place('home')), contact('father', false, place('flat'))],
  }
  const hidden: Household = {
    pupil: place('home'),
    contacts: [contact('mother', true, place('refuge', true)), contact('father', false, place('flat'))],
  }

  it.each([
    ['a teacher', TEACHER, open, 'hidden', 'hidden', 'hidden'],
    ['the office', OFFICE, open, 'shown', 'shown', 'shown'],
    ['the head', HEAD, open, 'shown', 'shown', 'shown'],
    ['a teacher, confidential', TEACHER, hidden, 'hidden', 'hidden', 'hidden'],
    ['the office, confidential', OFFICE, hidden, 'hidden', 'hidden', 'shown'],
    ['the head, confidential', HEAD, hidden, 'shown', 'shown', 'shown'],
  ] as const)('%s', (...[, viewer, household, pupil, mother, father]) => {
    expect(pupilAddressFor(household, viewer).state).toBe(pupil)
    const states = household.contacts.map((one) => contactAddressFor(household, one, viewer).state)
    expect(states).toEqual([mother, father])
  })

  it('an address that does not exist is none, so that nobody asks to see it', () => {
    expect(pupilAddressFor({ pupil: null, contacts: [] }, TEACHER)).toEqual({ state: 'none' })
  })

  it('a contact elsewhere with the household’s very address is hidden with it', () => {
    const friend = contact('friend', false, place('home'))
    expect(contactAddressFor({ ...hidden, contacts: [...hidden.contacts, friend] }, friend, OFFICE).state).toBe(
      'hidden',
    )
    expect(futureAddressFor(place('new'), hidden, OFFICE).state).toBe('hidden')
    expect(futureAddressFor(place('new'), open, OFFICE).state).toBe('shown')
  })

  it('no household holds a way for the office to read a confidential dwelling', () => {
    const address = fc.option(fc.record({ id: fc.constantFrom('a', 'b', 'c'), confidential: fc.boolean() }), {
      nil: null,
    })
    const household = fc.record({
      pupil: address,
      contacts: fc.array(fc.record({ livesWith: fc.boolean(), address }), { maxLength: 4 }),
    })
    fc.assert(
      fc.property(household, (drawn) => {
        // One dwelling is one row: what it is in one place it is everywhere.
        const flagged = new Set<string>(
          [drawn.pupil, ...drawn.contacts.map((one) => one.address)].flatMap((one) =>
            one?.confidential ? one.id : [],
          ),
        )
        const row = (one: { id: string } | null) => (one === null ? null : place(one.id, flagged.has(one.id)))
        const known: Household = {
          pupil: row(drawn.pupil),
          contacts: drawn.contacts.map((one, i) => contact(String(i), one.livesWith, row(one.address))),
        }
        const seen = [
          pupilAddressFor(known, OFFICE),
          ...known.contacts.map((one) => contactAddressFor(known, one, OFFICE)),
        ]
        const told = new Set(seen.flatMap((one) => (one.state === 'shown' ? addressLine(one.address) : [])))
        const living = [known.pupil, ...known.contacts.filter((one) => one.livesWith).map((one) => one.address)]
        const secret = living.some((one) => one?.confidential) ? living : living.filter((one) => one?.confidential)
        for (const one of secret) if (one !== null) expect(told.has(addressLine(one))).toBe(false)
        for (const id of flagged) expect(told.has(addressLine(place(id)))).toBe(false)
      }),
    )
  })
})

describe('what a parent is shown', () => {
  const apart: Household = {
    pupil: place('home'),
    contacts: [contact('mother', true, place('home')), contact('father', false, place('flat'))],
  }
  it('is their own address, and the pupil’s only if they live there; never the other parent’s', () => {
    expect(addressesForContact(apart, FATHER)).toMatchObject({ own: { state: 'shown' }, pupil: { state: 'hidden' } })
    expect(JSON.stringify(addressesForContact(apart, FATHER))).not.toContain('home')
    expect(addressesForContact(apart, MOTHER)).toMatchObject({ own: { state: 'shown' }, pupil: { state: 'shown' } })
    expect(JSON.stringify(addressesForContact(apart, MOTHER))).not.toContain('flat')
  })

  it('is not the pupil’s address for a parent with whom the pupil lives at another one', () => {
    const shared: Household = { pupil: place('home'), contacts: [contact('father', true, place('flat'))] }
    expect(addressesForContact(shared, FATHER).pupil).toEqual({ state: 'hidden' })
    expect(addressesForContact(shared, 'stranger' as ContactId)).toEqual({
      own: { state: 'none' },
      pupil: { state: 'hidden' },
    })
  })
})

describe('who knows of a flag', () => {
  it.each([
    ['a teacher', TEACHER, ['medical', 'sen-support', 'ehcp', 'eal']],
    ['the office', OFFICE, ['medical', 'sen-support', 'ehcp', 'eal', 'fsm', 'pupil-premium', 'young-carer']],
    ['the head', HEAD, FLAG_KINDS],
  ])('%s', (_, viewer, kinds) => expect(flagsSeenBy(viewer)).toEqual(kinds))

  it('the right to sensitive facts alone does not open what the office knows', () => {
    expect(maySeeFlag('fsm', { contacts: false, sensitive: true })).toBe(false)
  })
})

describe('one dwelling, however it is typed', () => {
  it.each([
    [['4 Quay Row'], 'WM1 4ZZ', ['4, quay row'], 'wm14zz', true],
    [['Flat 2', '4 Quay Row'], 'WM1 4ZZ', ['Flat 2, ', ' 4 Quay  Row'], 'WM1 4ZZ', true],
    [['4 Quay Row'], 'WM1 4ZZ', ['5 Quay Row'], 'WM1 4ZZ', false],
    [['1 Tŷ Coch'], 'WM1 4ZZ', ['1 TŶ COCH'], 'WM1 4ZZ', true],
  ])('%s %s and %s %s: %s', (...[lines, postcode, others, other, same]) => {
    const town = 'Westmarch'
    expect(fingerprintOf({ lines, town, postcode }) === fingerprintOf({ lines: others, town, postcode: other })).toBe(
      same,
    )
  })

  it('tidies spaces and British postcodes, and leaves others alone', () => {
    const tidied = tidyAddress({ lines: [' 4  Quay Row ', ' '], town: ' Westmarch', postcode: 'wm14zz' })
    expect(tidied).toEqual({ lines: ['4 Quay Row'], town: 'Westmarch', postcode: 'WM1 4ZZ' })
    expect(tidyAddress({ lines: ['x'], town: 'Cork', postcode: ' T12 ab3d ' }).postcode).toBe('T12 ab3d')
  })
})
