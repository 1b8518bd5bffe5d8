import { putTripOn } from '../activities.ts'
import { put, type Row, type Sheet } from '../sheet.ts'
import type { DemoCaseKind } from '../types.ts'
import { appointmentDetails } from '../wording.ts'
import * as absent from './absent.ts'
import * as away from './away.ts'
import { type Stage, tell } from './stage.ts'

/**
 * Writes every case into the years before they are drawn, so that nothing random lies over it. A case
 * that needs more of the year than has passed (a long illness in the first week) is left out.
 */
export function castCases(stage: Stage): void {
  away.castDualRegistered(stage)
  absent.castFourYearOlds(stage)
  away.castHoliday(stage)
  away.castTraveller(stage)
  away.castPartTime(stage)
  away.castSuspended(stage)
  away.castAuthorityProvision(stage)
  away.castAppointments(stage)
  away.castPerformer(stage)
  absent.castLongIllness(stage)
  absent.castUnexplained(stage)
  absent.castStudyLeave(stage)
  absent.castLateHabit(stage)
  absent.castUnauthorised(stage)
  absent.castUnable(stage)
  away.castHolidaysRefused(stage)
  absent.castBereaved(stage)
  putTodaysLeave(stage)
}

/** What a school knows before it opens: a visit, a funeral, two appointments. */
function putTodaysLeave(stage: Stage): void {
  const { random, staff } = stage
  for (const sheet of [stage.now.secondary, stage.now.primary]) {
    if (sheet.daysPast >= sheet.calendar.schoolDays.length) continue
    putTripOn({ random, sheet, staff }, sheet.daysPast)
    // In a week, so that something lies ahead that the office can still change.
    if (sheet.daysPast + 6 < sheet.calendar.schoolDays.length)
      putTripOn({ random: random.fork('next week'), sheet, staff }, sheet.daysPast + 6)
    const morning = 2 * sheet.daysPast
    const [leave, dentist, clinic] = random.shuffle(
      sheet.rows.filter((row) => !row.cast && absent.isUnmarkedToday(row, sheet)),
    )
    const details = { leave_decision: 'Granted: Funeral of a grandparent' }
    if (leave !== undefined) for (const session of [morning, morning + 1]) put(leave, session, { code: 'C', details })
    if (dentist !== undefined) put(dentist, morning, { code: 'M', details: appointmentDetails(random, 'AM') })
    if (clinic !== undefined) put(clinic, morning + 1, { code: 'M', details: appointmentDetails(random, 'PM') })
  }
}

type Telling = readonly [DemoCaseKind, (row: Row) => boolean, (name: string) => string]

const FROM_PARTICULARS: readonly Telling[] = [
  [
    'contact-barred',
    ({ enrolment }) => enrolment.pupil.contacts.some((contact) => !contact.mayBeTold),
    (name) => `${name}’s father is known and must not be told anything: a prohibited steps order.`,
  ],
  [
    'one-name',
    ({ enrolment }) => enrolment.pupil.givenNames === '',
    (name) => `${name} has one name, as the passport says.`,
  ],
  [
    'looked-after',
    ({ enrolment }) => enrolment.pupil.flags.lookedAfter,
    (name) => `${name} is looked after: the foster carer is rung first, the social worker second.`,
  ],
]

/** Cases that lie in who somebody is, found after everybody has been drawn. */
export function tellParticulars(stage: Stage): void {
  const here = [stage.now.secondary, stage.now.primary, stage.now.special].flatMap((sheet) =>
    sheet.rows.filter((row) => row.to === row.codes.length),
  )
  const find = (kind: DemoCaseKind, fits: (row: Row) => boolean, story: (name: string) => string) => {
    const row = here.find((each) => !each.cast && fits(each))
    if (row !== undefined) tell(stage, row, { kind, story })
  }
  for (const [kind, fits, story] of FROM_PARTICULARS) find(kind, fits, story)
  const length = (row: Row) => `${row.enrolment.pupil.givenNames} ${row.enrolment.pupil.familyName}`.length
  const longest = Math.max(...here.map(length))
  find(
    'long-name',
    (row) => length(row) === longest,
    (name) => `${name}: a name that every screen has to hold.`,
  )
  const worst = Math.max(
    ...stage.now.secondary.rows.filter((row) => row.from === 0 && !row.cast).map((row) => row.target),
  )
  find(
    'severe-absence',
    (row) => row.target === worst,
    (name) => `${name} misses more than half of all sessions.`,
  )
}

/** Somebody who came this week, and somebody who went last week. */
export function tellMoves(stage: Stage, keys: { newcomer: string | undefined; leaver: string | undefined }): void {
  const find = (sheet: Sheet, key: string | undefined) => sheet.rows.find((row) => row.enrolment.pupil.childKey === key)
  const newcomer = find(stage.now.secondary, keys.newcomer)
  const leaver = find(stage.now.secondary, keys.leaver)
  if (newcomer !== undefined)
    tell(stage, newcomer, {
      kind: 'new-pupil',
      story: (name) => `${name} started three school days ago: the new pupil return is due.`,
    })
  if (leaver !== undefined)
    tell(stage, leaver, {
      kind: 'leaver',
      story: (name) => `${name} left last week for another school; the register keeps every mark.`,
    })
}
