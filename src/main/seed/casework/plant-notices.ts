import { askedAt } from '../../../duties/index.ts'
import { type NewEvent, proposedContents } from '../../../enforcement/contract.ts'
import { beginThread, keepEvents, readStandingFacts, readThread, standingOf } from '../../../enforcement/index.ts'
import { addDays, type Day, weekday } from '../../../kernel/day.ts'
import type { ContactId } from '../../../kernel/ids.ts'
import { contactsOfPupils, schoolOf } from '../../../roll/index.ts'
import { momentOn } from '../school-years.ts'
import type { Actor } from '../staffing.ts'
import { type CasePlanting, entry, type PlantedCase, type PlantedCases, writeIn } from './case-writing.ts'

/** School days before today: the questions were begun, answered and decided on, and the notice was sent. */
const [BEGUN, ANSWERED, SENT] = [12, 9, 6]
const WEEKS = 6

/** One notice to improve in its second week, past every question; who met the threshold last week comes of the marks themselves. */
export async function plantNotices(planting: CasePlanting, planted: PlantedCases): Promise<void> {
  const one = planted.get('threshold')
  if (one === undefined) return
  const { tx, trust, school, daysAgo } = planting
  const [contact] = (
    await contactsOfPupils(tx, { schoolId: school.id, day: trust.today, pupilIds: [one.pupilId] })
  ).filter(({ barred, livesWith, mayBeTold }) => livesWith && mayBeTold && !barred)
  const begun = await sessionsOn(planting, one, daysAgo(BEGUN))
  const period = periodOf(planting)
  // Early in a school year there is nothing yet to consider.
  if (contact === undefined || begun.sessions.length < 2 || period === undefined) return
  const considerationId = await plantConsideration(planting, one, begun)
  await plantImprove(planting, one, { considerationId, contactId: contact.contactId, period, begun })
}

interface Begun {
  readonly metOn: Day | null
  readonly sessions: { readonly day: Day; readonly half: 'AM' | 'PM'; readonly code: string }[]
}

/** What counted on a day gone by. */
async function sessionsOn({ tx, school }: CasePlanting, { pupilId }: PlantedCase, on: Day): Promise<Begun> {
  const asked = await askedAt(tx, { schoolId: school.id, now: momentOn(on, 15 * 60) })
  const facts = await readStandingFacts(tx, asked, [pupilId])
  if (facts === undefined) return { metOn: null, sessions: [] }
  const { metOn, making } = standingOf(facts, pupilId)
  return { metOn, sessions: making.map(({ session, code }) => ({ ...session, code: String(code) })) }
}

interface Period {
  readonly first: Day
  readonly last: Day
  readonly halfway: Day
  readonly possible: number
}

/** Six school weeks from the Monday of last week on. */
function periodOf({ trust, school }: CasePlanting): Period | undefined {
  const calendar = trust.calendars.findLast(({ schoolId }) => schoolId === school.id)
  const first = addDays(trust.today, 1 - weekday(trust.today) - 7)
  const days = (calendar?.schoolDays ?? []).filter((on) => on >= first)
  const mondays = [...new Set(days.map((on) => addDays(on, 1 - weekday(on))))].slice(0, WEEKS)
  const end = mondays.at(-1)
  const within = end === undefined ? [] : days.filter((on) => on < addDays(end, 7))
  const last = within.at(-1)
  const halfway = within[Math.ceil(within.length / 2)] ?? first
  return last === undefined || mondays.length < WEEKS
    ? undefined
    : { first, last, halfway, possible: 2 * within.length }
}

async function plantConsideration(planting: CasePlanting, one: PlantedCase, begun: Begun): Promise<string> {
  const { random, staff, daysAgo } = planting
  const threadId = random.uuid()
  const key = () => random.uuid()
  const [first, then] = [daysAgo(BEGUN), daysAgo(ANSWERED)]
  const because = 'Single days without a reason since September, and nobody has found out why'
  await begin(planting, one, {
    ...{ threadId, kind: 'consideration', contactId: null, on: first, by: staff('attendance-officer') },
    events: [{ kind: 'considered', day: first, key: key(), body: { because, ...begun, leave: false } }],
  })
  await writeIn(planting, one, {
    ...{ by: staff('dsl'), on: then, restricted: true },
    entries: [
      entry(planting, 'note', {
        day: then,
        body: { words: 'Safeguarding and the formal step under consideration: nothing known that speaks against it' },
      }),
    ],
  })
  const words = 'Talked about with the family on the telephone'
  const evidence = ['A telephone call about what makes school hard', 'A place in the breakfast club: offered, refused']
  const answers: readonly NewEvent[] = [
    {
      kind: 'support-answered',
      day: then,
      key: key(),
      body: { answer: 'given', words: 'Two offers, one refused', evidence },
    },
    {
      kind: 'equality-answered',
      day: then,
      key: key(),
      body: { disability: 'no', words: 'The SENCO and the family say so' },
    },
    { kind: 'alternative-answered', day: then, key: key(), body: { tool: 'more support', words } },
    { kind: 'alternative-answered', day: then, key: key(), body: { tool: 'attendance contract', words } },
    { kind: 'best-tool-answered', day: then, key: key(), body: { tool: 'notice to improve', words } },
  ]
  await add(planting, threadId, { on: then, by: staff('attendance-officer'), events: answers })
  await add(planting, threadId, {
    ...{ on: then, by: staff('dsl') },
    events: [{ kind: 'safeguarding-answered', day: then, key: key(), body: { answer: 'go on' } }],
  })
  const decided = {
    decision: 'notice to improve',
    words: 'Help was offered; a clear notice is fair now',
    ...begun,
  } as const
  await add(planting, threadId, {
    ...{ on: then, by: staff('head') },
    events: [{ kind: 'decided', day: then, key: key(), body: decided }],
  })
  return threadId
}

async function plantImprove(
  planting: CasePlanting,
  one: PlantedCase,
  of: { considerationId: string; contactId: ContactId; period: Period; begun: Begun },
): Promise<void> {
  const { tx, random, staff, daysAgo, school } = planting
  const { considerationId, contactId, period, begun } = of
  const { first, last, possible } = period
  const sent = daysAgo(SENT)
  const [since, until] = [begun.sessions[0]?.day ?? sent, begun.sessions.at(-1)?.day ?? sent]
  const target = { unauthorised: 2, attended: possible - 4, possible }
  const contents = proposedContents({
    child: one.child.split(' ')[0] ?? one.child,
    school: school.name,
    schoolPhone: (await schoolOf(tx, school.id))?.telephone ?? '',
    unauthorised: begun.sessions.length,
    ...{ since, until, first, last, weeks: WEEKS, target },
    evidence: ['A place in the breakfast club'],
    earlyAfterWeeks: 3,
  })
  const { halfway } = period
  const body = { considerationId, first, last, weeks: WEEKS, halfway, contents, target, despite: null }
  await begin(planting, one, {
    ...{ threadId: random.uuid(), kind: 'notice to improve', contactId, on: sent, by: staff('head') },
    events: [
      { kind: 'improve-drafted', day: sent, key: random.uuid(), body },
      { kind: 'improve-sent', day: sent, key: random.uuid(), body: { messages: [], way: 'by hand', received: sent } },
    ],
  })
}

interface Written {
  readonly on: Day
  readonly by: Actor
  readonly events: readonly NewEvent[]
}

async function begin(
  { tx, school }: CasePlanting,
  { pupilId, caseId }: PlantedCase,
  of: Written & {
    threadId: string
    kind: 'consideration' | 'notice to improve'
    contactId: ContactId | null
  },
): Promise<void> {
  const { threadId, kind, contactId, on, by, events } = of
  const context = { tx, now: momentOn(on, 15 * 60 + 40), caller: by }
  const head = { schoolId: school.id, threadId, kind, pupilId, contactId, caseId }
  const begun = await beginThread(context, head, events)
  if (!begun.ok) throw new Error(begun.problem.message)
}

async function add({ tx, school }: CasePlanting, threadId: string, { on, by, events }: Written): Promise<void> {
  const thread = await readThread(tx, { schoolId: school.id, threadId })
  if (thread === undefined) throw new Error('this thread was not planted')
  const kept = await keepEvents(
    { tx, now: momentOn(on, 15 * 60 + 50), caller: by },
    { ...thread, schoolId: school.id },
    events,
  )
  if (!kept.ok) throw new Error(kept.problem.message)
}
