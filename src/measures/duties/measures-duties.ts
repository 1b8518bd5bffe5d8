import { type DutySource, enrolmentsForDuties } from '../../duties/index.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { sessionIndex } from '../../kernel/session.ts'
import { stripsForDuties } from '../../register/index.ts'
import { type KeptSupport, supportsOf } from '../compared/store.ts'
import { persistentDuties, sicknessDuties } from '../rules/duties/absence-duties.ts'
import { MEASURES_DUTY_RULES } from '../rules/duties/duty-rules.ts'
import { type OpenSupport, pupilSums, type SumsFacts } from '../rules/duties/facts.ts'
import { reportDuties } from '../rules/duties/policy-duties.ts'
import { countedUntil } from '../rules/shown/counted-until.ts'

/** The duties that sums over marks make: sickness returns, support, and reports that the policy promises. */
export const measuresDuties: DutySource = {
  slice: 'measures',
  rules: MEASURES_DUTY_RULES,
  find: async (tx, asked) => {
    const { schoolId, today, time, year, clocks } = asked
    const enrolments = await enrolmentsForDuties(tx, asked)
    const strips = await stripsForDuties(tx, asked)
    const supports = await supportsOf(tx, { schoolId })
    const until = countedUntil(year, { day: today, time }, clocks)
    const sums = pupilSums(enrolments, { strips, until, now: sessionIndex({ day: today, half: 'AM' }) })
    const facts: SumsFacts = { asked, sums, supports: openSupports(supports, today) }
    return [...sicknessDuties(facts), ...persistentDuties(facts), ...reportDuties(facts)]
  },
}

/** The latest support of each pupil named in one that goes on. */
function openSupports(supports: readonly KeptSupport[], today: string): ReadonlyMap<PupilId, OpenSupport> {
  const open = supports.filter(({ from, to }) => from <= today && (to === null || to >= today)).toReversed()
  return new Map(
    open.flatMap(({ pupilIds, name, recordedAt, recordedByName, recordedByPosition }) => {
      const support = { name, at: recordedAt, by: { name: recordedByName, position: recordedByPosition } }
      return (pupilIds ?? []).map((id) => [id, support] as const)
    }),
  )
}
