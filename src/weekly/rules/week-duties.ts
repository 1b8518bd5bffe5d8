import { type Duty, type DutyAsked, type DutyRule, dutyKey } from '../../duties/contract.ts'
import { addDays, type Day } from '../../kernel/day.ts'
import type { GroupId, PersonId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import { read, unread } from '../../law/citation.ts'
import { NO_SECTION, type PolicyInForce, sourceOf } from '../../policy/contract.ts'
import { mondayOf, schoolDaysBetween } from '../../roll/contract.ts'

/** B21: what the school's policy promises pupils once a week. */
export const WEEK_RULE: DutyRule = {
  id: 'B21',
  title: 'Give the form its week of attendance',
  source: unread('Promised by the school’s policy'),
  sourceKind: 'policy',
  owner: 'pastoral',
  clock: null,
  consequence: 'Pupils do not hear how their week went, though the school’s own policy says that they do.',
  ends: 'facts',
}

export interface WeekFacts {
  readonly asked: Pick<DutyAsked, 'today' | 'calendar' | 'policy' | 'endedSince'>
  readonly forms: readonly { readonly groupId: GroupId; readonly people: readonly PersonId[] }[]
  readonly given: readonly {
    readonly groupId: GroupId
    readonly monday: Day
    readonly at: Moment
    readonly name: string
    readonly position: string
  }[]
}

/** Days of a week before its last school day on which the duty is there already: a day's notice, not a week's. */
const NOTICE = 1

/**
 * The duty of each form's tutors in the latest week that is almost over: there from the last school day but one, due by the end of the
 * last, and late until the next week's takes its place. Only where the policy promises pupils a weekly word.
 */
export function weekDuties({ asked, forms, given }: WeekFacts): Duty[] {
  const promise = asked.policy.policy.reports.find(({ to, every }) => to === 'pupils' && every === 'week')
  const { calendar, today } = asked
  if (promise === undefined || calendar === undefined) return []
  const week = latestWeek((monday) => schoolDaysBetween(calendar, monday, addDays(monday, 6)), today)
  if (week === undefined || (asked.policy.from !== null && week.last < asked.policy.from)) return []
  return forms.flatMap(({ groupId, people }) => {
    const found = given.find((one) => one.groupId === groupId && one.monday === week.monday)
    if (found !== undefined && found.at.slice(0, 10) < asked.endedSince) return []
    const subject = { kind: 'register', groupId, session: { day: week.last, half: 'PM' } } as const
    const duty: Duty = {
      key: dutyKey('B21', { kind: 'register', groupId, session: { day: week.monday, half: 'AM' } }, week.monday),
      rule: 'B21',
      subject,
      because: [{ day: week.monday, half: null, code: null, words: 'Each pupil hears from their tutor once a week' }],
      from: { day: week.opens, time: null },
      due: { kind: 'by', day: week.last, time: null },
      actions: [{ label: 'Open this week', to: '/this-week', search: { form: groupId, day: week.monday } }],
      ...(people.length === 0 ? {} : { people }),
      source: sectionOf(asked.policy, promise.section),
    }
    if (found === undefined) return [duty]
    const { at, name, position } = found
    return [{ ...duty, ended: { how: 'done', words: 'The form was given its week', at, by: { name, position } } }]
  })
}

/** The latest week whose last school day but one has come. */
function latestWeek(daysOf: (monday: Day) => readonly Day[], today: Day) {
  for (let monday = mondayOf(today), looked = 0; looked < 8; monday = addDays(monday, -7), looked++) {
    const days = daysOf(monday)
    const last = days.at(-1)
    const opens = days.at(-1 - NOTICE) ?? last
    if (last !== undefined && opens !== undefined && opens <= today) return { monday, last, opens }
  }
  return undefined
}

function sectionOf(policy: PolicyInForce, section: string) {
  const { version } = policy
  if (version === null || section === NO_SECTION) return sourceOf(policy, 'reports')
  return read(`The school’s policy “${policy.policy.title}”, version ${version}, section ${section}`)
}
