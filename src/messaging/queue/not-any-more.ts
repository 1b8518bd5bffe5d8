import type { SchoolId } from '../../kernel/ids.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import type { Tx } from '../../platform/database/database.ts'
import { contactsOfPupils } from '../../roll/index.ts'
import type { ReachableContact, Template } from '../rules/shapes.ts'
import { isSharedWithBarred, whyNotTold } from '../rules/who-may-be-told.ts'
import { templatesOf } from '../templates/store.ts'
import type { MessageRow } from './store.ts'

type Written = Pick<MessageRow, 'messageId' | 'contactId' | 'pupilIds' | 'templateKey' | 'channel' | 'address'>

/**
 * Which of these messages must not go any more, and why, in plain words: since they were written somebody may have been barred, taken off, or
 * given another number. Asked of what a service sends and of what a person does.
 */
export async function notAnyMore(
  tx: Tx,
  of: { schoolId: SchoolId; now: Moment; messages: readonly Written[] },
): Promise<ReadonlyMap<string, string>> {
  const { schoolId, now, messages } = of
  if (messages.length === 0) return new Map()
  const pupilIds = [...new Set(messages.flatMap((one) => one.pupilIds))]
  const contacts = await contactsOfPupils(tx, { schoolId, day: schoolTime(now).day, pupilIds })
  const around = {
    contacts: Map.groupBy(contacts, ({ pupilId }) => pupilId),
    templates: new Map((await templatesOf(tx, schoolId)).map((one) => [one.key, one])),
  }
  const found = new Map<string, string>()
  for (const one of messages) {
    const why = whyNot(one, around)
    if (why !== undefined) found.set(one.messageId, why)
  }
  return found
}

function whyNot(
  message: Written,
  around: {
    readonly contacts: ReadonlyMap<string, readonly ReachableContact[]>
    readonly templates: ReadonlyMap<string, Template>
  },
): string | undefined {
  const { contactId: to, channel, address, pupilIds, templateKey } = message
  const demands = around.templates.get(templateKey)?.demands ?? 'parent'
  for (const pupilId of pupilIds) {
    const link = around.contacts.get(pupilId)?.find((one) => one.contactId === to)
    const why = whyNotTold(link, demands)
    if (why !== undefined) return why.message
  }
  const contacts = pupilIds.flatMap((id) => around.contacts.get(id) ?? [])
  return address !== null && isSharedWithBarred(channel, address, { to, contacts })
    ? 'The number or address is now also that of somebody who must not be told about the child.'
    : undefined
}
