import { expect, it } from 'vitest'
import type { MeetingGuests } from '../../contract.ts'
import { askedAtFirst } from './meeting-words.ts'

it('asks those of the family who may be told and who leads the case, and nobody where no one leads it', () => {
  const contacts = [
    { contactId: 'mother', name: 'Marta Reed', relationship: 'Mother', whyNot: null },
    { contactId: 'uncle', name: 'Uwe Reed', relationship: 'Uncle', whyNot: 'They must not be told.' },
  ] as unknown as MeetingGuests['contacts']
  expect(askedAtFirst({ contacts, lead: 'officer' as MeetingGuests['lead'] })).toEqual(['mother', 'officer'])
  expect(askedAtFirst({ contacts, lead: null })).toEqual(['mother'])
})
