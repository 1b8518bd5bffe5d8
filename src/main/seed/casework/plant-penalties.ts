import { askedAt } from '../../../duties/index.ts'
import {
  type EventBody,
  type EventKind,
  FIRST_PENALTY_SETTINGS,
  type NewEvent,
  type PenaltyFact,
  pricesFor,
} from '../../../enforcement/contract.ts'
import { beginThread, readStandingFacts } from '../../../enforcement/index.ts'
import { addDays, type Day, weekday } from '../../../kernel/day.ts'
import type { ContactId, PupilId } from '../../../kernel/ids.ts'
import { fullName } from '../../../kernel/names.ts'
import { contactsOfPupils } from '../../../roll/index.ts'
import { momentOn } from '../school-years.ts'
import type { CasePlanting } from './case-writing.ts'

/** A child with what a notice would rest on, and the parent whom it would be for. */
interface Noticed {
  readonly pupilId: PupilId
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
}

const STORIES: readonly Story[] = [
  {
    decided: 38,
    checked: 36,
    issued: 35,
    rank: 'first',
    after: [[19, { kind: 'penalty-paid', body: { pence: 8000, reference: 'PN/0141' } }]],
  },
  {
    decided: 31,
    checked: 29,
    issued: 28,
    rank: 'first',
    after: [[26, { kind: 'penalty-received', body: { words: 'Signed for' } }]],
  },
  {
    decided: 27,
    checked: 26,
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
  },
  { decided: 12, checked: 9, issued: 8, rank: 'second', after: [], elsewhere: 420 },
  { decided: 3, rank: 'first', after: [] },
]

const words = 'Weighed with the family’s answers and what the case holds'

/** A small ledger: paid in time, two days from its last, withdrawn and refunded, a second one in three years, and one just asked for. */
export async function plantPenalties(planting: CasePlanting): Promise<void> {
  const children = await childrenWithAbsence(planting, STORIES.length)
  for (const [place, story] of STORIES.entries()) {
    const child = children[place]
    if (child !== undefined) await plantNotice(planting, story, child)
  }
}

async function childrenWithAbsence({ tx, trust, school }: CasePlanting, amount: number): Promise<readonly Noticed[]> {
  const asked = await askedAt(tx, { schoolId: school.id, now: momentOn(trust.today, 8 * 60 + 40) })
  const facts = await readStandingFacts(tx, asked)
  const cast = new Set<string>(trust.cases.map(({ pupilId }) => pupilId))
  const most = [...(facts?.marks ?? [])]
    .filter(([pupilId]) => !cast.has(pupilId))
    .toSorted(([, one], [, other]) => other.length - one.length)
    .slice(0, 3 * amount)
  const pupilIds = most.map(([pupilId]) => pupilId)
  const contacts = await contactsOfPupils(tx, { schoolId: school.id, day: trust.today, pupilIds })
  return most
    .flatMap(([pupilId, marks]): Noticed[] => {
      const parent = contacts.find(
        (one) => one.pupilId === pupilId && one.livesWith && !one.barred && one.parentalResponsibility === 'yes',
      )
      if (parent === undefined) return []
      const { contactId, title, forenames, surname, relationship } = parent
      const sessions = marks.map(({ session, code }) => ({ ...session, code }))
      return [{ pupilId, contactId, relationship, sessions, parent: `${title} ${fullName(forenames, surname)}`.trim() }]
    })
    .slice(0, amount)
}

async function plantNotice(planting: CasePlanting, story: Story, child: Noticed): Promise<void> {
  const { trust, random } = planting
  const ago = (days: number) => officeDay(addDays(trust.today, -days))
  if (story.elsewhere !== undefined)
    await begin(planting, child, {
      kind: 'penalty notice',
      on: ago(story.decided),
      threadId: random.uuid(),
      facts: [
        {
          kind: 'penalty-elsewhere',
          day: ago(story.elsewhere),
          body: {
            ...{ kind: 'absence', parent: child.parent, withdrawn: false, where: 'Fenmoor County Council' },
            source: 'Told by the authority when the child moved here',
          },
        },
      ],
    })
  const considerationId = random.uuid()
  const on = ago(story.decided)
  const sessions = child.sessions.filter(({ day }) => day < on).slice(-10)
  if (sessions.length === 0) return
  await begin(planting, child, {
    kind: 'consideration',
    on,
    threadId: considerationId,
    facts: considered(on, sessions),
  })
  await begin(planting, child, {
    kind: 'penalty notice',
    on,
    threadId: random.uuid(),
    facts: noticeFacts(story, { child, considerationId, sessions, ago }),
  })
}

/** The day itself, or the Friday before a weekend. */
function officeDay(of: Day): Day {
  return addDays(of, Math.min(0, 5 - weekday(of)))
}

type Fact = {
  readonly [K in EventKind]: { readonly kind: K; readonly day: Day; readonly body: EventBody<K> }
}[EventKind]

function considered(day: Day, sessions: Noticed['sessions']): Fact[] {
  const tools = ['more support', 'attendance contract', 'notice to improve', 'education supervision order'] as const
  return [
    {
      kind: 'considered',
      day,
      body: { because: 'Days in term time for which leave was not given', metOn: null, sessions, leave: true },
    },
    {
      kind: 'support-answered',
      day,
      body: { answer: 'unsuitable', words: 'A holiday: support was not what was missing', evidence: [] },
    },
    { kind: 'equality-answered', day, body: { disability: 'no', words } },
    { kind: 'safeguarding-answered', day, body: { answer: 'go on' } },
    ...tools.map((tool): Fact => ({ kind: 'alternative-answered', day, body: { tool, words } })),
    { kind: 'best-tool-answered', day, body: { tool: 'penalty notice', words } },
    { kind: 'decided', day, body: { decision: 'penalty notice', words, metOn: null, sessions } },
  ]
}

function noticeFacts(
  { decided, checked, issued, rank, after, elsewhere }: Story,
  of: { child: Noticed; considerationId: string; sessions: Noticed['sessions']; ago: (days: number) => Day },
): readonly Fact[] {
  const { child, considerationId, sessions, ago } = of
  const facts: Fact[] = [
    {
      kind: 'penalty-requested',
      day: ago(decided),
      body: {
        ...{ kind: 'absence', considerationId, issuer: 'authority', sessions, parent: child.parent, rank },
        relationship: child.relationship,
        because: 'Booked the days away and has the child from day to day',
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

async function begin(
  { tx, school, staff, random }: CasePlanting,
  { pupilId, contactId }: Noticed,
  of: { kind: 'consideration' | 'penalty notice'; on: Day; threadId: string; facts: readonly Fact[] },
): Promise<void> {
  const { kind, on, threadId, facts } = of
  const context = {
    tx,
    now: momentOn(on, 15 * 60),
    caller: staff(kind === 'consideration' ? 'head' : 'attendance-officer'),
  }
  const to = kind === 'consideration' ? null : contactId
  const events = facts.map((fact): NewEvent => ({ ...fact, key: random.uuid() }))
  const head = { threadId, kind, pupilId, contactId: to, caseId: null, schoolId: school.id }
  const begun = await beginThread(context, head, events)
  if (!begun.ok) throw new Error(begun.problem.message)
}
