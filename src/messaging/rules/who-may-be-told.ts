import type { ContactId } from '../../kernel/ids.ts'
import { oneEmail, oneNumber } from './phone.ts'
import type { Channel, Demand, ReachableContact } from './shapes.ts'

/** Why somebody is not sent a message about a pupil, in plain words. */
export interface NotToBeTold {
  readonly code: string
  readonly message: string
}

/**
 * Whether a message that demands `demand` may go to a contact about one pupil; undefined where it may.
 *
 * A parent is whoever has parental responsibility or care of the child (Education Act 1996 s.576): care is read as living with the
 * child, and what is not known counts as not.
 */
export function whyNotTold(contact: ReachableContact | undefined, demand: Demand): NotToBeTold | undefined {
  if (contact === undefined)
    return { code: 'messaging.not-a-contact', message: 'This person is not a contact of every child that it is about.' }
  if (contact.barred)
    return {
      code: 'messaging.barred',
      message: 'This person must not be told anything about the child. Do not send it another way.',
    }
  if (!contact.mayBeTold)
    return {
      code: 'messaging.may-not-be-told',
      message: 'The child’s record says that this person is not told about absence.',
    }
  if (demand === 'parent' && !isResponsible(contact))
    return {
      code: 'messaging.no-responsibility',
      message:
        'This goes only to those with parental responsibility or care of the child, and the record does not say that this person has either.',
    }
  return undefined
}

export function isResponsible(
  contact: Pick<ReachableContact, 'isParent' | 'parentalResponsibility' | 'livesWith'>,
): boolean {
  return (
    contact.parentalResponsibility === 'yes' ||
    (contact.isParent && contact.parentalResponsibility !== 'no') ||
    contact.livesWith
  )
}

/**
 * Whether a number or address is also that of somebody who must not be told about one of the children: a text does not know who
 * holds the telephone.
 * @param contacts every contact of every child that the message is about.
 */
export function isSharedWithBarred(
  channel: Channel,
  address: string,
  around: { readonly to: ContactId; readonly contacts: readonly ReachableContact[] },
): boolean {
  const barred = around.contacts.filter((one) => one.barred && one.contactId !== around.to)
  if (channel === 'text')
    return barred.some((one) => one.phones.some(({ number }) => oneNumber(number) === oneNumber(address)))
  if (channel === 'email') return barred.some((one) => one.email !== null && oneEmail(one.email) === oneEmail(address))
  return false
}
