import type { SchoolId } from '../../kernel/ids.ts'
import { conflict, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { schoolOf } from '../../roll/index.ts'
import type { getPublication as getOperation, publishPolicy as publishOperation } from '../contract.ts'
import { publicPath, slugTried } from '../rules/public-address.ts'
import { versionOn } from '../store.ts'
import { keepPublication, lastPublication, slugOfSchool, takeSlug } from './store.ts'

/** Whether everybody may read the policy, and where. */
export const getPublication: UseCase<typeof getOperation> = async ({ tx }, { params }) =>
  success(await publicationOf(tx, params.schoolId))

/** Shows the policy in force to everybody, or stops. Off until a head says so. */
export const publishPolicy: UseCase<typeof publishOperation> = async (context, { params, body }) => {
  const { tx, now } = context
  const { schoolId } = params
  const { publish, reason } = body
  const last = await lastPublication(tx, schoolId)
  if ((last?.published ?? false) === publish)
    return conflict(
      'policy.published-already',
      publish ? 'It is public already. Refresh the page.' : 'It is not public. Refresh the page.',
    )
  if (publish && (await versionOn(tx, { schoolId, on: schoolTime(now).day })) === undefined)
    return refused('policy.nothing-to-publish', 'No version is in force yet. Save a policy first, then publish it.')
  if (publish) await giveAddress(tx, schoolId)
  const number = (last?.number ?? 0) + 1
  const kept = await keepPublication(tx, { schoolId, number, published: publish, reason, at: now, by: context.caller })
  if (!kept) return conflict('policy.published-already', 'Somebody else changed this just now. Refresh the page.')
  context.audit({ facts: { published: publish } })
  return success(await publicationOf(tx, schoolId))
}

async function publicationOf(tx: Tx, schoolId: SchoolId) {
  const last = await lastPublication(tx, schoolId)
  const slug = await slugOfSchool(tx, schoolId)
  return {
    address: slug === undefined ? null : publicPath(slug),
    published: last?.published ?? false,
    last: last === undefined ? null : { at: last.at, name: last.name, position: last.position, reason: last.reason },
  }
}

const MOST_TRIES = 200

/** The school's own address, the same for ever once it has one; where another school has it, with a number. */
async function giveAddress(tx: Tx, schoolId: SchoolId): Promise<void> {
  if ((await slugOfSchool(tx, schoolId)) !== undefined) return
  const name = (await schoolOf(tx, schoolId))?.name ?? 'school'
  for (let taken = 0; taken < MOST_TRIES; taken++)
    if (await takeSlug(tx, { schoolId, slug: slugTried(name, taken) })) return
  await takeSlug(tx, { schoolId, slug: schoolId })
}
