import type { StatusTone } from '../../ui/components/status-pill.tsx'
import type { Channel, MessageState } from '../contract.ts'

/** How each state of a message looks and is called. */
export const STATE_LOOK: Readonly<Record<MessageState, { readonly word: string; readonly tone: StatusTone }>> = {
  waiting: { word: 'Waiting to be sent', tone: 'waiting' },
  'by-hand': { word: 'To send by hand', tone: 'now' },
  'to-print': { word: 'To print and post', tone: 'now' },
  unsure: { word: 'May have gone: please say', tone: 'problem' },
  sent: { word: 'Sent', tone: 'done' },
  delivered: { word: 'Arrived', tone: 'done' },
  failed: { word: 'Did not arrive', tone: 'problem' },
  withdrawn: { word: 'Taken back', tone: 'quiet' },
  merged: { word: 'Joined with a brother’s or sister’s', tone: 'quiet' },
  lapsed: { word: 'Not sent: the day was over', tone: 'problem' },
}

export const CHANNEL_WORDS: Readonly<Record<Channel, string>> = {
  text: 'Text message',
  email: 'E-mail',
  letter: 'Letter',
}

const EVENT_WORDS: Readonly<Record<string, string>> = {
  trying: 'Tried',
  'put-off': 'Put off',
  'handed-over': 'Taken by the service',
  delivered: 'Arrived',
  failed: 'Did not arrive',
  unsure: 'May have gone',
  'to-hand': 'Given to a person',
  printed: 'Printed',
  'left-out': 'Left out of a print',
  'sent-by-hand': 'Sent by hand',
  withdrawn: 'Taken back',
  merged: 'Joined with another',
  lapsed: 'Its day was over',
}

export function eventWord(kind: string): string {
  return EVENT_WORDS[kind] ?? kind
}

/** "Amira Khan and Sami Khan". */
export function namesOf(pupils: readonly { readonly name: string }[]): string {
  const names = pupils.map(({ name }) => name)
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** What a template does, and who may be sent it, to choose from. */
export const TONES = [
  { value: 'asking', label: 'Asks or tells' },
  { value: 'support', label: 'Offers support' },
  { value: 'praise', label: 'Praises' },
  { value: 'warning', label: 'Warns' },
] as const
export const DEMANDS = [
  { value: 'may-be-told', label: 'Every contact who may be told' },
  { value: 'parent', label: 'Only those with parental responsibility or care' },
] as const
