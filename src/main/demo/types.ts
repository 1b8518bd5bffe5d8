import type { Day } from '../../kernel/day.ts'
import type { AuthorityId, ContactId, GroupId, PersonId, PupilId, SchoolId, TrustId } from '../../kernel/ids.ts'
import type { SchoolYear } from '../../kernel/school-year.ts'
import type { Half, SessionIndex } from '../../kernel/session.ts'
import type { Code } from '../../law/codes.ts'
import type { DayClock } from '../../law/day-clock.ts'
import type { EthnicityCode } from '../../law/ethnicity.ts'
import type { Laestab, Urn } from '../../law/identifiers.ts'
import type { YearGroup } from '../../law/school-age.ts'
import type { Upn } from '../../law/upn.ts'

export type Sex = 'F' | 'M'
export type Phase = 'secondary' | 'primary' | 'special'

export interface DemoAddress {
  readonly line1: string
  readonly town: string
  readonly county: string
  /** In the area ZZ, which Royal Mail has given to no place. */
  readonly postcode: string
}

/** The day of one or more year groups. */
export interface DemoClock {
  readonly yearGroups: readonly YearGroup[]
  readonly clock: DayClock
}

export interface DemoSchool {
  readonly id: SchoolId
  readonly phase: Phase
  readonly name: string
  /** Begins 99, a range that Get Information About Schools does not use. */
  readonly urn: Urn
  readonly laestab: Laestab
  readonly address: DemoAddress
  readonly phone: string
  readonly email: string
  readonly clocks: readonly DemoClock[]
}

export interface DemoTerm {
  readonly name: 'Autumn' | 'Spring' | 'Summer'
  readonly firstDay: Day
  readonly lastDay: Day
  readonly halfTerm: { readonly firstDay: Day; readonly lastDay: Day }
}

export interface DemoCalendar {
  readonly schoolId: SchoolId
  readonly schoolYear: SchoolYear
  readonly terms: readonly DemoTerm[]
  readonly insetDays: readonly Day[]
  readonly bankHolidays: readonly { readonly day: Day; readonly name: string }[]
  /** Days with both sessions, 190 of them, in order. */
  readonly schoolDays: readonly Day[]
}

export interface DemoGroup {
  readonly id: GroupId
  readonly schoolId: SchoolId
  readonly schoolYear: SchoolYear
  /** `7A`, `Year 3 Heron`, `Rowan`. */
  readonly name: string
  readonly yearGroups: readonly YearGroup[]
  readonly tutorId: PersonId
}

export type DemoRole =
  | ('teacher' | 'reception' | 'attendance-officer' | 'attendance-champion' | 'head' | 'pastoral')
  | ('senco' | 'dsl' | 'governor' | 'school-admin' | 'trustee' | 'authority-officer' | 'kiosk')

export interface DemoStaff {
  readonly id: PersonId
  readonly title: string
  readonly givenName: string
  readonly familyName: string
  /** As the journal keeps it beside each act. */
  readonly position: string
  readonly email: string
  readonly roles: readonly { readonly role: DemoRole; readonly at: SchoolId | TrustId | AuthorityId }[]
  /** One of the dozen people whom the demo's sign-in page offers. */
  readonly featured: boolean
}

/** A parent, carer or emergency contact, once per school that keeps their details. */
export interface DemoContact {
  readonly id: ContactId
  readonly schoolId: SchoolId
  /** The same adult at another school of the trust has the same key. */
  readonly adultKey: string
  readonly title: string
  readonly givenName: string
  readonly familyName: string
  readonly phones: readonly string[]
  readonly email?: string
  readonly address: DemoAddress
  readonly languages: readonly string[]
  readonly needsInterpreter: boolean
}

export interface DemoContactLink {
  readonly contactId: ContactId
  /** 1 is rung first. */
  readonly order: number
  readonly relationship: string
  readonly parentalResponsibility: boolean
  readonly livesWith: boolean
  /** False: this person must not be told anything about the child. */
  readonly mayBeTold: boolean
  readonly note?: string
}

export interface DemoFlags {
  readonly sen: 'none' | 'support' | 'ehcp'
  readonly senNeed?: string
  readonly freeSchoolMeals: boolean
  readonly pupilPremium: boolean
  readonly englishAsAdditionalLanguage: boolean
  readonly lookedAfter: boolean
  readonly childInNeed: boolean
  readonly childProtection: boolean
  readonly youngCarer: boolean
  readonly medical?: string
}

/** One enrolment, as in the kernel: a child at two schools is two pupils with one `childKey` and one UPN. */
export interface DemoPupil {
  readonly id: PupilId
  readonly childKey: string
  readonly schoolId: SchoolId
  readonly registration: 'only' | 'main' | 'subsidiary'
  readonly upn: Upn
  /** Every given name. Empty for a child with one name only, which then stands in `familyName`. */
  readonly givenNames: string
  readonly familyName: string
  readonly preferredName?: string
  readonly dateOfBirth: Day
  readonly sex: Sex
  readonly address: DemoAddress
  /** Children of one household share it, across schools. */
  readonly householdKey: string
  readonly homeLanguage: string
  readonly startingDay: Day
  readonly previousSchool?: string
  /** Last day on the admission register, included, with where the child went. */
  readonly leaving?: { readonly day: Day; readonly nextSchool: string }
  readonly years: readonly {
    readonly schoolYear: SchoolYear
    readonly yearGroup: YearGroup
    readonly groupId: GroupId
  }[]
  readonly flags: DemoFlags
  /** Left out where nobody has been asked. */
  readonly ethnicity?: EthnicityCode
  readonly contacts: readonly DemoContactLink[]
}

/** Keys are those of `law/code-table.ts`: `arrival_time`, `nature`, `plan` … */
export type DemoDetails = Readonly<Record<string, string>>

export interface DemoStrip {
  readonly pupilId: PupilId
  readonly schoolYear: SchoolYear
  /** 732 bytes by kernel `sessionIndex`; 0 where no session was expected of this pupil, and from `today` on. */
  readonly marks: Uint8Array
  /** Where a code has something to be recorded beside it, in order of index. */
  readonly details: readonly { readonly index: SessionIndex; readonly details: DemoDetails }[]
}

/** Known before today's registers open: of today, or of a day ahead. */
export interface DemoPlannedAbsence {
  readonly pupilId: PupilId
  readonly day: Day
  readonly half: Half
  readonly code: Code
  readonly details?: DemoDetails
}

/** An agreed part-time timetable; the pupil is in school for the mornings of its days. */
export interface DemoPartTimePlan {
  readonly key: string
  readonly pupilId: PupilId
  readonly firstDay: Day
  readonly lastDay: Day
  readonly reviewDay: Day
  readonly agreed: string
}

export type DemoCaseKind =
  | ('dual-registered' | 'part-time' | 'suspended' | 'alternative-provision' | 'authority-provision' | 'traveller')
  | ('long-illness' | 'unexplained' | 'unexplained-overdue' | 'four-year-old' | 'study-leave' | 'late-habit')
  | (
      | 'holiday'
      | 'holiday-refused'
      | 'medical-appointments'
      | 'performer'
      | 'transport'
      | 'continuous-absence'
      | 'penalty-threshold'
    )
  | (
      | 'contact-barred'
      | 'one-name'
      | 'long-name'
      | 'new-pupil'
      | 'leaver'
      | 'severe-absence'
      | 'looked-after'
      | 'bereaved'
    )

/** A pupil worth opening in a demonstration, and why. */
export interface DemoCase {
  readonly kind: DemoCaseKind
  readonly pupilId: PupilId
  readonly schoolId: SchoolId
  readonly story: string
}

export interface DemoTrust {
  readonly today: Day
  readonly trust: { readonly id: TrustId; readonly name: string; readonly email: string }
  /** Number 999 is given to no authority in England. */
  readonly authority: {
    readonly id: AuthorityId
    readonly number: string
    readonly name: string
    readonly email: string
  }
  readonly schools: readonly DemoSchool[]
  readonly schoolYears: readonly SchoolYear[]
  readonly calendars: readonly DemoCalendar[]
  readonly staff: readonly DemoStaff[]
  readonly groups: readonly DemoGroup[]
  readonly contacts: readonly DemoContact[]
  readonly pupils: readonly DemoPupil[]
  readonly strips: readonly DemoStrip[]
  readonly partTimePlans: readonly DemoPartTimePlan[]
  readonly planned: readonly DemoPlannedAbsence[]
  readonly cases: readonly DemoCase[]
}
