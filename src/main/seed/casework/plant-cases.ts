import { type Child, readChildren } from '../../../casework/index.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { DemoCaseKind, DemoRole, DemoSchool, DemoTrust, Sex } from '../../demo/types.ts'
import { momentOn } from '../school-years.ts'
import {
  type CasePlanting,
  casePlanting,
  entry,
  openCase,
  type PlantedCase,
  type PlantedCases,
  type PlantedName,
  writeIn,
} from './case-writing.ts'
import { plantBarriers } from './plant-barriers.ts'
import { plantMeetings } from './plant-meetings.ts'
import { plantNotices } from './plant-notices.ts'
import { plantPenalties } from './plant-penalties.ts'
import { plantPlans } from './plant-plans.ts'
import { plantSevere } from './plant-severe.ts'
import { plantSupport } from './plant-support.ts'

/** The cases of the secondary school, and what each part of the work has written into them. */
export async function plantCasework(tx: Tx, trust: DemoTrust, school: DemoSchool): Promise<void> {
  if (school.phase !== 'secondary') return
  const planting = casePlanting(tx, trust, school)
  const planted = await plantCases(planting)
  const barriers = await plantBarriers(planting, planted)
  await plantSupport(planting, planted, barriers)
  await plantPlans(planting, planted)
  const severe = await plantSevere(planting, planted)
  await plantPenalties(planting)
  await plantNotices(planting, planted, severe)
  await plantMeetings(planting, planted)
}

interface Story {
  readonly name: PlantedName
  readonly of: (children: Children) => Child | undefined
  readonly because: string
  /** School days since it was opened. */
  readonly ago: number
  readonly owner: DemoRole | null
  /** Days from today to its review: fewer than none where that is overdue. */
  readonly review: number | null
}

/** Who there is to choose from: each only once. */
interface Children {
  cast(kind: DemoCaseKind): Child | undefined
  /** Somebody whose attendance lies between two percentages; a boy or a girl where the story says so. */
  between(from: number, to: number, sex?: Sex): Child | undefined
}

const STORIES: readonly Story[] = [
  {
    name: 'threshold',
    of: (children) => children.cast('penalty-threshold'),
    because: 'Single days without a reason, and nobody has found out why',
    ago: 30,
    owner: 'attendance-officer',
    review: 3,
  },
  {
    name: 'late',
    of: (children) => children.cast('late-habit'),
    because: 'Late nearly every second morning, sometimes after the register closes',
    ago: 15,
    owner: 'pastoral',
    review: 9,
  },
  {
    name: 'severe',
    of: (children) => children.cast('bereaved'),
    because: 'Has missed more than half of this year; a joint plan with the authority is needed',
    ago: 30,
    owner: 'attendance-champion',
    review: -3,
  },
  {
    name: 'anxious',
    of: (children) => children.between(75, 86, 'F'),
    because: 'Missing mornings since half-term; says school makes her stomach hurt',
    ago: 12,
    owner: 'senco',
    review: 7,
  },
  {
    name: 'persistent',
    of: (children) => children.between(82, 89, 'M'),
    because: 'A tenth of the year missed, most of it single days',
    ago: 25,
    owner: 'pastoral',
    review: 5,
  },
  {
    name: 'stale',
    of: (children) => children.between(86, 90),
    because: 'A tenth of the year missed; the family was to ring back',
    ago: 40,
    owner: 'pastoral',
    review: null,
  },
  {
    name: 'recovered',
    of: (children) => children.between(93, 95.5),
    because: 'Below 90 % in September after moving house',
    ago: 45,
    owner: 'pastoral',
    review: null,
  },
  {
    name: 'below-95',
    of: (children) => children.between(92, 95),
    because: 'Fell below 95 %: three short illnesses since September',
    ago: 8,
    owner: 'attendance-officer',
    review: 14,
  },
  {
    name: 'new',
    of: (children) => children.between(80, 89),
    because: 'Fell below 90 % last week',
    ago: 1,
    owner: null,
    review: null,
  },
]

/** Cases in every stage that help alone can reach, with owners and reviews; one closed, one forgotten, one that is nobody's yet. */
async function plantCases(planting: CasePlanting): Promise<PlantedCases> {
  const children = await childrenToChooseFrom(planting)
  const planted = new Map<PlantedName, PlantedCase>()
  for (const story of STORIES) {
    const child = story.of(children)
    // Early in a school year some stories have not happened yet.
    if (child !== undefined) planted.set(story.name, await open(planting, story, child))
  }
  await furnish(planting, planted)
  return planted
}

async function childrenToChooseFrom({ tx, trust, school }: CasePlanting): Promise<Children> {
  const schoolId = school.id
  const here = trust.pupils.filter((pupil) => pupil.schoolId === schoolId && pupil.leaving === undefined)
  const read = await readChildren(tx, {
    schoolId,
    now: momentOn(trust.today, 8 * 60 + 40),
    pupilIds: here.map(({ id }) => id),
  })
  const cast = new Map<DemoCaseKind, PupilId>()
  for (const { kind, pupilId, schoolId: at } of trust.cases)
    if (at === schoolId && !cast.has(kind)) cast.set(kind, pupilId)
  const sexOf = new Map(here.map(({ id, sex }) => [id, sex]))
  const homeOf = new Map(here.map(({ id, householdKey }) => [id, householdKey]))
  // One family has one of these stories.
  const homes = new Set<string | undefined>()
  const taken = new Set<PupilId>(trust.cases.map(({ pupilId }) => pupilId))
  return {
    cast: (kind) => {
      const id = cast.get(kind)
      return id === undefined ? undefined : read.get(id)
    },
    between: (from, to, sex) => {
      const found = [...read.values()].find(({ id, onRoll, sessions }) => {
        if (
          taken.has(id) ||
          (sex !== undefined && sexOf.get(id) !== sex) ||
          !onRoll ||
          sessions === null ||
          sessions.possible < 60
        )
          return false
        const rate = (100 * sessions.attended) / sessions.possible
        return rate >= from && rate < to
      })
      if (found !== undefined) {
        taken.add(found.id)
        homes.add(homeOf.get(found.id))
      }
      return found
    },
  }
}

async function open(planting: CasePlanting, story: Story, child: Child): Promise<PlantedCase> {
  const { name, because, ago, owner, review } = story
  const on = planting.daysAgo(ago)
  const looked = review === null ? null : planting.schoolDay(review)
  return { name, ...(await openCase(planting, { child, because, on, owner, review: looked })) }
}

/** What was heard and done so far, as far as it belongs to no part. */
async function furnish(planting: CasePlanting, planted: PlantedCases): Promise<void> {
  const { staff, daysAgo } = planting
  const write = async (name: PlantedName, ago: number, of: Omit<Parameters<typeof writeIn>[2], 'on'>) => {
    const one = planted.get(name)
    if (one !== undefined) await writeIn(planting, one, { ...of, on: daysAgo(ago) })
  }
  const spoke = (ago: number, words: string, whom = 'Mother') =>
    entry(planting, 'contact', { day: daysAgo(ago), body: { with: whom, way: 'telephone', reached: true, words } })
  const up = (ago: number, because: string) =>
    entry(planting, 'escalated', { day: daysAgo(ago), body: { to: 'facilitate', because } })
  const pastoral = (name: PlantedName) => staff('pastoral', planted.get(name)?.pupilId)
  await write('threshold', 28, {
    by: pastoral('threshold'),
    entries: [spoke(28, 'Says the days off were “family days”. Was told how unauthorised days are counted.')],
  })
  await write('threshold', 27, {
    by: pastoral('threshold'),
    entries: [up(27, 'Mother would take help with mornings: she starts work at six')],
  })
  await write('severe', 24, {
    by: staff('attendance-champion'),
    entries: [spoke(24, 'Has not left the house since the bereavement. Would see somebody at home.', 'Grandmother')],
  })
  await write('severe', 23, {
    by: staff('attendance-champion'),
    entries: [up(23, 'Needs more than school can give alone: the authority is asked in')],
  })
  await write('anxious', 9, {
    by: staff('senco'),
    entries: [spoke(9, 'Cries on Sunday evenings. Better on days with art.')],
  })
  await write('anxious', 8, {
    by: staff('dsl'),
    restricted: true,
    entries: [
      entry(planting, 'note', {
        day: daysAgo(8),
        body: {
          words: 'Told her tutor that she is afraid of somebody on the way to school. Strategy discussion on Thursday.',
        },
      }),
    ],
  })
  await write('persistent', 20, {
    by: pastoral('persistent'),
    entries: [spoke(20, 'Bus route changed in September; misses it when his brother is ill.', 'Father')],
  })
  await write('persistent', 18, {
    by: pastoral('persistent'),
    entries: [up(18, 'Family agreed to a plan for the mornings')],
  })
  await write('stale', 36, { by: pastoral('stale'), entries: [spoke(36, 'Will ring back after seeing the doctor.')] })
  await write('recovered', 38, {
    by: pastoral('recovered'),
    entries: [spoke(38, 'New house is two buses away. Bus pass asked for.')],
  })
  await write('recovered', 4, {
    by: staff('attendance-champion'),
    entries: [
      entry(planting, 'closed', {
        day: daysAgo(4),
        body: { outcome: 'improved', words: 'Every day but one for six weeks, since the bus pass came' },
      }),
    ],
  })
}
