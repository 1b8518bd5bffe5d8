import type { PupilId } from '../../kernel/ids.ts'
import { notAllowed, success } from '../../kernel/result.ts'
import { compareSessions } from '../../kernel/session.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { namesOnRoll } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import type { PlannedListed } from '../contract.ts'
import { onPlan, plannedState, standingPlan } from '../rules/planned.ts'
import { KINDS_OF_PLANNED, kindOfPlanned } from '../rules/planned-kinds.ts'
import { type KeptPlanned, plannedOf } from './store.ts'

const MOST_NAMES = 5
const NOBODY = 'A pupil who is not here'

const kindsOf = (page: 'activities' | 'elsewhere') =>
  KINDS_OF_PLANNED.filter(({ weekly }) => weekly === (page === 'elsewhere')).map(({ kind }) => kind)

const ORDER: Readonly<Record<PlannedListed['state'], number>> = { running: 0, 'to come': 1, over: 2, withdrawn: 3 }

function listed(
  kept: KeptPlanned,
  facts: { today: ReturnType<typeof schoolTime>['day']; names: ReadonlyMap<string, string> },
): PlannedListed {
  const standing = standingPlan(kept, kept.steps)
  const going = onPlan(standing)
  const { id, kind, title, particulars, agreedDay, at, by } = kept
  return {
    id,
    kind,
    code: kindOfPlanned(kind).code,
    title,
    particulars: { ...particulars },
    agreedDay,
    from: standing.from,
    to: standing.to,
    only: standing.only === null ? null : [...standing.only],
    state: plannedState(standing, facts.today),
    pupils: going.length,
    names: going.slice(0, MOST_NAMES).map((pupilId) => facts.names.get(pupilId) ?? NOBODY),
    planned: { at, by },
  }
}

export const listPlanned: UseCase<typeof contract.listPlanned> = async (context, { params, query }) => {
  const { schoolId } = params
  const today = schoolTime(context.now).day
  const kept = await plannedOf(context.tx, { schoolId, kinds: kindsOf(query.page), endsFrom: query.from ?? today })
  const ids = kept.flatMap((one) => onPlan(standingPlan(one, one.steps)).slice(0, MOST_NAMES))
  const names = await namesOnRoll(context.tx, { schoolId, ids })
  context.audit({ facts: { planned: kept.length } })
  const planned = kept
    .map((one) => listed(one, { today, names }))
    .toSorted((one, other) => ORDER[one.state] - ORDER[other.state] || compareSessions(one.from, other.from))
  return success({ planned })
}

export const readPlanned: UseCase<typeof contract.readPlanned> = async (context, { params }) => {
  const { schoolId, plannedId } = params
  const [kept] = await plannedOf(context.tx, { schoolId, id: plannedId })
  if (kept === undefined) return notAllowed()
  const standing = standingPlan(kept, kept.steps)
  const names = await namesOnRoll(context.tx, { schoolId, ids: standing.pupils.map(({ pupilId }) => pupilId) })
  const nameOf = (pupilId: PupilId) => names.get(pupilId) ?? NOBODY
  context.audit({ facts: { planned: plannedId, pupils: standing.pupils.length } })
  return success({
    planned: listed(kept, { today: schoolTime(context.now).day, names }),
    pupils: standing.pupils
      .map(({ pupilId, off }) => ({ id: pupilId, name: nameOf(pupilId), off }))
      .toSorted((one, other) => one.name.localeCompare(other.name)),
    steps: kept.steps.map((step) => ({
      number: step.number,
      kind: step.kind,
      names: 'pupilIds' in step ? step.pupilIds.map(nameOf) : [],
      words: step.words,
      marks: step.marks,
      at: step.at,
      by: step.by,
    })),
  })
}
