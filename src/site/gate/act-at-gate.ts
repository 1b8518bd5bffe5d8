import type { SchoolId } from '../../kernel/ids.ts'
import { conflict, notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { signInLate, undoSignIn } from '../../register/index.ts'
import type * as contract from '../contract.ts'
import { type Gate, type GateAct, gateOf } from '../rules/gate.ts'
import { reasonWords } from '../rules/late-reasons.ts'
import { actsOfGate, type GateHead, keepGateAct } from './store.ts'

/** Begins a late gate check. Its id is the sender's key, so that sending it again begins it once. */
export const openGate: UseCase<typeof contract.openGate> = async (context, { params, body }) => {
  const { schoolId } = params
  const head = headOf(context, { schoolId, gateId: body.key })
  const number = await keepGateAct(context.tx, head, { kind: 'opened', place: body.place })
  context.audit({ facts: { gate: body.key } })
  if (number === undefined) {
    const known = gateOf(await actsOfGate(context.tx, { schoolId, gateId: body.key }))
    if (known?.place !== body.place)
      return conflict('register.key-used', 'This check was begun as another already. Open the page again.')
  }
  return success({ gateId: body.key })
}

/** Signs in somebody at this moment, by the register's own late desk, and counts them at this gate. */
export const arriveAtGate: UseCase<typeof contract.arriveAtGate> = async (context, { params, body }) => {
  const running = await runningGate(context, params)
  if (!running.ok) return running
  const { key, pupilId, reason } = body
  const words = reasonWords(reason)
  const signed = await signInLate(context, {
    params: { schoolId: params.schoolId },
    query: undefined,
    body: { key, pupilId, evenThoughPresent: false, ...(words === undefined ? {} : { reason: words }) },
  })
  if (!signed.ok) return signed
  const { version: entry, minutesLate, message } = signed.value
  const kept = await keepGateAct(context.tx, headOf(context, params), {
    ...{ kind: 'arrived', pupilId, entry, minutesLate, reason },
  })
  const number = kept ?? arrivalOf(await actsOfGate(context.tx, params), entry)
  if (number === undefined) return conflict('register.key-used', 'This sign-in was counted at another gate already.')
  return success({ number, message })
}

function arrivalOf(acts: readonly GateAct[], entry: number): number | undefined {
  return acts.find((act) => act.kind === 'arrived' && act.entry === entry)?.number
}

/** Takes back a press: in the register, and at the gate. */
export const undoAtGate: UseCase<typeof contract.undoAtGate> = async (context, { params, body }) => {
  const running = await runningGate(context, params)
  if (!running.ok) return running
  const arrival = running.value.acts.find((act) => act.kind === 'arrived' && act.number === body.number)
  if (arrival?.kind !== 'arrived')
    return refused('site.no-such-arrival', 'Nobody was signed in here with this number. Open the page again.')
  const undone = await undoSignIn(context, {
    params: { schoolId: params.schoolId },
    query: undefined,
    body: { key: body.key, number: arrival.entry },
  })
  if (!undone.ok) return undone
  // Sent again after the answer was lost: the register knows the key, and so does the gate.
  const again = (await actsOfGate(context.tx, params)).some(
    (act) => act.kind === 'undone' && act.undoes === arrival.number,
  )
  if (!again) await keepGateAct(context.tx, headOf(context, params), { kind: 'undone', undoes: arrival.number })
  return success({ message: 'Undone. The mark is as it was before.' })
}

export const closeGate: UseCase<typeof contract.closeGate> = async (context, { params }) => {
  const running = await runningGate(context, params)
  if (!running.ok) return running
  await keepGateAct(context.tx, headOf(context, params), { kind: 'closed' })
  const came = running.value.gate.arrivals.length
  context.audit({ facts: { gate: params.gateId, came } })
  return success({ came })
}

function headOf({ now, caller }: Context, of: { schoolId: SchoolId; gateId: string }): GateHead {
  return { schoolId: of.schoolId, gateId: of.gateId, day: schoolTime(now).day, at: now, by: caller }
}

/** The gate, where it was opened today and nobody has ended it. */
async function runningGate(
  { tx, now }: Context,
  params: { schoolId: SchoolId; gateId: string },
): Promise<Result<{ gate: Gate; acts: readonly GateAct[] }>> {
  const acts = await actsOfGate(tx, params)
  const gate = gateOf(acts)
  if (gate === undefined) return notAllowed()
  if (gate.closedAt !== null || acts[0]?.day !== schoolTime(now).day)
    return refused('site.gate-over', 'This late gate check is over. Begin another, or use the late desk.')
  return success({ gate, acts })
}
