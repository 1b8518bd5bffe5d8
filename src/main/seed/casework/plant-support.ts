import type { BodyOf } from '../../../casework/contract.ts'
import { keepService, type Service } from '../../../casework/index.ts'
import { addDays } from '../../../kernel/day.ts'
import { momentOn } from '../school-years.ts'
import { type CasePlanting, entry, type PlantedCases, type PlantedName, writeIn } from './case-writing.ts'
import type { PlantedBarriers } from './plant-barriers.ts'
import { plantMentoring } from './plant-mentoring.ts'

/** Services nearby, what was offered in the cases and how families answered, and a mentoring group of the autumn that is over. */
export async function plantSupport(
  planting: CasePlanting,
  planted: PlantedCases,
  barriers: PlantedBarriers,
): Promise<void> {
  const services = await plantServices(planting)
  for (const story of STORIES) await plantOffer(planting, planted, { ...story, barriers })
  for (const story of REFERRALS) await plantReferral(planting, planted, { ...story, services })
  await plantMentoring(planting, planted)
}

interface ServiceStory extends Omit<Service, 'checked' | 'retired'> {
  /** Days since somebody made sure. */
  readonly ago: number
  readonly retired?: boolean
}

const SERVICES: readonly ServiceStory[] = [
  {
    ...{ name: 'Early Help Hub', kind: 'early-help', ago: 20, area: 'The whole district' },
    ...{ purpose: 'Families who want help before things get hard', waiting: 'About three weeks' },
    ...{ howToRefer: 'Their form, filled in with the family', contact: '01632 960120' },
  },
  {
    ...{ name: 'Young People’s Wellbeing Team', kind: 'wellbeing', ago: 35, area: 'Ages 11 to 18' },
    ...{ purpose: 'Worry, low mood and bereavement', waiting: 'Eight to ten weeks' },
    ...{ howToRefer: 'By the school, a doctor or the family itself', contact: '01632 960133' },
  },
  {
    ...{ name: 'School nursing service', kind: 'health', ago: 12, area: 'Every school' },
    ...{ purpose: 'Illness, sleep, continence, medicines in school', waiting: 'One week' },
    ...{ howToRefer: 'Ask on Tuesdays, when the nurse is in school', contact: '01632 960147' },
  },
  {
    ...{ name: 'Family Support Service', kind: 'family', ago: 60, area: 'The whole district' },
    ...{ purpose: 'A worker who comes home: mornings, money, letters', waiting: 'Four weeks' },
    ...{ howToRefer: 'Through the Early Help Hub', contact: '' },
  },
  {
    ...{ name: 'School transport office', kind: 'transport', ago: 75, area: 'Pupils more than three miles away' },
    ...{ purpose: 'Passes, routes that changed, transport for medical needs', waiting: 'Two weeks' },
    ...{ howToRefer: 'The parents apply; the school adds a letter', contact: 'transport@example.org' },
  },
  {
    ...{ name: 'Young carers group', kind: 'clubs', ago: 210, area: 'Town centre' },
    ...{ purpose: 'An evening a week for children who look after somebody', waiting: 'None' },
    ...{ howToRefer: 'By telephone, with the child', contact: '01632 960159' },
  },
  {
    ...{ name: 'Housing advice', kind: 'housing', ago: 90, area: 'The whole district' },
    ...{ purpose: 'Families in temporary homes or about to lose one', waiting: 'Same day if a home is at risk' },
    ...{ howToRefer: 'Go with the family, Monday to Thursday mornings', contact: '01632 960164' },
  },
  {
    ...{ name: 'Saturday football mentors', kind: 'mentoring', ago: 150, area: 'Recreation ground', retired: true },
    ...{ purpose: 'A mentor for boys who like football', waiting: '' },
    ...{ howToRefer: 'It ended in summer', contact: '' },
  },
]

async function plantServices(planting: CasePlanting): Promise<ReadonlyMap<string, string>> {
  const { tx, trust, school, random, staff, daysAgo } = planting
  const by = staff('pastoral')
  const at = momentOn(daysAgo(30), 10 * 60)
  const ids = new Map<string, string>()
  for (const { ago, retired = false, ...words } of SERVICES) {
    const id = random.uuid()
    const content = { ...words, retired, checked: addDays(trust.today, -ago) }
    await keepService(tx, { schoolId: school.id, id, number: 1, content, at, by })
    ids.set(words.name, id)
  }
  return ids
}

type Answer = Omit<BodyOf<'support-answered'>, 'offerId'>

interface OfferStory {
  readonly of: PlantedName
  readonly what: Pick<BodyOf<'support-offered'>, 'supportId' | 'title' | 'kind' | 'to'>
  /** School days since. */
  readonly ago: number
  readonly answered?: { readonly ago: number; readonly answer: Answer }
  /** `review`: days from today. */
  readonly began?: { readonly ago: number; readonly with: string; readonly review: number }
}

const yes = (by: string, words: string): Answer => ({ answer: 'accepted', by, words, because: null })

const STORIES: readonly OfferStory[] = [
  {
    of: 'threshold',
    what: { supportId: 'family-support', title: 'A family support worker', kind: 'family', to: 'Mother' },
    ago: 26,
    answered: {
      ago: 25,
      answer: {
        ...{ answer: 'refused', by: 'Mother', because: 'worried about being judged' },
        words: 'I don’t want somebody in my kitchen telling me how to get him up.',
      },
    },
  },
  {
    of: 'threshold',
    what: { supportId: 'clubs', title: 'Breakfast before school', kind: 'clubs', to: 'Mother' },
    ago: 25,
    answered: { ago: 24, answer: yes('Mother', 'If he can go in by himself at half past seven, yes.') },
    began: { ago: 23, with: 'the breakfast team', review: 2 },
  },
  {
    of: 'persistent',
    what: { supportId: 'journey', title: 'Help with the journey', kind: 'transport', to: 'Father' },
    ago: 15,
    answered: { ago: 14, answer: yes('Father', 'A pass for the other bus would do it.') },
    began: { ago: 11, with: 'the office', review: -1 },
  },
  {
    of: 'severe',
    what: {
      supportId: 'team-around-the-family',
      title: 'A team around the family',
      kind: 'agencies',
      to: 'Grandmother',
    },
    ago: 21,
    answered: { ago: 20, answer: yes('Grandmother', 'As long as it is here and not at school.') },
    began: { ago: 16, with: 'the attendance champion', review: 6 },
  },
  {
    of: 'anxious',
    what: { supportId: 'wellbeing-support', title: 'Support for wellbeing', kind: 'wellbeing', to: 'Mother' },
    ago: 6,
    answered: { ago: 5, answer: yes('The child', 'With Miss from art, not in the big room.') },
    began: { ago: 4, with: 'the SENCO', review: 9 },
  },
  {
    of: 'late',
    what: { supportId: 'clubs', title: 'Breakfast before school', kind: 'clubs', to: 'Father' },
    ago: 8,
  },
]

async function plantOffer(
  planting: CasePlanting,
  planted: PlantedCases,
  { barriers, ...story }: OfferStory & { readonly barriers: PlantedBarriers },
): Promise<void> {
  const { random, staff, daysAgo, schoolDay } = planting
  const one = planted.get(story.of)
  if (one === undefined) return
  const offerId = random.uuid()
  const { what, ago, answered, began } = story
  const write = async (on: number, made: ReturnType<typeof entry>) =>
    writeIn(planting, one, { by: staff('pastoral', one.pupilId), on: daysAgo(on), minutes: 16 * 60, entries: [made] })
  const offered = { ...what, offerId, barrierId: barriers.get(one) ?? null, from: null, words: '' }
  await write(ago, entry(planting, 'support-offered', { day: daysAgo(ago), body: offered }))
  if (answered !== undefined) {
    const body = { ...answered.answer, offerId }
    await write(answered.ago, entry(planting, 'support-answered', { day: daysAgo(answered.ago), body }))
  }
  if (began !== undefined) {
    const body = { offerId, with: began.with, review: schoolDay(began.review), until: null }
    await write(began.ago, entry(planting, 'support-began', { day: daysAgo(began.ago), body }))
  }
}

interface ReferralStory {
  readonly of: PlantedName
  readonly service: string
  readonly kind: BodyOf<'referred'>['kind']
  readonly how: string
  readonly consent: string
  readonly ago: number
  /** On a waiting list since so many school days, until so many days from today. */
  readonly waits?: { readonly ago: number; readonly until: number }
}

const REFERRALS: readonly ReferralStory[] = [
  {
    ...{ of: 'threshold', service: 'Early Help Hub', kind: 'early-help', ago: 24 },
    ...{ how: 'Their form, on the telephone with his mother', consent: 'Mother' },
  },
  {
    ...{ of: 'severe', service: 'Young People’s Wellbeing Team', kind: 'wellbeing', ago: 19 },
    ...{ how: 'By letter from the school', consent: 'Grandmother, who looks after him' },
    waits: { ago: 12, until: 24 },
  },
]

async function plantReferral(
  planting: CasePlanting,
  planted: PlantedCases,
  { of, ago, waits, services, ...what }: ReferralStory & { readonly services: ReadonlyMap<string, string> },
): Promise<void> {
  const { random, staff, daysAgo, trust } = planting
  const one = planted.get(of)
  if (one === undefined) return
  const referralId = random.uuid()
  const by = staff('pastoral', one.pupilId)
  const serviceId = services.get(what.service) ?? null
  const body = { ...what, referralId, serviceId, offerId: null, words: '' }
  const sent = entry(planting, 'referred', { day: daysAgo(ago), body })
  await writeIn(planting, one, { by, on: daysAgo(ago), minutes: 16 * 60 + 10, entries: [sent] })
  if (waits === undefined) return
  const told = { referralId, outcome: 'waiting list', until: addDays(trust.today, waits.until), words: '' } as const
  const said = entry(planting, 'referral-outcome', { day: daysAgo(waits.ago), body: told })
  await writeIn(planting, one, { by, on: daysAgo(waits.ago), minutes: 16 * 60 + 10, entries: [said] })
}
