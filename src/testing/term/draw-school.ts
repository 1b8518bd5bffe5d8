import { type Day, day } from '../../kernel/day.ts'
import type { ContactId, GroupId, PupilId } from '../../kernel/ids.ts'
import type { YearGroup } from '../../law/school-age.ts'
import type { Random } from '../../main/demo/random.ts'

/**
 * What a family does when a child is away: reports early on the family page, or by telephone; late; only when asked, by text, by another
 * telephone, by e-mail or in a call; never. `contradicts`: mother and father say different things. `moved`: the number on record is dead.
 */
export const HABITS = [
  'portal',
  'phone',
  'late-portal',
  'answers-text',
  'unknown-number',
  'answers-email',
  'answers-call',
  'contradicts',
  'moved',
  'never',
] as const
export type Habit = (typeof HABITS)[number]

const HOW_MANY: readonly (readonly [Habit, number])[] = [
  ['portal', 22],
  ['phone', 18],
  ['late-portal', 9],
  ['answers-text', 12],
  ['unknown-number', 6],
  ['answers-email', 6],
  ['answers-call', 10],
  ['contradicts', 5],
  ['moved', 5],
  ['never', 7],
]

export interface Adult {
  readonly id: ContactId
  readonly part: 'mother' | 'father' | 'grandmother' | 'barred'
  readonly forenames: string
  readonly surname: string
  /** A mobile, or for those who have none a number at home; null for nobody's. */
  phone: string | null
  readonly kind: 'mobile' | 'home'
  readonly email: string | null
}

export interface Child {
  readonly id: PupilId
  readonly forename: string
  readonly surname: string
  readonly yearGroup: YearGroup
  readonly form: Form
  readonly family: Family
  readonly atRisk: boolean
}

export interface Family {
  readonly name: string
  readonly habit: Habit
  readonly mother: Adult
  readonly father: Adult | undefined
  readonly adults: readonly Adult[]
  readonly children: Child[]
  /** From when the number of the mother is no longer hers; she tells the school another some days after. */
  readonly deadNumber: string | undefined
}

export interface Form {
  readonly id: GroupId
  readonly name: string
  readonly yearGroup: YearGroup
  readonly children: Child[]
}

export interface DrawnSchool {
  readonly forms: readonly Form[]
  readonly families: readonly Family[]
  readonly children: readonly Child[]
}

const YEARS: readonly YearGroup[] = ['7', '8', '9', '10', '11']
const FORENAMES =
  'Ada Ben Cleo Dev Esi Finn Gia Hal Ivo Joy Kit Lou Mia Ned Ola Pip Quin Ria Sol Tia Una Vik Wyn Zoe'.split(' ')
const BEGINNINGS =
  'Ash Birch Cob Dun Elm Fair Glen Hart Ing Kirk Lang Marsh North Oak Penn Rush Stan Thorn Under Wood'.split(' ')
const ENDINGS = 'bury combe dale field ford ham ley mere stead ton well wick worth'.split(' ')

/** A made-up school: forms, families of one to three children, and what each family is like. The same for the same source of chance. */
export function drawSchool(random: Random, of: { pupils: number; inForm: number }): DrawnSchool {
  const forms = drawForms(random, Math.ceil(of.pupils / of.inForm))
  const seats = random.shuffle(forms.flatMap((form) => Array<Form>(of.inForm).fill(form))).slice(0, of.pupils)
  const families: Family[] = []
  for (let seated = 0; seated < seats.length; ) {
    const size = random.weighted([
      [1, 60],
      [2, 30],
      [3, 10],
    ])
    const family = drawFamily(random, families.length)
    for (const form of seats.slice(seated, seated + size)) drawChild(random, { family, form })
    seated += size
    families.push(family)
  }
  return { forms, families, children: families.flatMap(({ children }) => children) }
}

function drawForms(random: Random, many: number): Form[] {
  return Array.from({ length: many }, (_, n) => {
    const yearGroup = YEARS[n % YEARS.length] ?? '7'
    const name = `${yearGroup}${String.fromCharCode(65 + Math.floor(n / YEARS.length))}`
    return { id: random.uuid() as GroupId, name, yearGroup, children: [] }
  })
}

function drawChild(random: Random, { family, form }: { family: Family; form: Form }): void {
  const forename = FORENAMES[(family.children.length * 7 + random.int(7)) % FORENAMES.length] ?? 'Sam'
  const child: Child = {
    id: random.uuid() as PupilId,
    forename,
    surname: family.name,
    yearGroup: form.yearGroup,
    form,
    family,
    atRisk: random.chance(0.05),
  }
  family.children.push(child)
  form.children.push(child)
}

/** Numbers that Ofcom keeps for drama: no family of this country answers one. Mothers have the first 700, the last 100 are on no record. */
const mobile = (n: number) => `07700 900${String(n % 1000).padStart(3, '0')}`
export const numberOnNoRecord = (n: number) => mobile(900 + (n % 100))
const landline = (n: number) => `01632 960${String(n % 1000).padStart(3, '0')}`

function drawFamily(random: Random, n: number): Family {
  const habit = random.weighted(HOW_MANY)
  const name = `${random.pick(BEGINNINGS)}${random.pick(ENDINGS)}`
  const adult = (part: Adult['part'], more: Pick<Adult, 'phone' | 'kind'> & { email?: string }): Adult => ({
    id: random.uuid() as ContactId,
    part,
    forenames: { mother: 'Marta', father: 'Omar', grandmother: 'Greta', barred: 'Bilal' }[part],
    surname: name,
    email: null,
    ...more,
  })
  const writes = habit === 'answers-email'
  const mother = adult('mother', {
    phone: writes ? landline(n) : mobile(n % 700),
    kind: writes ? 'home' : 'mobile',
    ...(writes ? { email: `family${n}@family.example` } : {}),
  })
  const father =
    habit === 'contradicts' || random.chance(0.55)
      ? adult('father', { phone: random.chance(0.2) ? null : landline(n + 500), kind: 'home' })
      : undefined
  const adults = [mother, ...(father === undefined ? [] : [father])]
  if (random.chance(0.4)) adults.push(adult('grandmother', { phone: landline(n + 250), kind: 'home' }))
  // His number is known, and he is first in the list in some records: a text that went to him would be seen here.
  const barred = random.chance(0.12) ? adult('barred', { phone: mobile(700 + (n % 200)), kind: 'mobile' }) : undefined
  if (barred !== undefined) adults.splice(random.int(2) * adults.length, 0, barred)
  const deadNumber = habit === 'moved' ? (mother.phone ?? undefined) : undefined
  return { name, habit, mother, father, adults, children: [], deadNumber }
}

/** Born in the year that makes somebody a pupil of this year group in 2026/27. */
export function bornFor(yearGroup: YearGroup): Day {
  return day(`${2022 - Number(yearGroup)}-02-03`)
}
