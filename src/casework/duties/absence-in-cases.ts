import type { DutySource } from '../../duties/index.ts'
import { asInCase, isAnsweredInCases } from '../rules/cases/absence-duties.ts'
import { caseFactsForDuties } from './index.ts'

/** A source that knows nothing of cases, whose duties of support are answered where a case of the child is open. */
export function withCases(source: DutySource): DutySource {
  return {
    ...source,
    find: async (tx, asked) => {
      const duties = await source.find(tx, asked)
      if (!duties.some(isAnsweredInCases)) return duties
      const { cases } = await caseFactsForDuties(tx, asked)
      const open = new Map(cases.filter(({ state }) => state.status === 'open').map((one) => [one.pupilId, one]))
      return duties.flatMap((duty) => {
        const one = isAnsweredInCases(duty) && duty.subject.kind === 'pupil' ? open.get(duty.subject.id) : undefined
        if (one === undefined) return [duty]
        const answered = asInCase(duty, one, asked.today)
        return answered.ended !== undefined && answered.ended.at.slice(0, 10) < asked.endedSince ? [] : [answered]
      })
    },
  }
}
