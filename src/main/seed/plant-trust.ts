import { addPeople, keepPlaces, keepRoles } from '../../identity/index.ts'
import { addDays, type Day, weekday } from '../../kernel/day.ts'
import type { Tx } from '../../platform/database/database.ts'
import { importEntries } from '../../register/index.ts'
import {
  addAuthority,
  addSchool,
  addTrust,
  type ChangeFacts,
  enrolAll,
  recordLeavings,
  replaceCalendar,
  replaceDayClock,
} from '../../roll/index.ts'
import type { DemoPupil, DemoSchool, DemoTrust } from '../demo/types.ts'
import { plantCasework } from './casework/plant-cases.ts'
import { contactDraft, enrolmentDraft, groupDraft, leavingDraft, type YearStarts, yearStarts } from './enrolments.ts'
import { plantKnowledge } from './knowledge.ts'
import { calendarRecord, schoolRecord } from './particulars.ts'
import { personsOf, placesOf, rolesOf } from './people.ts'
import { plantAbsence } from './plant-absence.ts'
import { plantFamilies } from './plant-families.ts'
import { plantLeave } from './plant-leave.ts'
import { plantMessages } from './plant-messages.ts'
import { plantPlanned } from './plant-planned.ts'
import { plantPolicy } from './plant-policy.ts'
import { plantReturns } from './plant-returns.ts'
import { plantSite } from './plant-site.ts'
import { plantWeekly } from './plant-weekly.ts'
import { schoolJournal } from './school-journal.ts'
import { momentOn } from './school-years.ts'
import { type Actor, staffingOf } from './staffing.ts'

const MADE_UP = { name: 'Firstbell, demonstration', position: 'made up on the first start' }
/** Minutes since midnight of the day on which the trust began with Firstbell. */
const [APPOINTED, SET_UP, ENTERED] = [8 * 60, 8 * 60 + 30, 9 * 60]

/** Writes a drawn trust through the doors of the slices. All or nothing is the caller's transaction, under the system role. */
export async function plantTrust(tx: Tx, trust: DemoTrust, say: (line: string) => void): Promise<void> {
  const began = dayOfBeginning(trust)
  await keepPlaces(tx, placesOf(trust))
  await addPeople(tx, personsOf(trust), momentOn(began, APPOINTED))
  await keepRoles(tx, rolesOf(trust), { act: 'granted', at: momentOn(began, APPOINTED), by: MADE_UP })
  await addTrust(tx, trust.trust)
  const { id, number: code, name } = trust.authority
  await addAuthority(tx, { id, code, name })
  say(`Making the demo trust: ${trust.staff.length} people who work there`)
  for (const school of trust.schools) {
    const planting = { tx, trust, school, began, starts: yearStarts(trust, school.id) }
    await plantSchool(planting)
    const pupils = await plantRoll(planting)
    say(`Making the demo trust: ${school.name}, ${pupils.toLocaleString('en-GB')} pupils with their families`)
    await plantKnowledge(tx, trust, school)
    const { entries, marks } = await importEntries(tx, school.id, schoolJournal(trust, school))
    await plantMessages(tx, trust, school)
    await plantLeave(tx, trust, school)
    await plantPlanned(tx, trust, school)
    await plantAbsence(tx, trust, school)
    await plantFamilies(tx, trust, school)
    await plantWeekly(tx, trust, school)
    await plantReturns(tx, trust, school)
    await plantSite(tx, trust, school)
    await plantCasework(tx, trust, school)
    const written = `${marks.toLocaleString('en-GB')} marks in ${entries.toLocaleString('en-GB')} entries`
    say(`Making the demo trust: ${school.name}, two years of registers: ${written}`)
  }
}

/** The first INSET day of this school year: the trust's schools moved to Firstbell then. */
function dayOfBeginning(trust: DemoTrust): Day {
  const thisYear = trust.schoolYears.at(-1)
  const [first] = trust.calendars.find((calendar) => calendar.schoolYear === thisYear)?.insetDays ?? []
  if (first === undefined) throw new RangeError('a year begins with an INSET day')
  return first
}

interface Planting {
  readonly tx: Tx
  readonly trust: DemoTrust
  readonly school: DemoSchool
  readonly began: Day
  readonly starts: YearStarts
}

function factsAt({ trust, school }: Planting, at: ChangeFacts['at'], reason: string): ChangeFacts & { by: Actor } {
  return { schoolId: school.id, at, by: staffingOf(trust, school.id).dataManager, reason }
}

async function plantSchool(planting: Planting): Promise<void> {
  const { tx, trust, school, began } = planting
  const facts = factsAt(planting, momentOn(began, SET_UP), 'School set up')
  await addSchool(tx, facts, schoolRecord(school, trust))
  const calendars = trust.calendars.filter((calendar) => calendar.schoolId === school.id)
  for (const calendar of calendars) await replaceCalendar(tx, facts, calendarRecord(calendar))
  const from = calendars[0]?.terms[0]?.firstDay ?? began
  for (const { yearGroups, clock } of school.clocks)
    for (const yearGroup of yearGroups) await replaceDayClock(tx, facts, { yearGroup, clock, from })
  await plantPolicy(tx, { trust, school, began, from })
}

/** Enters everybody, then the moves of this year each when the school heard of it; how many pupils there are. */
async function plantRoll(planting: Planting): Promise<number> {
  const { tx, trust, school, began, starts } = planting
  const pupils = trust.pupils.filter((pupil) => pupil.schoolId === school.id)
  const entered = Map.groupBy(pupils, (pupil) => enteredOn(pupil, began))
  const contacts = new Map(trust.contacts.filter((each) => each.schoolId === school.id).map((each) => [each.id, each]))
  for (const [on, together] of [...entered].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const first = on === began
    const reason = first ? 'Brought over from the school’s former system' : 'Admitted'
    const linked = new Set(together.flatMap((pupil) => pupil.contacts.map((link) => link.contactId)))
    const fresh = [...linked].flatMap((id) => contacts.get(id) ?? [])
    for (const contact of fresh) contacts.delete(contact.id)
    await enrolAll(tx, {
      ...factsAt(planting, momentOn(on, ENTERED), reason),
      pupils: together.map((pupil) => enrolmentDraft(pupil, { starts, enteredOn: began })),
      contacts: fresh.map(contactDraft),
      groups: first
        ? trust.groups.filter((group) => group.schoolId === school.id).map((group) => groupDraft(group, starts))
        : [],
    })
  }
  await plantLeavings(planting, pupils)
  return pupils.length
}

/** A pupil who came after the beginning was entered some days before their first; at the weekend nobody was there. */
function enteredOn({ startingDay }: DemoPupil, began: Day): Day {
  const before = addDays(startingDay, -5)
  if (before <= began) return began
  return weekday(before) > 5 ? addDays(before, 5 - weekday(before)) : before
}

async function plantLeavings(planting: Planting, pupils: readonly DemoPupil[]): Promise<void> {
  const leavings = pupils.flatMap((pupil) => {
    const leaving = leavingDraft(pupil)
    return leaving === undefined || leaving.day <= planting.began ? [] : [{ ...leaving, pupilId: pupil.id }]
  })
  for (const [on, together] of Map.groupBy(leavings, (leaving) => leaving.day)) {
    const reason = 'The new school has confirmed the place'
    await recordLeavings(planting.tx, factsAt(planting, momentOn(on, 15 * 60 + 50), reason), together)
  }
}
