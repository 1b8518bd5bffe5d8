import { shortDay } from '../../kernel/day.ts'
import type { Answer } from '../../kernel/operation.ts'
import { YEAR_GROUPS, type YearGroup, yearGroupName } from '../../law/school-age.ts'
import type { DayOffKind, getPupil, listGroups, Phase, SchoolType } from '../contract.ts'

export type PupilSeen = Answer<typeof getPupil>
export type Office = NonNullable<PupilSeen['office']>
export type GroupSeen = Answer<typeof listGroups>['groups'][number]
export type ContactSeen = Office['contacts'][number]

export const dayOrNot = (day: string | null, otherwise = 'Not recorded') =>
  day === null ? otherwise : shortDay(day as Parameters<typeof shortDay>[0])

export const yearGroupChoices = (of: readonly YearGroup[] = YEAR_GROUPS) =>
  of.map((value) => ({ value, label: yearGroupName(value) }))

export const RESPONSIBILITY_CHOICES = [
  { value: 'yes', label: 'Has parental responsibility' },
  { value: 'no', label: 'Has not' },
  { value: 'not-known', label: 'Not known yet' },
] as const

export const PHONE_NAMES = { mobile: 'mobile', home: 'home', work: 'work', other: 'other' } as const

export const DAY_OFF_NAMES: Readonly<Record<DayOffKind, string>> = {
  inset: 'INSET day',
  'bank-holiday': 'Bank holiday',
  'half-term': 'Half-term',
  'planned-closure': 'Planned closure',
  other: 'Other',
}

export const PHASE_NAMES: Readonly<Record<Phase, string>> = {
  nursery: 'Nursery',
  primary: 'Primary',
  secondary: 'Secondary',
  'all-through': 'All-through',
  special: 'Special',
  'alternative-provision': 'Alternative provision',
  'sixteen-plus': '16 plus',
}

export const TYPE_NAMES: Readonly<Record<SchoolType, string>> = {
  academy: 'Academy',
  'free-school': 'Free school',
  'academy-special': 'Academy special school',
  'academy-alternative-provision': 'Academy alternative provision',
  community: 'Community school',
  foundation: 'Foundation school',
  'voluntary-aided': 'Voluntary aided school',
  'voluntary-controlled': 'Voluntary controlled school',
  'community-special': 'Community special school',
  'non-maintained-special': 'Non-maintained special school',
  'pupil-referral-unit': 'Pupil referral unit',
  'maintained-nursery': 'Maintained nursery school',
  independent: 'Independent school',
}

export const choicesOf = <Key extends string>(names: Readonly<Record<Key, string>>) =>
  (Object.keys(names) as Key[]).map((value) => ({ value, label: names[value] }))

/** "Ada Adler, Ben Adler and Cleo Adler". */
export const namesOf = (of: readonly { readonly name: string }[]) =>
  new Intl.ListFormat('en-GB').format(of.map(({ name }) => name))
