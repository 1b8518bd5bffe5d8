import { addDays, type Day, weekday } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { CLASS_OF_BYTE, STATISTICAL_CLASSES } from '../../law/codes.ts'
import { keepSupport, saveLateEvent } from '../../measures/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { hashText, randomFrom } from '../demo/random.ts'
import type { DemoSchool, DemoTrust } from '../demo/types.ts'
import { momentOn, morningIndex } from './school-years.ts'
import { staffingOf } from './staffing.ts'

/** School days from the first to the day on which the made-up support begins. */
const SUPPORT_AFTER = 25
const SUPPORTED = 12
/** Weeks from the first school day to each late event, an evening in the middle of the week. */
const EVENTS = [
  { weeks: 3, what: 'Open evening' },
  { weeks: 6, what: 'Theatre trip' },
] as const
const NINE = 9 * 60
const WEDNESDAY = 3

/** What the made-up school knows beside its marks: a support since autumn, and evenings that ended late. */
export async function plantKnowledge(tx: Tx, trust: DemoTrust, school: DemoSchool): Promise<void> {
  const year = trust.schoolYears.at(-1)
  const calendar = trust.calendars.find((each) => each.schoolId === school.id && each.schoolYear === year)
  const days = calendar?.schoolDays ?? []
  const [first] = days
  const from = days[SUPPORT_AFTER]
  if (first === undefined) return
  const random = randomFrom(hashText(`knowledge of ${school.id}`))
  const by = staffingOf(trust, school.id).officer(random)
  for (const { weeks, what } of EVENTS) {
    const day = addDays(first, 7 * weeks + WEDNESDAY - weekday(first))
    if (day >= trust.today) continue
    const at = momentOn(addDays(day, 1), NINE)
    await saveLateEvent(tx, { schoolId: school.id, id: random.uuid(), day, what }, { at, by })
  }
  if (from === undefined || from >= trust.today) return
  const pupilIds = worstBefore(trust, school, from)
  if (pupilIds.length === 0) return
  await keepSupport(tx, {
    schoolId: school.id,
    id: random.uuid(),
    name: 'Breakfast club',
    from,
    pupilIds,
    filter: undefined,
    at: momentOn(from, NINE),
    by,
  })
}

const ABSENT = ['authorised', 'unauthorised'].map((name) => STATISTICAL_CLASSES.indexOf(name as 'authorised') + 1)

/** Those with most absence before a day who were not away for half of it: the pupils whom a school would choose. */
function worstBefore(trust: DemoTrust, school: DemoSchool, from: Day): readonly PupilId[] {
  const here = new Set(
    trust.pupils.filter((pupil) => pupil.schoolId === school.id && pupil.leaving === undefined).map(({ id }) => id),
  )
  const year = trust.schoolYears.at(-1)
  return trust.strips
    .filter(({ pupilId, schoolYear }) => schoolYear === year && here.has(pupilId))
    .map(({ pupilId, schoolYear, marks }) => {
      const before = marks.subarray(0, morningIndex({ year: schoolYear }, from))
      const absent = before.filter((byte) => ABSENT.includes(CLASS_OF_BYTE[byte] ?? 0)).length
      return { pupilId, absent, held: before.filter((byte) => byte !== 0).length }
    })
    .filter(({ absent, held }) => 10 * absent >= held && 3 * absent < held)
    .sort((one, other) => other.absent - one.absent)
    .slice(0, SUPPORTED)
    .map(({ pupilId }) => pupilId)
}
