import type { NewEntry } from '../../register/index.ts'
import { hashText, randomFrom } from '../demo/random.ts'
import type { DemoSchool, DemoTrust } from '../demo/types.ts'
import { amendDay } from './amend-acts.ts'
import { broughtOver } from './bring-over.ts'
import { DEMO_TIME } from './demo-morning.ts'
import { planActs } from './plan-acts.ts'
import { schoolYearRecord } from './school-years.ts'
import { staffingOf } from './staffing.ts'
import { takeDay } from './take-acts.ts'
import { thisMorning } from './this-morning.ts'

/**
 * Every act on one school's registers that leads to its drawn strips, in order of time: last school year brought over from
 * another system, this one as its people did it, and the first minutes of today.
 */
export function* schoolJournal(trust: DemoTrust, school: DemoSchool): Generator<NewEntry> {
  const [before, now] = trust.schoolYears.map((year) => schoolYearRecord(trust, school, year))
  if (before === undefined || now === undefined) throw new RangeError('two years are drawn')
  const random = randomFrom(hashText(school.id))
  const staffing = staffingOf(trust, school.id)
  const here = new Set(now.pupils.map((each) => each.pupil.id))
  const known = trust.planned.filter((absence) => here.has(absence.pupilId))
  const planned = planActs({ random: random.fork('plans'), record: now, staffing, known, today: trust.today })
  const taking = { random: random.fork('days'), record: now, staffing, planned }
  const days = now.days.flatMap((on) => {
    const { acts, absences } = takeDay(taking, on)
    return [...acts, ...amendDay(taking, on, absences)]
  })
  const featured = new Set(trust.staff.filter((person) => person.featured).map((person) => person.id))
  const morning = { random: random.fork('today'), record: now, staffing, today: trust.today, now: DEMO_TIME }
  const acts = [...planned.acts, ...days, ...thisMorning({ ...morning, planned: known, featured })]
  yield* broughtOver(before, { staffing, now })
  yield* acts.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
}
