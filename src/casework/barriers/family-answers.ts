import type { Day } from '../../kernel/day.ts'
import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import { type Result, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { isRepeated } from '../cases/is-repeated.ts'
import { keepEntries, withoutCase } from '../cases/keep-entries.ts'
import { readCases } from '../cases/store.ts'
import { type Assessment, assessmentsOf, invitedParents } from '../rules/barriers/assessments-of.ts'
import { type Answers, answersFault, questionSet } from '../rules/barriers/questions.ts'
import { caseState } from '../rules/cases/case-state.ts'

/** A parent, as the contact of the roll that an account of the family page stands for. */
export interface ParentAsked {
  readonly schoolId: SchoolId
  readonly pupilId: PupilId
  readonly contactId: ContactId
}

/** What the school asks of a parent about a child, and what that parent answered before. Nothing of anybody else's. */
export interface AskedOfParent {
  /** When the school last asked; null while nothing waits for an answer. */
  readonly asked: Day | null
  readonly own: readonly Assessment[]
}

/** Only ever asked once the family page has found that the child is the caller's to see. */
export async function askedOfParent(
  { tx }: Pick<Context, 'tx'>,
  { schoolId, pupilId, contactId }: ParentAsked,
): Promise<AskedOfParent> {
  // Restricted too: what a parent asked to be kept among few is still their own.
  const files = await readCases(tx, { schoolId, pupilIds: [pupilId], restricted: true })
  const waiting = files
    .filter(({ entries }) => caseState(entries)?.status === 'open')
    .flatMap(({ entries }) => invitedParents(entries))
    .filter((one) => one.contactId === contactId && one.answered === null)
    .map(({ day }) => day)
  const own = files
    .flatMap(({ entries }) => assessmentsOf(entries))
    .filter((one) => one.contactId === contactId && one.way === 'family page')
  return { asked: waiting.toSorted().at(-1) ?? null, own }
}

/**
 * Keeps what a parent answered, in the case that asked. `restricted`: the parent wants only those to read it who look after safety.
 * @returns refused where the school does not ask, or where the answers are to other questions
 */
export async function keepFamilyAnswers(
  context: Context,
  of: ParentAsked & { key: string; assessmentId: string; name: string; restricted: boolean } & Answers & {
      version: number
    },
): Promise<Result<Record<string, never>>> {
  const { schoolId, pupilId, contactId, key, restricted, name, assessmentId, version, answers, words, declined } = of
  const more = declined === undefined ? {} : { declined: [...declined] }
  const sent = { assessmentId, contactId, version, answers, words, ...more }
  const repeated = await isRepeated(context, { schoolId, restricted, kind: 'assessed', key, body: sent })
  if (!repeated.ok) return repeated
  if (repeated.value) return success({})
  const set = questionSet(version, 'parent')
  const fault = set === undefined ? 'There are no such questions. Open them again.' : answersFault(set, of)
  if (fault !== undefined) return refused('casework.answers', fault)
  const files = await readCases(context.tx, { schoolId, pupilIds: [pupilId], restricted: true })
  const file = files.find(
    ({ entries }) =>
      caseState(entries)?.status === 'open' &&
      invitedParents(entries).some((one) => one.contactId === contactId && one.answered === null),
  )
  if (file === undefined)
    return refused(
      'casework.not-asked',
      'The school does not ask this at the moment. Ring the school if you want to tell it something.',
    )
  const kept = await keepEntries(context, { ...file, schoolId, restricted }, [
    {
      kind: 'assessed',
      day: schoolTime(context.now).day,
      key,
      body: {
        ...{ assessmentId, who: 'parent', name, contactId, way: 'family page', version },
        answers: [...answers],
        words: [...words],
        ...more,
      },
    },
  ])
  return kept.ok ? success({}) : withoutCase(kept)
}
