import { type Duty, dutyKey, type Ended } from '../../../duties/contract.ts'
import type { Day } from '../../../kernel/day.ts'
import { sessionAt } from '../../../kernel/session.ts'
import { byteOfCode } from '../../../law/codes.ts'
import { isCompulsorySchoolAge } from '../../../law/school-age.ts'
import { sourceOf } from '../../../policy/contract.ts'
import { isPersistentlyAbsent, isSeverelyAbsent } from '../sessions.ts'
import type { OpenSupport, PupilSums, SumsFacts } from './facts.ts'

const ILL = byteOfCode('I')
const SESSIONS_A_DAY = 2

/** N8: 15 school days of illness in the year, one after the other or not, of a pupil of compulsory school age. */
export function sicknessDuties({ asked, sums }: SumsFacts): Duty[] {
  const { after } = asked.policy.policy.sicknessReturn
  return sums.flatMap((of) => {
    const sessions = SESSIONS_A_DAY * after.amount
    if ((of.counts[ILL] ?? 0) < sessions) return []
    const day = dayOfMark(of, sessions, asked.year)
    if (day === undefined || !isCompulsorySchoolAge(of.pupil.born, day)) return []
    const subject = { kind: 'pupil', id: of.pupil.pupilId } as const
    return [
      {
        key: dutyKey('N8', subject, String(asked.year)),
        rule: 'N8',
        subject,
        because: [
          { day, half: null, code: 'I', words: `${after.amount} school days of illness this year, by this day` },
        ],
        from: { day, time: null },
        due: { kind: 'by', day, time: null },
        actions: [pupilPage(of)],
        source: sourceOf(asked.policy, 'sicknessReturn'),
      },
    ]
  })
}

/** The day on which a pupil's marks of illness reached a number. */
function dayOfMark({ strip, span }: PupilSums, number: number, year: SumsFacts['asked']['year']): Day | undefined {
  let found = 0
  for (let place = span.from as number; place <= span.to; place++)
    if (strip[place] === ILL && ++found === number) return sessionAt(year, place).day
  return undefined
}

/** N20 and N21: whoever is severely absent has that duty in place of the other. A support that has begun discharges N20. */
export function persistentDuties({ asked, sums, supports }: SumsFacts): Duty[] {
  return sums.flatMap((of) => {
    const rule = isSeverelyAbsent(of.sessions) ? 'N21' : isPersistentlyAbsent(of.sessions) ? 'N20' : undefined
    if (rule === undefined) return []
    const { pupilId } = of.pupil
    const support = rule === 'N20' ? supports.get(pupilId) : undefined
    const subject = { kind: 'pupil', id: pupilId } as const
    const duty: Duty = {
      key: dutyKey(rule, subject, String(asked.year)),
      rule,
      subject,
      because: [{ day: null, half: null, code: null, words: absenceInWords(of) }],
      from: { day: asked.today, time: null },
      due: null,
      actions: [pupilPage(of), { label: 'Record a support', to: '/supports' }],
    }
    if (support === undefined) return [duty]
    const ended = endedBySupport(support)
    return ended.at.slice(0, 10) < asked.endedSince ? [] : [{ ...duty, ended }]
  })
}

function endedBySupport({ name, at, by }: OpenSupport): Ended {
  return { how: 'done', words: 'A support has begun', confidential: name, at, by }
}

export function absenceInWords({ sessions }: Pick<PupilSums, 'sessions'>): string {
  const { absent, possible } = sessions
  return `${absent} of ${possible} possible sessions missed this year (${((100 * absent) / possible).toFixed(1)} %)`
}

export function pupilPage({ pupil }: Pick<PupilSums, 'pupil'>): Duty['actions'][number] {
  return { label: 'Open the pupil’s year', to: '/pupils/$pupilId', params: { pupilId: pupil.pupilId } }
}
