import type { listPeople } from '../../../identity/contract.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { schoolYearName } from '../../../kernel/school-year.ts'
import { type YearGroup, yearGroupName } from '../../../law/school-age.ts'
import type { getCalendar, getSchool, listDayClocks, listGroups } from '../../../roll/contract.ts'

/** What is known of a school that may be new. */
export interface SetUp {
  readonly school: Pick<Answer<typeof getSchool>, 'address' | 'urn' | 'telephone' | 'yearGroups'>
  readonly calendar: Pick<Answer<typeof getCalendar>, 'calendar' | 'counts'>
  readonly clocks: { readonly clocks: readonly Pick<Answer<typeof listDayClocks>['clocks'][number], 'yearGroup'>[] }
  readonly groups: {
    readonly groups: readonly Pick<Answer<typeof listGroups>['groups'][number], 'pupils' | 'tutors'>[]
    readonly withoutGroup: number
  }
  readonly people: { readonly people: readonly Pick<Answer<typeof listPeople>['people'][number], 'name' | 'roles'>[] }
}

/** One thing without which a new school's registers cannot be taken, or not by the right people. */
export interface SetUpStep {
  readonly title: string
  readonly done: boolean
  /** What there is, or what is missing and what to do about it. */
  readonly says: string
  /** What has to be typed where Firstbell runs, for a step that no page can do. */
  readonly command?: string
  readonly to: '/school' | '/calendar' | '/day-clocks' | '/roster-import' | '/groups' | '/people'
}

/** What a new school still needs, in the order in which it is best entered. */
export function setUpSteps(of: SetUp): readonly SetUpStep[] {
  return [particulars(of), terms(of), clocks(of), pupils(of), tutors(of), head(of)]
}

/** Whether a school is still being set up: an address and a head may be left for later, everything else stops registers. */
export function isBeingSetUp(steps: readonly SetUpStep[]): boolean {
  return steps.some((step) => !step.done && step.to !== '/school' && step.to !== '/people')
}

const counted = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`

function particulars({ school }: SetUp): SetUpStep {
  const done = school.address.lines.some((line) => line !== '') && school.telephone !== ''
  const says = done
    ? `URN ${school.urn}.`
    : `URN ${school.urn}. Its address and telephone number are still to be entered.`
  return { title: 'School particulars', done, says, to: '/school' }
}

function terms({ calendar }: SetUp): SetUpStep {
  const { year, terms: entered } = calendar.calendar
  const done = entered.length > 0
  const says = done
    ? `${schoolYearName(year)}: ${counted(entered.length, 'term', 'terms')}, ${counted(calendar.counts.schoolDays, 'school day', 'school days')}.`
    : `${schoolYearName(year)} has no term dates yet: until then no day is a school day.`
  return { title: 'School year and terms', done, says, to: '/calendar' }
}

function clocks({ school, clocks: { clocks: set } }: SetUp): SetUpStep {
  const without = school.yearGroups.filter((year) => !set.some(({ yearGroup }) => yearGroup === year))
  const done = without.length === 0
  const who =
    without.length === school.yearGroups.length
      ? 'No year group has its'
      : `${namesOf(without)} ${without.length === 1 ? 'does not have its' : 'do not have their'}`
  const says = done
    ? 'Every year group has its times.'
    : `${who} times yet: when registers open and close. One clock can be set for several year groups at once.`
  return { title: 'Times of the day', done, says, to: '/day-clocks' }
}

function pupils({ groups: { groups, withoutGroup } }: SetUp): SetUpStep {
  const count = groups.reduce((sum, group) => sum + group.pupils, withoutGroup)
  const left =
    withoutGroup === 0 ? '' : ` ${counted(withoutGroup, 'is', 'are')} in no group, so no register lists them.`
  const says =
    count === 0
      ? 'Nobody is on roll yet: import the roster from your school’s other system, or from our template.'
      : `${counted(count, 'pupil', 'pupils')} in ${counted(groups.length, 'group', 'groups')}.${left}`
  return { title: 'Pupils', done: count > 0, says, to: '/roster-import' }
}

function tutors({ groups: { groups } }: SetUp): SetUpStep {
  const without = groups.filter((group) => group.tutors.length === 0).length
  const done = groups.length > without
  const says = done
    ? without === 0
      ? 'Every group has a tutor.'
      : `${counted(without, 'group has', 'groups have')} no tutor: the office takes their registers.`
    : 'No group has a tutor yet, so the office takes every register. Add teachers under People and roles, then say whose group is whose.'
  return { title: 'Tutors', done, says, to: '/groups' }
}

/** No office makes its own head: the first is appointed by whoever runs this Firstbell. */
function head({ people: { people } }: SetUp): SetUpStep {
  const heads = people.filter(({ roles }) => roles.some(({ role }) => role === 'head')).map(({ name }) => name)
  if (heads.length > 0)
    return { title: 'Head', done: true, says: `${new Intl.ListFormat('en-GB').format(heads)}.`, to: '/people' }
  return {
    title: 'Head',
    done: false,
    says: 'Nobody is the head yet, and nobody here can make one. Whoever runs this Firstbell types:',
    command: './firstbell appoint EMAIL "NAME" --roles head',
    to: '/people',
  }
}

function namesOf(years: readonly YearGroup[]): string {
  return new Intl.ListFormat('en-GB').format(years.map(yearGroupName))
}
