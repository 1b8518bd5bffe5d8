import type { PlanBody, PlanForm } from '../../../casework/contract.ts'
import { addDays, type Day, weekday } from '../../../kernel/day.ts'
import type { ContactId } from '../../../kernel/ids.ts'
import { accountFor } from '../../../parents/index.ts'
import { type ContactOfPupil, contactsOfPupils } from '../../../roll/index.ts'
import { momentOn } from '../school-years.ts'
import { type CasePlanting, entry, type PlantedCase, type PlantedCases, writeIn } from './case-writing.ts'

type Party = PlanBody['parties'][number]

/**
 * An action plan that waits for a parent who can be signed in as, a plan for coming back step by step, and an attendance passport that the
 * child's teachers see.
 */
export async function plantPlans(planting: CasePlanting, planted: PlantedCases): Promise<void> {
  const anxious = planted.get('anxious')
  const persistent = planted.get('persistent')
  if (anxious !== undefined) await plantPassport(planting, anxious)
  if (anxious !== undefined) await plantReturn(planting, anxious)
  if (persistent !== undefined) await plantWaiting(planting, persistent)
}

/** Those parents of a child who may be told, at most two. */
async function parentsOf({ tx, school, trust }: CasePlanting, { pupilId }: PlantedCase) {
  const contacts = await contactsOfPupils(tx, { schoolId: school.id, day: trust.today, pupilIds: [pupilId] })
  return contacts.filter(({ isParent, mayBeTold, barred }) => isParent && mayBeTold && !barred).slice(0, 2)
}

const nameOf = ({ title, forenames, surname }: ContactOfPupil) =>
  [title, forenames, surname].filter((part) => part !== '').join(' ')

function party(
  { random }: CasePlanting,
  of: Pick<Party, 'role' | 'name'> & { readonly contactId?: ContactId; readonly does: readonly string[] },
): Party {
  const { role, name, contactId = null, does } = of
  return {
    id: random.uuid(),
    role,
    name,
    contactId,
    signs: true,
    duties: does.map((words) => ({ id: random.uuid(), words })),
  }
}

type Words = Partial<PlanBody> & Pick<PlanBody, 'first' | 'last' | 'aim' | 'childWords' | 'parties'>

const bodyOf = (words: Words): PlanBody => ({
  target: null,
  noWords: '',
  adjustments: [],
  reviews: [],
  steps: [],
  arrival: '',
  safeAdult: '',
  helps: '',
  avoid: '',
  ...words,
})

/** Writes a plan and puts it forward, and has these parties sign it. @returns its id */
async function agree(
  planting: CasePlanting,
  one: PlantedCase,
  of: {
    readonly form: PlanForm
    readonly on: Day
    readonly minutes: number
    readonly body: PlanBody
    readonly signed: readonly Party[]
  },
): Promise<string> {
  const { form, on, minutes, body, signed } = of
  const planId = planting.random.uuid()
  const version = 1
  await writeIn(planting, one, {
    by: planting.staff('senco'),
    on,
    minutes,
    entries: [
      entry(planting, 'plan-drafted', { day: on, body: { planId, version, form, body } }),
      entry(planting, 'plan-offered', { day: on, body: { planId, version } }),
      ...signed.map(({ id, role }) =>
        entry(planting, 'plan-signed', {
          day: on,
          body: { planId, version, party: id, way: role === 'school' ? 'portal' : 'paper', words: '' },
        }),
      ),
    ],
  })
  return planId
}

const MORNING_STEPS: readonly (readonly [from: number, to: number, words: string, afternoons: boolean])[] = [
  [-7, 4, 'Mornings, with Art first on Mondays', true],
  [7, 18, 'Three whole days, two mornings', true],
  [21, 25, 'Every day, leaving lessons two minutes early', false],
]

async function plantReturn(planting: CasePlanting, one: PlantedCase): Promise<void> {
  const { daysAgo, random, school, trust } = planting
  const [parent] = await parentsOf(planting, one)
  if (parent === undefined) return
  const monday = mondayOf(trust.today)
  const parties = [
    party(planting, { role: 'school', name: school.name, does: ['Somebody known waits at the side gate at 8.20'] }),
    party(planting, {
      role: 'parent',
      name: nameOf(parent),
      contactId: parent.contactId,
      does: ['Walks along to the side gate', 'Rings before eight when it is a hard morning'],
    }),
  ]
  const steps = MORNING_STEPS.map(([from, to, words, afternoons], place) => ({
    id: random.uuid(),
    first: addDays(monday, from),
    last: addDays(monday, to),
    words,
    away: afternoons
      ? (place === 0 ? [1, 2, 3, 4, 5] : [2, 4]).map((weekday) => ({ weekday, half: 'PM' as const }))
      : [],
  }))
  await agree(planting, one, {
    form: 'reintegration plan',
    on: daysAgo(7),
    minutes: 15 * 60 + 30,
    signed: parties,
    body: bodyOf({
      first: addDays(monday, -7),
      last: addDays(monday, 25),
      aim: 'Back in school every day by the new year, a little more each week',
      target: { days: 8, of: 10 },
      childWords: 'I can do it if I do not have to walk in with everybody looking.',
      parties,
      reviews: [addDays(monday, 2), addDays(monday, 16)],
      steps,
    }),
  })
}

/** The Monday of a day's week. */
function mondayOf(day: Day): Day {
  return addDays(day, 1 - weekday(day))
}

async function plantPassport(planting: CasePlanting, one: PlantedCase): Promise<void> {
  const { daysAgo, school, trust } = planting
  const [parent] = await parentsOf(planting, one)
  const parties = [
    party(planting, { role: 'pupil', name: one.child, does: ['Shows the card when five minutes are needed'] }),
    party(planting, { role: 'school', name: school.name, does: ['Everybody who teaches reads this page'] }),
    ...(parent === undefined
      ? []
      : [party(planting, { role: 'parent', name: nameOf(parent), contactId: parent.contactId, does: [] })]),
  ]
  await agree(planting, one, {
    form: 'attendance passport',
    on: daysAgo(7),
    minutes: 15 * 60,
    signed: parties,
    body: bodyOf({
      first: daysAgo(6),
      last: addDays(mondayOf(trust.today), 25),
      aim: 'Teachers know what helps, without it having to be said again and again',
      childWords: 'Please do not ask me in front of the class where I was.',
      parties,
      adjustments: ['Leaves lessons two minutes early', 'Sits by the door', 'May show the card and go to room 4'],
      reviews: [addDays(mondayOf(trust.today), 24)],
      arrival: 'By the side gate at 8.20, straight to room 4. Comes to registration by 8.45.',
      safeAdult: 'The SENCO’s team in room 4, all day',
      helps: 'A quiet hello. Knowing what the lesson will be. Art.',
      avoid: 'Questions about where I was. Reading aloud. Being sent back to get something.',
    }),
  })
}

/** Signed by the school and not yet by the parent, who has an account to sign with. */
async function plantWaiting(planting: CasePlanting, one: PlantedCase): Promise<void> {
  const { daysAgo, school, staff, trust, tx } = planting
  const parents = await parentsOf(planting, one)
  const [parent] = parents
  if (parent === undefined) return
  const parties = [
    party(planting, { role: 'pupil', name: one.child, does: ['Is at the bus stop for the 7.40'] }),
    ...parents.map((of, place) =>
      party(planting, {
        role: 'parent',
        name: nameOf(of),
        contactId: of.contactId,
        does: place === 0 ? ['Rings school before 8.30 if the bus does not come'] : ['Drives on Wednesdays'],
      }),
    ),
    party(planting, {
      role: 'school',
      name: school.name,
      does: ['Pays for the bus pass until Easter', 'Breakfast from 8.00, so that an early bus is no waste'],
    }),
  ]
  await agree(planting, one, {
    form: 'action plan',
    on: daysAgo(3),
    minutes: 15 * 60 + 45,
    signed: parties.filter(({ role }) => role === 'school' || role === 'pupil'),
    body: bodyOf({
      first: addDays(trust.today, 1),
      last: addDays(mondayOf(trust.today), 60),
      aim: 'On the early bus, so that a brother who is ill does not make two late',
      target: { days: 9, of: 10 },
      childWords: 'I do not mind school. I hate running for the bus, and walking in late.',
      parties,
      adjustments: ['No detention for a late bus while this plan holds'],
      reviews: [addDays(mondayOf(trust.today), 14), addDays(mondayOf(trust.today), 46)],
    }),
  })
  const { contactId } = parent
  await accountFor(tx, {
    schoolId: school.id,
    contactId,
    now: momentOn(trust.today, 8 * 60),
    by: staff('attendance-officer'),
  })
}
