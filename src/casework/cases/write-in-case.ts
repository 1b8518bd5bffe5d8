import type { Day } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import type { Written } from '../contract/cases.ts'
import type { NewEntry } from '../contract/entry.ts'
import type * as contract from '../contract.ts'
import { colleagues, notAColleague } from './case-owners.ts'
import { keepEntries } from './keep-entries.ts'
import { pastDay } from './open-case.ts'
import { onSchoolDays } from './school-days-ahead.ts'
import { readCase } from './store.ts'

/** A note, a contact, an owner, a review. Restricted where it is about safety, by those who may read it. */
export const writeInCase: UseCase<typeof contract.writeInCase> = async (context, { params, body }) => {
  const { schoolId, caseId } = params
  const { key, restricted, write } = body
  const mayRestrict = context.may('casework.restricted') !== undefined
  if (restricted && !mayRestrict) return notAllowed('Only those who look after safety can write a restricted entry.')
  const file = await readCase(context.tx, { schoolId, caseId, restricted: mayRestrict })
  if (file === undefined || file.entries.length === 0) return notAllowed()
  const about = write.kind === 'note' ? (write.answers ?? []) : []
  const known = new Set(file.entries.filter((one) => one.restricted).map(({ number }) => number))
  if (about.length > 0 && !(restricted && about.every((number) => known.has(number))))
    return notAllowed('Only a restricted note says what was done about restricted entries of this case.')
  const entry = await entryFrom(context, schoolId, { write, key })
  if (!entry.ok) return entry
  const kept = await keepEntries(context, { ...file, schoolId, restricted }, [entry.value])
  if (!kept.ok) return kept
  // The trail has other readers than restricted entries have: of one of these it says neither of whom nor of what kind. The entry itself says it all.
  if (!restricted) context.audit({ subject: file.pupilId, facts: { kind: entry.value.kind } })
  return success({ caseId })
}

async function entryFrom(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  schoolId: SchoolId,
  { write, key }: { readonly write: Written; readonly key: string },
): Promise<Result<NewEntry>> {
  const today = schoolTime(now).day
  const of = { day: today, key }
  if (write.kind === 'note') return success({ ...of, kind: 'note', body: noteBody(write) })
  if (write.kind === 'contact') {
    const { kind, day, ...body } = write
    return day > today ? toCome() : success({ day, key, kind, body })
  }
  if (write.kind === 'owner') {
    const found = (await colleagues(tx, schoolId)).find(({ id }) => id === write.personId)
    if (found === undefined) return notAColleague()
    return success({ ...of, kind: 'owner-set', body: { personId: found.id, name: found.name } })
  }
  const next = write.kind === 'review' ? write.day : write.next
  if (isOver(next, today)) return pastDay()
  const meets = await onSchoolDays(tx, { schoolId, today }, [next])
  if (!meets.ok) return meets
  return write.kind === 'review'
    ? success({ ...of, kind: 'review-set', body: { day: write.day, words: write.words } })
    : success({ ...of, kind: 'reviewed', body: { words: write.words, next: write.next } })
}

function noteBody({ words, answers }: Extract<Written, { kind: 'note' }>) {
  return answers === undefined ? { words } : { words, answers }
}

function isOver(day: Day | null, today: Day): boolean {
  return day !== null && day < today
}

function toCome() {
  return refused('casework.to-come', 'This day is still to come. Write down what happened, on the day it happened.')
}
