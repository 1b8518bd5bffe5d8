import { addDays, type Day } from '../../../kernel/day.ts'
import type { ContactId } from '../../../kernel/ids.ts'
import { newKey } from '../../../ui/new-key.ts'
import type { PartyRole, PlanBody, PlanForm } from '../../contract/entries/plans.ts'
import type { CasePlan } from '../../contract.ts'

export interface PartyDraft {
  readonly id: string
  readonly role: PartyRole
  readonly name: string
  readonly contactId: ContactId | null
  readonly signs: boolean
  /** One on each line. */
  readonly duties: string
}

export interface StepDraft {
  readonly id: string
  readonly first: string
  readonly last: string
  readonly words: string
  /** `1 AM` for Monday morning. */
  readonly away: readonly string[]
}

/** A plan as somebody types it. */
export interface PlanDraft {
  readonly first: string
  readonly last: string
  readonly aim: string
  readonly targetDays: number | undefined
  readonly targetOf: number | undefined
  readonly childWords: string
  readonly noWords: string
  readonly adjustments: string
  readonly arrival: string
  readonly safeAdult: string
  readonly helps: string
  readonly avoid: string
  readonly reviews: readonly string[]
  readonly parties: readonly PartyDraft[]
  readonly steps: readonly StepDraft[]
}

type Body = CasePlan['versions'][number]['body']

/** Long enough to try something, short enough to look at it again. */
const WEEKS = 6

/** An empty plan of a form with the people whom it usually has. */
export function newDraft(of: {
  readonly form: PlanForm
  readonly today: Day
  readonly reviewOn: Day
  readonly school: string
  readonly child: string
  readonly parents: readonly { readonly contactId: ContactId; readonly name: string }[]
}): PlanDraft {
  const { form, today, reviewOn, school, child, parents } = of
  const party = (role: PartyRole, name: string, contactId: ContactId | null = null): PartyDraft => ({
    id: newKey(),
    role,
    name,
    contactId,
    signs: role !== 'pupil' || form === 'attendance passport' || form === 'action plan',
    duties: '',
  })
  return {
    first: today,
    last: addDays(today, 7 * WEEKS),
    aim: '',
    targetDays: undefined,
    targetOf: undefined,
    childWords: '',
    noWords: '',
    adjustments: '',
    arrival: '',
    safeAdult: '',
    helps: '',
    avoid: '',
    reviews: [reviewOn],
    parties: [
      party('pupil', child),
      ...parents.map(({ contactId, name }) => party('parent', name, contactId)),
      party('school', school),
    ],
    steps: [],
  }
}

/** What stands, to be changed: the next version. */
export function draftOf(body: Body): PlanDraft {
  return {
    ...body,
    targetDays: body.target?.days,
    targetOf: body.target?.of,
    adjustments: body.adjustments.join('\n'),
    parties: body.parties.map(({ duties, ...party }) => ({
      ...party,
      duties: duties.map(({ words }) => words).join('\n'),
    })),
    steps: body.steps.map(({ away, ...step }) => ({
      ...step,
      away: away.map(({ weekday, half }) => `${weekday} ${half}`),
    })),
  }
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
const lines = (text: string) =>
  text
    .split('\n')
    .map(oneLine)
    .filter((line) => line !== '')

/** What is sent. A duty in the same words stays the same duty. Days as typed: the server says what is wrong with them. */
export function bodyOf(draft: PlanDraft, before: Body | undefined): PlanBody {
  const { targetDays, targetOf } = draft
  const known = new Map(
    before?.parties.flatMap((party) => party.duties.map((duty) => [`${party.id} ${duty.words}`, duty.id] as const)),
  )
  return {
    first: draft.first as Day,
    last: draft.last as Day,
    aim: oneLine(draft.aim),
    target: targetDays === undefined || targetOf === undefined ? null : { days: targetDays, of: targetOf },
    childWords: oneLine(draft.childWords),
    noWords: oneLine(draft.noWords),
    adjustments: lines(draft.adjustments),
    arrival: oneLine(draft.arrival),
    safeAdult: oneLine(draft.safeAdult),
    helps: oneLine(draft.helps),
    avoid: oneLine(draft.avoid),
    reviews: draft.reviews.filter((day) => day !== '') as Day[],
    parties: draft.parties.map(({ duties, ...party }) => ({
      ...party,
      duties: lines(duties).map((words) => ({ id: known.get(`${party.id} ${words}`) ?? newKey(), words })),
    })),
    steps: draft.steps.map(({ id, first, last, words, away }) => ({
      id,
      first: first as Day,
      last: last as Day,
      words: oneLine(words),
      away: away.map((one) => ({
        weekday: Number(one[0]),
        half: one.endsWith('PM') ? ('PM' as const) : ('AM' as const),
      })),
    })),
  }
}
