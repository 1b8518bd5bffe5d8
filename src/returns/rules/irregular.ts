import { type Duty, dueAfter, dutyKey } from '../../duties/contract.ts'
import type { Day } from '../../kernel/day.ts'
import { firstDayOf } from '../../kernel/school-year.ts'
import { type Session, sessionIndex } from '../../kernel/session.ts'
import { isCompulsorySchoolAge } from '../../law/school-age.ts'
import { thresholdOn } from '../../law/thresholds.ts'
import { runsOf, unauthorised } from '../../register/contract.ts'
import { type EnrolmentOfYear, schoolDays } from '../../roll/contract.ts'
import { onRoll, type ReturnFacts } from './facts.ts'
import { openReturn, sessionsWith } from './marks.ts'

const UNAUTHORISED = ['G', 'N', 'O', 'U'] as const
const TEN_DAYS = 20
const MONTH = { amount: 1, unit: 'months' } as const

/** N7, and the local list of ten days, of one school year. Who is on the return for ten days in a row (N6) is not on it twice. */
export function irregularDuties(facts: ReturnFacts): Duty[] {
  return facts.pupils.flatMap((pupil) => {
    const strip = facts.strips.get(pupil.pupilId)
    if (strip === undefined) return []
    const { year, today } = facts.asked
    const [, first = firstDayOf(year)] = [pupil.startingDay, firstDayOf(year)].sort()
    const last = pupil.leavingDay !== null && pupil.leavingDay < today ? pupil.leavingDay : today
    const sessions = sessionsWith(strip, { year, codes: UNAUTHORISED, from: first, to: last })
    if (sessions.length < Math.min(facts.settings.irregularSessions, TEN_DAYS)) return []
    const reported = tenthDays(facts, { pupil, strip })
    return [...monthly(facts, { pupil, sessions, reported }), ...localTenDays(facts, { pupil, sessions, reported })]
  })
}

/** The days on which a run of unauthorised absence came to the ten days of N6. */
function tenthDays({ asked }: ReturnFacts, of: { pupil: EnrolmentOfYear; strip: Uint8Array }): readonly Day[] {
  if (asked.calendar === undefined) return []
  const days = schoolDays(asked.calendar)
    .filter((day) => day <= asked.today)
    .map((day) => ({ day, place: sessionIndex({ day, half: 'AM' }) }))
  const amount = thresholdOn('N6', asked.today)?.amount ?? 10
  return runsOf(of.strip, { days, onRoll: onRoll(of.pupil), effect: unauthorised }).flatMap(
    (run) => run.days[amount - 1] ?? [],
  )
}

interface Irregular {
  readonly pupil: EnrolmentOfYear
  /** Of unauthorised absence, in order. */
  readonly sessions: readonly Session[]
  readonly reported: readonly Day[]
}

/** `2026-11`. */
export const monthOf = (day: Day): string => day.slice(0, 7)

function monthly({ asked, settings, toldInRow }: ReturnFacts, { pupil, sessions, reported }: Irregular): Duty[] {
  return [...Map.groupBy(sessions, ({ day }) => monthOf(day))].flatMap(([month, ofMonth]) => {
    const reached = ofMonth[settings.irregularSessions - 1]
    const told = toldInRow.get(pupil.pupilId)?.has(month) === true
    if (reached === undefined || told || reported.some((day) => monthOf(day) === month)) return []
    return duty(asked, {
      rule: 'N7',
      trigger: month,
      pupil,
      sessions: ofMonth,
      reached: reached.day,
      words: `${ofMonth.length} sessions of unauthorised absence in this month`,
    })
  })
}

function localTenDays({ asked, settings }: ReturnFacts, { pupil, sessions, reported }: Irregular): Duty[] {
  const reached = sessions[TEN_DAYS - 1]
  if (!settings.localTenDays || reached === undefined || reported.length > 0) return []
  return duty(asked, {
    rule: 'returns.local-ten-days',
    trigger: String(asked.year),
    pupil,
    sessions,
    reached: reached.day,
    words: `${sessions.length} sessions of unauthorised absence this school year, not one after the other`,
  })
}

function duty(
  asked: ReturnFacts['asked'],
  of: Omit<Irregular, 'reported'> & { rule: string; trigger: string; reached: Day; words: string },
): Duty[] {
  const { rule, trigger, pupil, sessions, reached, words } = of
  if (!isCompulsorySchoolAge(pupil.born, reached)) return []
  const subject = { kind: 'pupil', id: pupil.pupilId } as const
  const from = { day: reached, time: null }
  const [first, last] = [sessions[0]?.day ?? reached, sessions.at(-1)?.day ?? reached]
  return [
    {
      key: dutyKey(rule, subject, trigger),
      rule,
      subject,
      because: [
        { day: first, half: null, code: null, words },
        ...(last === first ? [] : [{ day: last, half: null, code: null, words: 'The last of them so far' }]),
      ],
      from,
      due: dueAfter(from, MONTH, asked.days),
      actions: [openReturn],
    },
  ]
}
