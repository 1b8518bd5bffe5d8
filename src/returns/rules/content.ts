import { longDay, shortDay } from '../../kernel/day.ts'
import type { Session } from '../../kernel/session.ts'
import type { Citation } from '../../law/citation.ts'
import { yearGroupName } from '../../law/school-age.ts'
import { type AdmissionParticulars, addressLine, type ParentParticulars } from '../../roll/contract.ts'
import { FIELD_NAMES, type FieldId, type FieldStanding, toldFields } from './fields.ts'
import type { ReturnKind } from './kinds.ts'
import type { ReturnSettings } from './settings.ts'

/** What a part-time timetable says, as it was agreed. */
export interface TimetableFacts {
  readonly reason: string
  readonly times: string
  readonly review: string
  readonly end: string
}

/** All that a return is filled from: the roll, the marks, a timetable, and the one thing that a person writes. */
export interface ContentFacts {
  readonly particulars: AdmissionParticulars
  /** The sessions behind it, in order. */
  readonly sessions: readonly Session[]
  readonly attendance: { readonly attended: number; readonly possible: number } | null
  readonly timetable: TimetableFacts | null
  readonly cause: string
}

/** One field as it is told. */
export interface ToldField {
  readonly id: FieldId
  readonly label: string
  readonly standing: FieldStanding
  readonly source: Citation
  readonly lines: readonly string[]
  /** What the law wants and nobody has entered, by name: "No telephone number of Mrs Adler (mother)". */
  readonly missing: readonly string[]
  /** It could lead to the household: withheld from those who may not know a confidential address. */
  readonly locating: boolean
}

type Filled = { readonly lines: readonly string[]; readonly missing?: readonly string[] }

const LOCATING: ReadonlySet<FieldId> = new Set<FieldId>([
  'address',
  'parents',
  'phones',
  'future',
  'next-school',
  'last-school',
])

/** A return as the facts fill it: exactly the fields that its kind tells, those without an answer named. */
export function contentOf(
  kind: ReturnKind,
  facts: ContentFacts,
  settings: Pick<ReturnSettings, 'fields'>,
): readonly ToldField[] {
  return toldFields(kind, settings).flatMap(({ id, standing, source }): ToldField[] => {
    const { lines, missing = [] } = FILL[id](facts, kind)
    // Nothing to tell and nothing missing: a cause that nobody knows, a move that nobody was told of.
    if (lines.length === 0 && missing.length === 0) return []
    return [{ id, label: FIELD_NAMES[id], standing, source, lines, missing, locating: LOCATING.has(id) }]
  })
}

const one = (line: string | null | undefined, missing: string): Filled =>
  line === null || line === undefined || line === '' ? { lines: [], missing: [missing] } : { lines: [line] }
const maybe = (line: string | null | undefined): Filled => ({ lines: line ? [line] : [] })

const FILL: Readonly<Record<FieldId, (facts: ContentFacts, kind: ReturnKind) => Filled>> = {
  name: ({ particulars }) => one(particulars.name, 'No name'),
  address: ({ particulars: { address } }) => one(address && addressLine(address), 'No address of the pupil is entered'),
  sex: ({ particulars: { sex } }) => ({ lines: [sex === 'F' ? 'Female' : 'Male'] }),
  born: ({ particulars }) => ({ lines: [longDay(particulars.born)] }),
  parents: ({ particulars }, kind) => parentsTold(parentsFor(particulars, kind), kind),
  phones: ({ particulars }) => phonesTold(particulars.parents.filter(({ livesWith }) => livesWith)),
  'starting-day': ({ particulars }) => ({ lines: [longDay(particulars.startingDay)] }),
  'last-school': ({ particulars }) => one(particulars.lastSchool, 'No last school is entered'),
  boarder: ({ particulars: { boarder } }) => ({ lines: [boarder ? 'Boarder' : 'Day pupil'] }),
  future: ({ particulars: { future } }) => futureTold(future),
  'next-school': ({ particulars: { nextSchool, nextSchoolFrom } }) =>
    one(
      nextSchool && `${nextSchool}${nextSchoolFrom === null ? '' : `, from ${longDay(nextSchoolFrom)}`}`,
      'No next school is entered',
    ),
  'last-day': ({ particulars: { leavingDay } }) => one(leavingDay && longDay(leavingDay), 'No last day is entered'),
  ground: ({ particulars: { leavingGround, leavingGroundLetter: letter } }) =>
    one(
      leavingGround && `${letter === null ? '' : `(${letter}) `}${leavingGround}`,
      'No ground of deletion is entered',
    ),
  cause: ({ cause }) => maybe(cause),
  days: ({ sessions }) => ({ lines: sessionsInLines(sessions) }),
  reason: ({ timetable }) => maybe(timetable?.reason),
  times: ({ timetable }) => maybe(timetable?.times),
  review: ({ timetable }) => maybe(timetable?.review),
  end: ({ timetable }) => maybe(timetable?.end),
  attendance: ({ attendance }) =>
    maybe(attendance && `Attended ${attendance.attended} of ${attendance.possible} possible sessions this school year`),
  upn: ({ particulars }) => one(particulars.upn, 'No unique pupil number is entered'),
  'year-group': ({ particulars: { yearGroup } }) =>
    one(yearGroup && yearGroupName(yearGroup), 'No year group is entered'),
}

/** Of a new pupil every known parent; otherwise those the pupil lives with (regulation 13(4)(c)). */
function parentsFor({ parents }: AdmissionParticulars, kind: ReturnKind): readonly ParentParticulars[] {
  return kind === 'new-pupil' ? parents : parents.filter(({ livesWith }) => livesWith)
}

const called = ({ name, relationship }: ParentParticulars) => `${name} (${relationship.toLowerCase()})`

function parentsTold(parents: readonly ParentParticulars[], kind: ReturnKind): Filled {
  if (parents.length === 0)
    return { lines: [], missing: [`No parent is entered${kind === 'new-pupil' ? '' : ' whom the pupil lives with'}`] }
  return {
    lines: parents.map((parent) => {
      const home = parent.livesWith && kind === 'new-pupil' ? '; the pupil lives here' : ''
      return `${called(parent)}${parent.address === null ? '' : `: ${addressLine(parent.address)}`}${home}`
    }),
    missing: parents.filter(({ address }) => address === null).map((parent) => `No address of ${called(parent)}`),
  }
}

function phonesTold(parents: readonly ParentParticulars[]): Filled {
  if (parents.length === 0) return { lines: [], missing: ['No parent is entered whom the pupil lives with'] }
  return {
    lines: parents.flatMap((parent) => {
      const [first] = parent.phones
      return first === undefined ? [] : [`${called(parent)}: ${first.number}`]
    }),
    missing: parents
      .filter(({ phones }) => phones.length === 0)
      .map((parent) => `No emergency telephone number of ${called(parent)}`),
  }
}

/** Regulation 8(3): only where the school was told of a move. */
function futureTold(future: AdmissionParticulars['future']): Filled {
  if (future === null) return { lines: [] }
  const { address, parent, from } = future
  const whom = parent === null ? '' : `, with ${parent}`
  return { lines: [`${addressLine(address)}${whom}${from === null ? '' : `, from ${longDay(from)}`}`] }
}

const MOST_LISTED = 20

/** Days of absence in words: each where they are few, from and to where they are many. */
export function sessionsInLines(sessions: readonly Session[]): readonly string[] {
  const [first, last] = [sessions[0], sessions.at(-1)]
  if (first === undefined || last === undefined) return []
  const days = [...Map.groupBy(sessions, ({ day }) => day)]
  if (days.length > MOST_LISTED)
    return [
      `${days.length} school days between ${longDay(first.day)} and ${longDay(last.day)}, ${sessions.length} sessions`,
    ]
  return [
    days
      .map(([day, halves]) =>
        halves.length === 2 ? shortDay(day) : `${shortDay(day)} ${halves[0]?.half === 'AM' ? 'morning' : 'afternoon'}`,
      )
      .join('; '),
  ]
}
