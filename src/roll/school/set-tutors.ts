import { namesOf } from '../../identity/index.ts'
import type { Day } from '../../kernel/day.ts'
import { notAllowed, refused, success } from '../../kernel/result.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { factsOf } from '../facts-of.ts'
import { changedMeanwhile, keep } from '../keep.ts'
import type { TutorRow } from '../rules/rows.ts'
import { findGroup, tutorsOf } from '../store.ts'

export const setTutors: UseCase<typeof contract.setTutors> = async (context, { params, body }) => {
  const { tx } = context
  const { schoolId, groupId } = params
  const { from } = body
  const group = await findGroup(tx, { schoolId, groupId, lock: true })
  if (group === undefined) return notAllowed()
  if (group.version !== body.version) return changedMeanwhile()
  const wanted = new Set(body.tutors)
  if ((await namesOf(tx, [...wanted])).size < wanted.size)
    return refused('roll.tutor-unknown', 'One of these people does not work here. Add them under People first.')
  const present = await tutorsOf(tx, { schoolId, groupIds: [groupId], lock: true })
  const current = present.filter((row) => row.until_day === null || row.until_day > from)
  const ended = current
    .filter((row) => !wanted.has(row.person_id))
    // Somebody who would only have begun on or after this day never was a tutor: an empty range says so.
    .map((row) => ({ ...row, until_day: later(row.from_day, from), version: row.version + 1 }))
  const staying = new Set(current.map((row) => row.person_id))
  const begun = [...wanted]
    .filter((person) => !staying.has(person))
    .map((person): TutorRow => {
      const again = present.find((row) => row.person_id === person && row.from_day === from)
      return {
        school_id: schoolId,
        group_id: groupId,
        person_id: person,
        from_day: from,
        until_day: null,
        version: (again?.version ?? 0) + 1,
      }
    })
  const facts = factsOf(context, schoolId, body.reason)
  await keep(tx, facts, { kind: 'tutor', rows: [...ended, ...begun] })
  const version = group.version + 1
  await keep(tx, facts, { kind: 'registration_group', rows: [{ ...group, version }] })
  context.audit({ subject: groupId, facts: { tutors: [...wanted] } })
  return success({ version })
}

function later(one: Day, other: Day): Day {
  return [one, other].toSorted().at(-1) ?? other
}
