import { sql } from 'kysely'
import type { PersonId, PupilId, SchoolId } from '../../kernel/ids.ts'
import { notAllowed, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { keyOfPart } from '../../leave/index.ts'
import { run, type Tx } from '../../platform/database/database.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { pupilsOnRoll } from '../../roll/index.ts'
import type { NewEntry } from '../contract/entry.ts'
import type * as contract from '../contract.ts'
import { caseState } from '../rules/cases/case-state.ts'
import { colleagues, notAColleague } from './case-owners.ts'
import { keepEntries } from './keep-entries.ts'
import { onSchoolDays } from './school-days-ahead.ts'
import { beginCase, readCases } from './store.ts'

/** Opens a case for a child on roll who has none that is open. The key of the act becomes the case's id. */
export const openCase: UseCase<typeof contract.openCase> = async (context, { params: { schoolId }, body }) => {
  const { tx, now } = context
  const { key: caseId, pupilId } = body
  const today = schoolTime(now).day
  const [pupil] = await pupilsOnRoll(tx, { schoolId, day: today, pupilIds: [pupilId] })
  if (pupil === undefined) return notAllowed()
  await oneAtATime(tx, schoolId, pupilId)
  const files = await readCases(tx, { schoolId, pupilIds: [pupilId], restricted: false })
  if (files.some((file) => file.caseId === caseId)) return success({ caseId })
  const open = openAmong(files)
  if (open !== undefined) return hasCase(open)
  const owner = await ownerOf(tx, schoolId, body.owner)
  if (owner === 'unknown') return notAColleague()
  if (body.review !== null && body.review < today) return pastDay()
  const meets = await onSchoolDays(tx, { schoolId, today }, [body.review])
  if (!meets.ok) return meets
  if (!(await beginCase(tx, { schoolId, caseId, pupilId, at: now }))) return notAllowed()
  const { because, duty, stage, review } = body
  const entries: readonly NewEntry[] = [
    { kind: 'opened', day: today, body: { because, duty, stage }, key: caseId },
    ...(owner === null
      ? []
      : [{ kind: 'owner-set' as const, day: today, body: owner, key: keyOfPart(caseId, 'owner') }]),
    ...(review === null
      ? []
      : [
          {
            kind: 'review-set' as const,
            day: today,
            body: { day: review, words: '' },
            key: keyOfPart(caseId, 'review'),
          },
        ]),
  ]
  const kept = await keepEntries(context, { caseId, pupilId, entries: [], schoolId }, entries)
  if (!kept.ok) return kept
  context.audit({ subject: pupilId, facts: { fromDuty: duty !== null } })
  return success({ caseId })
}

/** Of two who open a case for one child at the same moment, the second is told of the first. */
export async function oneAtATime(tx: Tx, schoolId: SchoolId, pupilId: PupilId): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`firstbell cases ${schoolId} ${pupilId}`}, 0))`)
}

export function openAmong(files: Awaited<ReturnType<typeof readCases>>): string | undefined {
  return files.find(({ entries }) => caseState(entries)?.status === 'open')?.caseId
}

export function hasCase(caseId: string) {
  return refused(
    'casework.has-case',
    'This child has a case that is open. Go on in that one, so that everything stands in one place.',
    { caseId },
  )
}

export function pastDay() {
  return refused('casework.past-day', 'This day is over. Choose today or a day to come.')
}

async function ownerOf(tx: Tx, schoolId: SchoolId, personId: PersonId | null) {
  if (personId === null) return null
  const found = (await colleagues(tx, schoolId)).find(({ id }) => id === personId)
  return found === undefined ? 'unknown' : { personId, name: found.name }
}
