import type { BodyOf } from '../../../casework/contract.ts'
import { type Child, readChildren } from '../../../casework/index.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import type { DemoPupil, DemoRole } from '../../demo/types.ts'
import { momentOn } from '../school-years.ts'
import { type AnyCase, type CasePlanting, entry, openCase, type PlantedCases, writeIn } from './case-writing.ts'

/** What was heard of a child who is hardly ever in school, and what is done about it. */
interface Story {
  readonly fits: (pupil: DemoPupil) => boolean
  readonly because: string
  readonly owner: DemoRole
  readonly way: BodyOf<'contact'>['way']
  readonly heard: string
  readonly barrier: BodyOf<'barrier-recorded'>['kind']
  readonly support: Pick<BodyOf<'support-offered'>, 'supportId' | 'title' | 'kind'>
  /** In the words of whoever answered; null where nobody has yet. */
  readonly answer: string | null
  readonly with: string
}

const STORIES: readonly Story[] = [
  {
    fits: ({ flags }) => flags.medical !== undefined,
    because: 'Ill for most of this year; the doctor writes that short days would be possible',
    ...{ owner: 'senco', way: 'telephone', heard: 'Tired by ten in the morning. Misses the others.' },
    barrier: 'health',
    support: { supportId: 'school-nurse', title: 'The school nurse', kind: 'health' },
    ...{ answer: 'If the nurse talks to our doctor, yes please.', with: 'the school nurse' },
  },
  {
    fits: ({ flags }) => flags.sen !== 'none',
    because: 'Does not manage whole days; what the plan says about lessons is not enough any more',
    ...{ owner: 'senco', way: 'in person', heard: 'Maths and the dining hall are the worst of the day.' },
    barrier: 'send',
    support: { supportId: 'reasonable-adjustments', title: 'Reasonable adjustments', kind: 'adjustments' },
    ...{ answer: 'Lunch somewhere quiet would change a lot.', with: 'the SENCO' },
  },
  {
    fits: ({ flags }) => flags.lookedAfter || flags.childInNeed || flags.childProtection,
    because: 'In school on few days since September; the social worker is asked in',
    ...{ owner: 'dsl', way: 'video', heard: 'Would come if somebody picked up from home at first.' },
    barrier: 'family',
    support: { supportId: 'multi-agency', title: 'A meeting of everybody who helps', kind: 'agencies' },
    ...{ answer: 'Yes, if there are not too many people.', with: 'the safeguarding lead' },
  },
  {
    fits: ({ flags }) => flags.youngCarer,
    because: 'Looks after somebody at home and misses more than half of school',
    ...{ owner: 'pastoral', way: 'home visit', heard: 'There is nobody else in the mornings before nine.' },
    barrier: 'caring',
    support: { supportId: 'early-help-meeting', title: 'A meeting about early help', kind: 'early-help' },
    ...{ answer: 'We did not know that one could ask for that.', with: 'the Early Help Hub' },
  },
  {
    fits: () => true,
    because: 'Does not leave the house on most mornings; was in every day until last spring',
    ...{
      owner: 'attendance-champion',
      way: 'home visit',
      heard: 'Awake until four, asleep at nine. Talked at the door.',
    },
    barrier: 'anxiety',
    support: { supportId: 'wellbeing-support', title: 'Support for wellbeing', kind: 'wellbeing' },
    ...{ answer: 'With somebody who comes here at first.', with: 'the wellbeing team' },
  },
  {
    fits: () => true,
    because: 'Misses more than half of school; the family has moved twice since summer',
    ...{
      owner: 'pastoral',
      way: 'home visit',
      heard: 'Two buses from the flat they have now. Would rather stay at this school.',
    },
    barrier: 'housing',
    support: { supportId: 'journey', title: 'Help with the journey', kind: 'transport' },
    ...{ answer: null, with: '' },
  },
  {
    fits: () => true,
    because: 'Comes for single days; nobody has let us in since half-term',
    ...{
      owner: 'attendance-officer',
      way: 'telephone',
      heard: 'Friends have gone to another school. Says lessons make no sense any more.',
    },
    barrier: 'friendship',
    support: { supportId: 'catching-up', title: 'Help with catching up', kind: 'pastoral' },
    ...{ answer: 'One hour a day to begin with.', with: 'the year team' },
  },
  {
    fits: () => true,
    because: 'Has missed more than half of this year; mornings are the hardest',
    ...{ owner: 'pastoral', way: 'in person', heard: 'Good from eleven on. Likes cooking and the library.' },
    barrier: 'routines',
    support: { supportId: 'phased-return', title: 'A way back step by step', kind: 'phased-return' },
    ...{ answer: 'From eleven we can promise.', with: 'the head of year' },
  },
]
/** So many wait for somebody to open their case: they are on the board, and that is what it is for. */
const WITHOUT = 2

/** A case for nearly every child who misses half of school or more. */
export async function plantSevere(planting: CasePlanting, planted: PlantedCases): Promise<readonly AnyCase[]> {
  const opened: AnyCase[] = []
  const { tx, trust, school } = planting
  const pupils = new Map(
    trust.pupils
      .filter(({ schoolId, leaving }) => schoolId === school.id && !leaving)
      .map((pupil) => [pupil.id, pupil]),
  )
  const now = momentOn(trust.today, 8 * 60 + 40)
  const read = await readChildren(tx, { schoolId: school.id, now, pupilIds: [...pupils.keys()] })
  const known = new Set<PupilId>([...planted.values()].map(({ pupilId }) => pupilId))
  const severe = [...read.values()].filter(({ id, severe, onRoll }) => severe && onRoll && !known.has(id))
  for (const [place, child] of severe.slice(WITHOUT).entries()) {
    const pupil = pupils.get(child.id)
    const fitting = STORIES.filter(({ fits }) => pupil !== undefined && fits(pupil))
    // What fits one child alone comes before what fits anybody.
    const own = fitting.filter((story) => STORIES.indexOf(story) < 4)
    const story = (own.length > 0 ? own : fitting).at(place % (own.length > 0 ? own.length : fitting.length))
    if (story !== undefined) opened.push(await plantOne(planting, story, { child, place }))
  }
  return opened
}

async function plantOne(planting: CasePlanting, story: Story, of: { child: Child; place: number }): Promise<AnyCase> {
  const { daysAgo, schoolDay, staff } = planting
  const { child, place } = of
  const opened = 30 - (place % 5) * 3
  const one = await openCase(planting, {
    ...{ child, because: story.because, on: daysAgo(opened), owner: story.owner },
    review: schoolDay(2 + (place % 6) * 3),
  })
  const by = staff(story.owner, child.id)
  const heard = { with: 'Parent', way: story.way, reached: true, words: story.heard }
  const day = daysAgo(opened - 3)
  const barrierId = planting.random.uuid()
  const hard = { barrierId, kind: story.barrier, whose: 'parent', words: story.heard, strength: 'very' } as const
  await writeIn(planting, one, {
    ...{ by, on: day },
    entries: [
      entry(planting, 'contact', { day, body: heard }),
      entry(planting, 'barrier-recorded', { day, body: hard }),
    ],
  })
  await plantOffer(planting, one, { story, opened, place, barrierId })
  return one
}

async function plantOffer(
  planting: CasePlanting,
  one: AnyCase,
  { story, opened, place, barrierId }: { story: Story; opened: number; place: number; barrierId: string },
): Promise<void> {
  const { random, daysAgo, schoolDay, staff } = planting
  const offerId = random.uuid()
  const { support, answer } = story
  const offered = { ...support, offerId, barrierId, to: 'Parent', from: null, words: '' }
  const on = daysAgo(opened - 5)
  const said = { offerId, answer: 'accepted', by: 'Parent', words: answer ?? '', because: null } as const
  const began = { offerId, with: story.with, review: schoolDay(4 + (place % 4) * 2), until: null }
  const later = daysAgo(opened - 8)
  const by = staff(story.owner, one.pupilId)
  await writeIn(planting, one, { by, on, entries: [entry(planting, 'support-offered', { day: on, body: offered })] })
  const lately = daysAgo(2 + (place % 4) * 3)
  if (answer === null) {
    const tried = {
      with: 'Parent',
      way: 'telephone',
      reached: false,
      words: 'To ask what they think of the offer',
    } as const
    const again = entry(planting, 'contact', { day: lately, body: tried })
    await writeIn(planting, one, { by, on: lately, entries: [again] })
    return
  }
  await writeIn(planting, one, {
    ...{ by, on: later },
    entries: [
      entry(planting, 'support-answered', { day: later, body: said }),
      entry(planting, 'support-began', { day: later, body: began }),
    ],
  })
  // One in six is left alone for longer than it should be: the work list says so.
  if (place % 6 === 5 || lately <= later) return
  const reviewed = { offerId, words: 'A little more each week; goes on', next: schoolDay(4 + (place % 4) * 2) }
  await writeIn(planting, one, {
    ...{ by, on: lately },
    entries: [entry(planting, 'support-reviewed', { day: lately, body: reviewed })],
  })
}
