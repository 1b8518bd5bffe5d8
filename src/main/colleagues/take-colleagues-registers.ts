import { reportsOf } from '../../absence/index.ts'
import { isDemonstration, namesOf } from '../../identity/index.ts'
import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { notAllowed, refused, success } from '../../kernel/result.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { type Half, STRIP_LENGTH } from '../../kernel/session.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { byteOfCode } from '../../law/codes.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { importEntries, type NewEntry, readStrips } from '../../register/index.ts'
import { hasSession } from '../../roll/contract.ts'
import { calendarOf, dayClocksOn, groupsOn, pupilsOnRoll, tutorsOn } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { hashText, randomFrom } from '../demo/random.ts'
import { type ColleaguesRegister, colleaguesRegister } from './colleagues-register.ts'

/** How many registers in a hundred are forgotten: the monitor has something to show. */
const FORGOTTEN = 0.07
const HALVES: readonly Half[] = ['AM', 'PM']
const ABSENT = byteOfCode('N')

/**
 * Lets the demonstration's made-up tutors take the registers whose time comes before a moment of today, as real entries of the journal.
 * The caller's own registers wait for the caller, and now and then somebody forgets.
 */
export const takeColleaguesRegisters: UseCase<typeof contract.takeColleaguesRegisters> = async (
  { tx, now, caller, audit },
  { params: { schoolId }, body: { until } },
) => {
  if (!(await isDemonstration(tx))) return notAllowed()
  const { day } = schoolTime(now)
  if (schoolTime(until).day !== day)
    return refused('demo.other-day', 'Colleagues take registers of today. Choose a moment of today.')
  const random = randomFrom(hashText(`colleagues ${schoolId} ${day}`))
  const registers = await registersOf(tx, { schoolId, day, me: caller.id })
  const acts: NewEntry[] = []
  for (const half of await halvesOf(tx, schoolId, day))
    for (const register of registers) {
      const chance = random.fork(`${register.group.id} ${half}`)
      if (chance.chance(FORGOTTEN)) continue
      const act = colleaguesRegister(register, { on: day, half, from: now, until }, chance)
      if (act === undefined) continue
      acts.push(act)
      // What is marked in the morning is known to whoever takes the afternoon.
      for (const { pupilId, session, to } of act.marks) register.pupils.get(pupilId)?.set([to], session)
    }
  await importEntries(
    tx,
    schoolId,
    acts.toSorted((one, other) => one.at.localeCompare(other.at)),
  )
  const absent = acts.flatMap(({ marks }) => marks).filter(({ to }) => to === ABSENT).length
  audit({ facts: { until, registers: acts.length } })
  return success({ registers: acts.length, absent })
}

async function halvesOf(tx: Tx, schoolId: SchoolId, on: Day): Promise<readonly Half[]> {
  const calendar = await calendarOf(tx, { schoolId, year: schoolYearOf(on) })
  return HALVES.filter((half) => calendar !== undefined && hasSession(calendar, { day: on, half }))
}

/** The registers of everybody but the caller. A group of mixed ages has no clock of one year group and is left to whoever looks on. */
async function registersOf(
  tx: Tx,
  { schoolId, day: on, me }: { schoolId: SchoolId; day: Day; me: string },
): Promise<readonly ColleaguesRegister[]> {
  const of = { schoolId, day: on }
  const [groups, tutors, clocks] = [await groupsOn(tx, of), await tutorsOn(tx, of), await dayClocksOn(tx, of)]
  const names = await namesOf(
    tx,
    tutors.map(({ personId }) => personId),
  )
  const tutorOf = new Map(tutors.map(({ groupId, personId }) => [groupId, personId]))
  const byGroup = Map.groupBy(await pupilsOnRoll(tx, of), ({ groupId }) => groupId)
  const strips = await readStrips(tx, { schoolId, year: schoolYearOf(on) })
  const reports = await reportsOf(tx, { schoolId, from: on, to: on })
  const reported = new Set(reports.filter(({ state }) => state !== 'set aside').map(({ pupilId }) => pupilId))
  return groups.flatMap((group): ColleaguesRegister[] => {
    const [id, clock] = [tutorOf.get(group.id), group.yearGroup === null ? undefined : clocks[group.yearGroup]]
    const name = id === undefined ? undefined : names.get(id)
    if (id === undefined || name === undefined || clock === undefined || id === me) return []
    const pupils = (byGroup.get(group.id) ?? []).map((pupil): [PupilId, Uint8Array] => [
      pupil.id,
      strips.get(pupil.id) ?? new Uint8Array(STRIP_LENGTH),
    ])
    return [{ group, tutor: { id, name }, clock, pupils: new Map(pupils), reported }]
  })
}
