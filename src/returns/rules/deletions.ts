import { type Duty, dutyKey } from '../../duties/contract.ts'
import { addDays, type Day } from '../../kernel/day.ts'
import type { ReturnFacts } from './facts.ts'
import { openReturn } from './marks.ts'

/** How long after the summer holidays the leavers of the year before are looked for. */
export const LEAVERS_LOOKED_BACK = 92

/** N10: a name that is to go, or has gone. Not of those who finish the school's last year, unless the authority asks for them. */
export function deletionDuties({ asked, pupils, leftBefore, settings, yearGroups }: ReturnFacts): Duty[] {
  const oldest = yearGroups.at(-1)
  const earliest = addDays(asked.today, -LEAVERS_LOOKED_BACK)
  const before = leftBefore.filter(({ leavingDay }) => leavingDay !== null && leavingDay >= earliest)
  return [...before, ...pupils.filter(({ pupilId }) => !before.some((one) => one.pupilId === pupilId))].flatMap(
    (pupil) => {
      const { leavingDay } = pupil
      if (leavingDay === null || (!settings.finalYear && pupil.yearGroup === oldest && endsTheYear(leavingDay)))
        return []
      const subject = { kind: 'pupil', id: pupil.pupilId } as const
      return [
        {
          key: dutyKey('N10', subject, leavingDay),
          rule: 'N10',
          subject,
          because: [{ day: leavingDay, half: null, code: null, words: 'The last day on roll, as it was entered' }],
          from: { day: leavingDay, time: null },
          due: { kind: 'by' as const, day: leavingDay, time: null },
          actions: [openReturn],
        },
      ]
    },
  )
}

/** From the last Friday in June on, when compulsory school age ends, to the end of August: a normal end of the last year. */
function endsTheYear(day: Day): boolean {
  const inYear = day.slice(5)
  return inYear >= '06-24' && inYear <= '08-31'
}
