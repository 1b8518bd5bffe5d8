import { type Day, longDay, shortDay } from '../../../kernel/day.ts'
import { daysInWords, halfDays } from '../../../weekly/contract.ts'
import { type Action, carriedInWords } from './actions-of.ts'

/** One heading of an agenda with what stands under it. */
export interface AgendaPart {
  readonly title: string
  readonly lines: readonly string[]
}

/** What an agenda is made of: whole numbers and what was written down, nothing that is kept apart. */
export interface AgendaFacts {
  /** The child's first name. */
  readonly name: string
  readonly today: Day
  readonly about: string
  readonly openActions: readonly Action[]
  /** Sessions of this school year; null where no register has closed. */
  readonly sessions: {
    readonly attended: number
    readonly possible: number
    readonly absent: number
    readonly late: number
  } | null
  /**
   * What was missed, each kind once, the most first. Without what a kind means: that of a holiday speaks of fines, and an invitation to talk
   * threatens nobody.
   */
  readonly missed: readonly { readonly words: string }[]
  /** Patterns that the school's own rates do not explain, in words. */
  readonly patterns: readonly string[]
  /** Barriers that stand, in words. */
  readonly barriers: readonly string[]
  /** Supports and plans: what it is, and how it stands. */
  readonly offered: readonly {
    readonly title: string
    readonly state: string
    readonly day: Day
    readonly running: boolean
  }[]
  /** Contacts, letters and messages since the last meeting. */
  readonly since: { readonly day: Day | null; readonly lines: readonly { readonly day: Day; readonly words: string }[] }
}

const MOST_CONTACTS = 12

/** The agenda of those who sit at the table for the school. It begins with what is still open. */
export function panelAgenda(of: AgendaFacts): readonly AgendaPart[] {
  const { name, since, offered } = of
  return filled([
    { title: 'Still open from before', lines: of.openActions.map((action) => actionLine(action, of.today)) },
    { title: 'Attendance this school year', lines: attendanceLines(of) },
    { title: 'What was missed', lines: of.missed.map(({ words }) => words) },
    { title: 'Patterns that are unlikely to be chance', lines: of.patterns },
    { title: `What makes it hard for ${name}`, lines: of.barriers },
    {
      title: 'What was offered and how it went',
      lines: offered.map((one) => `${one.title}: ${one.state} (${shortDay(one.day)})`),
    },
    {
      title: since.day === null ? 'Contacts and letters so far' : `Contacts and letters since ${longDay(since.day)}`,
      lines: since.lines
        .toSorted((one, other) => (one.day > other.day ? -1 : one.day < other.day ? 1 : 0))
        .slice(0, MOST_CONTACTS)
        .map((one) => `${shortDay(one.day)}: ${one.words}`),
    },
    {
      title: 'To talk about',
      lines: [
        ...(of.about === '' ? [] : [of.about]),
        `What does ${name} say about it?`,
        'What has helped so far, and what has not?',
        'Who does what, by when, and when do we look at it again?',
      ],
    },
  ])
}

/** The same for a family: days and plain words, nothing that counts percentages and no pattern held against a child. */
export function familyAgenda(of: AgendaFacts & { readonly schoolPhone: string }): readonly AgendaPart[] {
  const { name, sessions } = of
  const running = of.offered.filter((one) => one.running)
  return filled([
    {
      title: 'What we would like to talk about',
      lines: [of.about === '' ? `What would help ${name} to be in school.` : of.about],
    },
    {
      title: 'What we agreed before and is still to be done',
      lines: of.openActions.map(({ what, owner, due }) => {
        const who = owner.who === 'contact' ? 'a parent or carer' : owner.who === 'child' ? name : owner.name
        return `${what}: ${who}, by ${longDay(due)}`
      }),
    },
    { title: `${name} in school this year`, lines: sessions === null ? [] : schoolYearInWords(name, sessions) },
    { title: 'What was missed', lines: of.missed.map(({ words }) => words) },
    { title: 'What is in place to help', lines: running.map(({ title }) => title) },
    {
      title: 'At the meeting',
      lines: [
        `We would like to hear what ${name} thinks. ${name} is welcome to come, or to tell you what to say.`,
        'You may bring somebody with you.',
        `If the time does not suit you, ring ${of.schoolPhone} and we will find another.`,
      ],
    },
  ])
}

function filled(parts: readonly AgendaPart[]): readonly AgendaPart[] {
  return parts.filter(({ lines }) => lines.length > 0)
}

function actionLine(action: Action, today: Day): string {
  const late = action.due < today ? 'overdue' : ''
  const more = [late, carriedInWords(action)].filter(Boolean).join(', ')
  return `${action.what}: ${action.owner.name}, by ${longDay(action.due)}${more === '' ? '' : ` (${more})`}`
}

function attendanceLines({ sessions, name }: AgendaFacts): string[] {
  if (sessions === null || sessions.possible === 0) return [`No register has closed for ${name} this year.`]
  const { attended, possible, absent, late } = sessions
  const rate = Math.round((1000 * attended) / possible) / 10
  return [
    `${attended} of ${possible} sessions attended (${rate} %), ${absent} missed.`,
    ...lineCrossed(sessions),
    ...(late === 0 ? [] : [`Late before the register closed: ${late === 1 ? 'once' : `${late} times`}.`]),
  ]
}

/** The lines of national guidance and of most policies, as far as the child is past them now. */
function lineCrossed({ absent, possible }: { absent: number; possible: number }): string[] {
  const part = `${absent} of ${possible} sessions missed`
  if (2 * absent >= possible) return [`Severely absent: half or more of the sessions (${part}).`]
  if (10 * absent >= possible) return [`Persistently absent: a tenth or more of the sessions (${part}).`]
  return 20 * absent > possible ? [`Below 95 %: more than a twentieth of the sessions (${part}).`] : []
}

function schoolYearInWords(
  name: string,
  of: { attended: number; possible: number; absent: number; late: number },
): string[] {
  return [
    `${name} came to school for ${of.attended} of ${halfDays(of.possible)}. A school day is two half days.`,
    of.absent === 0 ? `${name} has not missed any.` : `That is ${daysInWords(of.absent)} missed.`,
    ...(of.late === 0 ? [] : [`${name} came late ${of.late === 1 ? 'once' : `${of.late} times`}.`]),
  ]
}
