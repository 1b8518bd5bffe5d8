import { actionState, isAction, isActionEvent } from '../rules/beyond/action-state.ts'
import { BEYOND_DUTY_RULES, beyondDuties } from '../rules/beyond/beyond-duties.ts'
import { countedSince } from '../standing/counted-since.ts'
import { type DutyPart, threadsForDuties } from './part.ts'

/** The clocks of fast tracks, orders and prosecutions, and what was missed after a final warning. */
export const beyondDutyPart: DutyPart = {
  rules: BEYOND_DUTY_RULES,
  find: async (tx, asked) => {
    const { schoolId, today } = asked
    const threads = await threadsForDuties(tx, asked)
    const actions = threads.flatMap(({ kind, ...thread }) => (isAction(kind) ? [{ ...thread, kind }] : []))
    const warned = actions.flatMap(({ kind, pupilId, events }) => {
      const state = actionState(kind, events.filter(isActionEvent))
      return state?.stage === 'warned' ? [{ pupilId, since: state.since }] : []
    })
    const [since = today] = warned.map((one) => one.since).toSorted()
    const pupilIds = warned.map(({ pupilId }) => pupilId)
    const marks = await countedSince(tx, { schoolId, pupilIds, since, today })
    const byPupil = Map.groupBy(
      threads.filter(({ kind }) => kind === 'consideration'),
      ({ pupilId }) => pupilId,
    )
    return actions.flatMap((thread) =>
      beyondDuties(thread, today, {
        marks: marks.get(thread.pupilId) ?? [],
        considerations: byPupil.get(thread.pupilId) ?? [],
      }),
    )
  },
}
