import { addDays, type Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { conflict, notAllowed, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import {
  type ContactOfPupil,
  contactsOfPupils,
  groupsOn,
  namesOnRoll,
  pupilAddress,
  pupilsOnRoll,
} from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import type { HomeVisit } from '../contract.ts'
import { adultsAtHome } from './adults-at-home.ts'
import { childrenOf, withdrawnOf } from './family.ts'
import { stillAbsent } from './read-morning.ts'
import { keepVisitStep, keyUsed, type VisitRow, visitSteps } from './store.ts'

/** In days: who is to be visited later is planned nearer the time. */
const MOST_AHEAD = 28

/** Plans a visit. Its id is the sender's, so that sending it again plans it once. */
export const planVisit: UseCase<typeof contract.planVisit> = async (context, { params, body }) => {
  const { tx, now, caller: by } = context
  const { schoolId } = params
  const { visitId: id, day, going, words } = body
  const pupilIds = [...new Set(body.pupilIds)]
  const { day: today } = schoolTime(now)
  if (day < today || day > addDays(today, MOST_AHEAD))
    return refused('absence.bad-period', 'Plan a visit for today, or for a day of the next four weeks.')
  const family = await childrenOf(context, { schoolId, pupilIds })
  if (!family.ok) return family
  const head = { schoolId, id, pupilIds, day, at: now, by, number: 1 }
  if (!(await keepVisitStep(tx, head, { step: 'planned', going, outcome: null, words }))) {
    const [kept] = await visitSteps(tx, { schoolId, id })
    if (kept === undefined || !isSamePlan(kept, { day, going, words, pupilIds })) return keyUsed()
  }
  context.audit({ subject: pupilIds[0] ?? '', facts: { visit: id, day } })
  return success({ id })
}

function isSamePlan(kept: VisitRow, sent: Pick<VisitRow, 'day' | 'going' | 'words' | 'pupilIds'>): boolean {
  const sameChildren =
    kept.pupilIds.length === sent.pupilIds.length && sent.pupilIds.every((id) => kept.pupilIds.includes(id))
  return sameChildren && kept.day === sent.day && kept.going === sent.going && kept.words === sent.words
}

/** What a visit came to, or that nobody goes. */
export const recordVisit: UseCase<typeof contract.recordVisit> = async (context, { params, body }) => {
  const { tx, now, caller: by } = context
  const { schoolId, visitId: id } = params
  const steps = await visitSteps(tx, { schoolId, id })
  const planned = steps[0]
  if (planned === undefined) return notAllowed()
  const { pupilIds } = planned
  context.audit({ subject: pupilIds[0] ?? '', facts: { visit: id, outcome: body.outcome } })
  const over = conflict('absence.visit-over', 'Somebody has recorded this visit already. Look at it again.')
  if (steps.length > 1) return over
  const { day } = schoolTime(now)
  const kept = await keepVisitStep(
    tx,
    { schoolId, id, pupilIds, day, at: now, by, number: 2 },
    {
      step: body.outcome === null ? 'called-off' : 'made',
      going: body.going === '' ? planned.going : body.going,
      outcome: body.outcome,
      words: body.words,
    },
  )
  if (!kept) return over
  const absent = await stillAbsent(tx, { schoolId, now, pupilIds })
  return success({ withdrawn: withdrawnOf(pupilIds, absent) })
}

/** The visits of a day in the order of their postcodes: near ones follow each other. Those whose address is not shown come last. */
export const listVisits: UseCase<typeof contract.listVisits> = async (context, { params, query }) => {
  const { tx, now } = context
  const { schoolId } = params
  const day = query.day ?? schoolTime(now).day
  const steps = await visitSteps(tx, { schoolId, day })
  const byVisit = [...Map.groupBy(steps, ({ id }) => id).values()]
  const ids = [...new Set(steps.flatMap(({ pupilIds }) => pupilIds))]
  const names = await namesOnRoll(tx, { schoolId, ids })
  const groups = await groupNames(context, { schoolId, ids })
  const contacts = await contactsFor(context, { schoolId, day, ids })
  const visits: HomeVisit[] = []
  // Few a day, and where a family lives is decided for each child by the rules of the roll.
  for (const of of byVisit) {
    const shown = await visitShown(context, { schoolId, of, names, groups, contacts })
    if (shown !== undefined) visits.push(shown)
  }
  context.audit({ facts: { day, visits: visits.length } })
  return success({ asOf: now, day, visits: visits.toSorted((one, other) => (route(one) < route(other) ? -1 : 1)) })
}

function route({ state, address }: HomeVisit): string {
  const place = address.state === 'shown' ? `0 ${address.postcode} ${address.lines.join(' ')}` : '1'
  return `${state === 'planned' ? 0 : 1} ${place}`
}

async function groupNames({ tx, now }: Context, of: { schoolId: SchoolId; ids: readonly PupilId[] }) {
  const { day } = schoolTime(now)
  const groups = new Map((await groupsOn(tx, { schoolId: of.schoolId, day })).map(({ id, name }) => [id, name]))
  const pupils = await pupilsOnRoll(tx, { schoolId: of.schoolId, day, pupilIds: of.ids })
  return new Map(pupils.map(({ id, groupId }) => [id, groupId === null ? null : (groups.get(groupId) ?? null)]))
}

/** Of nobody where the caller may not know contacts. */
async function contactsFor(context: Context, of: { schoolId: SchoolId; day: Day; ids: readonly PupilId[] }) {
  const { schoolId, day, ids: pupilIds } = of
  if (context.may('pupil.view-contacts') === undefined || pupilIds.length === 0) return []
  return contactsOfPupils(context.tx, { schoolId, day, pupilIds })
}

async function visitShown(
  context: Context,
  around: {
    schoolId: SchoolId
    of: readonly VisitRow[]
    names: ReadonlyMap<string, string>
    groups: ReadonlyMap<PupilId, string | null>
    contacts: readonly ContactOfPupil[]
  },
): Promise<HomeVisit | undefined> {
  const { schoolId, of, names, groups } = around
  const [planned, last] = [of[0], of.at(-1)]
  const pupilId = planned?.pupilIds[0]
  if (planned === undefined || last === undefined || pupilId === undefined) return undefined
  const viewer = {
    contacts: context.may('pupil.view-contacts') !== undefined,
    sensitive: context.may('pupil.view-sensitive') !== undefined,
  }
  const home = await pupilAddress(context.tx, { schoolId, pupilId, viewer })
  const over = last.step !== 'planned'
  return {
    id: planned.id,
    pupils: planned.pupilIds.map((id) => ({ id, name: names.get(id) ?? '', groupName: groups.get(id) ?? null })),
    day: planned.day,
    state: last.step,
    going: last.going === '' ? planned.going : last.going,
    before: planned.words,
    outcome: last.outcome,
    seen: over ? last.words : '',
    address:
      home.state === 'shown'
        ? { state: 'shown', lines: [...home.address.lines], town: home.address.town, postcode: home.address.postcode }
        : { state: home.state },
    adults: adultsAtHome(
      around.contacts.filter((one) => planned.pupilIds.includes(one.pupilId)),
      names,
    ),
    at: last.at,
    by: { name: last.name, position: last.position },
  }
}
