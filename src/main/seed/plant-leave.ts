import type { Day } from '../../kernel/day.ts'
import { keepRequest } from '../../leave/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type ContactOfPupil, contactsOfPupils, pupilsOnRoll } from '../../roll/index.ts'
import { hashText, randomFrom } from '../demo/random.ts'
import type { DemoSchool, DemoTrust } from '../demo/types.ts'
import { momentOn } from './school-years.ts'
import { staffingOf } from './staffing.ts'

const AFTER_SCHOOL = 15 * 60 + 40
/** Every so many-th family: none of those to whom the demonstration's messages go. */
const APART = 11

const ASKED = [
  {
    kind: 'exceptional',
    reason: 'My brother is to be married in Lahore, and the whole family is expected there',
    particulars: '',
    ahead: 8,
    days: 5,
    channel: 'form',
  },
  {
    kind: 'exceptional',
    reason: 'We were offered a week in Tenerife at half the price',
    particulars: '',
    ahead: 13,
    days: 5,
    channel: 'email',
  },
  {
    kind: 'performance',
    reason: 'Rehearsals and two evenings with the opera’s children’s chorus',
    particulars: 'Licence of Southmere Council, number 26/118',
    ahead: 6,
    days: 1,
    channel: 'letter',
  },
] as const

/** Requests for leave that wait for the head. */
export async function plantLeave(tx: Tx, trust: DemoTrust, school: DemoSchool): Promise<void> {
  if (school.phase !== 'secondary') return
  const schoolId = school.id
  const by = staffingOf(trust, schoolId).officer(randomFrom(hashText(`leave of ${schoolId}`)))
  const random = randomFrom(hashText(`requests for leave of ${schoolId}`))
  const thisYear = trust.schoolYears.at(-1)
  const calendar = trust.calendars.find((one) => one.schoolId === schoolId && one.schoolYear === thisYear)
  const days = calendar?.schoolDays ?? []
  const today = days.indexOf(trust.today)
  const askedOn = days[today - 1]
  const parents = await parentsOf(tx, { school, on: trust.today })
  for (const [at, { ahead, days: wanted, ...request }] of ASKED.entries()) {
    const parent = parents[(at + 1) * APART]
    const [first, last] = [days[today + ahead], days[today + ahead + wanted - 1]]
    // At the end of a school year nobody asks for the next.
    if (parent === undefined || askedOn === undefined || first === undefined || last === undefined) return
    await keepRequest(tx, {
      ...request,
      schoolId,
      id: random.uuid(),
      pupilId: parent.pupilId,
      from: { day: first, half: 'AM' },
      to: { day: last, half: 'PM' },
      askedBy: [parent.title, parent.surname].filter((word) => word !== '').join(' '),
      askedAt: momentOn(askedOn, AFTER_SCHOOL),
      at: momentOn(askedOn, AFTER_SCHOOL + 20),
      by,
    })
  }
}

/** One parent of each pupil, in the order of the roll. */
async function parentsOf(tx: Tx, of: { school: DemoSchool; on: Day }): Promise<readonly ContactOfPupil[]> {
  const schoolId = of.school.id
  const pupils = await pupilsOnRoll(tx, { schoolId, day: of.on })
  const contacts = await contactsOfPupils(tx, { schoolId, day: of.on, pupilIds: pupils.map(({ id }) => id) })
  const parents = contacts.filter((one) => one.isParent && one.mayBeTold)
  return [...new Map(parents.map((one) => [one.pupilId, one])).values()]
}
