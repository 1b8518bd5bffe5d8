import { ROLE_NAMES, type Role, reachOf } from '../identity/contract.ts'
import { namesOf, rolesAtPlace } from '../identity/index.ts'
import type { PersonId, SchoolId } from '../kernel/ids.ts'
import { type Result, refused, success } from '../kernel/result.ts'
import { schoolTime } from '../kernel/time-of-day.ts'
import type { Context, UseCase } from '../platform/http/use-case.ts'
import type * as contract from './contract.ts'
import { findDuties } from './find-duties.ts'
import { decideDone, decideHandOver, decideSnooze, refuseEnded } from './rules/acting.ts'
import { maySee, USUAL_NEED } from './rules/seeing.ts'
import type { ActBy, DutyAct, Owner, StandingDuty } from './rules/standing.ts'
import type { DutySource } from './source.ts'
import { keepActs, lockDuties, type NewAct } from './store.ts'
import { askingOf } from './viewer-of.ts'

type Sources = readonly DutySource[]

/** What an act adds to who, when and why. */
type Decision = Result<Pick<NewAct, 'toName'> & { readonly act: (plain: Plain) => DutyAct }>
type Plain = { readonly key: string; readonly at: DutyAct['at']; readonly by: ActBy; readonly reason: string }

/** Writes duties down as done. */
export function markDone(sources: Sources): UseCase<typeof contract.dutyDone> {
  return (context, { params, body }) =>
    actOn(context, { ...params, ...body, sources }, (standing) => {
      const decided = decideDone(standing)
      return decided.ok ? success({ act: (plain) => ({ ...plain, kind: 'done' }) }) : decided
    })
}

/** Puts duties off. */
export function snooze(sources: Sources): UseCase<typeof contract.snoozeDuty> {
  return (context, { params, body }) => {
    const { until, beyondDue } = body
    const now = schoolTime(context.now)
    return actOn(context, { ...params, ...body, sources }, (standing) => {
      const decided = decideSnooze(standing, { until, beyondDue, now })
      if (!decided.ok) return decided
      return success({ act: (plain) => ({ ...plain, kind: 'snoozed', until, beyondDue: decided.value.beyondDue }) })
    })
  }
}

/** Takes duties up again that were put off. */
export function wake(sources: Sources): UseCase<typeof contract.wakeDuty> {
  return (context, { params, body }) =>
    actOn(
      context,
      { ...params, ...body, sources },
      (standing) => refuseEnded(standing) ?? success({ act: (plain) => ({ ...plain, kind: 'woken' }) }),
    )
}

/** Hands duties over to everybody of a role, or to one person. */
export function handOver(sources: Sources): UseCase<typeof contract.handOverDuty> {
  return async (context, { params, body }) => {
    const taker = await takerOf(context, params.schoolId, body.to)
    return actOn(context, { ...params, ...body, sources }, (standing) => {
      const decided = decideHandOver(standing, taker)
      if (!decided.ok) return decided
      return success({ toName: taker.name, act: (plain) => ({ ...plain, kind: 'handed-over', to: taker.owner }) })
    })
  }
}

/** The roles and people here that could be given a duty. */
export const listTakers: UseCase<typeof contract.dutyTakers> = async ({ tx }, { params }) => {
  const held = (await rolesAtPlace(tx, params.schoolId)).filter(({ role }) => acts([role]))
  const names = await namesOf(
    tx,
    held.map(({ personId }) => personId as PersonId),
  )
  const roles = [...new Set(held.map(({ role }) => role))]
  const people = new Map(held.map(({ personId, position }) => [personId as PersonId, position]))
  return success({
    roles: roles.map((role) => ({ role, name: ROLE_NAMES[role] })).sort(byName),
    people: [...people]
      .flatMap(([personId, position]) => {
        const name = names.get(personId)
        return name === undefined ? [] : [{ personId, name, position }]
      })
      .sort(byName),
  })
}

const byName = (one: { readonly name: string }, other: { readonly name: string }) => one.name.localeCompare(other.name)
const acts = (roles: readonly Role[]) => reachOf(roles, 'duties.act') === 'all'

type Taker = Parameters<typeof decideHandOver>[1] & { readonly owner: Owner }

async function takerOf(
  { tx }: Context,
  schoolId: SchoolId,
  to: { readonly role: Role } | { readonly personId: PersonId },
): Promise<Taker> {
  if ('role' in to) {
    const { role } = to
    return {
      name: ROLE_NAMES[role],
      holds: (action) => reachOf([role], action) === 'all',
      owner: { kind: 'role', role },
    }
  }
  const { personId } = to
  const roles = (await rolesAtPlace(tx, schoolId)).filter((one) => one.personId === personId).map(({ role }) => role)
  return {
    name: (await namesOf(tx, [personId])).get(personId) ?? 'This person',
    holds: (action) => reachOf(roles, action) === 'all',
    owner: { kind: 'people', people: [personId] },
  }
}

/** Decides about each duty on what stands now, under a lock, and keeps all acts or none. */
async function actOn(
  context: Context,
  of: { schoolId: SchoolId; keys: readonly string[]; reason: string; sources: Sources },
  decide: (standing: StandingDuty) => Decision,
): Promise<Result<{ acted: number }>> {
  const { schoolId, reason, sources } = of
  const { tx, now, caller } = context
  await lockDuties(tx, schoolId)
  const found = await findDuties(tx, { schoolId, now, sources })
  const asking = await askingOf(context, { schoolId, today: found.asked.today })
  const byKey = new Map(found.standing.map((standing) => [standing.duty.key, standing]))
  // A caller is a person wherever they hold a right at a school.
  const by = { id: caller.id as PersonId, name: caller.name, position: caller.position }
  const made: NewAct[] = []
  for (const key of new Set(of.keys)) {
    const standing = byKey.get(key)
    if (standing === undefined || !maySee(asking, standing.duty, standing.rule)) return gone
    const decided = decide(standing)
    if (!decided.ok) return decided
    const { act, ...more } = decided.value
    made.push({ act: act({ key, at: now, by, reason }), rule: standing.rule.id, seen: seenOf(standing), ...more })
  }
  await keepActs(tx, schoolId, made)
  // A key begins with its rule, and more people read the trail than may know of every rule’s duties.
  const plain = made.filter(({ rule }) => (found.rules.get(rule)?.needs ?? USUAL_NEED) === USUAL_NEED)
  context.audit({ facts: { acted: made.length, duties: plain.map(({ act }) => act.key) } })
  return success({ acted: made.length })
}

const gone = refused(
  'duties.gone',
  'What this followed from has changed, so it is no longer there. Refresh the list: it says what became of it.',
)

function seenOf({ duty, rule }: StandingDuty): NewAct['seen'] {
  const because = duty.because.map(({ day, half, words }) => ({ day, half, words }))
  return { title: rule.title, subject: duty.subject, because, due: duty.due }
}
