import type { SchoolYear } from '../../../kernel/school-year.ts'
import { type Code, codeOfByte, meaningOfByte, type StatisticalClass } from '../../../law/codes.ts'
import type { Enrolled, SchoolFacts } from '../facts.ts'
import { countStrip, noSessions, type SessionSpan, type Sessions, sessionsOf } from '../sessions.ts'
import { type Filter, isAskedFor, onRollWithin } from './asked.ts'
import { type Counted, type FigureAsked, isCountedIn, meaningOfFigure, sessionsOfFigure } from './figure-meanings.ts'
import { isUnmarked, spansOfWeekday } from './sessions-narrowed.ts'

/** Which figure, of which sessions, of which pupils. */
export interface BehindAsked extends FigureAsked {
  readonly span: SessionSpan
  readonly filter: Filter
  /** Only sessions of this weekday, 1 Monday to 5 Friday. */
  readonly weekday?: number | undefined
  /** Whom it is of besides, where no filter can say it: the pupils of a saved group, those in no class. */
  readonly isIn?: ((enrolled: Enrolled) => boolean) | undefined
}

/** One enrolment's part in a figure. */
export interface Behind extends Counted {
  readonly enrolled: Enrolled
  /** Its sessions of the figure: those missed where the figure counts pupils. */
  readonly own: number
  /** In the figure: counted as a pupil, or with at least one session. */
  readonly isCounted: boolean
}

/** The spans to count of one enrolment. */
export function spansAsked(enrolled: Enrolled, year: SchoolYear, { span, weekday }: BehindAsked): SessionSpan[] {
  const within = onRollWithin(enrolled, span)
  if (within.from > within.to) return []
  return weekday === undefined ? [within] : spansOfWeekday(year, within, weekday)
}

/** Every enrolment asked about that was on roll in the span, the greatest part in the figure first. */
export function enrolmentsBehind(facts: SchoolFacts, asked: BehindAsked): readonly Behind[] {
  return facts.enrolled
    .filter((one) => isAskedFor(one, asked.filter) && (asked.isIn?.(one) ?? true))
    .flatMap((enrolled) => {
      const spans = spansAsked(enrolled, facts.year, asked)
      return spans.length === 0 ? [] : [behindOf(enrolled, spans, { facts, asked })]
    })
    .sort((one, other) => worseFirst(asked, one, other))
}

/** One enrolment's part in a figure. */
export function behindOf(
  enrolled: Enrolled,
  spans: readonly SessionSpan[],
  { facts, asked }: { facts: SchoolFacts; asked: FigureAsked },
): Behind {
  const codes = noSessions()
  let missing = 0
  for (const span of spans) {
    countStrip(codes, enrolled.strip, span)
    for (let place = span.from as number; place <= span.to; place++)
      if (isUnmarked(enrolled.strip[place] ?? 0, facts.meets[place])) missing++
  }
  const sessions: Sessions = { ...sessionsOf(codes), missing }
  const counted = { codes, sessions }
  return { enrolled, ...counted, own: sessionsOfFigure(asked, counted), isCounted: isCountedIn(asked, counted) }
}

// For attendance the worst are those who missed most, and for full attendance those who are in it come first. `orderInWords` says so.
function worseFirst({ figure }: FigureAsked, one: Behind, other: Behind): number {
  if (figure === 'full')
    return Number(other.isCounted) - Number(one.isCounted) || one.own - other.own || byId(one, other)
  const weight = ({ own, sessions }: Behind) => (figure === 'attendance' ? sessions.absent : own)
  return weight(other) - weight(one) || one.sessions.possible - other.sessions.possible || byId(one, other)
}

/** So that pages of one list never overlap. */
function byId(one: Behind, other: Behind): number {
  return one.enrolled.pupilId < other.enrolled.pupilId ? -1 : 1
}

/** The two whole numbers of a figure. */
export function figureFrom(asked: FigureAsked, behind: readonly Behind[]): { count: number; of: number | null } {
  const { unit, of } = meaningOfFigure(asked)
  if (unit === 'enrolments') {
    const counted = behind.filter(({ sessions }) => sessions.possible > 0)
    return { count: counted.filter(({ isCounted }) => isCounted).length, of: of === null ? null : counted.length }
  }
  const sum = (part: (one: Behind) => number) => behind.reduce((all, one) => all + part(one), 0)
  return { count: sum(({ own }) => own), of: of === null ? null : sum(({ sessions }) => sessions.possible) }
}

/** One session behind a figure. */
export interface SessionBehind {
  readonly place: number
  /** Null where a mark was due and none was made. */
  readonly code: Code | null
  readonly name: string
  readonly statistical: StatisticalClass
  readonly isCounted: boolean
  readonly isPossible: boolean
}

/** Every session of an enrolment that has a mark or should have, newest last. */
export function sessionsBehind(
  enrolled: Enrolled,
  spans: readonly SessionSpan[],
  { facts, asked }: { facts: SchoolFacts; asked: FigureAsked },
): SessionBehind[] {
  return spans.flatMap(({ from, to }) => {
    const found: SessionBehind[] = []
    for (let place = from as number; place <= to; place++) {
      const byte = enrolled.strip[place] ?? 0
      const meaning = meaningOfByte(byte)
      const unmarked = isUnmarked(byte, facts.meets[place])
      if (unmarked)
        found.push({
          place,
          code: null,
          name: 'No mark',
          statistical: 'missing',
          isCounted: asked.figure === 'missing',
          isPossible: false,
        })
      else if (meaning !== undefined)
        found.push({
          place,
          code: codeOfByte(byte) ?? null,
          name: meaning.name,
          statistical: meaning.statistical,
          isCounted: isSessionOf(asked, { code: meaning.code, statistical: meaning.statistical }),
          isPossible: meaning.possible,
        })
    }
    return found
  })
}

/** Whether one mark is among the sessions of a figure; for figures in pupils, among those missed. */
function isSessionOf(
  { figure, code }: FigureAsked,
  mark: { readonly code: Code; readonly statistical: StatisticalClass },
): boolean {
  switch (figure) {
    case 'attendance':
      return mark.statistical === 'present' || mark.statistical === 'approved-activity'
    case 'authorised':
    case 'unauthorised':
      return mark.statistical === figure
    case 'late':
      return mark.code === 'L' || mark.code === 'U'
    case 'missing':
      return false
    case 'code':
      return mark.code === code
    case 'absence':
    case 'persistent':
    case 'severe':
    case 'full':
    case 'pupils':
      return mark.statistical === 'authorised' || mark.statistical === 'unauthorised'
  }
}
