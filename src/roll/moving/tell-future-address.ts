import { fullName } from '../../kernel/names.ts'
import type { Body } from '../../kernel/operation.ts'
import { notAllowed, type Result, success } from '../../kernel/result.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { addressAfter } from '../addresses.ts'
import type * as contract from '../contract.ts'
import { factsOf } from '../facts-of.ts'
import { type ChangeFacts, changedMeanwhile, keep } from '../keep.ts'
import { loadRecord } from '../load-record.ts'
import { isHouseholdConfidential } from '../rules/address-visibility.ts'
import { checkMove } from '../rules/moving.ts'
import { futureSeen, householdOf, type PupilRecord } from '../rules/pupil-record.ts'
import type { ContactRow, PupilRow } from '../rules/rows.ts'
import { today, viewerOf } from '../viewer.ts'

type Future = Body<typeof contract.tellFutureAddress>['future']

export const tellFutureAddress: UseCase<typeof contract.tellFutureAddress> = async (context, { params, body }) => {
  const { tx } = context
  const record = await loadRecord(tx, { ...params, lock: true })
  if (record === undefined) return notAllowed()
  if (record.pupil.version !== body.version) return changedMeanwhile()
  const facts = factsOf(context, params.schoolId, body.reason)
  const told = await futureColumns(context, { facts, record, future: body.future })
  if (!told.ok) return told
  const pupil: PupilRow = { ...record.pupil, ...told.value, version: record.pupil.version + 1 }
  await keep(tx, facts, { kind: 'pupil', rows: [pupil] })
  context.audit({ subject: params.pupilId })
  await context.say('pupil-corrected', { schoolId: params.schoolId, pupilId: params.pupilId })
  return success({ version: pupil.version })
}

async function futureColumns(
  context: Context,
  told: { facts: ChangeFacts; record: PupilRecord; future: Future },
): Promise<Result<Partial<PupilRow>>> {
  const { facts, record, future } = told
  const viewer = viewerOf(context)
  const moving = future === null ? undefined : checkMove(record, { ...future, today: today(context) })
  if (moving !== undefined && !moving.ok) return moving
  const people = moving === undefined ? [] : moving.value
  const secret = future?.address.confidential === true || (!viewer.sensitive && mustNotBeFound(record, people))
  const address = await addressAfter(context.tx, facts, {
    present: record.pupil.future_address_id,
    // Never `false`: that would reveal a dwelling in which somebody else may be hidden.
    wanted: future === null ? null : { ...future.address, confidential: secret || undefined },
    hidden: futureSeen(record, viewer).state === 'hidden',
    viewer,
  })
  if (!address.ok) return address
  return success({
    future_address_id: address.value,
    future_parent: people.map((one) => fullName(one.forenames, one.surname)).join(' and ') || null,
    future_from: future?.from ?? null,
    future_contacts: people.length === 0 ? null : people.map((one) => one.contact_id),
  })
}

/**
 * Whether the household that moves may not be found. Then the new address is confidential from the first, whoever of the office
 * types it: on the day of the move it would otherwise be everybody's to read.
 */
function mustNotBeFound(record: PupilRecord, people: readonly ContactRow[]): boolean {
  const hidden = new Set(record.addresses.filter((row) => row.confidential).map((row) => row.address_id))
  return (
    isHouseholdConfidential(householdOf(record)) || people.some(({ address_id: id }) => id !== null && hidden.has(id))
  )
}
