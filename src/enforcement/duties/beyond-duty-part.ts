import { isAction } from '../rules/beyond/action-state.ts'
import { BEYOND_DUTY_RULES, beyondDuties } from '../rules/beyond/beyond-duties.ts'
import { type DutyPart, threadsForDuties } from './part.ts'

/** The clocks of fast tracks, orders and prosecutions. */
export const beyondDutyPart: DutyPart = {
  rules: BEYOND_DUTY_RULES,
  find: async (tx, asked) => {
    const threads = await threadsForDuties(tx, asked)
    return threads.flatMap(({ kind, ...thread }) =>
      isAction(kind) ? beyondDuties({ ...thread, kind }, asked.today) : [],
    )
  },
}
