import { addDays, type Day, day } from '../../kernel/day.ts'
import { type SchoolYear, schoolYear, schoolYearOf } from '../../kernel/school-year.ts'
import { yearGroupFor } from '../../law/school-age.ts'
import type {
  AddressDraft,
  ContactDraft,
  ContactLinkDraft,
  EnrolmentDraft,
  FlagDraft,
  FlagKind,
  GroupDraft,
  Leaving,
  PlacementDraft,
} from '../../roll/contract.ts'
import type { DemoAddress, DemoContact, DemoContactLink, DemoGroup, DemoPupil, DemoTrust } from '../demo/types.ts'

/** When each drawn school year begins: its groups and placements hold from that day. */
export type YearStarts = ReadonlyMap<SchoolYear, Day>

function addressDraft({ line1, town, postcode }: DemoAddress): AddressDraft {
  return { lines: [line1], town, postcode }
}

export function groupDraft(group: DemoGroup, starts: YearStarts): GroupDraft {
  const from = starts.get(group.schoolYear) ?? day(`${group.schoolYear}-09-01`)
  return {
    id: group.id,
    name: group.name,
    // A group of mixed ages has none of its own.
    yearGroup: group.yearGroups.length === 1 ? (group.yearGroups[0] ?? null) : null,
    from,
    until: starts.get(schoolYear(group.schoolYear + 1)),
    tutors: [group.tutorId],
  }
}

export function contactDraft(contact: DemoContact): ContactDraft {
  return {
    id: contact.id,
    title: contact.title,
    forenames: contact.givenName,
    surname: contact.familyName,
    address: addressDraft(contact.address),
    phones: contact.phones.map((number) => ({ kind: number.startsWith('07') ? 'mobile' : 'home', number })),
    email: contact.email,
    language: contact.languages[0],
    interpreter: contact.needsInterpreter,
  }
}

function linkDraft(link: DemoContactLink): ContactLinkDraft {
  const { contactId, livesWith, mayBeTold, note } = link
  return {
    contactId,
    relationship: note === undefined || !mayBeTold ? link.relationship : `${link.relationship} (${note})`,
    // Section 576 of the Education Act 1996: who has responsibility for a child, or cares for one.
    isParent: link.parentalResponsibility || livesWith,
    parentalResponsibility: link.parentalResponsibility ? 'yes' : 'no',
    livesWith,
    emergency: mayBeTold,
    mayBeTold,
    ...(mayBeTold ? {} : { barredReason: note ?? 'Must not be told anything about the child.' }),
  }
}

function flagDrafts({ flags, startingDay }: DemoPupil): FlagDraft[] {
  const raised: readonly (readonly [kind: FlagKind, holds: boolean, note?: string | undefined])[] = [
    ['sen-support', flags.sen === 'support', flags.senNeed],
    ['ehcp', flags.sen === 'ehcp', flags.senNeed],
    ['eal', flags.englishAsAdditionalLanguage],
    ['fsm', flags.freeSchoolMeals],
    ['pupil-premium', flags.pupilPremium],
    ['young-carer', flags.youngCarer],
    ['looked-after', flags.lookedAfter],
    ['child-in-need', flags.childInNeed],
    ['child-protection', flags.childProtection],
    ['medical', flags.medical !== undefined, flags.medical],
  ]
  return raised.flatMap(([kind, holds, note]) => (holds ? [{ kind, from: startingDay, note }] : []))
}

/** The drawn years with their groups, and before them the year groups of the years that were not drawn. */
function placementDrafts(pupil: DemoPupil, starts: YearStarts): PlacementDraft[] {
  const first = pupil.years[0]?.schoolYear ?? schoolYearOf(pupil.startingDay)
  const began = schoolYearOf(pupil.startingDay)
  const before = Array.from({ length: first - began }, (_, index) => schoolYear(began + index))
  const fromOf = (year: SchoolYear) => starts.get(year) ?? day(`${year}-09-01`)
  const placed = [
    ...before.flatMap((year) => {
      const yearGroup = yearGroupFor(pupil.dateOfBirth, year)
      return yearGroup === undefined ? [] : [{ from: fromOf(year), yearGroup }]
    }),
    ...pupil.years.map(({ schoolYear: year, yearGroup, groupId }) => ({ from: fromOf(year), yearGroup, groupId })),
  ]
  return placed.map((placement, index) => (index === 0 ? { ...placement, from: pupil.startingDay } : placement))
}

export interface LeavingDraft extends Leaving {
  readonly nextSchool: string
  readonly nextSchoolFrom: Day
}

export function leavingDraft({ leaving }: DemoPupil): LeavingDraft | undefined {
  if (leaving === undefined) return undefined
  return {
    day: leaving.day,
    ground: 'Registered at another school',
    nextSchool: leaving.nextSchool,
    nextSchoolFrom: addDays(leaving.day, 1),
  }
}

/** A drawn enrolment as roll keeps it; `leaving` only where it had happened by the day it was entered. */
export function enrolmentDraft(pupil: DemoPupil, at: { starts: YearStarts; enteredOn: Day }): EnrolmentDraft {
  const left = leavingDraft(pupil)
  const leaving = left !== undefined && left.day <= at.enteredOn ? left : undefined
  return {
    id: pupil.id,
    // Roll's rule for a child with one name: it stands in both fields.
    legalForenames: pupil.givenNames === '' ? pupil.familyName : pupil.givenNames,
    legalSurname: pupil.familyName,
    preferredForename: pupil.preferredName,
    born: pupil.dateOfBirth,
    sex: pupil.sex,
    upn: pupil.upn,
    address: addressDraft(pupil.address),
    startingDay: pupil.startingDay,
    lastSchool: pupil.previousSchool,
    ...(leaving && { leaving, nextSchool: leaving.nextSchool, nextSchoolFrom: leaving.nextSchoolFrom }),
    placements: placementDrafts(pupil, at.starts),
    contacts: pupil.contacts.map(linkDraft),
    flags: flagDrafts(pupil),
    ethnicity: pupil.ethnicity,
  }
}

/** When each drawn year begins at one school. */
export function yearStarts(trust: DemoTrust, schoolId: string): YearStarts {
  return new Map(
    trust.calendars
      .filter((calendar) => calendar.schoolId === schoolId)
      .flatMap(({ schoolYear: year, terms }) => (terms[0] === undefined ? [] : [[year, terms[0].firstDay] as const])),
  )
}
