import type { SchoolId } from '../../kernel/ids.ts'
import { success } from '../../kernel/result.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { contactAddress } from '../../roll/index.ts'
import type { MessageToDo } from '../contract/messages.ts'
import type * as contract from '../contract.ts'
import { openMessages } from '../queue/list-messages.ts'
import type { KnownMessage } from '../queue/messages-about.ts'
import { showMessages } from '../queue/show-messages.ts'

/** A person has to send it, so a person has to read it. */
const isToSend = ({ state }: KnownMessage) => state === 'by-hand' || state === 'to-print'

export const listOutbox: UseCase<typeof contract.listOutbox> = async (context, { params }) => {
  const { schoolId } = params
  const open = await openMessages(context.tx, schoolId, ['hand', 'print', 'unsure'])
  const shown = await showMessages(context.tx, { schoolId, linksOf: isToSend }, open)
  const messages: MessageToDo[] = []
  for (const [at, one] of shown.entries()) {
    const message = open[at]
    const envelope = message?.channel === 'letter' ? await envelopeOf(context, schoolId, message) : null
    messages.push({ ...one, envelope })
  }
  context.audit({ facts: { messages: messages.length } })
  return success({ messages })
}

/** The address of a letter, as far as the caller may see it; hidden where it may not be known in relation to any of the children. */
export async function envelopeOf(
  context: Pick<Context, 'tx' | 'may'>,
  schoolId: SchoolId,
  message: Pick<KnownMessage, 'contactId' | 'contactName' | 'pupilIds'>,
): Promise<NonNullable<MessageToDo['envelope']>> {
  const viewer = {
    contacts: context.may('pupil.view-contacts') !== undefined,
    sensitive: context.may('pupil.view-sensitive') !== undefined,
  }
  let lines: string[] | undefined
  for (const pupilId of message.pupilIds) {
    const seen = await contactAddress(context.tx, { schoolId, pupilId, contactId: message.contactId, viewer })
    if (seen.state === 'hidden') return { state: 'hidden' }
    if (seen.state === 'shown') {
      const { address } = seen
      lines = [message.contactName, ...address.lines, address.town, address.postcode].filter((line) => line !== '')
    }
  }
  return lines === undefined ? { state: 'none' } : { state: 'shown', lines }
}
