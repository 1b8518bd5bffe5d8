import { refused, success } from '../kernel/result.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import { actOnce } from './act-once.ts'
import type * as contract from './contract.ts'
import { saveEntry } from './journal/store.ts'
import { marksOfRegister, rollOfRegister } from './load-register.ts'
import type { Entry } from './rules/journal.ts'
import { registerStanding } from './rules/register-state.ts'

/** Reopens a closed register, so that its teacher can save again. */
export const reopenRegister: UseCase<typeof contract.reopenRegister> = async (context, { params, body }) => {
  const loaded = await rollOfRegister(context, params)
  if (!loaded.ok) return loaded
  const roll = loaded.value
  const members = new Set(roll.pupils.map((pupil) => pupil.id))
  const stateAfter = (entries: readonly Entry[]) =>
    registerStanding({ groupId: roll.group.id, session: roll.index, members }, entries).state
  const sent = { schoolId: params.schoolId, operation: 'reopen-register', request: { params, body } }
  return actOnce<{ version: number; state: ReturnType<typeof stateAfter> }>(context, sent, {
    first: async (act) => {
      const marks = await marksOfRegister(context.tx, roll)
      if (!marks.register.closed)
        return refused('register.not-closed', 'This register is not closed: it can be saved as it is.')
      const entry = await saveEntry(context.tx, act.head, {
        act: 'reopened',
        year: roll.year,
        session: roll.index,
        groupId: roll.group.id,
        at: context.now,
        by: context.caller,
        reason: body.reason,
        ...act.keyed,
        marks: [],
        strips: marks.strips,
      })
      context.audit({ subject: params.groupId, facts: { ...roll.session, entry: entry.number } })
      return success({ version: entry.number, state: stateAfter([...marks.entries, entry]) })
    },
    again: async (entry) => {
      const { entries } = await marksOfRegister(context.tx, roll)
      const upTo = entries.filter((one) => one.number <= entry.number)
      return success({ version: entry.number, state: stateAfter(upTo) })
    },
  })
}
