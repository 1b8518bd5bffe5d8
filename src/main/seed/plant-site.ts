import type { Day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Tx } from '../../platform/database/database.ts'
import { notableSince } from '../../register/index.ts'
import { groupsOn, pupilsOnRoll } from '../../roll/index.ts'
import type { LateReason } from '../../site/contract.ts'
import { keepCheck, keepGateAct, keepStep } from '../../site/index.ts'
import { hashText, randomFrom } from '../demo/random.ts'
import type { DemoSchool, DemoTrust } from '../demo/types.ts'
import { momentOn } from './school-years.ts'
import { type Actor, staffingOf } from './staffing.ts'

/** School days ago on which somebody stood at the gate. */
const GATE_DAYS = [2, 6, 11]
const [GATE_OPENS, GATE_CLOSES] = [8 * 60 + 25, 9 * 60 + 25]
const REASONS: readonly (LateReason | null)[] = [
  'transport',
  'overslept',
  null,
  'transport',
  'home',
  'appointment',
  'walked',
]

/** Late gate checks of the last weeks, over the sign-ins of those days; and yesterday's spot check, with a search that was short. */
export async function plantSite(tx: Tx, trust: DemoTrust, school: DemoSchool): Promise<void> {
  if (school.phase !== 'secondary') return
  const thisYear = trust.schoolYears.at(-1)
  const days =
    trust.calendars.find((one) => one.schoolId === school.id && one.schoolYear === thisYear)?.schoolDays ?? []
  const today = days.indexOf(trust.today)
  const staffing = staffingOf(trust, school.id)
  const by = staffing.desk(randomFrom(hashText(`gate of ${school.id}`)))
  for (const ago of GATE_DAYS) {
    const on = days[today - ago]
    if (on !== undefined) await plantGate(tx, { school, on, by })
  }
  const yesterday = days[today - 1]
  const officer = staffing.officer(randomFrom(hashText(`spot check of ${school.id}`)))
  if (yesterday !== undefined) await plantCheck(tx, { school, on: yesterday, by: officer })
}

interface Planted {
  readonly school: DemoSchool
  readonly on: Day
  readonly by: Actor
}

async function plantGate(tx: Tx, { school, on, by }: Planted): Promise<void> {
  const random = randomFrom(hashText(`gate of ${school.id} on ${on}`))
  const head = { schoolId: school.id, gateId: random.uuid(), day: on, by }
  const [opens, closes] = [momentOn(on, GATE_OPENS), momentOn(on, GATE_CLOSES)]
  await keepGateAct(tx, { ...head, at: opens }, { kind: 'opened', place: 'Main gate' })
  const acts = await notableSince(tx, { schoolId: school.id, years: [schoolYearOf(on)], since: opens })
  const came = acts.filter(({ act, madeAt }) => act === 'signed-in' && schoolTime(madeAt).day === on && madeAt < closes)
  for (const [place, { number: entry, madeAt, facts, marks }] of came.entries()) {
    const pupilId = marks[0]?.pupilId
    if (pupilId === undefined) continue
    const { minutesLate } = facts.answer as { readonly minutesLate: number }
    const reason = REASONS[place % REASONS.length] ?? null
    await keepGateAct(tx, { ...head, at: madeAt }, { kind: 'arrived', pupilId, entry, minutesLate, reason })
  }
  await keepGateAct(tx, { ...head, at: closes }, { kind: 'closed' })
}

async function plantCheck(tx: Tx, { school, on, by }: Planted): Promise<void> {
  const schoolId = school.id
  const random = randomFrom(hashText(`spot check of ${schoolId} on ${on}`))
  const [group] = (await groupsOn(tx, { schoolId, day: on })).filter(({ yearGroup }) => yearGroup === '9')
  if (group === undefined) return
  const pupils = await pupilsOnRoll(tx, { schoolId, day: on, groupId: group.id })
  const pupilId: PupilId | undefined = pupils[random.int(pupils.length)]?.id
  if (pupilId === undefined) return
  const head = { schoolId, checkId: random.uuid(), day: on, by }
  const place = `${group.name} French, room 12`
  const [checked, found, told] = [momentOn(on, 11 * 60 + 5), momentOn(on, 11 * 60 + 14), momentOn(on, 11 * 60 + 31)]
  await keepCheck(
    tx,
    { ...head, at: checked },
    {
      ...{ kind: 'group', groupId: group.id, place, expected: pupils.length - 1, missing: [pupilId] },
    },
  )
  await keepStep(
    tx,
    { ...head, at: found },
    {
      ...{
        pupilId,
        number: 1,
        kind: 'found',
        place: 'Library',
        person: by.name,
        words: 'Finishing a drawing, had forgotten the time.',
      },
    },
  )
  await keepStep(
    tx,
    { ...head, at: told },
    {
      ...{
        pupilId,
        number: 2,
        kind: 'told',
        place: 'Call',
        person: 'Their mother',
        words: 'She will speak with them tonight.',
      },
    },
  )
}
