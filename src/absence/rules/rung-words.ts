import type { ContactStep } from '../../policy/contract.ts'

const CHANNEL_WORDS: Readonly<Record<ContactStep['channel'], string>> = {
  text: 'Text',
  call: 'Ring',
  letter: 'Write to',
  visit: 'Visit',
  welfare: 'Ask for a welfare check:',
  authority: 'Refer to',
}
/** In the place of a role, for those who may not know why it is asked. */
export const LEAD = 'safeguarding lead'

const TO_WORDS: Readonly<Record<ContactStep['to'] | typeof LEAD, string>> = {
  [LEAD]: 'the safeguarding lead, who knows what is next',
  'first contact': 'the first contact',
  'every contact in turn': 'every contact in turn',
  'emergency contacts': 'the emergency contacts again',
  home: 'the home',
  police: 'the police',
  'social worker': 'the social worker',
  'local authority': 'the local authority',
}

/** A rung as a command: "Ring every contact in turn". */
export function rungInWords({
  channel,
  to,
}: Pick<ContactStep, 'channel'> & { readonly to: ContactStep['to'] | typeof LEAD }): string {
  return `${CHANNEL_WORDS[channel]} ${TO_WORDS[to]}`
}
