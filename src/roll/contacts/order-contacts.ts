import { notAllowed, success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { factsOf } from '../facts-of.ts'
import { changedMeanwhile, keep } from '../keep.ts'
import { findPupil, linksOf } from '../store.ts'

export const orderContacts: UseCase<typeof contract.orderContacts> = async (context, { params, body }) => {
  const { tx } = context
  if ((await findPupil(tx, { ...params, lock: true })) === undefined) return notAllowed()
  const links = (await linksOf(tx, { ...params, lock: true })).filter((link) => link.until_day === null)
  const positions = new Map(body.contactIds.map((contactId, index) => [contactId, index + 1]))
  // Somebody added or ended a contact meanwhile: an order of others than those there are is no order.
  if (positions.size !== links.length || links.some((link) => !positions.has(link.contact_id)))
    return changedMeanwhile()
  const rows = links.flatMap((link) => {
    const position = positions.get(link.contact_id) ?? link.position
    return position === link.position ? [] : [{ ...link, position, version: link.version + 1 }]
  })
  await keep(tx, factsOf(context, params.schoolId, body.reason), { kind: 'pupil_contact', rows })
  context.audit({ subject: params.pupilId })
  return success({})
}
