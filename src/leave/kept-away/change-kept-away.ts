import type { SchoolId } from '../../kernel/ids.ts'
import { conflict, notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import { compareSessions, type Session } from '../../kernel/session.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { planMarks, withdrawPlan } from '../../register/index.ts'
import { keyOfPart } from '../act-key.ts'
import type * as contract from '../contract.ts'
import {
  DETENTION_KINDS,
  isSuspension,
  type KeptAwayKind,
  type ProvisionCode,
  refuseProvision,
  SAID_OF_DETENTION,
  SUSPENSION_KINDS,
} from '../rules/kept-away.ts'
import { discreet } from './discreet.ts'
import { type KeptAwayStored, keepKeptAwayStep, keptAwayOf } from './store.ts'

type Done = { number: number; marks: number }
type Open = { kept: KeptAwayStored; before?: Done }

/** A decision that still holds; or what the same act answered when it was sent before. */
async function openDecision(
  context: Context,
  of: { schoolId: SchoolId; keptAwayId: string; kinds: readonly KeptAwayKind[]; key: string },
): Promise<Result<Open>> {
  const { schoolId, keptAwayId: id, kinds, key } = of
  const [kept] = await keptAwayOf(context.tx, { schoolId, kinds, id })
  if (kept === undefined) return notAllowed()
  context.audit({ facts: { decision: id } })
  discreet(context, kept.kind).audit({ subject: kept.pupilId })
  const before = kept.steps.find((step) => step.key === key)
  if (before !== undefined) return success({ kept, before: { number: before.number, marks: before.marks } })
  if (kept.steps.some((step) => step.kind === 'ended'))
    return conflict('leave.decided', 'This was ended already. Look at it again.')
  return success({ kept })
}

function somebodyWasFaster(): Result<never> {
  return conflict('leave.decided', 'Somebody else changed this just now. Look at it again.')
}

const DETAIL_OF: Readonly<Record<ProvisionCode, string>> = { K: 'provider', B: 'nature', D: 'other_school' }

/** Other education of a suspended pupil: its marks take the place of E, from its first day on. */
export const provideElsewhere: UseCase<typeof contract.provideElsewhere> = async (context, { params, body }) => {
  const { schoolId } = params
  const { key, code, place, first, last } = body
  const open = await openDecision(context, { ...params, kinds: SUSPENSION_KINDS, key })
  if (!open.ok) return open
  const { kept, before } = open.value
  if (before !== undefined) return success(before)
  const fit = refuseProvision(kept, kept.steps, body)
  if (!fit.ok) return fit
  const ends: Session = kept.to !== null && kept.to.day === last ? kept.to : { day: last, half: 'PM' }
  const begins: Session = kept.from.day === first ? kept.from : { day: first, half: 'AM' }
  // Whoever plans may put other education in the place of the E of this decision, and of no other.
  const inPlaceOfE: Context = {
    ...context,
    may: (right) => context.may(right === 'leave.suspend' ? 'register.plan' : right),
  }
  const planned = await planMarks(inPlaceOfE, {
    params: { schoolId },
    query: undefined,
    body: {
      key,
      pupilIds: [kept.pupilId],
      code,
      details: { [DETAIL_OF[code]]: place },
      reason: `Education during a suspension: ${place}`.slice(0, 500),
      from: begins,
      to: ends,
      replace: true,
    },
  })
  if (!planned.ok) return planned
  const { version: entry, marks } = planned.value
  const step = { schoolId, id: kept.id, number: kept.steps.length + 1, key, marks, at: context.now, by: context.caller }
  const done = await keepKeptAwayStep(context.tx, {
    ...step,
    kind: 'provision',
    words: place,
    code,
    first,
    last,
    entry,
  })
  return done ? success({ number: step.number, marks }) : somebodyWasFaster()
}

/** Expected again from a session on: what was marked from there is taken back, education elsewhere included. */
async function endDecision(
  context: Context,
  of: { schoolId: SchoolId; keptAwayId: string; kinds: readonly KeptAwayKind[] },
  body: { key: string; from: Session; reason: string },
): Promise<Result<Done>> {
  const { schoolId } = of
  const { key, from, reason } = body
  const open = await openDecision(context, { ...of, key })
  if (!open.ok) return open
  const { kept, before } = open.value
  if (before !== undefined) return success(before)
  if (compareSessions(from, kept.from) < 0 || (kept.to !== null && compareSessions(from, kept.to) > 0))
    return refused('leave.bad-period', 'Give a session within it, from which the pupil is expected again.')
  const entries = [kept, ...kept.steps].flatMap(({ entry }) => (entry === null ? [] : [entry]))
  // Why it ended stays here, with why it began: the register is read by many more, and nothing is taken out of it again.
  const said = isSuspension(kept.kind) ? 'Suspension ended by the head' : SAID_OF_DETENTION
  let marks = 0
  // The newest first: what it replaced is then there to be taken back itself.
  for (const number of entries.toSorted((one, other) => other - one)) {
    const withdrawn = await withdrawPlan(discreet(context, kept.kind), {
      params: { schoolId, number },
      query: undefined,
      body: { key: keyOfPart(key, number), reason: said, from },
    })
    if (withdrawn.ok) marks += withdrawn.value.marks
    else if (!['register.nothing-to-change', 'register.bad-period'].includes(withdrawn.problem.code)) return withdrawn
  }
  const step = { schoolId, id: kept.id, number: kept.steps.length + 1, key, marks, at: context.now, by: context.caller }
  const done = await keepKeptAwayStep(context.tx, { ...step, kind: 'ended', words: reason, from })
  return done ? success({ number: step.number, marks }) : somebodyWasFaster()
}

export const endSuspension: UseCase<typeof contract.endSuspension> = (context, { params, body }) =>
  endDecision(context, { ...params, kinds: SUSPENSION_KINDS }, body)

export const endDetention: UseCase<typeof contract.endDetention> = (context, { params, body }) =>
  endDecision(context, { ...params, kinds: DETENTION_KINDS }, body)
