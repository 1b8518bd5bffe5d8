import { randomUUID } from 'node:crypto'
import { longDay } from '../../kernel/day.ts'
import type { ContactId, PupilId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import { success } from '../../kernel/result.ts'
import { previewMessage, queueMessage } from '../../messaging/index.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { type ContactOfPupil, namesOnRoll } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { mayBeContacted, type RungStanding } from '../rules/ladder.ts'
import { type Followed, type Morning, readMorning } from './read-morning.ts'
import { nameOf } from './record-contact.ts'
import { keepAttempt } from './store.ts'

interface ToText {
  readonly pupilId: PupilId
  readonly firstName: string
  /** Who may be sent it, in order: the next is tried where one cannot be. */
  readonly people: readonly ContactOfPupil[]
  readonly message: { readonly template: string; readonly merge?: { readonly returnDay: string } }
}

/** What services of an installation carry. */
export interface Carried {
  readonly text: boolean
  readonly email: boolean
}

/**
 * The texts that the ladder asks for now, as they would go, by the names of the children: one for brothers and sisters whose first contact is
 * the same. With what no service will carry, so that nobody believes that it went.
 */
export function previewTexts(carried: Carried): UseCase<typeof contract.previewTexts> {
  return async (context, { params }) => {
    const { tx, now } = context
    const morning = await readMorning(tx, { schoolId: params.schoolId, now })
    const wanted = await toText(context, morning)
    const families = [
      ...Map.groupBy(wanted, (one) => `${one.people[0]?.contactId} ${JSON.stringify(one.message)}`).values(),
    ]
    const texts = []
    for (const family of families) texts.push(await previewOf(context, morning, family))
    context.audit({ facts: { texts: texts.length } })
    const byName = texts.toSorted((one, other) => one.children.localeCompare(other.children))
    return success({ asOf: now, texts: byName, carried })
  }
}

async function previewOf({ tx }: Context, { schoolId, today }: Morning, family: readonly ToText[]) {
  const pupilIds = family.map(({ pupilId }) => pupilId)
  const children = family.map(({ firstName }) => firstName).join(', ')
  let refused = 'Nobody may be sent a message about them. The ladder goes on.'
  for (const person of family[0]?.people ?? []) {
    const { message } = family[0] as ToText // the loop runs over this one's people
    const preview = await previewMessage(tx, {
      schoolId,
      about: pupilIds,
      to: person.contactId,
      day: today,
      ...message,
    })
    if (preview.ok) {
      const { channel, body, contactName, notes } = preview.value
      return { pupilIds, children, to: contactName, body, notes: [...notes], channel, refused: null }
    }
    refused = preview.problem.message
  }
  return { pupilIds, children, to: '', body: '', notes: [], channel: null, refused }
}

/**
 * Texts the families of these children, as far as their ladder asks for a text now. For each child a cause of its own, so that asked twice it is
 * sent once; messaging makes one message of brothers and sisters. Who cannot be sent one is noted, and the ladder goes on to a call.
 */
export const sendTexts: UseCase<typeof contract.sendTexts> = async (context, { params, body }) => {
  const { tx, now } = context
  const { schoolId } = params
  const morning = await readMorning(tx, { schoolId, now })
  const asked = new Set(body.pupilIds)
  const wanted = (await toText(context, morning)).filter(({ pupilId }) => asked.has(pupilId))
  const texts = []
  for (const child of wanted) texts.push(await textAbout(context, morning, child))
  context.audit({
    facts: { texts: texts.filter(({ refused }) => refused === null).length, asked: body.pupilIds.length },
  })
  return success({ texts })
}

async function textAbout(context: Context, { schoolId, today }: Morning, child: ToText) {
  const { tx, now, caller: by } = context
  const { pupilId, firstName: children, people, message } = child
  const pupilIds = [pupilId]
  let refused = 'Nobody may be sent a message about this child.'
  for (const person of people) {
    const to = person.contactId
    const cause = `absence:${pupilId}:${today}:first-text`
    const queued = await queueMessage(tx, { schoolId, about: pupilIds, to, cause, now, by, ...message })
    const head = { schoolId, id: randomUUID(), pupilIds, day: today, at: now, by }
    const attempt = { ...toPerson(person), channel: 'text', returnDay: null } as const
    if (queued.ok) {
      const { messageId, channel } = queued.value
      await keepAttempt(tx, head, { ...attempt, outcome: 'sent', words: '', messageId })
      return { pupilIds, children, to: nameOf(person), body: '', notes: [], channel, refused: null }
    }
    refused = queued.problem.message
    await keepAttempt(tx, head, { ...attempt, outcome: 'not-sent', words: refused })
  }
  return { pupilIds, children, to: '', body: '', notes: [], channel: null, refused }
}

function toPerson(person: ContactOfPupil) {
  return {
    whom: 'contact',
    contactId: person.contactId as ContactId,
    contactName: nameOf(person),
    address: null,
  } as const
}

/** The children whose next rung is a text that is due. */
async function toText({ tx }: Context, morning: Morning): Promise<readonly ToText[]> {
  const due = morning.followed.filter(isToText)
  const names = await namesOnRoll(tx, {
    schoolId: morning.schoolId,
    ids: due.map(({ absent }) => absent.pupil.pupilId),
  })
  return due.map(({ absent, chase, contacts }) => {
    const { pupilId } = absent.pupil
    const back = chase.state === 'open' ? chase.expectedBack : null
    const expected = back === morning.today
    const template = absent.away.since < morning.today ? 'absent-again' : 'first-day'
    return {
      pupilId,
      firstName: names.get(pupilId) ?? fullName('', ''),
      people: contacts.filter(mayBeContacted),
      message: expected ? { template: 'return-check', merge: { returnDay: longDay(back) } } : { template },
    }
  })
}

/** A text that was written already waits to be sent: it is not written again. */
function isTextToWrite({ step, isDue, waits }: RungStanding): boolean {
  return step.channel === 'text' && isDue && waits === null
}

export function isToText({ chase }: Followed): boolean {
  return chase.state === 'open' && chase.next !== null && isTextToWrite(chase.next)
}
