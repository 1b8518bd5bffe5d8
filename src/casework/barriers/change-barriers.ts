import { conflict, refused } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { barriersOf } from '../rules/barriers/barriers-of.ts'
import { writeInCase } from './write-in-case.ts'

export const recordBarrier: UseCase<typeof contract.recordBarrier> = (context, { params, body }) => {
  const { key, restricted, ...barrier } = body
  return writeInCase(context, { ...params, key, restricted }, ({ entries }) => {
    if (barriersOf(entries).some(({ barrierId }) => barrierId === barrier.barrierId))
      return conflict('casework.barrier-known', 'This barrier is recorded already. Load the case again to see it.')
    return { kind: 'barrier-recorded', day: schoolTime(context.now).day, body: barrier, key }
  })
}

export const easeBarrier: UseCase<typeof contract.easeBarrier> = async (context, { params, body }) => {
  const { barrierId, ...of } = params
  // What eases a restricted barrier is restricted as the barrier is; whether it is one is known once the case is read.
  const ease = (restricted: boolean) =>
    writeInCase(context, { ...of, key: body.key, restricted }, (_file, seen) => {
      const barrier = barriersOf(seen).find((one) => one.barrierId === barrierId)
      if (barrier === undefined)
        return refused('casework.no-barrier', 'There is no such barrier in this case. Load the case again.')
      if (barrier.eased !== null)
        return conflict('casework.barrier-eased', 'Somebody recorded already that this has eased. Load the case again.')
      if (barrier.restricted !== restricted) return refused(OTHERWISE, '')
      const { because } = body
      return { kind: 'barrier-eased', day: schoolTime(context.now).day, body: { barrierId, because }, key: body.key }
    })
  const open = await ease(false)
  return !open.ok && open.problem.code === OTHERWISE ? ease(true) : open
}

const OTHERWISE = 'casework.restricted-barrier'
