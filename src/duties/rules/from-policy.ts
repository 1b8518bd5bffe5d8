import { addDays, type Day, day, longDay, parseDay } from '../../kernel/day.ts'
import { read } from '../../law/citation.ts'
import type { DutyAsked } from '../contract/asked.ts'
import type { Duty } from '../contract/duty.ts'
import { monthsAfter } from './clocks.ts'
import { dutyKey } from './duty-key.ts'

/** The last day of what a policy names: a day, a month or a year. */
export function lastDayOfPart(text: string): Day {
  const whole = parseDay(text)
  if (whole !== undefined) return whole
  const firstOfMonth = day(text.length === 4 ? `${text}-12-01` : `${text}-01`)
  return addDays(monthsAfter(firstOfMonth, 1), -1)
}

/** B22: a school's own policy is reviewed by the day that it names. Law and guidance alone promise no review. */
export function policyReviewDuty({ policy, today }: Pick<DutyAsked, 'policy' | 'today'>): Duty[] {
  const { version, from } = policy
  const { nextReview, reviewed, title } = policy.policy
  if (version === null) return []
  const subject = { kind: 'school' } as const
  const by = lastDayOfPart(nextReview.by)
  return [
    {
      key: dutyKey('B22', subject, nextReview.by),
      rule: 'B22',
      subject,
      because: [
        { day: null, half: null, code: null, words: `Last reviewed in ${reviewed.on}, next by ${longDay(by)}` },
      ],
      from: { day: from ?? today, time: null },
      due: { kind: 'by', day: by, time: null },
      actions: [{ label: 'Policy', to: '/policy' }],
      source: read(`The school’s policy “${title}”, version ${version}, section ${nextReview.section}`),
    },
  ]
}
