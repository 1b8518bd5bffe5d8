import type { DutySource } from '../../duties/index.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { conflict, type Problem, type Result, refused, success } from '../../kernel/result.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { type FoundDiary, findDiary, triggerDayOf } from '../diary/find-diary.ts'
import { type Recipients, recipientsOf } from '../diary/recipients.ts'
import type { DiaryItem } from '../rules/diary.ts'
import type { Told } from '../rules/return-state.ts'
import { keepStep, type StepToKeep } from '../store.ts'
import { type LoadedContent, loadContent } from './load-content.ts'

/** A diary as somebody acts on it. */
export interface Begun {
  readonly schoolId: SchoolId
  readonly found: FoundDiary
  readonly recipients: Recipients
}

export async function beginActs(
  context: Context,
  of: { schoolId: SchoolId; sources: readonly DutySource[] },
): Promise<Begun> {
  return {
    schoolId: of.schoolId,
    found: await findDiary(context, of),
    recipients: await recipientsOf(context, of.schoolId),
  }
}

export function findItem({ found }: Begun, key: string): Result<DiaryItem> {
  const item = found.items.find((one) => one.key === key)
  if (item === undefined)
    return refused(
      'returns.gone',
      'This return is no longer in the diary: what it followed from has changed. Look at the diary again.',
    )
  return success(item)
}

/** Adds a step to a return, after those that the caller saw. */
export async function addStep(
  context: Context,
  { schoolId, found }: Begun,
  of: { item: DiaryItem } & Omit<StepToKeep, 'of' | 'number'>,
): Promise<Result<{ number: number }>> {
  const { item, ...step } = of
  const { key, kind, pupilId, because } = item
  const today = found.asked.today
  const begun = found.kept.get(key)
  const triggerDay = begun?.triggerDay ?? (item.standing === undefined ? today : triggerDayOf(item.standing, today))
  const number = item.steps.length + 1
  const by = { schoolId, at: context.now, by: context.caller }
  const kept = await keepStep(context.tx, by, { ...step, of: { key, kind, pupilId, triggerDay, because }, number })
  if (!kept)
    return conflict(
      'returns.changed-meanwhile',
      'Somebody else did something about this return just now. Look at it again.',
    )
  // Not the key, which begins with the rule: more people read the trail than may know that a child has a social worker.
  context.audit({ subject: pupilId, facts: { step: number } })
  return success({ number })
}

/** What a return tells, for whoever may take it out of the school. */
export async function contentToSend(
  context: Context,
  { found, recipients }: Begun,
  item: DiaryItem,
): Promise<Result<LoadedContent & { readonly told: Told }>> {
  const content = await loadContent(context, { asked: found.asked, item, settings: recipients.settings })
  if (content === undefined) return refused('returns.gone', 'This pupil is not on the roll of this school.')
  if (content.withheld) return confidentialRefusal()
  const { name, whose } = recipients.to(item.kind, item.pupilId)
  const to = [name, whose].filter((words) => words !== '').join(', ')
  return success({ ...content, told: { fields: content.fields, sessions: content.sessions, to } })
}

function confidentialRefusal(): Result<never, Problem> {
  return refused(
    'returns.confidential',
    'This family’s address is confidential, and the return tells it to the authority. Ask the head or the designated safeguarding lead to send it.',
  )
}
