import type { ContactStep } from '../../policy/contract.ts'

const CHANNEL_WORDS: Readonly<Record<ContactStep['channel'], string>> = {
  text: 'Text',
  call: 'Ring',
  letter: 'Write to',
  visit: 'Visit',
  welfare: 'Ask for a welfare check:',
  authority: 'Refer to',
}
const TO_WORDS: Readonly<Record<ContactStep['to'], string>> = {
  'first contact': 'the first contact',
  'every contact in turn': 'every contact in turn',
  'emergency contacts': 'the emergency contacts again',
  home: 'the home',
  police: 'the police',
  'social worker': 'the social worker',
  'local authority': 'the local authority',
}

/** A rung as a command: "Ring every contact in turn". */
export function rungInWords({ channel, to }: Pick<ContactStep, 'channel' | 'to'>): string {
  return `${CHANNEL_WORDS[channel]} ${TO_WORDS[to]}`
}
