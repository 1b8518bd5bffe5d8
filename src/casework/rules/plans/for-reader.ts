import type { PlanBody } from '../../contract/entries/plans.ts'

/** What another parent is called for one who does not live with them. */
export const ANOTHER_PARENT = 'Another parent or carer'

/**
 * A plan as one parent reads it. Of a parent who does not live with them neither the name nor what that one does: it can say where somebody stays.
 * Why a child said nothing stays with the school.
 * @param household contacts who live together with the child and the reader; empty where the reader lives elsewhere
 */
export function planForReader(
  body: PlanBody,
  { own, household }: { readonly own: string; readonly household: ReadonlySet<string> },
): PlanBody {
  return {
    ...body,
    noWords: '',
    parties: body.parties.map((party) => {
      const { id, role, contactId } = party
      const isKnown = role !== 'parent' || id === own || (contactId !== null && household.has(contactId))
      return isKnown ? party : { ...party, name: ANOTHER_PARENT, duties: [] }
    }),
  }
}
