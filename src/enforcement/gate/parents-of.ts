import type { Day } from '../../kernel/day.ts'
import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import type { Tx } from '../../platform/database/database.ts'
import { contactsOfPupils } from '../../roll/index.ts'
import { asksOf, liabilities, whyChosen } from '../rules/penalty/liable.ts'

/** Somebody who is, or may be, a parent in law of a child (section 576 Education Act 1996: responsibility or care). */
export interface Parent {
  readonly id: ContactId
  readonly name: string
  readonly relationship: string
  readonly livesWith: boolean
  /** Why they may be a parent in law, by what is entered. */
  readonly because: string
  /** What has to be said of them first, because nobody has entered it; null where they are a parent by what is entered. */
  readonly ask: string | null
  /** Why nothing may be told to them; null where it may. */
  readonly notTold: string | null
}

/**
 * The adults of a child who are or may be parents in law, those who surely are first. Nobody is left out in silence: who has care of the child without
 * responsibility stands here with what has to be said of them, and who must not be told with why.
 */
export async function parentsOf(
  tx: Tx,
  { schoolId, pupilId, today }: { schoolId: SchoolId; pupilId: PupilId; today: Day },
): Promise<readonly Parent[]> {
  const contacts = await contactsOfPupils(tx, { schoolId, day: today, pupilIds: [pupilId] })
  const adults = contacts.map(({ contactId, title, forenames, surname, ...contact }) => ({
    ...contact,
    id: contactId,
    name: [title, fullName(forenames, surname)].filter((part) => part !== '').join(' '),
  }))
  return liabilities(adults)
    .filter(({ liable }) => liable !== 'no')
    .flatMap((one) => {
      const adult = adults.find(({ id }) => id === one.adult.id)
      if (adult === undefined) return []
      const { id, name, relationship, livesWith, barred, mayBeTold } = adult
      return [
        {
          id,
          name,
          relationship,
          livesWith,
          because: one.because,
          ask: asksOf(one),
          notTold: stopped(barred, mayBeTold),
        },
      ]
    })
}

function stopped(barred: boolean, mayBeTold: boolean): string | null {
  if (barred)
    return 'Must not be told anything about the child. Settle with the designated safeguarding lead what can be done.'
  return mayBeTold ? null : 'Is entered as somebody who is not told about the child. Check the child’s contacts.'
}

/**
 * The parent to whom a step is addressed. `told`: something goes to them, so they must be somebody who may be told.
 * @param why what was said of somebody of whom it is not entered that they are a parent in law
 */
export function chosenParent(
  parents: readonly Parent[],
  of: { readonly contactId: string | null; readonly why: string | null | undefined; readonly told: boolean },
): Result<Parent & { readonly why: string | null }> {
  const parent = parents.find(({ id }) => id === of.contactId)
  if (parent === undefined)
    return refused(
      'enforcement.not-a-parent',
      'A formal step is addressed to a parent in law: somebody with responsibility or care of the child. Look at the child’s contacts.',
    )
  if (of.told && parent.notTold !== null)
    return refused('enforcement.not-a-parent', `${parent.name}: ${parent.notTold}`)
  const ask = parent.ask ?? parent.notTold
  const why = whyChosen(ask, of.why)
  if (why === undefined) return refused('enforcement.not-a-parent', `${parent.name}: ${ask}`)
  return success({ ...parent, why })
}
