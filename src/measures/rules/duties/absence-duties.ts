import { type Duty, dutyKey, type Ended } from '../../../duties/contract.ts'
import { addDays, type Day, weekday } from '../../../kernel/day.ts'
import { type SessionIndex, sessionAt, sessionIndex } from '../../../kernel/session.ts'
import { byteOfCode } from '../../../law/codes.ts'
import { isCompulsorySchoolAge } from '../../../law/school-age.ts'
import { sourceOf } from '../../../policy/contract.ts'
import { schoolDays } from '../../../roll/contract.ts'
import { FEWEST_WEEKS } from '../definitions/fewest-weeks.ts'
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

/**
 * N20 and N21: whoever is severely absent has that duty in place of the other. A support that has begun discharges N20. Before a pupil has six school weeks
 * of their own the figures are not given of them (`FEWEST_WEEKS`), so they are counted in one line of the school's: in September one day is 10 %.
 */
export function persistentDuties(facts: SumsFacts): Duty[] {
  const { asked, sums, supports } = facts
  const weeks = weeksOf(asked)
  const known = sums.filter(({ span }) => weeks.filter((last) => last >= span.from).length >= FEWEST_WEEKS)
  return [...pupilsDuties({ asked, sums: known, supports }), ...tooEarlyDuty(asked, earlyOf(facts, known))]
}

/** The last session so far of each school week that has begun. */
function weeksOf({ calendar, today }: SumsFacts['asked']): readonly SessionIndex[] {
  const days = calendar === undefined ? [] : schoolDays(calendar).filter((day) => day <= today)
  const byWeek = Map.groupBy(days, (day) => addDays(day, 1 - weekday(day)))
  return [...byWeek.values()].flatMap((of) => of.slice(-1).map((day) => sessionIndex({ day, half: 'PM' })))
}

function earlyOf({ sums, supports }: SumsFacts, known: readonly PupilSums[]): readonly PupilSums[] {
  const given = new Set(known)
  return sums.filter((of) => !given.has(of) && isPersistentlyAbsent(of.sessions) && !supports.has(of.pupil.pupilId))
}

function tooEarlyDuty({ year, today }: SumsFacts['asked'], early: readonly PupilSums[]): Duty[] {
  if (early.length === 0) return []
  const subject = { kind: 'school' } as const
  const severe = early.filter(({ sessions }) => isSeverelyAbsent(sessions)).length
  const many = early.length === 1 ? '1 pupil has' : `${early.length} pupils have`
  const half = severe === 0 ? '' : `, ${severe} of them half or more`
  const words = `${many} missed a tenth or more of fewer than ${FEWEST_WEEKS} school weeks${half}: too early for a figure, not for a word with the family`
  return [
    {
      key: dutyKey('N20', subject, String(year), 'early'),
      rule: 'N20',
      subject,
      because: [{ day: null, half: null, code: null, words }],
      from: { day: today, time: null },
      due: null,
      actions: [{ label: 'At risk', to: '/at-risk' }],
    },
  ]
}

function pupilsDuties({ asked, sums, supports }: SumsFacts): Duty[] {
  return sums.flatMap((of) => {
    const rule = isSeverelyAbsent(of.sessions) ? 'N21' : isPersistentlyAbsent(of.sessions) ? 'N20' : undefined
    if (rule === undefined) return []
    const { pupilId } = of.pupil
    const support = rule === 'N20' ? supports.get(pupilId) : undefined
    const subject = { kind: 'pupil', id: pupilId } as const
    const key = dutyKey(rule, subject, String(asked.year))
    const duty: Duty = {
      key,
      rule,
      subject,
      because: [{ day: null, half: null, code: null, words: absenceInWords(of) }],
      from: { day: asked.today, time: null },
      due: null,
      actions: [pupilPage(of), caseFrom(of, key), { label: 'Record a support', to: '/supports' }],
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

/** Opens a case for the pupil, or leads to the one that is open: a page of casework, which knows both. */
export function caseFrom({ pupil }: Pick<PupilSums, 'pupil'>, duty: string): Duty['actions'][number] {
  return { label: 'Open a case', to: '/open-case', search: { pupilId: pupil.pupilId, duty } }
}
