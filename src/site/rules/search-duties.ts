import { type Clock, type Duty, type DutyRule, dueAfter, dutyKey, type SchoolDays } from '../../duties/contract.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import { unread } from '../../law/citation.ts'
import { type Search, type SearchStep, turnsOf } from './search.ts'

/** Firstbell's own limits: neither law nor guidance names any. A school's policy promises to tell parents, and no time. */
const LOOK: Clock = { amount: 15, unit: 'minutes' }
const TELL_WHERE_GONE: Clock = { amount: 15, unit: 'minutes' }
const HAND_OVER: Clock = { amount: 5, unit: 'minutes' }
/** Found and safe: the family hears the same day. */
const TELL_WHERE_FOUND: Clock = { amount: 0, unit: 'days' }

const AUDITS = unread(
  'The school’s policy on internal truancy: spot checks, and parents told. The minutes are Firstbell’s own',
)

export const SEARCH_DUTY_RULES: readonly DutyRule[] = [
  {
    id: 'site.missing-from-lesson',
    title: 'Look for a pupil who was present at registration and is missing from a lesson',
    source: AUDITS,
    sourceKind: 'policy',
    owner: 'pastoral',
    clock: LOOK,
    consequence: 'Nobody knows where this child is, and the school believes they are here.',
    ends: 'facts',
    needs: 'site.check',
  },
  {
    id: 'site.tell-family',
    title: 'Tell the family that their child was not in a lesson',
    source: AUDITS,
    sourceKind: 'policy',
    owner: 'pastoral',
    clock: TELL_WHERE_FOUND,
    consequence: 'The family believes that their child is in lessons.',
    ends: 'facts',
    needs: 'site.check',
  },
  {
    id: 'site.not-in-school',
    title: 'Decide who looks for a pupil who is not in school any more',
    source: AUDITS,
    sourceKind: 'policy',
    owner: 'dsl',
    clock: HAND_OVER,
    consequence: 'A child may be at risk outside school, and nobody there knows.',
    ends: 'facts',
    needs: 'site.check',
  },
]

/** One search with whom it is for. */
export interface SearchedPupil extends Search {
  readonly checkId: string
  readonly pupilId: PupilId
  readonly place: string
}

const action = [{ label: 'The search', to: '/spot-checks' }]

/** When the search should have come to something. */
export function lookUntil(at: Moment): Moment {
  return new Date(Date.parse(at) + LOOK.amount * 60_000).toISOString() as Moment
}

/** The duties of searches: open ones, and those that have ended, each once. */
export function searchDuties(searches: readonly SearchedPupil[], days: SchoolDays): Duty[] {
  return searches.flatMap((search) => [
    lookDuty(search, days),
    ...tellDuties(search, days),
    ...goneDuties(search, days),
  ])
}

function lookDuty({ checkId, pupilId, place, at, steps }: SearchedPupil, days: SchoolDays): Duty {
  const subject = { kind: 'pupil', id: pupilId } as const
  const from = schoolTime(at)
  const first = steps.find(({ kind }) => kind !== 'told' && kind !== 'handed-over')
  const words = first === undefined ? '' : WORDS[first.kind as keyof typeof WORDS]
  return {
    key: dutyKey('site.missing-from-lesson', subject, checkId),
    rule: 'site.missing-from-lesson',
    subject,
    because: [
      {
        ...{ day: from.day, half: null, code: null, confidential: place },
        words: `Marked present, and missed by a spot check at ${from.time}`,
      },
    ],
    from,
    due: dueAfter(from, LOOK, days),
    actions: action,
    ...(first === undefined
      ? {}
      : { ended: { how: first.kind === 'mistake' ? 'withdrawn' : 'done', words, at: first.at, by: first.by } }),
  }
}

const WORDS = {
  found: 'Found, safe',
  'left-site': 'Has left the site',
  'not-found': 'Looked for and not found',
  mistake: 'Was where they should be',
} as const

/** Each turn has a telling of its own, unless the family knows already. */
function tellDuties({ checkId, pupilId, steps }: SearchedPupil, days: SchoolDays): Duty[] {
  const subject = { kind: 'pupil', id: pupilId } as const
  return turnsOf(steps)
    .filter(({ told, first }) => told === null || told.number > first.number)
    .map(({ gone, first, told, over }): Duty => {
      const from = schoolTime(first.at)
      const clock = gone ? TELL_WHERE_GONE : TELL_WHERE_FOUND
      return {
        key: dutyKey('site.tell-family', subject, checkId, String(first.number)),
        rule: 'site.tell-family',
        subject,
        because: [{ day: from.day, half: null, code: null, words: wordsOf(first) }],
        ...{ from, due: dueAfter(from, clock, days), clock, actions: action },
        ...(told === null
          ? endedBy(over, 'withdrawn')
          : {
              ended: { how: 'done', words: 'The family was told', confidential: told.person, at: told.at, by: told.by },
            }),
      }
    })
}

function goneDuties({ checkId, pupilId, steps }: SearchedPupil, days: SchoolDays): Duty[] {
  const subject = { kind: 'pupil', id: pupilId } as const
  return turnsOf(steps)
    .filter(({ gone }) => gone)
    .map(({ first, handedOver, over }): Duty => {
      const from = schoolTime(first.at)
      return {
        key: dutyKey('site.not-in-school', subject, checkId, String(first.number)),
        rule: 'site.not-in-school',
        subject,
        because: [{ day: from.day, half: null, code: null, words: wordsOf(first) }],
        ...{ from, due: dueAfter(from, HAND_OVER, days), actions: action, order: -1 },
        ...(handedOver === null ? endedBy(over, 'done') : endedBy(handedOver, 'done')),
      }
    })
}

function wordsOf({ kind, place }: SearchStep): string {
  if (kind === 'handed-over') return `Handed over: ${place}`
  return kind === 'told' ? 'The family was told' : WORDS[kind]
}

function endedBy(step: SearchStep | null, how: 'done' | 'withdrawn'): Pick<Duty, 'ended'> {
  if (step === null) return {}
  return { ended: { how, words: wordsOf(step), at: step.at, by: step.by } }
}
