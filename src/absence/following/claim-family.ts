import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { conflict, type Result, success } from '../../kernel/result.ts'
import { type Moment, momentFromMilliseconds, schoolTime } from '../../kernel/time-of-day.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import { type Claim, claimsOf, keepClaims } from './store.ts'

/** For how long a family is one officer's to ring: as long as a call takes, and not so long that a claim forgotten holds up the morning. */
const CLAIM_MINUTES = 5

/** Says who is ringing a family. Of two who say so at once, one is told who was faster. */
export const claimFamily: UseCase<typeof contract.claimFamily> = async (context, { params, body }) => {
  const { tx, now, caller } = context
  const { schoolId } = params
  const pupilIds = [...new Set(body.pupilIds)]
  context.audit({ subject: pupilIds[0] ?? '', facts: { children: pupilIds.length, done: body.done } })
  const others = await heldByOthers(context, { schoolId, pupilIds })
  const known = await claimsOf(tx, { schoolId, pupilIds, now })
  if (body.done) {
    const own = known.filter((claim) => claim.by === caller.id && claim.until > now)
    await keepClaims(tx, { schoolId, claims: own.map(next), at: now, until: now, by: caller })
    return success({ until: null })
  }
  if (others !== undefined) return others
  const until = momentFromMilliseconds(Date.parse(now) + CLAIM_MINUTES * 60_000)
  const numbers = new Map(known.map(({ pupilId, number }) => [pupilId, number]))
  const claims = pupilIds.map((pupilId) => ({ pupilId, number: (numbers.get(pupilId) ?? 0) + 1 }))
  const made = await keepClaims(tx, { schoolId, claims, at: now, until, by: caller })
  if (made < claims.length) return (await heldByOthers(context, { schoolId, pupilIds })) ?? beingRung(undefined)
  return success({ until })
}

const next = ({ pupilId, number }: Claim) => ({ pupilId, number: number + 1 })

/** The refusal for a family that somebody else is ringing now; undefined where nobody is. */
export async function heldByOthers(
  { tx, now, caller }: Pick<Context, 'tx' | 'now' | 'caller'>,
  of: { schoolId: SchoolId; pupilIds: readonly PupilId[] },
): Promise<Result<never> | undefined> {
  const claims = await claimsOf(tx, { ...of, now })
  const held = claims.find((claim) => isHeld(claim, now) && claim.by !== caller.id)
  return held === undefined ? undefined : beingRung(held)
}

export function isHeld({ until }: Pick<Claim, 'until'>, now: Moment): boolean {
  return until > now
}

function beingRung(held: Claim | undefined): Result<never> {
  if (held === undefined)
    return conflict('absence.being-rung', 'Somebody else has just begun to ring this family. Take the next one.')
  const { name, until } = held
  return conflict(
    'absence.being-rung',
    `${name} is ringing this family, until ${schoolTime(until).time} at the latest. Take the next one.`,
    { name, until },
  )
}
