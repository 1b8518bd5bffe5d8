import type { GroupId, PersonId, SchoolId } from '../../kernel/ids.ts'
import { conflict, notAllowed, refused, success } from '../../kernel/result.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { type Session, sessionIndex } from '../../kernel/session.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { groupsOfPerson, groupsOn } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { requestHash } from '../journal/entry-hash.ts'
import { timeTaken } from '../rules/taken-at.ts'
import { findHanded, type Handed, keepHanded } from './store.ts'

/** Takes in a register that comes too late to be marks, so that its device may forget it. */
export const handOverRegister: UseCase<typeof contract.handOverRegister> = async (context, { params, body }) => {
  const { tx, caller, now } = context
  const { schoolId, groupId, day, half } = params
  const session = { day, half }
  if (!(await isTheirs(context, { schoolId, groupId, session }))) return notAllowed()
  if (day > schoolTime(now).day)
    return refused('register.not-yet', 'This register is of a day to come, so nobody can have taken it yet.')
  if (new Set(body.marks.map((mark) => mark.pupilId)).size !== body.marks.length)
    return refused('register.pupil-twice', 'A pupil is in this register twice. Send one mark for each.')
  const time = timeTaken(body.takenAt, { session, now })
  const handed: Handed = {
    schoolId,
    id: body.key,
    year: schoolYearOf(day),
    session: sessionIndex(session),
    groupId,
    by: { id: caller.id, name: caller.name.toWellFormed(), position: caller.position.toWellFormed() },
    takenAt: time.taken_at,
    deviceSaid: time.device_said ?? null,
    receivedAt: now,
    complete: body.complete,
    marks: body.marks,
    bodyHash: requestHash({ operation: 'hand-over-register', by: caller.id, params, body }),
  }
  const isFirst = await keepHanded(tx, handed)
  const kept = isFirst ? handed : (await findHanded(tx, { schoolId, id: body.key }))?.handed
  if (kept?.bodyHash !== handed.bodyHash)
    return conflict('register.key-used', 'A register with this key was handed over before, and it is not this one.')
  context.audit({ subject: groupId, facts: { ...session, handed: kept.id, marks: kept.marks.length } })
  return success({ id: kept.id, receivedAt: kept.receivedAt })
}

/** Whether the register is one that the caller may have taken: of a group that is theirs, or was on its day. */
async function isTheirs(
  context: Context,
  of: { schoolId: SchoolId; groupId: GroupId; session: Session },
): Promise<boolean> {
  const { schoolId, groupId, session } = of
  const there = await groupsOn(context.tx, { schoolId, day: session.day })
  if (!there.some((group) => group.id === groupId)) return false
  if (context.reach === 'all') return true
  for (const day of [session.day, schoolTime(context.now).day]) {
    // A caller is a person wherever a right with reach `own` lets them in.
    const own = await groupsOfPerson(context.tx, { schoolId, personId: context.caller.id as PersonId, day })
    if (own.includes(groupId)) return true
  }
  return false
}
