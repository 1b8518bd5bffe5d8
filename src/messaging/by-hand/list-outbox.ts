import type { SchoolId } from '../../kernel/ids.ts'
import { success } from '../../kernel/result.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { contactAddresses } from '../../roll/index.ts'
import type { MessageToDo } from '../contract/messages.ts'
import type * as contract from '../contract.ts'
import { openMessages } from '../queue/list-messages.ts'
import type { KnownMessage } from '../queue/messages-about.ts'
import { notAnyMore } from '../queue/not-any-more.ts'
import { isSignIn, showMessages } from '../queue/show-messages.ts'
import { sayNow } from '../queue/word-anew.ts'
import { asPile } from '../rules/paper/as-pile.ts'
import type { AskOvertaken } from '../sending/hindrance.ts'

/** A person has to send it, so a person has to read it. */
const isToSend = ({ state }: KnownMessage) => state === 'by-hand' || state === 'to-print'

export const listOutbox =
  (overtaken: AskOvertaken): UseCase<typeof contract.listOutbox> =>
  async (context, { params }) => {
    const { schoolId } = params
    const { tx, now } = context
    const open = await openMessages(tx, schoolId, ['hand', 'print', 'unsure'])
    const gone = await figuresGone(context, { schoolId, messages: open.filter(isToSend), overtaken })
    const not = new Map([...gone, ...(await notAnyMore(tx, { schoolId, now, messages: open }))])
    const first = new Map(open.map(({ messageId, firstId }) => [messageId, firstId]))
    const shown = await showMessages(tx, { schoolId, linksOf: isToSend }, open)
    const envelopes = await envelopesOf(context, schoolId, open)
    const messages = shown.map((one): MessageToDo => {
      const mustNotGo = not.get(one.id) ?? null
      const anew = mustNotGo === OTHERS_BY_NOW
      const stands = { ...one, mustNotGo, anew, firstId: first.get(one.id) ?? one.id }
      if (mustNotGo === null) return { ...stands, envelope: envelopes.get(one.id) ?? null }
      // Nothing by which it could go all the same.
      return { ...stands, envelope: null, address: null, subject: '', body: '' }
    })
    const links = open.filter((one) => isToSend(one) && isSignIn(one)).length
    context.audit({ facts: { messages: messages.length, ...(links === 0 ? {} : { signInLinks: links }) } })
    return success({
      messages: [...messages.filter((one) => !isLetter(one)), ...lettersAsPile(messages.filter(isLetter))],
    })
  }

const isLetter = ({ channel }: MessageToDo) => channel === 'letter'

/** As they are printed: one that was worded anew stands where the first stood, as its child and its parent are the same. */
function lettersAsPile(letters: readonly MessageToDo[]): readonly MessageToDo[] {
  return asPile(letters, ({ contactId, contactName, pupils }) => ({
    contactId,
    contactName,
    child: pupils[0]?.name ?? '',
  }))
}

/**
 * What fits no more says why. Letters whose figures are others by now are counted again as they are printed; what a person copies out and sends
 * has to be right as it stands here.
 */
async function figuresGone(
  context: Pick<Context, 'tx' | 'now'>,
  of: { schoolId: SchoolId; messages: readonly KnownMessage[]; overtaken: AskOvertaken },
): Promise<ReadonlyMap<string, string>> {
  const { tx, now } = context
  const { schoolId, messages } = of
  const over = await of.overtaken(tx, { schoolId, now, messages })
  const found = new Map<string, string>()
  for (const message of messages) {
    const so = over.get(message.messageId)
    if (so === undefined) continue
    if ('why' in so) found.set(message.messageId, so.why)
    // Hundreds of letters may wait: they are worded again when they are printed, and not before.
    else if (message.channel !== 'letter') {
      const says = await sayNow(tx, { schoolId, row: message, merge: so.merge, now })
      if (says.kind !== 'the same') found.set(message.messageId, says.kind === 'nothing' ? says.why : OTHERS_BY_NOW)
    }
  }
  return found
}

const OTHERS_BY_NOW = 'What it counts is not so any more. Word it anew: then it says what is true today.'

type Envelope = NonNullable<MessageToDo['envelope']>

/** The addresses of letters, as far as the caller may see them; one is hidden where it may not be known in relation to any of the children. */
export async function envelopesOf(
  context: Pick<Context, 'tx' | 'may'>,
  schoolId: SchoolId,
  messages: readonly Pick<KnownMessage, 'messageId' | 'channel' | 'contactId' | 'contactName' | 'pupilIds'>[],
): Promise<ReadonlyMap<string, Envelope>> {
  const viewer = {
    contacts: context.may('pupil.view-contacts') !== undefined,
    sensitive: context.may('pupil.view-sensitive') !== undefined,
  }
  const wanted = messages
    .filter(({ channel }) => channel === 'letter')
    .flatMap((letter) => letter.pupilIds.map((pupilId) => ({ pupilId, contactId: letter.contactId, letter })))
  const seen = await contactAddresses(context.tx, { schoolId, wanted, viewer })
  const envelopes = new Map<string, Envelope>()
  for (const [at, { letter }] of wanted.entries()) {
    const { messageId, contactName } = letter
    const before = envelopes.get(messageId)
    envelopes.set(messageId, together(before, envelope(contactName, seen[at] ?? { state: 'none' })))
  }
  return envelopes
}

function envelope(contactName: string, seen: Awaited<ReturnType<typeof contactAddresses>>[number]): Envelope {
  if (seen.state !== 'shown') return seen
  const { lines, town, postcode } = seen.address
  return { state: 'shown', lines: [contactName, ...lines, town, postcode].filter((line) => line !== '') }
}

function together(one: Envelope | undefined, other: Envelope): Envelope {
  if (one === undefined || other.state === 'hidden') return other
  return one.state === 'hidden' || other.state === 'none' ? one : other
}
