import type { NewEntry } from '../../../casework/contract.ts'
import { beginCase, keepEntries, readChildren } from '../../../casework/index.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import { momentOn } from '../school-years.ts'
import { type CasePlanting, entry, type PlantedCases } from './case-writing.ts'

const MEMBERS = 8
const LOOKED_AT = 240
const ENDINGS = ['helped', 'helped', 'helped in part', 'helped', 'made no difference'] as const

/** A mentoring group of this autumn, in cases that are closed: enough children to ask whether it helped. */
export async function plantMentoring(planting: CasePlanting, planted: PlantedCases): Promise<void> {
  const members = await chooseMembers(planting, planted)
  const { tx, school, random, staff, daysAgo } = planting
  const by = staff('pastoral')
  for (const [at, pupilId] of members.entries()) {
    const caseId = random.uuid()
    // Two groups, a week apart.
    const later = at % 2 === 0 ? 0 : 5
    const moment = momentOn(daysAgo(14), 15 * 60)
    await beginCase(tx, { schoolId: school.id, caseId, pupilId, at: momentOn(daysAgo(40 - later), 9 * 60) })
    const entries = roadOf(planting, { later, at })
    const kept = await keepEntries(
      { tx, now: moment, caller: by },
      { caseId, pupilId, entries: [], schoolId: school.id },
      entries,
    )
    if (!kept.ok) throw new Error(kept.problem.message)
  }
}

async function chooseMembers({ tx, trust, school }: CasePlanting, planted: PlantedCases): Promise<readonly PupilId[]> {
  const taken = new Set([
    ...trust.cases.map(({ pupilId }) => pupilId),
    ...[...planted.values()].map(({ pupilId }) => pupilId),
  ])
  const here = trust.pupils
    .filter(({ schoolId, leaving, id }) => schoolId === school.id && leaving === undefined && !taken.has(id))
    .slice(0, LOOKED_AT)
  const now = momentOn(trust.today, 8 * 60 + 40)
  const read = await readChildren(tx, { schoolId: school.id, now, pupilIds: here.map(({ id }) => id) })
  const found = [...read.values()].filter(({ onRoll, sessions }) => {
    if (!onRoll || sessions === null || sessions.possible < 60) return false
    const rate = (100 * sessions.attended) / sessions.possible
    return rate >= 90 && rate < 94
  })
  // Too few for a group: early in a school year there is nobody to choose yet.
  return found.length < MEMBERS ? [] : found.slice(0, MEMBERS).map(({ id }) => id)
}

/** Copied from the group's list when it was over: its days are those on which it happened. */
function roadOf(planting: CasePlanting, { later, at }: { later: number; at: number }): readonly NewEntry[] {
  const { random, daysAgo } = planting
  const offerId = random.uuid()
  const day = (ago: number) => daysAgo(ago - later)
  const because = 'Fewer mornings since September; the family would like a mentor'
  const offered = {
    offerId,
    supportId: 'mentor',
    title: 'A mentor',
    kind: 'mentoring',
    barrierId: null,
    to: 'Parents',
    from: null,
    words: '',
  } as const
  const answer = { offerId, answer: 'accepted', by: 'Parents', words: '', because: null } as const
  const began = { offerId, with: 'the mentors', review: null, until: null }
  const outcome = ENDINGS[at % ENDINGS.length] ?? 'helped'
  const ended = { offerId, outcome, words: 'Five weeks, every Tuesday' } as const
  const closed = { outcome: 'no longer needed', words: 'The mentoring group is over' } as const
  return [
    entry(planting, 'opened', { day: day(40), body: { because, duty: null, stage: 'listen' } }),
    entry(planting, 'support-offered', { day: day(39), body: offered }),
    entry(planting, 'support-answered', { day: day(38), body: answer }),
    entry(planting, 'support-began', { day: day(37), body: began }),
    entry(planting, 'support-ended', { day: day(20), body: ended }),
    entry(planting, 'closed', { day: daysAgo(14), body: closed }),
  ]
}
