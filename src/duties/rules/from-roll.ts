import type { Day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { firstDayOf } from '../../kernel/school-year.ts'
import { compareYearGroups, type YearGroup } from '../../law/school-age.ts'
import { sourceOf } from '../../policy/contract.ts'
import { type EnrolmentOfYear, schoolDays } from '../../roll/contract.ts'
import type { DutyAsked } from '../contract/asked.ts'
import type { Duty } from '../contract/duty.ts'
import { dueAfter } from './clocks.ts'
import { dutyKey } from './duty-key.ts'
import { NEW_PUPIL_DAYS } from './own-rules.ts'

type Asked = Pick<DutyAsked, 'today' | 'year' | 'calendar' | 'days' | 'policy'>

const admission = (pupilId: PupilId) => ({
  label: 'Admission record',
  to: '/pupils/$pupilId/record',
  params: { pupilId },
})

/**
 * N9: the return of a pupil who began in this school year, by the end of the fifth day after the starting day. None for those who begin in the school's
 * youngest year group with the year itself (regulation 13(3)).
 */
export function newPupilDuties(
  asked: Asked,
  of: { readonly enrolments: readonly EnrolmentOfYear[]; readonly yearGroups: readonly YearGroup[] },
): Duty[] {
  const youngest = of.yearGroups.toSorted(compareYearGroups)[0]
  const firstDay = asked.calendar === undefined ? undefined : schoolDays(asked.calendar)[0]
  const beginsTheYear = ({ startingDay, yearGroup }: EnrolmentOfYear) =>
    firstDay !== undefined && startingDay <= firstDay && yearGroup === youngest
  return of.enrolments
    .filter(({ startingDay }) => firstDayOf(asked.year) <= startingDay && startingDay <= asked.today)
    .filter((one) => !beginsTheYear(one))
    .map(({ pupilId, startingDay }) => newPupil(asked, { pupilId, startingDay }))
}

function newPupil({ days }: Asked, { pupilId, startingDay }: { pupilId: PupilId; startingDay: Day }): Duty {
  const subject = { kind: 'pupil', id: pupilId } as const
  const from = { day: startingDay, time: null }
  return {
    key: dutyKey('N9', subject, startingDay),
    rule: 'N9',
    subject,
    because: [{ day: startingDay, half: null, code: null, words: 'Entered in the admission register from this day' }],
    from,
    due: dueAfter(from, { amount: NEW_PUPIL_DAYS, unit: 'days' }, days),
    actions: [admission(pupilId)],
  }
}

/** What the roll says of one pupil's numbers. */
export interface Numbers {
  readonly pupilId: PupilId
  readonly numbers: number
  readonly parentsWithout: number
}

/** A number for each parent at home is the regulation's; how many there should be in all is the policy's (B17). */
export function contactDuties({ policy, today }: Asked, gaps: readonly Numbers[]): Duty[] {
  const wanted = policy.policy.emergencyContacts.atLeast
  const from = { day: today, time: null }
  return gaps.flatMap(({ pupilId, numbers, parentsWithout }) => {
    const subject = { kind: 'pupil', id: pupilId } as const
    const about = (rule: string, words: string): Duty => ({
      key: dutyKey(rule, subject),
      rule,
      subject,
      because: [{ day: null, half: null, code: null, words }],
      from,
      due: null,
      actions: [admission(pupilId)],
    })
    const parents = parentsWithout === 1 ? 'A parent' : `${parentsWithout} parents`
    const ofParents = `${parents} at home without a telephone number`
    const ofAll = `${numbers === 0 ? 'No telephone number' : `${numbers} telephone ${numbers === 1 ? 'number' : 'numbers'}`} of ${wanted} wanted`
    return [
      ...(parentsWithout > 0 ? [about('roll.parent-number', ofParents)] : []),
      ...(numbers < wanted ? [{ ...about('B17', ofAll), source: sourceOf(policy, 'emergencyContacts') }] : []),
    ]
  })
}
