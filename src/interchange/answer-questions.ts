import { notAllowed, success } from '../kernel/result.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import type * as contract from './contract.ts'
import { nextState } from './rules/import-state.ts'
import { findImport, updateImport } from './store.ts'

export const answerQuestions: UseCase<typeof contract.answerQuestions> = async (context, { params, body }) => {
  const { tx } = context
  const row = await findImport(tx, { ...params, lock: true })
  if (row === undefined) return notAllowed()
  const next = nextState(row.state, 'answer')
  if (!next.ok) return next
  const answers = { ...row.answers, ...body, sexes: { ...row.answers.sexes, ...body.sexes } }
  await updateImport(tx, params, { state: next.value, answers, sentence: '', at: context.now })
  context.audit({ subject: params.importId, facts: { answered: Object.keys(body) } })
  await context.say('roster-import-waits', { schoolId: params.schoolId, importId: params.importId })
  return success({ state: next.value })
}
