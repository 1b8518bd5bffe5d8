import { askedAt } from '../../../duties/index.ts'
import {
  type EventBody,
  type EventKind,
  FIRST_PENALTY_SETTINGS,
  type NewEvent,
  type PenaltyFact,
  pricesFor,
} from '../../../enforcement/contract.ts'
import { readStandingFacts } from '../../../enforcement/index.ts'
import { addDays, type Day, shortDay, weekday } from '../../../kernel/day.ts'
import type { ContactId, PupilId } from '../../../kernel/ids.ts'
import { fullName } from '../../../kernel/names.ts'
import { keepLeaveStep, keepRequest } from '../../../leave/index.ts'
import { contactsOfPupils, namesOnRoll } from '../../../roll/index.ts'
import { momentOn } from '../school-years.ts'
import type { Actor } from '../staffing.ts'
import { type AnyCase, type CasePlanting, entry, openCase, writeIn } from './case-writing.ts'
import { addToStep, beginStep } from './thread-writing.ts'

/** A child with what a notice would rest on, and the parent whom it would be for. */
interface Noticed {
  readonly pupilId: PupilId
  readonly name: string
  readonly contactId: ContactId
  readonly parent: string
  readonly relationship: string
  readonly sessions: EventBody<'decided'>['sessions']
}

/** Days before today on which things happened; what is left out did not. */
interface Story {
  readonly decided: number
  readonly checked?: number
  readonly issued?: number
  readonly rank: 'first' | 'second'
  readonly after: readonly (readonly [daysAgo: number, fact: Omit<PenaltyFact, 'day'>])[]
  /** Days before today on which another school’s authority issued an earlier notice. */
  readonly elsewhere?: number
  /** Why leave was asked for, as the parent wrote it on the form. */
  readonly leave: string
  /** What a parent said on the telephone. */
  readonly said: string
  /** Days before today on which the case was closed. */
  readonly closes?: number
}

const STORIES: readonly Story[] = [
  {
    decided: 38,
    checked: 36,
    issued: 35,
    rank: 'first',
    after: [[19, { kind: 'penalty-paid', body: { pence: 8000, reference: 'PN/0141' } }]],
    leave: 'A week in Turkey with both grandmothers, at half the price of the holidays',
    said: 'Flights were a third of the price. Knew that a notice may come.',
    closes: 17,
  },
  {
    decided: 31,
    checked: 29,
    issued: 28,
    rank: 'first',
    after: [[26, { kind: 'penalty-received', body: { words: 'Signed for' } }]],
    leave: 'I cannot take my annual leave in any other week this year',
    said: 'Could not get the week off at any other time.',
  },
  {
    decided: 34,
    checked: 32,
    issued: 25,
    rank: 'first',
    after: [
      [18, { kind: 'penalty-paid', body: { pence: 8000, reference: 'PN/0150' } }],
      [
        11,
        {
          kind: 'penalty-withdrawn',
          body: { because: 'wrong person', words: 'The child was with the other parent in those weeks' },
        },
      ],
      [8, { kind: 'penalty-refunded', body: { pence: 8000, words: 'Confirmed by the authority' } }],
    ],
    leave: 'A cousin’s wedding in Cork on the Saturday, and a week there with the family',
    said: 'A wedding and some days around it. Had hoped that it would be agreed in the end.',
    closes: 7,
  },
  {
    ...{ decided: 12, checked: 9, issued: 8, rank: 'second', after: [], elsewhere: 420 },
    leave: 'Our week at the sea with the cousins, as every year',
    said: 'They always go in that week, with the cousins.',
  },
  {
    ...{ decided: 3, rank: 'first', after: [] },
    leave: 'A birthday trip to Orlando that was promised last year and is paid for',
    said: 'Had been promised since last year, and was paid for.',
  },
]

/** A small ledger: paid in time, two days from its last, withdrawn and refunded, a second one in three years, and one just asked for. */
export async function plantPenalties(planting: CasePlanting): Promise<void> {
  const children = await childrenOnHoliday(planting)
  const taken = new Set<PupilId>()
  for (const story of STORIES) {
    const decided = officeDay(addDays(planting.trust.today, -story.decided))
    // The one who came back last, and some days before anybody asked.
    const child = children.find(({ pupilId, sessions }) => {
      const last = sessions.at(-1)?.day
      return !taken.has(pupilId) && last !== undefined && last < addDays(decided, -6)
    })
    if (child === undefined) continue
    taken.add(child.pupilId)
    await plantNotice(planting, story, child)
  }
}

/** The children whose holidays were refused, with a parent for whom a notice would be; the latest holiday first. */
async function childrenOnHoliday({ tx, trust, school }: CasePlanting): Promise<readonly Noticed[]> {
  const asked = await askedAt(tx, { schoolId: school.id, now: momentOn(trust.today, 8 * 60 + 40) })
  const facts = await readStandingFacts(tx, asked)
  const pupilIds = trust.cases
    .filter(({ kind, schoolId }) => kind === 'holiday-refused' && schoolId === school.id)
    .map(({ pupilId }) => pupilId)
  const contacts = await contactsOfPupils(tx, { schoolId: school.id, day: trust.today, pupilIds })
  const names = await namesOnRoll(tx, { schoolId: school.id, ids: pupilIds })
  return pupilIds
    .flatMap((pupilId): Noticed[] => {
      const parent = contacts.find(
        (one) => one.pupilId === pupilId && one.livesWith && !one.barred && one.parentalResponsibility === 'yes',
      )
      const sessions = (facts?.marks.get(pupilId) ?? [])
        .filter(({ code }) => String(code) === 'G')
        .map(({ session, code }) => ({ ...session, code: String(code) }))
      if (parent === undefined || sessions.length < 10) return []
      const { contactId, title, forenames, surname, relationship } = parent
      const name = names.get(pupilId) ?? ''
      const of = { pupilId, name, contactId, relationship, sessions }
      return [{ ...of, parent: `${title} ${fullName(forenames, surname)}`.trim() }]
    })
    .toSorted((one, other) => ((one.sessions.at(-1)?.day ?? '') > (other.sessions.at(-1)?.day ?? '') ? -1 : 1))
}

/** A case that was opened when leave was refused, the six questions by those whose they are, and what became of the request. */
async function plantNotice(planting: CasePlanting, story: Story, child: Noticed): Promise<void> {
  const { trust, random, staff } = planting
  const ago = (days: number) => officeDay(addDays(trust.today, -days))
  const officer = staff('attendance-officer')
  const posted = await plantRefusal(planting, story, child)
  const of = await plantCase(planting, story, child)
  if (story.elsewhere !== undefined)
    await beginStep(planting, of, {
      ...{ kind: 'penalty notice', contactId: child.contactId, on: ago(story.decided + 2), threadId: random.uuid() },
      ...{ by: officer, events: [withKey(planting, elsewhereFact(child, ago(story.elsewhere)))] },
    })
  const considerationId = await plantQuestions(planting, of, { story, child, posted })
  const [first, ...after] = noticeFacts(story, { child, considerationId, ago })
  if (first === undefined) return
  const threadId = random.uuid()
  const begun = { contactId: child.contactId, on: first.day, minutes: 16 * 60 + 20, by: officer }
  await beginStep(planting, of, { ...begun, threadId, kind: 'penalty notice', events: [withKey(planting, first)] })
  for (const fact of after)
    await addToStep(planting, threadId, { on: fact.day, by: officer, events: [withKey(planting, fact)] })
  if (story.closes === undefined) return
  const day = ago(story.closes)
  const closed = { outcome: 'no longer needed', words: 'In school every day since, and the notice is settled' } as const
  await writeIn(planting, of, {
    by: officer,
    on: day,
    minutes: 16 * 60,
    entries: [entry(planting, 'closed', { day, body: closed })],
  })
}

/** Leave that was asked for on the form and refused by the head before the holiday. @returns how the letter was sent, as the office wrote it down */
async function plantRefusal(planting: CasePlanting, story: Story, child: Noticed): Promise<string> {
  const { tx, school, random, staff } = planting
  const { sessions, parent } = child
  const [first, last] = [sessions[0], sessions.at(-1)]
  if (first === undefined || last === undefined) return ''
  const [asked, refused] = [officeDay(addDays(first.day, -20)), officeDay(addDays(first.day, -17))]
  const of = { schoolId: school.id, id: random.uuid() }
  await keepRequest(tx, {
    ...{ ...of, pupilId: child.pupilId, kind: 'exceptional', reason: story.leave, particulars: '', channel: 'form' },
    from: { day: first.day, half: 'AM' },
    to: { day: last.day, half: 'PM' },
    ...{ askedBy: parent, askedAt: momentOn(asked, 8 * 60 + 50), at: momentOn(asked, 9 * 60 + 20) },
    by: staff('attendance-officer'),
  })
  const reason =
    'A holiday is not an exceptional circumstance, and there are thirteen weeks of the year without school for it. If the days are missed all the same, I ask the authority for a penalty notice.'
  const at = momentOn(refused, 15 * 60 + 10)
  await keepLeaveStep(tx, { ...of, number: 1, kind: 'refused', reason, at, by: staff('head') })
  return `The head’s letter of ${shortDay(refused)} was posted first class to ${parent} at the home address on that day, and entered in the post book`
}

async function plantCase(planting: CasePlanting, story: Story, child: Noticed): Promise<AnyCase> {
  const { trust, staff, schoolDay } = planting
  const opened = officeDay(addDays(trust.today, -(story.decided + 4)))
  const asked = officeDay(addDays(trust.today, -(story.decided + 3)))
  const by = staff('attendance-officer')
  const one = await openCase(planting, {
    ...{ child: { id: child.pupilId, name: child.name }, on: opened, owner: 'attendance-officer' },
    because: 'A week away in term time, after leave for a holiday was refused',
    review: schoolDay(7),
  })
  const heard = { with: child.parent, way: 'telephone', reached: true, words: story.said } as const
  const none = {
    ...{ offerId: null, supportId: null, title: 'Support with attendance', kind: 'other' as const },
    words: 'In school on nearly all other days: a booked holiday was the only reason, and no help was missing',
  } as const
  await writeIn(planting, one, {
    ...{ by, on: asked },
    entries: [
      entry(planting, 'contact', { day: asked, body: heard }),
      entry(planting, 'support-unsuitable', { day: asked, body: none }),
    ],
  })
  return one
}

/** The six questions, each answered by whoever answers it, and decided on by the head. */
async function plantQuestions(
  planting: CasePlanting,
  of: AnyCase,
  { story, child, posted }: { story: Story; child: Noticed; posted: string },
): Promise<string> {
  const { trust, random, staff } = planting
  const threadId = random.uuid()
  const { sessions } = child
  const metOn = sessions[9]?.day ?? null
  const [begun, decided] = [story.decided + 2, story.decided].map((days) => officeDay(addDays(trust.today, -days)))
  if (begun === undefined || decided === undefined) return threadId
  const add = (on: Day, by: Actor, facts: readonly Fact[]) =>
    addToStep(planting, threadId, { on, by, events: facts.map((fact) => withKey(planting, fact)) })
  const because = 'Ten half days of a holiday in term time for which leave was refused beforehand'
  await beginStep(planting, of, {
    ...{ threadId, kind: 'consideration', contactId: null, on: begun, by: staff('attendance-officer') },
    events: [withKey(planting, { kind: 'considered', day: begun, body: { because, metOn, sessions, leave: true } })],
  })
  await add(begun, staff('attendance-officer'), answersOn(begun, posted))
  const note = 'Asked before a penalty notice for a holiday: nothing is known to us or to social care'
  await writeIn(planting, of, {
    ...{ by: staff('dsl'), on: begun, restricted: true },
    entries: [entry(planting, 'note', { day: begun, body: { words: note } })],
  })
  await add(begun, staff('dsl'), [{ kind: 'safeguarding-answered', day: begun, body: { answer: 'go on' } }])
  const words = `Leave was refused in writing, and the family went. ${story.rank === 'second' ? 'The earlier notice did not change it.' : 'A first notice is fair.'}`
  await add(decided, staff('head'), [
    { kind: 'decided', day: decided, body: { decision: 'penalty notice', words, metOn, sessions } },
  ])
  return threadId
}

/** The day itself, or the Friday before a weekend. */
function officeDay(of: Day): Day {
  return addDays(of, Math.min(0, 5 - weekday(of)))
}

type Fact = {
  readonly [K in EventKind]: { readonly kind: K; readonly day: Day; readonly body: EventBody<K> }
}[EventKind]

function withKey({ random }: CasePlanting, fact: Fact): NewEvent {
  return { ...fact, key: random.uuid() }
}

function answersOn(day: Day, posted: string): readonly Fact[] {
  const alternatives = [
    ['more support', 'There is nothing to support: all other days since September were in school'],
    ['attendance contract', 'A contract is about days to come, and no more holidays are planned'],
    ['notice to improve', 'A week is over: there is nothing left that could improve'],
    ['education supervision order', 'For children whose parents need help with schooling; these do not'],
  ] as const
  return [
    {
      kind: 'support-answered',
      day,
      body: { answer: 'unsuitable', words: 'A booked holiday: help was not what was missing', evidence: [] },
    },
    { kind: 'leave-answered', day, body: { answer: 'refused', words: posted } },
    {
      kind: 'equality-answered',
      day,
      body: { disability: 'no', words: 'The SENCO knows of no need; the parents named none on the leave form' },
    },
    ...alternatives.map(([tool, words]): Fact => ({ kind: 'alternative-answered', day, body: { tool, words } })),
    {
      kind: 'best-tool-answered',
      day,
      body: { tool: 'penalty notice', words: 'What the national framework names for a holiday in term time' },
    },
  ]
}

function elsewhereFact({ parent }: Noticed, day: Day): Fact {
  const source = 'Told by the authority when the child moved here'
  return {
    kind: 'penalty-elsewhere',
    day,
    body: { kind: 'absence', parent, withdrawn: false, where: 'Fenmoor County Council', source },
  }
}

function noticeFacts(
  { decided, checked, issued, rank, after, elsewhere }: Story,
  of: { child: Noticed; considerationId: string; ago: (days: number) => Day },
): readonly Fact[] {
  const { child, considerationId, ago } = of
  const { sessions, parent, relationship } = child
  const facts: Fact[] = [
    {
      kind: 'penalty-requested',
      day: ago(decided),
      body: {
        ...{ kind: 'absence', considerationId, issuer: 'authority', sessions, parent, rank, relationship },
        because: 'Lives with the child, asked for the leave and went along',
        counted: elsewhere === undefined ? [] : [ago(elsewhere)],
        homeAuthority: null,
        place: null,
      },
    },
  ]
  if (checked !== undefined) {
    const known = elsewhere === undefined ? 0 : 1
    const body = { answer: 'clear', elsewhere: known, from: 'A. Ward, attendance enforcement', words: '' } as const
    facts.push({ kind: 'penalty-checked', day: ago(checked), body })
  }
  if (issued !== undefined) {
    const day = ago(issued)
    const { deemedDays, inParts } = FIRST_PENALTY_SETTINGS
    const prices = [...pricesFor({ kind: 'absence', rank, issued: day }, FIRST_PENALTY_SETTINGS)]
    const signatory = { name: 'A. Ward', rank: 'authority-officer', authorisedOn: null } as const
    const body = { rank, signatory, way: 'post', deemedDays, prices, inParts, reference: '' } as const
    facts.push({ kind: 'penalty-issued', day, body: { ...body, prices } })
  }
  // A kind and its body belong together in the stories above, which an Omit of a union cannot say.
  return [...facts, ...after.map(([days, fact]) => ({ ...fact, day: ago(days) }) as Fact)]
}
