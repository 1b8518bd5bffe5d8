import { endOtherFamilySignIns, type SignInSettings, tokenOf } from '../../identity/index.ts'
import { notAllowed, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { contactsOfPupils } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { accountsNow, contactsOfAccount, endAccount, lockContact } from './store.ts'

/** The office ends whatever stands for a contact at this school. Whoever should be kept out has to be barred on the record. */
export const endFamilyAccess: UseCase<typeof contract.endFamilyAccess> = async (context, { params }) => {
  const { tx, now: at, caller: by, audit } = context
  const { schoolId, pupilId, contactId } = params
  const contacts = await contactsOfPupils(tx, { schoolId, day: schoolTime(at).day, pupilIds: [pupilId] })
  if (!contacts.some((one) => one.contactId === contactId)) return notAllowed()
  await lockContact(tx, contactId)
  const accounts = await accountsNow(tx, { schoolId, contactIds: [contactId] })
  audit({ subject: pupilId, facts: { contact: contactId, accounts: accounts.length } })
  for (const { personId } of accounts) await endAccount(tx, { schoolId, contactId, personId, at, by })
  return success({ ended: accounts.length })
}

/**
 * A family whose telephone was lost, or whose link somebody else opened, ends every sign-in but the one that asks: this account's own on
 * other devices, and whichever other accounts stand for the same contacts.
 */
export function endOtherSignIns(settings: SignInSettings): UseCase<typeof contract.endOtherSignIns> {
  return async ({ tx, now: at, caller, cookie }) => {
    const by = { name: caller.name, position: 'the family' }
    for (const { schoolId, contactId } of await contactsOfAccount(tx, caller.id)) {
      await lockContact(tx, contactId)
      for (const { personId } of await accountsNow(tx, { schoolId, contactIds: [contactId] }))
        if (personId !== caller.id) await endAccount(tx, { schoolId, contactId, personId, at, by })
    }
    await endOtherFamilySignIns(tx, { personId: caller.id, kept: tokenOf(settings, cookie), at })
    return success({})
  }
}
