import { type Duty, type DutyRule, dutyKey } from '../../duties/contract.ts'
import type { DutySource } from '../../duties/index.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { unread } from '../../law/citation.ts'
import { stripsForDuties } from '../../register/index.ts'
import type { FirstDayBack } from '../rules/returning/first-day-back.ts'
import { backIn } from './find-back.ts'
import { longAbsenceOf, type MetBack, metSince } from './store.ts'

export const BACK_RULE: DutyRule = {
  id: 'casework.first-day-back',
  title: 'Meet a pupil on the first day back',
  source: unread('The school’s own policy on pupils who return after a long absence; no law sets the days'),
  sourceKind: 'policy',
  owner: 'attendance-officer',
  clock: null,
  consequence: 'A child who is not met on the first day back is more often away on the second.',
  ends: 'facts',
  needs: 'casework.view',
}

/** Children who came back after a long absence, until somebody has met them. Tutors see them in their registers. */
export const backDuties: DutySource = {
  slice: 'casework',
  rules: [BACK_RULE],
  find: async (tx, asked) => {
    const { schoolId, calendar, today } = asked
    const strips = await stripsForDuties(tx, asked)
    const back = backIn(strips, { calendar, today, long: await longAbsenceOf(tx, schoolId) })
    const here = [...back].filter(([, one]) => one.here)
    const [since] = here.map(([, { day }]) => day).toSorted()
    const met = since === undefined ? [] : await metSince(tx, { schoolId, since })
    return here.map(([pupilId, one]) => dutyOf({ pupilId, one, met }))
  },
}

function dutyOf({
  pupilId,
  one,
  met,
}: {
  readonly pupilId: PupilId
  readonly one: FirstDayBack
  readonly met: readonly MetBack[]
}): Duty {
  const subject = { kind: 'pupil', id: pupilId } as const
  const { day, away } = one
  const done = met.find((of) => of.pupilId === pupilId && of.day === day)
  return {
    key: dutyKey(BACK_RULE.id, subject, day),
    rule: BACK_RULE.id,
    subject,
    because: [{ day, half: null, code: null, words: `Back after ${away} school days away` }],
    from: { day, time: null },
    due: { kind: 'by', day, time: null },
    actions: [{ label: 'Back at school', to: '/back-at-school' }],
    ...(done === undefined
      ? {}
      : {
          ended: {
            how: 'done' as const,
            words: 'Met on the first day back',
            at: done.at,
            by: { name: done.name, position: done.position },
          },
        }),
  }
}
