import { conflict, refused, success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { holdsOf, keepHold, lockLetters } from './store.ts'

/** Writes down that no letter goes to a family for now, or that one may again. Saying the same twice is saying it once. */
export const holdLetters: UseCase<typeof contract.holdLetters> = async (context, { params, body }) => {
  const { schoolId } = params
  const { tx, now, caller: by } = context
  const { pupilId, held, because, words, until } = body
  if (because === 'ask the safeguarding lead' && words !== '')
    return refused(
      'casework.words-of-safety',
      'Everybody who sends letters reads this. Leave the words out, and write them in the case as an entry for safeguarding alone.',
    )
  await lockLetters(tx, schoolId)
  // Not why: who reads the trail may not be among those whom the reason is for.
  context.audit({ subject: pupilId, facts: { held } })
  const before = (await holdsOf(tx, { schoolId, pupilIds: [pupilId] })).get(pupilId)
  const same = before?.held === held && before.because === because && before.words === words && before.until === until
  if (same || (before === undefined && !held)) return success({ held })
  const number = (before?.number ?? 0) + 1
  const kept = await keepHold(tx, { schoolId, pupilId, held, because, words, until, number, at: now, by })
  if (!kept) return conflict('casework.changed', 'Somebody else changed this just now. Look at it again.')
  return success({ held })
}
