import { addDays } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { notAllowed, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { groupsOn, namesOnRoll, pupilsOnRoll } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { GATE_DAYS, type GateShown } from '../contract.ts'
import { type Gate, type GateAct, gateOf, metAgain, reasonsGiven } from '../rules/gate.ts'
import { actsOfGate, gatesOf } from './store.ts'

/** The late gate checks of the last weeks, those that run first, and who was met again and again. */
export const listGates: UseCase<typeof contract.listGates> = async ({ tx, now, audit }, { params }) => {
  const { schoolId } = params
  const { day } = schoolTime(now)
  const kept = await gatesOf(tx, { schoolId, from: addDays(day, -GATE_DAYS), to: day })
  const gates = [...kept].flatMap(([gateId, acts]) => {
    const gate = gateOf(acts)
    return gate === undefined ? [] : [{ gate, shown: shownGate(gateId, acts, gate) }]
  })
  const again = metAgain(gates.map(({ gate }) => gate))
  const known = await whoTheyAre(tx, { schoolId, day, pupilIds: [...again.keys()] })
  audit({ facts: { gates: gates.length } })
  return success({
    asOf: now,
    gates: gates.map(({ shown }) => shown).sort((one, other) => Date.parse(other.openedAt) - Date.parse(one.openedAt)),
    reasons: [...reasonsGiven(gates.flatMap(({ gate }) => gate.arrivals))],
    again: [...again].map(([pupilId, times]) => ({ pupilId, times, ...known(pupilId) })),
  })
}

export const showGate: UseCase<typeof contract.showGate> = async ({ tx, now, audit }, { params }) => {
  const { schoolId, gateId } = params
  const acts = await actsOfGate(tx, params)
  const gate = gateOf(acts)
  if (gate === undefined) return notAllowed()
  audit({ facts: { gate: gateId } })
  const pupilIds = gate.arrivals.map(({ pupilId }) => pupilId)
  const known = await whoTheyAre(tx, { schoolId, day: schoolTime(now).day, pupilIds })
  return success({
    ...shownGate(gateId, acts, gate),
    asOf: now,
    arrivals: gate.arrivals.toReversed().map(({ number, pupilId, at, minutesLate, reason, by }) => ({
      ...{ number, pupilId, at, minutesLate, reason, by: by.name },
      ...known(pupilId),
    })),
  })
}

function shownGate(gateId: string, acts: readonly GateAct[], gate: Gate): GateShown {
  const { place, openedAt, openedBy, closedAt, arrivals } = gate
  return {
    ...{ gateId, place, openedAt, closedAt, openedBy: openedBy.name },
    day: acts[0]?.day ?? schoolTime(openedAt).day,
    came: arrivals.length,
    minutesLate: arrivals.reduce((sum, one) => sum + one.minutesLate, 0),
    reasons: [...reasonsGiven(arrivals)],
  }
}

/** Names and forms of pupils, those who have left since included. */
export async function whoTheyAre(
  tx: Tx,
  of: { schoolId: SchoolId; day: ReturnType<typeof schoolTime>['day']; pupilIds: readonly PupilId[] },
) {
  const names = await namesOnRoll(tx, { schoolId: of.schoolId, ids: of.pupilIds })
  const groups = new Map((await groupsOn(tx, of)).map(({ id, name }) => [id, name]))
  const groupIds = new Map((await pupilsOnRoll(tx, of)).map(({ id, groupId }) => [id, groupId]))
  return (pupilId: PupilId) => {
    const groupId = groupIds.get(pupilId) ?? null
    return { name: names.get(pupilId) ?? 'A pupil', groupName: groupId === null ? null : (groups.get(groupId) ?? null) }
  }
}
