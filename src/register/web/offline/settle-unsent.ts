import { codeIfShown } from '../../../law/reason-category.ts'
import { newKey } from '../../../ui/new-key.ts'
import { dropUnsent, forgetRegister, keepUnsent, type UnsentRegister } from './kept-database.ts'

/** A person chose among the marks of a clash: theirs go again, with what stands now as what they saw; the others are dropped. */
export async function settleUnsent(unsent: UnsentRegister, accepted: ReadonlySet<string>): Promise<void> {
  const { conflict, body } = unsent
  if (conflict === undefined) return
  const nowIs = new Map(conflict.marks.map(({ pupilId, now }) => [pupilId as string, now]))
  const marks = body.marks
    .filter(({ pupilId }) => !nowIs.has(pupilId) || accepted.has(pupilId))
    .map((mark) => ({
      ...mark,
      seen: nowIs.has(mark.pupilId) ? codeIfShown(nowIs.get(mark.pupilId) ?? null) : mark.seen,
    }))
  if (marks.length === 0) return giveUpUnsent(unsent)
  const { conflict: _settled, message: _said, ...rest } = unsent
  const key = newKey()
  await keepUnsent({
    ...rest,
    key,
    state: 'waiting',
    body: { ...body, key, version: conflict.version, marks, takenAt: body.takenAt ?? unsent.capturedAt },
  })
  // Only now: a tab that is closed in between has the marks twice, and never not at all.
  await dropUnsent(unsent.key)
}

/** A person gave a save up: nothing of it is sent. */
export async function giveUpUnsent(unsent: UnsentRegister): Promise<void> {
  await dropUnsent(unsent.key)
  await forgetRegister(unsent.id)
}
