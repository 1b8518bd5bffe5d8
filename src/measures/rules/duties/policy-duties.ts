import { type Duty, dutyKey } from '../../../duties/contract.ts'
import { type Day, day } from '../../../kernel/day.ts'
import { firstDayOf, lastDayOf } from '../../../kernel/school-year.ts'
import { type SessionIndex, sessionAt } from '../../../kernel/session.ts'
import { type Citation, read } from '../../../law/citation.ts'
import { NO_SECTION, type Policy, type PolicyInForce, sourceOf } from '../../../policy/contract.ts'
import type { Stretch } from '../facts.ts'
import { countStrip, noSessions, sessionsOf } from '../sessions.ts'
import { placeOfEnd } from '../shown/counted-until.ts'
import { halfTermsOf } from '../stretches.ts'
import { absenceInWords, caseFrom, pupilPage } from './absence-duties.ts'
import type { PupilSums, SumsFacts } from './facts.ts'

type Rung = Policy['letters'][number]

/** B10 and B11: the rungs of the letter ladder that a pupil's attendance has reached, each after the one before. */
export function ladderDuties({ asked, sums }: SumsFacts): Duty[] {
  const { letters, targets } = asked.policy.policy
  const rungs = letters.flatMap((rung): { rung: Rung; below: number; rule: string }[] => {
    if (rung.below === undefined) return []
    if (rung.below !== 'target') return [{ rung, below: rung.below, rule: 'B10' }]
    return targets.attendance === undefined ? [] : [{ rung, below: targets.attendance, rule: 'B11' }]
  })
  // Written in any order, climbed from the mildest: the higher percentage is reached first.
  const ladder = rungs.toSorted((one, other) => other.below - one.below)
  return sums.flatMap((of) => {
    let after: string | undefined
    return ladder
      .filter(({ below }) => isBelow(of, below))
      .map(({ rung, below, rule }): Duty => {
        const subject = { kind: 'pupil', id: of.pupil.pupilId } as const
        const key = dutyKey(rule, subject, String(asked.year), rung.step, String(below))
        const before = after
        after = key
        return {
          key,
          rule,
          subject,
          because: [
            {
              day: null,
              half: null,
              code: null,
              words: `${stepInWords(rung)} below ${below} %: ${absenceInWords(of)}`,
            },
          ],
          from: { day: asked.today, time: null },
          due: null,
          actions: [pupilPage(of), caseFrom(of, key)],
          source: sectionOf(asked.policy, rung.section, 'letters'),
          ...(before === undefined ? {} : { after: before }),
        }
      })
  })
}

const STEPS: Readonly<Record<Rung['step'], string>> = {
  letter: 'A letter home',
  meeting: 'A meeting with the family',
  plan: 'A plan with the family',
  referral: 'A referral',
}

function stepInWords({ step }: Rung): string {
  return STEPS[step]
}

/** Attendance below a percentage, in whole numbers: percentages of a policy have at most two decimal places. */
function isBelow({ sessions }: PupilSums, percent: number): boolean {
  const { attended, possible } = sessions
  return possible > 0 && 10_000 * attended < Math.round(100 * percent) * possible
}

/** B13: so many lates in one half of a term. */
export function lateDuties(facts: SumsFacts): Duty[] {
  const { asked } = facts
  const rungs = asked.policy.policy.letters.filter(({ lates }) => lates !== undefined)
  const half = asked.calendar && halfTermsOf(asked.calendar).findLast(({ from }) => from <= asked.today)
  if (rungs.length === 0 || half === undefined) return []
  const first = (placeOfEnd(asked.year, half.from) - 1) as SessionIndex
  return facts.sums.flatMap((of) => {
    const counts = noSessions()
    countStrip(counts, of.strip, { from: Math.max(first, of.span.from) as SessionIndex, to: of.span.to })
    const { late } = sessionsOf(counts)
    return rungs.flatMap((rung) => (late < (rung.lates ?? 0) ? [] : [lateDuty(facts, { of, rung, late, half })]))
  })
}

function lateDuty({ asked }: SumsFacts, about: { of: PupilSums; rung: Rung; late: number; half: Stretch }): Duty {
  const { of, rung, late, half } = about
  const subject = { kind: 'pupil', id: of.pupil.pupilId } as const
  const words = `${stepInWords(rung)} after ${rung.lates} lates: ${late} since ${half.name} began`
  const key = dutyKey('B13', subject, half.from, rung.step)
  return {
    key,
    rule: 'B13',
    subject,
    because: [{ day: half.from, half: null, code: null, words }],
    from: { day: sessionAt(asked.year, of.span.to).day, time: null },
    due: null,
    actions: [pupilPage(of), caseFrom(of, key)],
    source: sectionOf(asked.policy, rung.section, 'letters'),
  }
}

/** The one section that promises this; where the file names none, all that state the setting. */
function sectionOf(policy: PolicyInForce, section: string, setting: 'letters' | 'reports'): Citation {
  const { version } = policy
  if (version === null || section === NO_SECTION) return sourceOf(policy, setting)
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
          source: sectionOf(policy, report.section, 'reports'),
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
