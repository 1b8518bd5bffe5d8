import { longDay } from '../../../kernel/day.ts'
import type { PartyRole, PlanBody, PlanForm, PlanStep } from '../../contract/entries/plans.ts'
import { type Plan, waitsFor } from './plans-of.ts'

export const FORM_NAMES: Readonly<Record<PlanForm, string>> = {
  'action plan': 'Action plan',
  'attendance contract': 'Attendance contract',
  'reintegration plan': 'Reintegration plan',
  'part-time timetable': 'Part-time timetable',
  'attendance passport': 'Attendance passport',
}

export const ROLE_NAMES: Readonly<Record<PartyRole, string>> = {
  parent: 'Parent or carer',
  pupil: 'Pupil',
  school: 'School',
  authority: 'Local authority',
  other: 'Somebody else',
}

/** A target as families count. */
export function targetWords({ target }: Pick<PlanBody, 'target'>): string {
  if (target === null) return ''
  const { days, of } = target
  return days === of
    ? `In school on each of the next ${of} school days`
    : `In school on ${days} of the next ${of} school days`
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']
const SESSIONS = WEEKDAYS.flatMap((_, day) => (['AM', 'PM'] as const).map((half) => ({ weekday: day + 1, half })))

/** For which half days of a week a child comes, said the shorter way: "Every morning", "All day, but not on Monday afternoon". */
export function comesWords(step: Pick<PlanStep, 'away'>): string {
  const isAway = (one: (typeof SESSIONS)[number]) => isAwayIn(step, one)
  const comes = SESSIONS.filter((one) => !isAway(one))
  if (comes.length === SESSIONS.length) return 'Every day, all day'
  if (comes.length === 5 && comes.every(({ half }) => half === 'AM')) return 'Every morning'
  if (comes.length === 5 && comes.every(({ half }) => half === 'PM')) return 'Every afternoon'
  const missing = SESSIONS.filter(isAway)
  return missing.length < comes.length ? `All day, but not on ${listed(missing)}` : listed(comes)
}

/** Whether two steps say the same, in whatever order their half days are named. */
export function isSameStep(one: PlanStep, other: PlanStep): boolean {
  const away = (step: PlanStep) => SESSIONS.map((session) => isAwayIn(step, session)).join()
  return one.first === other.first && one.last === other.last && one.words === other.words && away(one) === away(other)
}

function isAwayIn({ away }: Pick<PlanStep, 'away'>, one: (typeof SESSIONS)[number]): boolean {
  return away.some(({ weekday, half }) => weekday === one.weekday && half === one.half)
}

function listed(sessions: typeof SESSIONS): string {
  const words = WEEKDAYS.flatMap((name, place) => {
    const halves = sessions.filter(({ weekday }) => weekday === place + 1)
    if (halves.length === 0) return []
    return halves.length === 2 ? [name] : [`${name} ${halves[0]?.half === 'AM' ? 'morning' : 'afternoon'}`]
  })
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** Where a plan stands, in a sentence for staff. */
export function stateWords(plan: Plan): string {
  const { state, latest, standing, nextReview, ended } = plan
  const held = standing !== null && standing !== latest ? ` Version ${standing.version} holds until then.` : ''
  switch (state) {
    case 'drafted':
      return `A draft that nobody outside the school sees.${held}`
    case 'waiting for signatures':
      return `Waiting for ${names(waitsFor(latest).map(({ name }) => name))}.${held}`
    case 'in force':
      return `Signed by everybody. ${nextReview === null ? `It ends on ${longDay(latest.body.last)}.` : `Looked at again on ${longDay(nextReview)}.`}`
    case 'under review':
      return nextReview === null ? 'To be looked at.' : `To be looked at since ${longDay(nextReview)}.`
    case 'ended':
      if (ended !== null) return `Ended on ${longDay(ended.day)}: ${ended.outcome}.`
      return plan.replaced
        ? 'Another plan of this kind took its place.'
        : `Its last day was ${longDay(latest.body.last)}. Nobody has said yet how it went.`
  }
}

function names(of: readonly string[]): string {
  return of.length < 2 ? of.join('') : `${of.slice(0, -1).join(', ')} and ${of.at(-1)}`
}

/** What a teacher sees of a child's passport: this, and never anything else of the case. */
export function passportOf({ body }: { readonly body: PlanBody }) {
  const { first, last, arrival, safeAdult, adjustments, helps, avoid, childWords, steps } = body
  return { first, last, arrival, safeAdult, adjustments, helps, avoid, childWords, steps }
}
