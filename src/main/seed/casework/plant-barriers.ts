import type { BodyOf, Level } from '../../../casework/contract.ts'
import { fullName } from '../../../kernel/names.ts'
import { accountFor } from '../../../parents/index.ts'
import { contactsOfPupils } from '../../../roll/index.ts'
import { momentOn } from '../school-years.ts'
import type { Actor } from '../staffing.ts'
import { type CasePlanting, entry, type PlantedCase, type PlantedCases, writeIn } from './case-writing.ts'

const answered = (levels: Readonly<Record<string, Level>>, said: Readonly<Record<string, string>>) => ({
  version: 1,
  answers: Object.entries(levels).map(([id, level]) => ({ id, level })),
  words: Object.entries(said).map(([id, text]) => ({ id, text })),
})

/** The barrier of each planted case that has one: what is offered there is offered for it. */
export type PlantedBarriers = ReadonlyMap<PlantedCase, string>

/** What makes school hard, in the words of children, parents and staff: one child whom all were asked about, others of whom less is known. */
export async function plantBarriers(planting: CasePlanting, planted: PlantedCases): Promise<PlantedBarriers> {
  const { random, staff, daysAgo } = planting
  const barriers = new Map<PlantedCase, string>()
  const write: Write = async (of, { ago, by }, body) => {
    const day = daysAgo(ago)
    const what =
      'who' in body ? entry(planting, 'assessed', { day, body }) : entry(planting, 'barrier-recorded', { day, body })
    await writeIn(planting, of, { by, on: day, entries: [what] })
    if ('barrierId' in body) barriers.set(of, body.barrierId)
  }
  const barrier = (
    kind: BodyOf<'barrier-recorded'>['kind'],
    whose: BodyOf<'barrier-recorded'>['whose'],
    words: string,
  ): BodyOf<'barrier-recorded'> => ({ barrierId: random.uuid(), kind, whose, words, strength: 'very' })

  const anxious = planted.get('anxious')
  if (anxious !== undefined) await wholeStory(planting, anxious, write)
  const persistent = planted.get('persistent')
  if (persistent !== undefined) {
    const words = 'When the bus is late I get shouted at so sometimes I just dont go in'
    await write(
      persistent,
      { ago: 16, by: staff('pastoral', persistent.pupilId) },
      {
        ...{ assessmentId: random.uuid(), who: 'pupil', name: persistent.child, way: 'screen' },
        ...answered(
          { journey: 2, caring: 1, mornings: 1, lessons: 0, friends: 0 },
          { hard: words, better: 'a taxi lol' },
        ),
      },
    )
    await write(
      persistent,
      { ago: 16, by: staff('pastoral', persistent.pupilId) },
      barrier('transport', 'pupil', words),
    )
  }
  const severe = planted.get('severe')
  if (severe !== undefined)
    await write(
      severe,
      { ago: 22, by: staff('attendance-champion') },
      barrier('family', 'parent', 'He does not sleep since his mum died.'),
    )
  const late = planted.get('late')
  if (late !== undefined)
    await write(
      late,
      { ago: 10, by: staff('pastoral', late.pupilId) },
      barrier('routines', 'staff', 'Comes without breakfast and very tired.'),
    )
  const threshold = planted.get('threshold')
  if (threshold !== undefined)
    await write(
      threshold,
      { ago: 27, by: staff('pastoral', threshold.pupilId) },
      barrier('routines', 'parent', 'I leave for work at six and he goes back to bed.'),
    )
  return barriers
}

type Body = BodyOf<'assessed'> | BodyOf<'barrier-recorded'>
type Write = (of: PlantedCase, when: { ago: number; by: Actor }, body: Body) => Promise<void>

/** A child who was asked, whose school was asked, and whose mother is asked on the family page: she can be signed in as. */
async function wholeStory(planting: CasePlanting, anxious: PlantedCase, write: Write): Promise<void> {
  const { tx, random, staff, daysAgo, school, trust } = planting
  const senco = staff('senco')
  await write(
    anxious,
    { ago: 7, by: senco },
    {
      ...{ assessmentId: random.uuid(), who: 'pupil', name: anxious.child, way: 'screen' },
      ...answered(
        { worried: 2, 'leaving-home': 2, busy: 2, friends: 1, lessons: 1, journey: 1, unwell: 1, unkind: 0, caring: 0 },
        {
          hard: 'My tummy hurts when I think about going in.\nThe corridor at lunch is the worst its so LOUD',
          better: 'If I could go in by the art room door and not see everyone',
          good: 'art!! and Miss is nice',
          adult: 'Miss in art',
        },
      ),
    },
  )
  await write(
    anxious,
    { ago: 7, by: senco },
    {
      ...{ assessmentId: random.uuid(), who: 'staff', name: senco.name, way: 'screen' },
      ...answered(
        { worried: 2, 'leaving-home': 0, busy: 1, friends: 0, lessons: 2, journey: 0, unwell: 1, unkind: 0 },
        {
          hard: 'Misses the start of the week and then cannot follow in mathematics.',
          good: 'Her drawings hang in the hall.',
        },
      ),
    },
  )
  await write(
    anxious,
    { ago: 6, by: senco },
    {
      ...{ barrierId: random.uuid(), kind: 'anxiety', whose: 'pupil', strength: 'very' },
      words: 'My tummy hurts when I think about going in.',
    },
  )
  const contacts = await contactsOfPupils(tx, { schoolId: school.id, day: trust.today, pupilIds: [anxious.pupilId] })
  const parent = contacts.find((one) => one.isParent && one.livesWith && one.mayBeTold && !one.barred)
  if (parent === undefined) return
  const { contactId } = parent
  const name = fullName(parent.forenames, parent.surname)
  const day = daysAgo(2)
  const entries = [entry(planting, 'assessment-invited', { day, body: { contactId, name } })]
  await writeIn(planting, anxious, { by: senco, on: day, entries })
  await accountFor(tx, { schoolId: school.id, contactId, now: momentOn(trust.today, 8 * 60), by: senco })
}
