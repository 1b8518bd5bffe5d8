import { addDays, type Day, shortDay, weekday } from '../../../kernel/day.ts'
import { isShownAsCode, REASON_CATEGORY_NAMES, type ShownCode } from '../../../law/reason-category.ts'
import type { DutyRuleShown, DutyShown } from '../../contract/work-list.ts'
import { compareDue, type Due } from '../clocks.ts'

/** The duties of one rule about one pupil, register or contact: one line of the list, however many marks it follows from. */
export interface DutyLine {
  readonly name: string
  readonly duties: readonly DutyShown[]
  /** The one that is due first. */
  readonly first: DutyShown
}

/** The lines of one rule, the most urgent first. */
export interface RuleLines {
  readonly rule: DutyRuleShown
  readonly lines: readonly DutyLine[]
  readonly overdue: number
}

const NO_LIMIT: Due = { kind: 'beyond-calendar', knownUntil: null }

function aboutKey({ rule, subject, state }: DutyShown): string {
  const of =
    subject.kind === 'school'
      ? 'school'
      : subject.kind === 'register'
        ? `${subject.groupId} ${subject.day} ${subject.half}`
        : subject.id
  // What is put off stands apart from what is not: a line has one state.
  return `${rule} ${of} ${state}`
}

/**
 * The list as it is worked through: what is due today first (a child who is absent now before a return that is a month late), then what is
 * overdue, then what is still to come, each by its limit. One line for each pupil or register under a rule; among those what is overdue
 * stands first, so that the first lines shown are not all of what has time.
 */
export function linesByRule(
  duties: readonly DutyShown[],
  rules: readonly DutyRuleShown[],
  today: Day,
): readonly RuleLines[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  const byRule = [...Map.groupBy(duties, ({ rule }) => rule)].flatMap(([id, ofRule]): RuleLines[] => {
    const rule = byId.get(id)
    if (rule === undefined) return []
    const lines = [...Map.groupBy(ofRule, aboutKey).values()].flatMap(lineOf)
    const sorted = lines
      .map((line) => ({ line, most: mostUrgent(line.duties, today, inGroup) }))
      .sort((one, other) => byUrgency(one.most, other.most))
    const overdue = lines.filter(({ first }) => first.overdue).length
    return [{ rule, lines: sorted.map(({ line }) => line), overdue }]
  })
  return byRule
    .map((of) => ({
      of,
      most: mostUrgent(
        of.lines.flatMap((line) => line.duties),
        today,
      ),
    }))
    .sort((one, other) => isFirst(other.of) - isFirst(one.of) || byUrgency(one.most, other.most))
    .map(({ of }) => of)
}

/** A child who may be in danger stands before everything that is only due. */
const isFirst = ({ rule }: RuleLines) => (rule.first === true ? 1 : 0)

interface Urgency {
  readonly rank: number
  readonly due: Due
}

/** The most urgent of some duties: within a rank that whose limit comes first, so that minutes come before the end of the day. */
function mostUrgent(duties: readonly DutyShown[], today: Day, rankOf = urgencyOf): Urgency {
  const each = duties.map((duty) => ({ rank: rankOf(duty, today), due: duty.due ?? NO_LIMIT }))
  return each.reduce((one, other) => (byUrgency(other, one) < 0 ? other : one), { rank: LEAST, due: NO_LIMIT })
}

function byUrgency(one: Urgency, other: Urgency): number {
  return one.rank - other.rank || compareDue(one.due, other.due)
}

const LEAST = 5

/** 0 due today, 1 overdue, 2 still to come, 3 without a fixed day, 4 put off. */
function urgencyOf({ due, overdue, state }: DutyShown, today: Day): number {
  if (state === 'snoozed') return 4
  if (due === null || due.kind === 'beyond-calendar') return 3
  if (due.day === today) return 0
  return overdue ? 1 : 2
}

/** Overdue before due today; what was missed this morning (a child nobody has found) before what is overdue for days, the oldest of those first. */
function inGroup(duty: DutyShown, today: Day): number {
  const rank = urgencyOf(duty, today)
  if (!duty.overdue || rank > 1) return rank
  return rank === 0 ? -2 : -1
}

function lineOf(duties: readonly DutyShown[]): DutyLine[] {
  const [first] = duties.toSorted((one, other) => compareDue(one.due ?? NO_LIMIT, other.due ?? NO_LIMIT))
  return first === undefined ? [] : [{ name: nameOf(first), duties, first }]
}

/** Who or what it is about: "Ada Adler", "9A, morning of 23 Nov 2026", "The school". */
export function nameOf({ subject }: DutyShown): string {
  if (subject.kind === 'school') return 'The school'
  if (subject.kind !== 'register') return subject.name
  return `${subject.name}, ${subject.half === 'AM' ? 'morning' : 'afternoon'} of ${shortDay(subject.day)}`
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** "16 Nov" of the present calendar year, "16 Nov 2025" of another. */
function dateInWords(of: Day, today: Day): string {
  return of.slice(0, 4) === today.slice(0, 4) ? shortDay(of).replace(/ \d{4}$/, '') : shortDay(of)
}

const HALVES = { AM: 'morning', PM: 'afternoon' } as const

type Because = DutyShown['because'][number]

/**
 * Why, with what is said of several sessions said once: "16 Nov morning and afternoon, 23 Nov morning, N: no reason known"; of days one after the
 * other the first and the last: "16 Nov to 20 Nov, ten half days, N: no reason known", or "every morning".
 */
export function reasonsInWords(because: readonly Because[], today: Day): readonly string[] {
  const same = Map.groupBy(because, ({ code, words, confidential }) => JSON.stringify([code, words, confidential]))
  return [...same.values()].flatMap((of) => {
    const [first] = of
    if (first === undefined) return []
    const code = first.code === null ? [] : [codeInWords(first.code)]
    const lead = [...daysInWords(of, today), ...code].join(', ')
    const more = first.confidential === null ? '' : ` (${first.confidential})`
    return [`${lead === '' ? '' : `${lead}: `}${first.words}${more}`]
  })
}

interface OfDay {
  readonly day: Day
  readonly halves: readonly string[]
}

function daysInWords(marks: readonly Because[], today: Day): readonly string[] {
  const byDay = [...Map.groupBy(marks, ({ day }) => day)].flatMap(([day, of]): OfDay[] =>
    day === null ? [] : [{ day, halves: of.flatMap(({ half }) => (half === null ? [] : [HALVES[half]])) }],
  )
  return stretches(byDay).flatMap((days) => {
    const [first, last] = [days[0], days.at(-1)]
    if (days.length < FEWEST_OF_A_STRETCH || first === undefined || last === undefined)
      return days.map(({ day, halves }) =>
        [dateInWords(day, today), halves.join(' and ')].filter((part) => part !== '').join(' '),
      )
    return [`${dateInWords(first.day, today)} to ${dateInWords(last.day, today)}`, halvesInWords(days)]
  })
}

/** How much of a stretch: a pattern of mornings or afternoons says itself, and a day without a half is a day. */
function halvesInWords(days: readonly OfDay[]): string {
  const one = days[0]?.halves.length === 1 ? days[0].halves[0] : undefined
  if (one !== undefined && days.every(({ halves }) => halves.length === 1 && halves[0] === one)) return `every ${one}`
  if (days.some(({ halves }) => halves.length === 0)) return `${inWords(days.length)} days`
  return `${inWords(days.reduce((sum, { halves }) => sum + halves.length, 0))} half days`
}

/** Two days are said each for itself. */
const FEWEST_OF_A_STRETCH = 3

/** Days with no other weekday between them together. */
function stretches(days: readonly OfDay[]): readonly (readonly OfDay[])[] {
  const found: OfDay[][] = []
  for (const of of days.toSorted((one, other) => (one.day < other.day ? -1 : 1))) {
    const open = found.at(-1)
    const before = open?.at(-1)
    if (open !== undefined && before !== undefined && of.day <= nextWeekday(before.day)) open.push(of)
    else found.push([of])
  }
  return found
}

const FRIDAY = 5

function nextWeekday(day: Day): Day {
  return addDays(day, weekday(day) < FRIDAY ? 1 : 8 - weekday(day))
}

const COUNTS = ['three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

function inWords(count: number): string {
  return COUNTS[count - 3] ?? String(count)
}

export function codeInWords(code: ShownCode): string {
  return isShownAsCode(code) ? code : REASON_CATEGORY_NAMES[code].toLowerCase()
}

/** "Today", "Tomorrow", "Friday" within a week, and otherwise the date. */
export function dayInWords(of: Day, today: Day): string {
  if (of === today) return 'today'
  if (of === addDays(today, 1)) return 'tomorrow'
  if (of === addDays(today, -1)) return 'yesterday'
  return today < of && of < addDays(today, 7) ? (WEEKDAYS[weekday(of) - 1] ?? '') : dateInWords(of, today)
}

/** "Due today by 09:15", "Was due 16 Nov 2026", "Due Friday, 3 school days left"; what cannot be known says so. */
export function dueOfDuty(duty: Pick<DutyShown, 'due' | 'overdue' | 'schoolDaysLeft'>, today: Day): string {
  const { due, overdue, schoolDaysLeft } = duty
  if (due === null) return 'No fixed day'
  if (due.kind === 'beyond-calendar') {
    return due.knownUntil === null
      ? 'Due on a day not in the calendar'
      : `Due after ${shortDay(due.knownUntil)}: enter the next calendar`
  }
  const time = due.time === null ? '' : ` by ${due.time}`
  if (overdue) return `Was due ${dayInWords(due.day, today)}${time}`
  const left =
    schoolDaysLeft === null || schoolDaysLeft === 0
      ? ''
      : `, ${schoolDaysLeft} school ${schoolDaysLeft === 1 ? 'day' : 'days'} left`
  return `Due ${dayInWords(due.day, today)}${time}${left}`
}
