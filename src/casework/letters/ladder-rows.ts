import { addDays, type Day } from '../../kernel/day.ts'
import type { ContactId, GroupId, PupilId, SchoolId } from '../../kernel/ids.ts'
import {
  isResponsible,
  type PreflightFinding,
  preflight,
  printOf,
  type ReachableContact,
  type Tone,
  whyNotTold,
} from '../../messaging/contract.ts'
import { contactFailures, repliesToRead, templatesOf } from '../../messaging/index.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { contactAddresses, contactsOfPupils, namesOfGroups, namesOnRoll } from '../../roll/index.ts'
import type { OnLadder } from '../contract/letters.ts'
import { templateOfLetter } from '../rules/letters/ladder.ts'
import type { NextLetter } from '../rules/letters/next-letter.ts'
import { UNEXPLAINED_FLAG, unexplainedInWords, unexplainedStretches } from '../rules/letters/unexplained.ts'
import { whyStopped } from './count-again.ts'
import { type ChildOnLadder, figuresOfChild, type SchoolLadder, waitingOf } from './read-ladder.ts'
import { holdsOf } from './store.ts'

/** The flags that pre-flight asks for. Which of them a reader may know does not matter: only what to do is said, and whom to ask. */
export const PREFLIGHT_FLAGS = [
  'medical',
  'ehcp',
  'sen-support',
  'young-carer',
  'child-protection',
  'child-in-need',
  'looked-after',
] as const
const SAFETY = ['child-protection', 'child-in-need', 'looked-after'] as const

/** Children on the ladder as a person decides about them: who they are, why, what speaks against it, and who would get a copy. `all`: also those to whom nothing comes. */
export async function ladderRows(
  context: Pick<Context, 'tx' | 'may'>,
  of: { schoolId: SchoolId; school: SchoolLadder; children: readonly ChildOnLadder[]; all?: boolean },
): Promise<readonly OnLadder[]> {
  const { tx } = context
  const { schoolId, school } = of
  const { today } = school
  const children = of.children.filter(({ next }) => of.all === true || next.kind !== 'none')
  const pupilIds = children.map(({ enrolled }) => enrolled.pupilId)
  if (pupilIds.length === 0) return []
  const names = await namesOnRoll(tx, { schoolId, ids: pupilIds })
  const groupIds = [...new Set(children.flatMap(({ enrolled }) => enrolled.groupId ?? []))]
  const forms: ReadonlyMap<GroupId, string> = await namesOfGroups(tx, { schoolId, groupIds })
  const holds = await holdsOf(tx, { schoolId, pupilIds })
  const around = await readAround(context, { schoolId, today, pupilIds })
  const rows = children.map((child): OnLadder => {
    const { pupilId, groupId } = child.enrolled
    const { letter, wording, why } = saidOf(child.next)
    const hold = holds.get(pupilId)
    const last = child.history.filter(({ state }) => state === 'gone').at(-1)
    const to = around.recipients.get(pupilId) ?? []
    return {
      pupilId,
      name: names.get(pupilId) ?? 'A pupil who is not here',
      form: (groupId && forms.get(groupId)) ?? 'No form',
      standing: child.next.kind === 'none' ? 'later' : child.next.kind,
      letter,
      wording,
      why: [...why],
      figures: figuresOfChild(child, school.until ?? today),
      before: last === undefined ? null : { letter: last.kind, day: last.day },
      from: child.next.kind === 'later' ? child.next.from : null,
      hold:
        hold?.held === true ? { because: hold.because, words: hold.words, until: hold.until, by: hold.byName } : null,
      waits: waitsOf(child, school),
      against: [...against(child, { around, letter, wording, to }), ...unexplained(child, school)].map((one) => ({
        ...one,
      })),
      to: to.map((one) => ({ ...one })),
      siblings: [],
    }
  })
  return rows.map((row) => ({ ...row, siblings: siblingsOf(row, rows) }))
}

function waitsOf(child: ChildOnLadder, school: SchoolLadder): OnLadder['waits'] {
  const waiting = waitingOf(child)
  if (child.next.kind !== 'waiting' || waiting === undefined) return null
  return {
    messageIds: waiting.messages.map(({ messageId }) => messageId),
    printed: waiting.messages.every(({ events }) => printOf(events) !== undefined),
    stopped: whyStopped(child, { school, waiting }) ?? null,
  }
}

function siblingsOf(row: OnLadder, rows: readonly OnLadder[]): string[] {
  const own = new Set(row.to.map(({ contactId }) => contactId))
  return rows
    .filter((one) => one !== row && one.standing === row.standing && one.to.some(({ contactId }) => own.has(contactId)))
    .map(({ name }) => name)
}

/** What the next letter comes to in a row. */
function saidOf(next: NextLetter): Pick<OnLadder, 'letter' | 'wording'> & { readonly why: readonly string[] } {
  switch (next.kind) {
    case 'due':
      return { letter: next.letter, wording: next.wording, why: next.why }
    case 'praise':
      return {
        letter: next.letter,
        wording: 'good news',
        why: ['Four weeks at or above the percentage since the last letter'],
      }
    case 'held':
      return { letter: next.letter, wording: 'absence', why: [next.because] }
    case 'waiting':
      return { letter: next.letter, wording: 'absence', why: ['Written, and no copy has gone yet'] }
    case 'later':
      return { letter: next.letter, wording: 'absence', why: [] }
    case 'sickness':
      return {
        letter: null,
        wording: 'illness',
        why: [
          `Ill on ${next.days} days of this year: a sickness return to the authority, and help with work and health`,
        ],
      }
    case 'top':
      return {
        letter: null,
        wording: 'absence',
        why: [
          next.letter === 'final'
            ? 'The final warning went. What comes next is decided in the case; the page of the national threshold says how near it is'
            : 'The last letter that the policy promises went, and it is no better. Open a case: support is offered there',
        ],
      }
    default:
      return { letter: null, wording: 'absence', why: [next.because] }
  }
}

interface Around {
  readonly recipients: ReadonlyMap<PupilId, OnLadder['to']>
  readonly failures: ReadonlySet<ContactId>
  readonly replies: ReadonlyMap<PupilId, number>
  readonly tones: ReadonlyMap<string, Tone>
}

async function readAround(
  context: Pick<Context, 'tx' | 'may'>,
  of: { schoolId: SchoolId; today: Day; pupilIds: readonly PupilId[] },
): Promise<Around> {
  const { tx } = context
  const { schoolId, today: day, pupilIds } = of
  const contacts = await contactsOfPupils(tx, { schoolId, day, pupilIds })
  const entitled = contacts.filter((one) => whyNotTold(one, 'parent') === undefined && isResponsible(one))
  const viewer = {
    contacts: context.may('pupil.view-contacts') !== undefined,
    sensitive: context.may('pupil.view-sensitive') !== undefined,
  }
  const addresses = await contactAddresses(tx, { schoolId, wanted: entitled, viewer })
  const listed = entitled.map((one, at) => ({
    pupilId: one.pupilId,
    to: {
      contactId: one.contactId,
      name: nameOf(one),
      relationship: one.relationship,
      email: one.email !== null && one.email !== '',
      address: stateOf(addresses[at]?.state),
    },
  }))
  const replies = (await repliesToRead(tx, schoolId)).flatMap((reply) => reply.pupilIds)
  return {
    recipients: new Map(
      [...Map.groupBy(listed, ({ pupilId }) => pupilId)].map(([id, some]) => [id, some.map(({ to }) => to)]),
    ),
    failures: new Set((await contactFailures(tx, { schoolId, day })).map(({ contactId }) => contactId)),
    replies: new Map([...Map.groupBy(replies, (id) => id)].map(([id, some]) => [id, some.length])),
    tones: new Map((await templatesOf(tx, schoolId)).map(({ key, tone }) => [key, tone])),
  }
}

function nameOf({ title, forenames, surname }: Pick<ReachableContact, 'title' | 'forenames' | 'surname'>): string {
  return `${title} ${forenames} ${surname}`.replaceAll(/\s+/g, ' ').trim()
}

function stateOf(seen: 'shown' | 'hidden' | 'none' | undefined): OnLadder['to'][number]['address'] {
  if (seen === 'shown') return 'known'
  return seen === 'hidden' ? 'hidden' : 'none'
}

const FOUR_WEEKS = 28

/** What speaks against a letter, by the rules of every message and from what is known without writing it. */
function against(
  { enrolled, facts, next }: ChildOnLadder,
  of: { around: Around; letter: OnLadder['letter']; wording: OnLadder['wording']; to: OnLadder['to'] },
): readonly PreflightFinding[] {
  if (next.kind !== 'due' && next.kind !== 'praise') return []
  const { around, letter, wording, to } = of
  const has = (flag: (typeof PREFLIGHT_FLAGS)[number]) => enrolled.flags.includes(flag)
  const since = addDays(facts.today, -FOUR_WEEKS)
  const ill = new Set(facts.sessions.filter(({ as, day }) => as === 'ill' && day >= since).map(({ day }) => day))
  const found = preflight({
    channel: 'letter',
    language: 'en',
    tone: around.tones.get(letter === null ? '' : templateOfLetter(letter, wording)) ?? 'support',
    subject: '',
    body: '',
    // A letter about illness says that the school knows of it.
    illDays: wording === 'illness' ? 0 : ill.size,
    medicalNeed: has('medical'),
    sen: has('ehcp') ? 'ehcp' : has('sen-support') ? 'sen-support' : undefined,
    youngCarer: has('young-carer'),
    askSafety: SAFETY.some(has),
    address: 'known',
    failedAddresses: to.filter(({ contactId }) => around.failures.has(contactId)).length,
    otherParents: [],
    openReplies: around.replies.get(enrolled.pupilId) ?? 0,
    supportOffered: facts.supportShown,
  })
  return [...found.filter(({ id }) => id !== 'bereavement'), ...ofRecipients(to)]
}

/** A child of whom nobody knows where they were is looked for first, also where a contact was due and nobody made it: their letter is never ticked unread. */
function unexplained(child: ChildOnLadder, school: SchoolLadder): readonly PreflightFinding[] {
  const { next, enrolled } = child
  if (next.kind !== 'due' && next.kind !== 'praise') return []
  // The whole strip: this morning's mark is in no figure yet, and a call that is overdue may be about days before those that the letter counts.
  const stretches = unexplainedStretches(enrolled.strip, { year: school.year, ...enrolled.onRoll })
  const message = unexplainedInWords(stretches)
  return message === undefined ? [] : [{ id: UNEXPLAINED_FLAG, severity: 'look', message }]
}

function ofRecipients(to: OnLadder['to']): readonly PreflightFinding[] {
  if (to.length === 0)
    return [
      {
        id: 'nobody',
        severity: 'stop',
        message:
          'Nobody of this family may be sent a letter. Look at the child’s contacts, or ask the safeguarding lead.',
      },
    ]
  const hidden = to.filter(({ address }) => address === 'hidden').map(({ name }) => name)
  const none = to.filter(({ address, email }) => address === 'none' && !email).map(({ name }) => name)
  return [
    ...(hidden.length === 0
      ? []
      : [
          {
            id: 'hidden-address',
            severity: 'look' as const,
            message: `The address of ${hidden.join(' and ')} is confidential: the letter is printed for the designated safeguarding lead to hand on.`,
          },
        ]),
    ...(none.length === 0
      ? []
      : [
          {
            id: 'no-address',
            severity: 'look' as const,
            message: `No address is on record for ${none.join(' and ')}: the letter has to be handed over.`,
          },
        ]),
  ]
}
