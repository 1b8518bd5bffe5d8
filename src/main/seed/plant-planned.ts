import type { Day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import type { Body } from '../../kernel/operation.ts'
import type { Result } from '../../kernel/result.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { previewPlanned } from '../../leave/contract.ts'
import { planActivity, previewActivity, suspendPupil } from '../../leave/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { pupilsOnRoll } from '../../roll/index.ts'
import { hashText, randomFrom } from '../demo/random.ts'
import type { DemoSchool, DemoTrust } from '../demo/types.ts'
import { momentOn } from './school-years.ts'
import { type Actor, staffingOf } from './staffing.ts'

/** Just before the demonstration begins: the last acts of its journal. */
const THIS_MORNING = 8 * 60 + 39.5
/** In school days from today. */
const [TOMORROW, TRIP, SEVEN_DAYS_ON, PATTERN_ENDS] = [1, 3, 7, 16]
/** Who of a year group in the order of the roll. */
const ON_THE_TRIP = [0, 12] as const
const [SUSPENDED, ELSEWHERE] = [20, 31]

/** As a request of the head would come: it may do everything at the school. */
function contextOf(tx: Tx, by: Actor, now: Moment): Context {
  return {
    tx,
    now,
    caller: by,
    requestId: 'demonstration',
    cookie: undefined,
    answerHeader: () => undefined,
    tenants: [],
    reach: 'all',
    may: () => 'all',
    audit: () => undefined,
    say: async () => undefined,
  }
}

function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`the demonstration could not be planned: ${result.problem.message}`)
  return result.value
}

const am = (day: Day) => ({ day, half: 'AM' as const })
const pm = (day: Day) => ({ day, half: 'PM' as const })

/** A trip, a pattern at another school, and a suspension of seven days for which other education is still to be found. */
export async function plantPlanned(tx: Tx, trust: DemoTrust, school: DemoSchool): Promise<void> {
  if (school.phase !== 'secondary') return
  const schoolId = school.id
  const random = randomFrom(hashText(`planned at ${schoolId}`))
  const thisYear = trust.schoolYears.at(-1)
  const calendar = trust.calendars.find((one) => one.schoolId === schoolId && one.schoolYear === thisYear)
  const days = calendar?.schoolDays ?? []
  const today = days.indexOf(trust.today)
  const [next, trip, seventh, last] = [TOMORROW, TRIP, SEVEN_DAYS_ON, PATTERN_ENDS].map((on) => days[today + on])
  const roll = await pupilsOnRoll(tx, { schoolId, day: trust.today })
  const eighth = roll.filter(({ yearGroup }) => yearGroup === '8').map(({ id }) => id)
  const [suspended, elsewhere] = [eighth[SUSPENDED], eighth[ELSEWHERE]]
  // At the end of a school year nothing is planned for the next.
  if (next === undefined || trip === undefined || seventh === undefined || last === undefined) return
  if (suspended === undefined || elsewhere === undefined) return
  const context = contextOf(tx, staffingOf(trust, schoolId).head, momentOn(trust.today, THIS_MORNING))
  const params = { schoolId }
  const plan = async (wish: Omit<Body<typeof previewPlanned>, 'agreedDay' | 'replace'>) => {
    const body = { ...wish, agreedDay: null, replace: false }
    const shown = done(await previewActivity(context, { params, query: undefined, body }))
    const seen = { kept: shown.keptCount, replaced: shown.replacedCount, leftOut: shown.leftOutCount }
    done(await planActivity(context, { params, query: undefined, body: { ...body, key: random.uuid(), seen } }))
  }
  await plan({
    kind: 'visit',
    title: 'Science museum',
    particulars: { place: 'Southmere', supervisor: 'The head of science and two colleagues' },
    pupilIds: eighth.slice(...ON_THE_TRIP) as PupilId[],
    from: am(trip),
    to: pm(trip),
    only: null,
  })
  await plan({
    kind: 'dual',
    title: 'Riverside School',
    particulars: { contact: 'The school office, 01632 960188' },
    pupilIds: [elsewhere],
    from: am(next),
    to: pm(last),
    only: [
      { weekday: 2, half: 'AM' },
      { weekday: 4, half: 'AM' },
    ],
  })
  const suspension = { kind: 'suspension' as const, from: am(next), to: pm(seventh), decidedDay: trust.today }
  const why = { category: 'adults' as const, words: 'Threatened a member of staff', letter: '' }
  const body = { ...suspension, ...why, key: random.uuid(), pupilId: suspended }
  done(await suspendPupil(context, { params, query: undefined, body }))
}
