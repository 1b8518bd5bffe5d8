import type { PersonId } from '../../kernel/ids.ts'
import { notAllowed, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { type CaseState, caseState, ownedBy } from '../rules/cases/case-state.ts'
import { unanswered } from '../rules/cases/disclosures.ts'
import { entryWords } from '../rules/cases/entry-words.ts'
import { nextSteps, showsSupport } from '../rules/cases/next-steps.ts'
import { staffNow } from './case-owners.ts'
import { readChildren } from './read-children.ts'
import { readCase } from './store.ts'
import { whatHappened } from './what-happened.ts'

/** One case with everything that happened in it. That restricted entries were read stands in the audit trail. */
export const showCase: UseCase<typeof contract.showCase> = async (context, { params }) => {
  const { tx, now } = context
  const { schoolId, caseId } = params
  const restricted = context.may('casework.restricted') !== undefined
  const file = await readCase(tx, { schoolId, caseId, restricted })
  const state = file === undefined ? undefined : caseState(file.entries)
  if (file === undefined || state === undefined) return notAllowed()
  const { pupilId, entries } = file
  const child = (await readChildren(tx, { schoolId, now, pupilIds: [pupilId] })).get(pupilId)
  if (child === undefined) return notAllowed()
  const { sessions, severe, unauthorised: _, ...head } = child
  const today = schoolTime(now).day
  const { owners: staff } = await staffNow(tx, schoolId)
  context.audit({ subject: pupilId, facts: restrictedFacts(restricted) })
  return success({
    asOf: now,
    today,
    caseId,
    child: head,
    sessions,
    severe,
    state: stateShown(ownedBy(state, staff)),
    next: [...nextSteps(entries, { severe, today, staff })],
    supportShown: showsSupport(entries),
    happened: [...(await whatHappened(context, { ...file, schoolId, opened: state.opened }))],
    toAnswer: unanswered(entries).map((told) => ({
      ...{ number: told.number, day: told.day, by: `${told.by.name}, ${told.by.position}` },
      title: entryWords(told, entries).title,
    })),
    may: {
      record: context.may('casework.record') !== undefined,
      decide: context.may('casework.decide') !== undefined,
      restricted,
    },
  })
}

/**
 * What the audit trail keeps of who read restricted entries: that they were read as far as there are any, whether there are or not. The trail has
 * other readers than they have, and may not tell that there is something to read.
 */
export function restrictedFacts(restricted: boolean): Readonly<Record<string, unknown>> {
  return restricted ? { withRestrictedEntries: true } : {}
}

/** A state as it is answered: ids of owners are of people, as the entry that named them was checked. */
export function stateShown(state: CaseState) {
  const owner = state.owner === null ? null : { id: state.owner.id as PersonId, name: state.owner.name }
  return { ...state, owner }
}
