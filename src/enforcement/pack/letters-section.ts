import { type Day, shortDay } from '../../kernel/day.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import { type KnownMessage, messagesAbout, templatesOf } from '../../messaging/index.ts'
import type { PackSection } from '../rules/pack/section.ts'
import { type About, section } from './about.ts'

const CHANNELS = { text: 'Text message', email: 'E-mail', letter: 'Letter' } as const

const NEVER_WENT: readonly KnownMessage['state'][] = ['withdrawn', 'merged', 'lapsed', 'waiting', 'by-hand', 'to-print']

/** What happened to a message, as a witness would say it. */
const HAPPENED: Readonly<Record<KnownMessage['events'][number]['kind'], string>> = {
  trying: 'being sent',
  'put-off': 'put off',
  'handed-over': 'taken by the service that carries it',
  delivered: 'delivered, as the service says',
  failed: 'did not arrive',
  unsure: 'may have gone',
  'to-hand': 'given to a person to send',
  printed: 'printed',
  'left-out': 'left out of a print',
  'sent-by-hand': 'sent by hand',
  withdrawn: 'taken back',
  merged: 'joined with another',
  lapsed: 'not sent',
}
const PROOF: readonly KnownMessage['events'][number]['kind'][] = [
  'handed-over',
  'delivered',
  'failed',
  'unsure',
  'printed',
  'sent-by-hand',
]

/** What was written to this parent about this child and went, with the proof of sending. Nothing that went to anybody else. */
export async function lettersSection({ tx, schoolId, pupilId, contactId, from, to }: About): Promise<PackSection> {
  const messages = await messagesAbout(tx, { schoolId, pupilIds: [pupilId], from, to })
  const names = new Map((await templatesOf(tx, schoolId)).map(({ key, name }) => [key, name]))
  // A link that signs somebody in is nobody's to read, and says nothing of attendance.
  const went = messages.filter(
    (one) => one.contactId === contactId && !NEVER_WENT.includes(one.state) && one.templateKey !== 'family-link',
  )
  return section({
    id: 'letters',
    title: 'Letters and messages, with proof of sending',
    intro: [
      'Everything that was written to this parent about the child in this time and left the school. What was written to other adults is not here. Links to sign in are left out.',
    ],
    form: 'papers',
    columns: ['What', 'Day', 'How', 'Subject', 'Proof of sending', 'Written by'],
    free: [3],
    lines: went.map((one) => ({
      id: one.messageId,
      cells: [
        names.get(one.templateKey) ?? one.templateKey,
        shortDay(dayOnPaper(one)),
        `${CHANNELS[one.channel]} to ${one.contactName}${one.address === null ? '' : `, ${one.address}`}`,
        one.subject,
        proofOf(one),
        `${one.byName}, ${one.byPosition}`,
      ],
      text: withoutLinks(one),
    })),
    empty: 'Nothing was written to this parent about the child in this time.',
  })
}

function proofOf({ events }: KnownMessage): string {
  const told = events.filter(({ kind }) => PROOF.includes(kind))
  if (told.length === 0) return 'None is recorded.'
  return `${told
    .map(
      ({ kind, at, by, facts }) =>
        `${momentWords(at)}: ${facts.hadGone === true ? 'had gone already, as was said' : HAPPENED[kind]}${by === null ? '' : ` by ${by.name}, ${by.position}`}`,
    )
    .join('; ')}.`
}

/** The date that a letter bears: of the day on which it was printed; of anything else the day that it is about. */
function dayOnPaper({ day, events }: KnownMessage): Day {
  const printed = events.findLast(({ kind }) => kind === 'printed')
  return printed === undefined ? day : schoolTime(printed.at).day
}

export function momentWords(at: Moment): string {
  const { day, time } = schoolTime(at)
  return `${shortDay(day)}, ${time}`
}

function withoutLinks({ body, merge }: KnownMessage): string {
  const link = merge.link ?? ''
  return link === '' ? body : body.replaceAll(link, '[link]')
}
