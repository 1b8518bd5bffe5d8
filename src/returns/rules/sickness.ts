import { type Duty, dutyKey } from '../../duties/contract.ts'
import { type Day, longDay } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import { compareSessions, type Session, sessionAt, sessionIndex } from '../../kernel/session.ts'
import { byteOfCode } from '../../law/codes.ts'
import { isCompulsorySchoolAge } from '../../law/school-age.ts'
import { sourceOf } from '../../policy/contract.ts'
import { type Effect, type Run, runsOf } from '../../register/contract.ts'
import {
  type EnrolmentOfYear,
  hasSession,
  type SchoolCalendar,
  schoolDays,
  sessionIndexes,
} from '../../roll/contract.ts'
import { onRoll, type ReportedIllness, type ReturnFacts } from './facts.ts'
import { isPossible, openReturn } from './marks.ts'

const ILL = byteOfCode('I')
const SESSIONS_A_DAY = 2

/** The rule in words, as screens say it. */
export const FORECAST_RULE =
  'Counted are the sessions marked I this school year, those already marked I ahead, and those for which the family has reported an illness with a last day or a day of return. Two sessions are a day. Nothing else is guessed.'

/** How near a pupil is to the days that ask for a sickness return. */
export interface SicknessForecast {
  readonly pupilId: PupilId
  /** Sessions marked I until now. */
  readonly missed: number
  /** Sessions still to come that are known: marked ahead, or reported with an end. */
  readonly ahead: number
  /** The school day on which it comes to the limit; null where nothing known says that it will. */
  readonly reachesOn: Day | null
  /** Whether that day has come. */
  readonly reached: boolean
  /** When the last of the grounds became known; null where marks alone say it. */
  readonly knownSince: Day | null
  /** Why it is expected, in plain words. */
  readonly grounds: readonly string[]
  /** The strip with what is known ahead filled in. */
  readonly strip: Uint8Array
}

/** What is known of one pupil's illness in the school year. Undefined where there is none. */
export function forecastSickness(
  facts: Pick<ReturnFacts, 'asked' | 'strips' | 'illnesses'>,
  pupil: EnrolmentOfYear,
): SicknessForecast | undefined {
  const { asked } = facts
  const strip = facts.strips.get(pupil.pupilId)
  if (strip === undefined || asked.calendar === undefined) return undefined
  const reports = facts.illnesses.filter((one) => one.pupilId === pupil.pupilId && one.until.kind !== 'unknown')
  if (!strip.includes(ILL) && reports.length === 0) return undefined
  const filled = Uint8Array.from(strip)
  const now = sessionIndex({ day: asked.today, half: 'AM' })
  for (const place of reports.length === 0 ? [] : sessionIndexes(asked.calendar)) {
    const isToCome = place >= now && pupil.firstSession <= place && place <= pupil.lastSession
    if (isToCome && filled[place] === 0 && reports.some((one) => speaksOf(one, sessionAt(asked.year, place))))
      filled[place] = ILL
  }
  const ill = illSessions(filled, { pupil, year: asked.year, calendar: asked.calendar })
  const isPast = (place: number) => place < now || (strip[place] === ILL && place <= now + 1)
  const missed = ill.filter(isPast).length
  const limit = SESSIONS_A_DAY * asked.policy.policy.sicknessReturn.after.amount
  const at = ill[limit - 1]
  const reachesOn = at === undefined ? null : sessionAt(asked.year, at).day
  const ahead = ill.length - missed
  return {
    pupilId: pupil.pupilId,
    missed,
    ahead,
    reachesOn,
    reached: missed >= limit,
    knownSince:
      reports
        .map(({ receivedOn }) => receivedOn)
        .sort()
        .at(-1) ?? null,
    grounds: groundsOf({
      missed,
      ahead,
      reports,
      planned: ill.some((place) => !isPast(place) && strip[place] === ILL),
    }),
    strip: filled,
  }
}

/** The places of a strip marked I on which the school meets and the pupil is on roll, in order: looked for, as most pupils have few. */
function illSessions(
  strip: Uint8Array,
  of: { pupil: EnrolmentOfYear; year: SchoolYear; calendar: SchoolCalendar },
): readonly number[] {
  const { pupil, year, calendar } = of
  const found: number[] = []
  let place = strip.indexOf(ILL, pupil.firstSession)
  while (place >= 0 && place <= pupil.lastSession) {
    if (hasSession(calendar, sessionAt(year, place))) found.push(place)
    place = strip.indexOf(ILL, place + 1)
  }
  return found
}

function speaksOf({ first, until }: ReportedIllness, session: Session): boolean {
  if (until.kind === 'unknown' || compareSessions(session, first) < 0) return false
  return until.kind === 'day' ? session.day <= until.day : session.day < until.day
}

/** "12 school days", "half a school day". */
export function daysOf(sessions: number): string {
  const days = sessions / SESSIONS_A_DAY
  return `${days} school ${days === 1 ? 'day' : 'days'}`
}

function groundsOf(of: {
  missed: number
  ahead: number
  reports: readonly ReportedIllness[]
  planned: boolean
}): readonly string[] {
  return [
    `${daysOf(of.missed)} missed for illness this school year`,
    ...(of.planned ? ['Illness is marked ahead in the registers'] : []),
    ...(of.ahead === 0 ? [] : of.reports).map(({ until, receivedOn }) =>
      until.kind === 'unknown'
        ? ''
        : `The family said on ${longDay(receivedOn)}: ${until.kind === 'day' ? 'ill until' : 'back on'} ${longDay(until.day)}`,
    ),
  ].filter((words) => words !== '')
}

/**
 * N8 on belief: 15 school days of illness that have not passed yet and are known to come. The same duty as when they have passed, under the
 * same key; and one more for a later illness that by itself comes to 15 days after a return was sent.
 */
export function sicknessDuties(facts: ReturnFacts): Duty[] {
  return facts.pupils.flatMap((pupil) => {
    const forecast = forecastSickness(facts, pupil)
    if (forecast === undefined) return []
    return [...expected(facts, { pupil, forecast }), ...another(facts, { pupil, forecast })]
  })
}

type OfPupil = { readonly pupil: EnrolmentOfYear; readonly forecast: SicknessForecast }

function expected({ asked }: ReturnFacts, { pupil, forecast }: OfPupil): Duty[] {
  const { reachesOn, reached, grounds } = forecast
  // Once reached, measures has this very duty.
  if (reachesOn === null || reached || !isCompulsorySchoolAge(pupil.born, reachesOn)) return []
  const subject = { kind: 'pupil', id: pupil.pupilId } as const
  const since = forecast.knownSince ?? asked.today
  const { amount } = asked.policy.policy.sicknessReturn.after
  return [
    {
      key: dutyKey('N8', subject, String(asked.year)),
      rule: 'N8',
      subject,
      because: [
        {
          day: reachesOn,
          half: null,
          code: 'I',
          words: `Expected to come to ${amount} school days of illness on this day`,
        },
        ...grounds.map((words) => ({ day: null, half: null, code: null, words })),
      ],
      from: { day: since, time: null },
      due: { kind: 'by', day: since, time: null },
      actions: [openReturn],
      source: sourceOf(asked.policy, 'sicknessReturn'),
    },
  ]
}

const illness = (byte: number): Effect => (byte === ILL ? 'counts' : isPossible(byte) ? 'ends' : 'passes')

function another({ asked, sicknessSent }: ReturnFacts, { pupil, forecast }: OfPupil): Duty[] {
  const sent = sicknessSent.get(pupil.pupilId)
  if (sent === undefined || asked.calendar === undefined) return []
  const days = schoolDays(asked.calendar).map((day) => ({ day, place: sessionIndex({ day, half: 'AM' }) }))
  const { amount } = asked.policy.policy.sicknessReturn.after
  const runs = runsOf(forecast.strip, { days, onRoll: onRoll(pupil), effect: illness })
  return runs
    .filter(({ days: [first] }) => first !== undefined && first > sent)
    .flatMap((run) => ofRun(asked, { pupil, run, amount }))
}

function ofRun(asked: ReturnFacts['asked'], of: { pupil: EnrolmentOfYear; run: Run; amount: number }): Duty[] {
  const { pupil, run, amount } = of
  const [first, at] = [run.days[0], run.days[amount - 1]]
  if (first === undefined || at === undefined || !isCompulsorySchoolAge(pupil.born, at)) return []
  const subject = { kind: 'pupil', id: pupil.pupilId } as const
  const [due = at] = [at, asked.today].sort()
  return [
    {
      key: dutyKey('N8', subject, String(asked.year), first),
      rule: 'N8',
      subject,
      because: [
        { day: first, half: null, code: 'I', words: `Another illness, of ${amount} school days one after the other` },
        { day: at, half: null, code: 'I', words: `Comes to ${amount} days on this day` },
      ],
      from: { day: first, time: null },
      due: { kind: 'by', day: due, time: null },
      actions: [openReturn],
      source: sourceOf(asked.policy, 'sicknessReturn'),
    },
  ]
}
