import { notAllowed, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { caseState } from '../rules/cases/case-state.ts'
import { closingFault } from '../rules/cases/closing.ts'
import { entryOfMove, moveFault } from '../rules/cases/moves.ts'
import { showsSupport } from '../rules/cases/next-steps.ts'
import { isRepeated } from './is-repeated.ts'
import { keepEntries } from './keep-entries.ts'
import { hasCase, oneAtATime, openAmong } from './open-case.ts'
import { readCase, readCases } from './store.ts'

/** Up, down, closed, opened again: by the rule of `moveFault`, which the screen knows as well. */
export const moveCase: UseCase<typeof contract.moveCase> = async (context, { params, body: { key, move } }) => {
  const { tx, now } = context
  const { schoolId, caseId } = params
  const file = await readCase(tx, { schoolId, caseId, restricted: false })
  const state = file && caseState(file.entries)
  if (file === undefined || state === undefined) return notAllowed()
  const entry = entryOfMove(move, { day: schoolTime(now).day, key })
  const repeated = await isRepeated(context, { ...entry, schoolId, caseId })
  if (!repeated.ok) return repeated
  if (repeated.value) return success({ caseId })
  const mayDecide = context.may('casework.decide') !== undefined
  const fault = moveFault({ state, supportShown: showsSupport(file.entries), mayDecide }, move)
  if (fault !== undefined) return refused(fault.code, fault.message)
  const left = move.kind === 'close' ? closingFault(file.entries) : undefined
  if (left !== undefined) return refused(left.code, left.message)
  if (move.kind === 'reopen') {
    await oneAtATime(tx, schoolId, file.pupilId)
    const open = openAmong(await readCases(tx, { schoolId, pupilIds: [file.pupilId], restricted: false }))
    if (open !== undefined) return hasCase(open)
  }
  const kept = await keepEntries(context, { ...file, schoolId }, [entry])
  if (!kept.ok) return kept
  context.audit({ subject: file.pupilId, facts: { kind: entry.kind } })
  return success({ caseId })
}
