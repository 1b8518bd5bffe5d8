import { ENGLISH } from './languages.ts'
import { hardWords, READING_AGE_AIM, readingAge } from './reading-age.ts'
import type { Channel, Tone } from './shapes.ts'
import { THREATS_SOURCE, threatsIn } from './threats.ts'

/** What is known about the child and the family when a letter is about to go. */
export interface PreflightFacts {
  readonly channel: Channel
  readonly language: string
  readonly tone: Tone
  readonly subject: string
  readonly body: string
  /** Days in the last four weeks on which the child was marked ill. */
  readonly illDays: number
  /** Days of illness in the school year so far. */
  readonly illDaysOfYear?: number
  /** From so many of them the authority is told, and the family is supported rather than written to. */
  readonly sickDays?: number
  readonly youngCarer?: boolean
  /** Somebody outside looks after the child’s safety: no word of it goes further than that one is to be asked. */
  readonly askSafety?: boolean
  readonly medicalNeed: boolean
  /** Who wants no praise about attendance for the child. */
  readonly noPraiseFrom?: readonly ('family' | 'school')[]
  readonly sen: 'ehcp' | 'sen-support' | undefined
  /** `hidden`: there is one that not everybody may know. */
  readonly address: 'known' | 'none' | 'hidden'
  /** Numbers and addresses of this contact that do not work. */
  readonly failedAddresses: number
  /** Others with parental responsibility who do not live with the child, by name, and are sent nothing by this. */
  readonly otherParents: readonly string[]
  /** Replies of this family that nobody has dealt with. */
  readonly openReplies: number
  /** Whether support was offered in the child’s case, or it is written there why none suits. */
  readonly supportOffered: boolean
}

/** A reason to look again. `stop`: somebody would be hurt or misled; `look`: think about it; `note`: something that cannot be known. */
export interface PreflightFinding {
  readonly id: string
  readonly severity: 'stop' | 'look' | 'note'
  readonly message: string
  /** Where the reason comes from; none where it is plain sense. */
  readonly source?: string
}

const ILL = 3

/** Looks at a letter before it goes, and says why somebody should look again. It warns; a person decides. */
export function preflight(facts: PreflightFacts): readonly PreflightFinding[] {
  return [...aboutChild(facts), ...aboutFamily(facts), ...aboutWords(facts)]
}

function aboutChild(facts: PreflightFacts): PreflightFinding[] {
  const { tone, illDays, illDaysOfYear = 0, sickDays = Number.POSITIVE_INFINITY, medicalNeed, sen } = facts
  if (tone === 'praise') return aboutPraise(facts)
  const found: PreflightFinding[] = []
  if (illDaysOfYear >= sickDays && tone !== 'asking')
    found.push({
      id: 'sickness-return',
      severity: 'stop',
      message: `Ill on ${illDaysOfYear} days of this year. From ${sickDays} days the local authority is told by a sickness return, and the child gets support with work and health. No letter about attendance goes.`,
      source: 'Working together to improve school attendance (DfE): sickness returns',
    })
  else if (illDays >= ILL)
    found.push({
      id: 'illness',
      severity: 'look',
      message: `The school knows of illness: marked ill on ${illDays} days of the last four weeks. Say that you know, or wait.`,
    })
  if (medicalNeed)
    found.push({
      id: 'medical-need',
      severity: 'look',
      message: 'The child has a medical need on record. Is the absence part of it?',
    })
  if (sen !== undefined)
    found.push({
      id: 'sen',
      severity: 'look',
      message: `The child has ${sen === 'ehcp' ? 'an education, health and care plan' : 'SEN support'}. Ask the SENCO first whether the absence has to do with it.`,
      source: 'Working together to improve school attendance (DfE): pupils with special educational needs',
    })
  if (facts.youngCarer === true)
    found.push({
      id: 'young-carer',
      severity: 'look',
      message: 'The child cares for somebody at home. Ask the pastoral team what is offered before this goes.',
    })
  if (facts.askSafety === true)
    found.push({
      id: 'ask-first',
      severity: 'stop',
      message: 'Speak to the designated safeguarding lead before anything is written to this family.',
    })
  found.push({
    id: 'bereavement',
    severity: 'note',
    message:
      'Whether there was a death in the family cannot be known here: the record has no such fact. Ask the pastoral team.',
  })
  return found
}

function aboutPraise({ noPraiseFrom = [] }: PreflightFacts): PreflightFinding[] {
  if (noPraiseFrom.length === 0) return []
  return [
    {
      id: 'no-praise',
      severity: 'stop',
      message: `The ${noPraiseFrom.join(' and the ')} ${noPraiseFrom.length === 1 ? 'wants' : 'want'} no praise about attendance for this child. Do not send it.`,
    },
  ]
}

function aboutFamily(facts: PreflightFacts): PreflightFinding[] {
  const { channel, address, failedAddresses, otherParents, openReplies } = facts
  const found: PreflightFinding[] = []
  if (channel === 'letter' && address === 'none')
    found.push({
      id: 'no-address',
      severity: 'stop',
      message: 'There is no address for this person: the letter cannot be posted.',
    })
  if (channel === 'letter' && address === 'hidden')
    found.push({
      id: 'hidden-address',
      severity: 'stop',
      message:
        'The address of this household is confidential. Give the letter to the designated safeguarding lead, who knows it.',
    })
  if (failedAddresses > 0)
    found.push({
      id: 'wrong-number',
      severity: 'look',
      message: 'A number or address of this person does not work. Ask the family for the right one.',
    })
  if (otherParents.length > 0)
    found.push({
      id: 'separated-parents',
      severity: 'look',
      message: `${otherParents.join(' and ')} also ${otherParents.length === 1 ? 'has' : 'have'} parental responsibility, live${otherParents.length === 1 ? 's' : ''} elsewhere and ${otherParents.length === 1 ? 'is' : 'are'} not sent this. Should they be?`,
      source: 'Education Act 1996 s.576: each parent',
    })
  if (openReplies > 0)
    found.push({
      id: 'open-replies',
      severity: 'stop',
      message: `The family has written ${openReplies === 1 ? 'a reply' : `${openReplies} replies`} that nobody has dealt with. Read ${openReplies === 1 ? 'it' : 'them'} first.`,
    })
  return found
}

function aboutWords({ language, tone, subject, body, supportOffered }: PreflightFacts): PreflightFinding[] {
  const found: PreflightFinding[] = []
  const whole = `${subject}. ${body}`
  if (language !== ENGLISH) return found
  const threats = supportOffered ? [] : threatsIn(whole)
  for (const { words, instead } of threats)
    found.push({
      id: 'tone',
      severity: 'stop',
      message: `“${words}” comes before any support was offered to this family. Say instead: ${instead}.`,
      source: THREATS_SOURCE,
    })
  if (tone === 'warning' && !supportOffered && threats.length === 0)
    found.push({
      id: 'warning-before-support',
      severity: 'stop',
      message:
        'This is a warning, and no support is shown in the child’s case. Offer support first, or write there why none suits.',
      source: THREATS_SOURCE,
    })
  const age = readingAge(body)
  if (age !== undefined && age > READING_AGE_AIM) {
    const hard = hardWords(body)
    found.push({
      id: 'reading-age',
      severity: 'look',
      message: `A reading age of about ${Math.round(age)} is needed; aim at ${READING_AGE_AIM}. Shorter sentences help${hard.length === 0 ? '' : `, and other words than ${hard.join(', ')}`}.`,
      source: 'Flesch–Kincaid grade plus five',
    })
  }
  return found
}
