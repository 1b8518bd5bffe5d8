import type { Day } from '../../../kernel/day.ts'
import { type BodyOf, type Entry, entriesOf } from '../../contract/entry.ts'

/** What somebody answered about what makes school hard. */
export interface Assessment extends BodyOf<'assessed'> {
  readonly day: Day
  readonly by: Entry['by']
  readonly restricted: boolean
}

/**
 * All that was answered in a case: the child's first, then the parents', then the school's; of each the latest first. What was restricted at first
 * and is kept in the case too is once, as what everybody reads who works on it.
 */
export function assessmentsOf(entries: readonly Entry[]): readonly Assessment[] {
  const order = ['pupil', 'parent', 'staff']
  const all = entriesOf(entries, 'assessed')
  const open = new Set(all.filter(({ restricted }) => !restricted).map(({ body }) => body.assessmentId))
  return all
    .filter(({ body, restricted }) => !restricted || !open.has(body.assessmentId))
    .map(({ body, day, by, restricted }) => ({ ...body, day, by, restricted }))
    .toReversed()
    .toSorted((one, other) => order.indexOf(one.who) - order.indexOf(other.who))
}

/** Who answered, so that the same person's later answers stand for the earlier ones. Two parents are two. */
function voiceOf({ who, contactId, name }: Assessment): string {
  return who === 'parent' ? `parent ${contactId ?? name.toLowerCase()}` : who
}

/** The latest answers of each who was asked: one child, each parent, the school. */
export function voicesOf(assessments: readonly Assessment[]): readonly Assessment[] {
  return [...Map.groupBy(assessments, voiceOf).values()].flatMap(([latest]) => latest ?? [])
}

export interface Invited {
  readonly contactId: string
  readonly name: string
  readonly day: Day
  /** When they answered since; null while the school waits. */
  readonly answered: Day | null
}

/**
 * The parents who were asked to answer on the family page, each by the last time. Who answered and was asked again is waited for again.
 */
export function invitedParents(entries: readonly Entry[]): readonly Invited[] {
  const found = new Map<string, Invited>()
  for (const entry of entries) {
    if (entry.kind === 'assessment-invited') {
      const { contactId, name } = entry.body
      found.set(contactId, { contactId, name, day: entry.day, answered: null })
    }
    if (entry.kind === 'assessed' && entry.body.contactId !== undefined) {
      const asked = found.get(entry.body.contactId)
      if (asked?.answered === null) found.set(asked.contactId, { ...asked, answered: entry.day })
    }
  }
  return [...found.values()]
}
