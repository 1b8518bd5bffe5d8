import type { Day } from '../../kernel/day.ts'
import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import { notAllowed, type Result, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { type ChildOfContact, childrenOfContacts } from '../../roll/index.ts'
import { contactsOfAccount } from '../accounts/store.ts'
import { whyNotSeen } from '../rules/who-sees-child.ts'

/** A child whom the caller sees now, and as which contact of the school's roll. */
export interface SeenChild extends ChildOfContact {
  readonly schoolId: SchoolId
  readonly name: string
  readonly fullName: string
}

export interface Family {
  readonly today: Day
  readonly children: readonly SeenChild[]
  /** The contacts that the caller's account stands for, whether they see a child now or not. */
  readonly contacts: readonly { readonly schoolId: SchoolId; readonly contactId: ContactId }[]
}

/** The caller's children, decided now from the roll: the one way in which anything of the family page learns of a child. */
export async function loadFamily({ tx, caller, now }: Context): Promise<Family> {
  const today = schoolTime(now).day
  const contacts = await contactsOfAccount(tx, caller.id)
  const children: SeenChild[] = []
  for (const [schoolId, at] of Map.groupBy(contacts, (one) => one.schoolId)) {
    const rows = await childrenOfContacts(tx, {
      schoolId,
      contactIds: at.map(({ contactId }) => contactId),
      day: today,
    })
    for (const child of rows) {
      // One person may stand in the roll twice; a child is one child all the same. Where one entry bars them, none lets them in.
      const entries = rows.filter((one) => one.pupilId === child.pupilId)
      if (entries.some(({ barred }) => barred) || whyNotSeen(child, child, today) !== undefined) continue
      if (children.some((one) => one.schoolId === schoolId && one.pupilId === child.pupilId)) continue
      const { preferredName, familyName } = child
      children.push({ ...child, schoolId, name: preferredName, fullName: fullName(preferredName, familyName) })
    }
  }
  return { today, contacts, children }
}

/** One child, if the caller sees it. "Not yours" and "not there" are one answer. */
export async function seenChild(
  context: Context,
  of: { schoolId: SchoolId; pupilId: PupilId },
): Promise<Result<SeenChild>> {
  const { children } = await loadFamily(context)
  const child = children.find((one) => one.schoolId === of.schoolId && one.pupilId === of.pupilId)
  return child === undefined ? notAllowed() : success(child)
}

/** These children, if the caller sees every one of them. */
export async function seenChildren(
  context: Context,
  asked: readonly { readonly schoolId: SchoolId; readonly pupilId: PupilId; readonly id: string }[],
): Promise<Result<readonly (SeenChild & { readonly id: string })[]>> {
  const { children } = await loadFamily(context)
  const found = asked.flatMap(({ schoolId, pupilId, id }) => {
    const child = children.find((one) => one.schoolId === schoolId && one.pupilId === pupilId)
    return child === undefined ? [] : [{ ...child, id }]
  })
  return found.length === asked.length ? success(found) : notAllowed()
}
