import { askedAt } from '../../../duties/index.ts'
import { type NewEvent, proposedContents } from '../../../enforcement/contract.ts'
import { readStandingFacts, standingOf } from '../../../enforcement/index.ts'
import { addDays, type Day, weekday } from '../../../kernel/day.ts'
import type { ContactId } from '../../../kernel/ids.ts'
import { contactsOfPupils, schoolOf } from '../../../roll/index.ts'
import { momentOn } from '../school-years.ts'
import { type AnyCase, type CasePlanting, entry, type PlantedCase, type PlantedCases, writeIn } from './case-writing.ts'
import { addToStep, beginStep } from './thread-writing.ts'

/** School days before today: the questions were begun, answered and decided on, and the notice was sent. */
const [BEGUN, ANSWERED, SENT] = [12, 9, 6]
const WEEKS = 6

/** School days since the head looked at everybody severely absent who had met the threshold by then. */
const LOOKED_AT = 10
const NO_NOTICE = [
  'Support goes on, and it is early days: no notice now',
  'Ill for much of it, and the doctor’s letters came late: no notice',
  'The family works with us; a notice would not help',
  'Offered late, and just begun: what helps gets its time before anything formal',
] as const

/**
 * One notice to improve in its second week, past every question; who met the threshold before was considered then, and who met it since comes of
 * the marks themselves.
 */
export async function plantNotices(
  planting: CasePlanting,
  planted: PlantedCases,
  severe: readonly AnyCase[],
): Promise<void> {
  await plantLookedAt(planting, severe)
  const one = planted.get('threshold')
  if (one === undefined) return
  const { tx, trust, school, daysAgo } = planting
  const contacts = await contactsOfPupils(tx, { schoolId: school.id, day: trust.today, pupilIds: [one.pupilId] })
  const mother = contacts.find(
    ({ relationship, mayBeTold, barred }) => relationship === 'Mother' && mayBeTold && !barred,
  )
  const begun = await sessionsOn(planting, one, daysAgo(BEGUN))
  const period = periodOf(planting)
  // Early in a school year there is nothing yet to consider.
  if (mother === undefined || begun.metOn === null || period === undefined) return
  const considerationId = await plantConsideration(planting, one, begun)
  await plantImprove(planting, one, { considerationId, contactId: mother.contactId, period, begun })
}

/** A school considers each child whom the threshold names: those who are hardly ever there are helped, without a notice. */
async function plantLookedAt(planting: CasePlanting, severe: readonly AnyCase[]): Promise<void> {
  const { tx, school, random, staff, daysAgo } = planting
  const on = daysAgo(LOOKED_AT)
  const facts = await readStandingFacts(tx, await askedAt(tx, { schoolId: school.id, now: momentOn(on, 15 * 60) }))
  if (facts === undefined) return
  const told = (of: ReturnType<typeof standingOf>['now']) =>
    of.map(({ session, code }) => ({ ...session, code: String(code) }))
  for (const of of severe) {
    const { state, metOn, making, now } = standingOf(facts, of.pupilId)
    if (state !== 'met') continue
    const threadId = random.uuid()
    const sessions = told(making)
    const leave = sessions.every(({ code }) => code === 'G')
    const because = 'The national threshold was met'
    await beginStep(planting, of, {
      ...{ threadId, kind: 'consideration', contactId: null, on, by: staff('attendance-officer') },
      events: [{ kind: 'considered', day: on, key: random.uuid(), body: { because, metOn, sessions, leave } }],
    })
    const body = { decision: 'no notice', words: random.pick(NO_NOTICE), metOn, sessions, also: told(now) } as const
    await addToStep(planting, threadId, {
      ...{ on, by: staff('head') },
      events: [{ kind: 'decided', day: on, key: random.uuid(), body }],
    })
  }
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

const EVIDENCE = [
  'Breakfast before school, with the breakfast team: running',
  'A family support worker: offered and refused',
  'The Early Help Hub: referred with the mother',
]
/** The same, told to the mother herself. */
const HELP = [
  'We offered breakfast before school with the breakfast team. It has run since before half-term.',
  'We offered you a family support worker.',
  'We asked the Early Help Hub for help, together with you.',
]
const MORE = 'The family support worker was offered and refused; breakfast goes on whatever comes'
const CONTRACT = 'Put to his mother on the telephone: she does not want to sign anything'
const BEST = 'It says what is enough and until when, and help goes on beside it'

async function plantConsideration(planting: CasePlanting, one: PlantedCase, begun: Begun): Promise<string> {
  const { random, staff, daysAgo } = planting
  const threadId = random.uuid()
  const key = () => random.uuid()
  const [first, then] = [daysAgo(BEGUN), daysAgo(ANSWERED)]
  const because = 'Ten half days without a reason since September; two days of them since help began'
  await beginStep(planting, one, {
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
  const answers: readonly NewEvent[] = [
    {
      kind: 'support-answered',
      day: then,
      key: key(),
      body: {
        answer: 'given',
        words: 'Breakfast runs since before half-term; two more days were missed since',
        evidence: EVIDENCE,
      },
    },
    {
      kind: 'equality-answered',
      day: then,
      key: key(),
      body: { disability: 'no', words: 'The SENCO knows of none, and his mother says that there is none' },
    },
    { kind: 'alternative-answered', day: then, key: key(), body: { tool: 'more support', words: MORE } },
    { kind: 'alternative-answered', day: then, key: key(), body: { tool: 'attendance contract', words: CONTRACT } },
    { kind: 'best-tool-answered', day: then, key: key(), body: { tool: 'notice to improve', words: BEST } },
  ]
  await addToStep(planting, threadId, { on: then, by: staff('attendance-officer'), events: answers })
  await addToStep(planting, threadId, {
    ...{ on: then, by: staff('dsl') },
    events: [{ kind: 'safeguarding-answered', day: then, key: key(), body: { answer: 'go on' } }],
  })
  const decided = {
    decision: 'notice to improve',
    words: 'Help runs since before half-term and the days went on; a clear notice is fair now',
    ...begun,
  } as const
  await addToStep(planting, threadId, {
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
    help: HELP,
    earlyAfterWeeks: 3,
  })
  const { halfway } = period
  const body = { considerationId, first, last, weeks: WEEKS, halfway, contents, target, despite: null }
  await beginStep(planting, one, {
    ...{ threadId: random.uuid(), kind: 'notice to improve', contactId, on: sent, by: staff('head') },
    events: [
      { kind: 'improve-drafted', day: sent, key: random.uuid(), body },
      { kind: 'improve-sent', day: sent, key: random.uuid(), body: { messages: [], way: 'by hand', received: sent } },
    ],
  })
}
