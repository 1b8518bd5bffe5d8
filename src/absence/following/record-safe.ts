import { success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { childrenOf, withdrawnOf } from './family.ts'
import { stillAbsent } from './read-morning.ts'
import { keepHandOver, keepSafe, keyUsed } from './store.ts'

/** Somebody saw the child, who was safe: today's chase is over. The reason is still to be found. */
export const recordSafe: UseCase<typeof contract.recordSafe> = async (context, { params, body }) => {
  const { tx, now, caller: by } = context
  const { schoolId } = params
  const { key: id, seenBy, where, words } = body
  const pupilIds = [...new Set(body.pupilIds)]
  const family = await childrenOf(context, { schoolId, pupilIds })
  if (!family.ok) return family
  const absent = await stillAbsent(tx, { schoolId, now, pupilIds })
  const kept = await keepSafe(
    tx,
    { schoolId, id, pupilIds, day: schoolTime(now).day, at: now, by },
    { seenBy, where, words },
  )
  if (kept === 'other') return keyUsed()
  context.audit({ subject: pupilIds[0] ?? '', facts: { children: pupilIds.length } })
  return success({ withdrawn: withdrawnOf(pupilIds, absent) })
}

/** Others look for the child from here on. */
export const handOver: UseCase<typeof contract.handOver> = async (context, { params, body }) => {
  const { tx, now, caller: by } = context
  const { schoolId } = params
  const { key: id, to, words, reference } = body
  const pupilIds = [...new Set(body.pupilIds)]
  const family = await childrenOf(context, { schoolId, pupilIds })
  if (!family.ok) return family
  const absent = await stillAbsent(tx, { schoolId, now, pupilIds })
  const kept = await keepHandOver(
    tx,
    { schoolId, id, pupilIds, day: schoolTime(now).day, at: now, by },
    { to, words, reference },
  )
  if (kept === 'other') return keyUsed()
  context.audit({ subject: pupilIds[0] ?? '', facts: { to, children: pupilIds.length } })
  return success({ withdrawn: withdrawnOf(pupilIds, absent) })
}
