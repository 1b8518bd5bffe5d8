import { type Duty, dutyKey } from '../../../duties/contract.ts'
import { type Day, day } from '../../../kernel/day.ts'
import { firstDayOf, lastDayOf } from '../../../kernel/school-year.ts'
import { type Citation, read } from '../../../law/citation.ts'
import { NO_SECTION, type Policy, type PolicyInForce, sourceOf } from '../../../policy/contract.ts'
import type { Stretch } from '../facts.ts'
import { halfTermsOf } from '../stretches.ts'
import type { SumsFacts } from './facts.ts'

/** The one section that promises this; where the file names none, all that state the setting. */
function sectionOf(policy: PolicyInForce, section: string): Citation {
  const { version } = policy
  if (version === null || section === NO_SECTION) return sourceOf(policy, 'reports')
  return read(`The school’s policy “${policy.policy.title}”, version ${version}, section ${section}`)
}

type Report = Policy['reports'][number]

const RULE_OF: Partial<Record<Report['to'], string>> = { governors: 'B19', trustees: 'B19', parents: 'B20' }

/** B18 to B20: what the policy promises to report once in each half-term, term, half or whole year. Due by the end of the period. */
export function reportDuties({ asked }: Pick<SumsFacts, 'asked'>): Duty[] {
  const { policy } = asked
  return policy.policy.reports.flatMap((report) =>
    periodsOf(asked, report.every)
      .filter(({ from, to }) => from <= asked.today && (policy.from === null || policy.from <= to))
      .map((period): Duty => {
        const subject = { kind: 'school' } as const
        const rule = RULE_OF[report.to] ?? 'B18'
        return {
          key: dutyKey(rule, subject, report.to, report.every, report.about, period.from),
          rule,
          subject,
          because: [
            {
              day: null,
              half: null,
              code: null,
              words: `To ${report.to}, once each ${report.every}: ${report.about} (${period.name})`,
            },
          ],
          from: { day: period.from, time: null },
          due: { kind: 'by', day: period.to, time: null },
          actions: [{ label: 'Figures', to: '/figures' }],
          source: sectionOf(policy, report.section),
        }
      }),
  )
}

/** The periods of a year in which something is reported once; none where it is weekly, daily or whenever there is cause. */
function periodsOf({ calendar, year }: SumsFacts['asked'], every: Report['every']): readonly Stretch[] {
  const [from, to]: [Day, Day] = [firstDayOf(year), lastDayOf(year)]
  if (every === 'year') return [{ name: 'this school year', from, to }]
  if (every === 'half year') {
    return [
      { name: 'first half of the year', from, to: day(`${year + 1}-01-31`) },
      { name: 'second half of the year', from: day(`${year + 1}-02-01`), to },
    ]
  }
  if (calendar === undefined) return []
  if (every === 'term') return calendar.terms.map(({ name, first, last }) => ({ name, from: first, to: last }))
  return every === 'half term' ? halfTermsOf(calendar) : []
}
