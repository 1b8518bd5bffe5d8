import { type Duty, dutyKey, monthsAfter } from '../../../duties/contract.ts'
import { type Day, longDay } from '../../../kernel/day.ts'
import { clockFaults, type YearGroupClock } from '../../../law/day-clock.ts'
import { YEAR_GROUPS } from '../../../law/school-age.ts'
import { thresholdOn } from '../../../law/thresholds.ts'
import type { DutyFacts } from './facts.ts'

const SCHOOL = { kind: 'school' } as const

/** N2: registers stay open for at most 30 minutes, and as long in every session. One duty for each fault of the day clocks. */
export function clockDuties({ clocks, today }: DutyFacts): Duty[] {
  const given = YEAR_GROUPS.flatMap((yearGroup): YearGroupClock[] => {
    const clock = clocks[yearGroup]
    return clock === undefined ? [] : [{ yearGroup, clock }]
  })
  return clockFaults(given)
    .filter(({ code }) => code === 'clock.open-too-long' || code === 'clock.unequal-lengths')
    .map(({ code, message, values, source, verified }) => ({
      key: dutyKey('N2', SCHOOL, code, ...values.map(({ what }) => what)),
      rule: 'N2',
      subject: SCHOOL,
      because: [{ day: null, half: null, code: null, words: message }],
      from: { day: today, time: null },
      due: null,
      actions: [{ label: 'Day clocks', to: '/day-clocks' }],
      source: { source, verified },
    }))
}

/** N22: the day an entry was made decides how long it must be kept: three years before the Regulations of 2024, six since. */
export function retentionDuty({ today }: Pick<DutyFacts, 'today'>, oldest: Day | undefined): Duty[] {
  const years = oldest === undefined ? undefined : thresholdOn('N22', oldest)?.amount
  if (oldest === undefined || years === undefined) return []
  const until = monthsAfter(oldest, 12 * years)
  if (until >= today) return []
  return [
    {
      key: dutyKey('N22', SCHOOL, oldest.slice(0, 4)),
      rule: 'N22',
      subject: SCHOOL,
      because: [
        {
          day: oldest,
          half: null,
          code: null,
          words: `The oldest entry of the journal had to be kept until ${longDay(until)}`,
        },
      ],
      from: { day: until, time: null },
      due: null,
      actions: [{ label: 'Journal', to: '/journal' }],
    },
  ]
}
