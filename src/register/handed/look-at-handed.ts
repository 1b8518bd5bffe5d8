import { addDays } from '../../kernel/day.ts'
import type { GroupId, PupilId } from '../../kernel/ids.ts'
import { notAllowed, success } from '../../kernel/result.ts'
import { sessionAt } from '../../kernel/session.ts'
import { momentAt, schoolTime, timeOfDay } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { namesOfGroups, pupilsOnRoll } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { entriesOfSession } from '../journal/entries.ts'
import { lastNumber } from '../journal/store.ts'
import { pupilsById, viewerOf } from '../load-register.ts'
import { standingMark } from '../open-register.ts'
import { saysTheSame } from '../rules/conflicts.ts'
import { isUnlooked } from '../rules/handing/taking-over.ts'
import { nameOf } from '../rules/mark-faults.ts'
import { registerStanding } from '../rules/register-state.ts'
import { standingIn } from '../rules/standing.ts'
import { findHanded, type HandedWithDecision, handedRegisters } from './store.ts'

const DECIDED_DAYS = 14
const MIDNIGHT = timeOfDay('00:00')

/** Registers that were handed over: a teacher's own, or for the office everybody's. */
export const listHanded: UseCase<typeof contract.listHanded> = async (context, { params }) => {
  const { schoolId } = params
  const found = await handedRegisters(context.tx, {
    schoolId,
    decidedSince: momentAt(addDays(schoolTime(context.now).day, -DECIDED_DAYS), MIDNIGHT),
    takenBy: context.reach === 'all' ? undefined : context.caller.id,
  })
  const names = await namesOfGroups(context.tx, { schoolId, groupIds: found.map(({ handed }) => handed.groupId) })
  return success({ registers: found.map((one) => summaryOf(one, names)) })
}

/** A register that was handed over, mark by mark beside what stands now. */
export const readHanded: UseCase<typeof contract.readHanded> = async (context, { params }) => {
  const { tx } = context
  const { schoolId, handedId } = params
  const found = await findHanded(tx, { schoolId, id: handedId })
  if (found === undefined) return notAllowed()
  const { handed } = found
  const { day, half } = sessionAt(handed.year, handed.session)
  // Before the marks: a version too old only asks again, one too new would hide somebody's change.
  const version = await lastNumber(tx, schoolId)
  const entries = await entriesOfSession(tx, { schoolId, year: handed.year, session: handed.session })
  const standing = standingIn(handed.session, entries)
  const pupils = await pupilsById(tx, { schoolId, day, pupilIds: handed.marks.map(({ pupilId }) => pupilId) })
  const members = new Set((await pupilsOnRoll(tx, { schoolId, day, groupId: handed.groupId })).map(({ id }) => id))
  context.audit({ subject: handed.groupId, facts: { day, half, handed: handed.id } })
  const lineOf = (pupilId: PupilId, theirs: { code: contract.TakenMark['code']; details: contract.MarkDetails }) => {
    const pupil = pupils.get(pupilId)
    const stands = standing.get(pupilId)
    return {
      pupilId,
      name: pupil === undefined ? 'A pupil who was not on roll that day' : nameOf(pupil),
      onRoll: pupil !== undefined,
      inGroup: members.has(pupilId),
      theirs,
      now: standingMark(stands, viewerOf(context)),
      same: saysTheSame(theirs.code, theirs.details, stands),
      unlooked: isUnlooked(stands),
    }
  }
  return success({
    handed: summaryOf(found, await namesOfGroups(tx, { schoolId, groupIds: [handed.groupId] })),
    version,
    state: registerStanding({ groupId: handed.groupId, session: handed.session, members }, entries).state,
    lines: handed.marks.map(({ pupilId, code, details = {} }) => lineOf(pupilId, { code, details })),
  })
}

function summaryOf(
  { handed, decision }: HandedWithDecision,
  names: ReadonlyMap<GroupId, string>,
): contract.HandedRegister {
  const { groupId, by } = handed
  const { day, half } = sessionAt(handed.year, handed.session)
  return {
    id: handed.id,
    groupId,
    groupName: names.get(groupId) ?? 'A group that is not known',
    day,
    half,
    by: { name: by.name, position: by.position },
    takenAt: handed.takenAt,
    deviceSaid: handed.deviceSaid,
    receivedAt: handed.receivedAt,
    marks: handed.marks.length,
    state: decision?.outcome ?? 'waiting',
    decided:
      decision === null
        ? null
        : {
            by: { name: decision.by.name, position: decision.by.position },
            at: decision.at,
            reason: decision.reason,
            changed: decision.changed,
          },
  }
}
