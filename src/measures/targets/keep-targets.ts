import type { SchoolId } from '../../kernel/ids.ts'
import { conflict, success } from '../../kernel/result.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import type * as contract from '../contract.ts'
import type { Target } from '../contract.ts'
import { type KeptTarget, keepTarget, targetActs } from './store.ts'

/** The targets in force in a year. */
export async function targetsOf(tx: Tx, of: { schoolId: SchoolId; year: number }): Promise<Target[]> {
  const byFigure = Map.groupBy(await targetActs(tx, of), ({ figure }) => figure)
  return [...byFigure.values()].flatMap(([latest]) =>
    latest === undefined || latest.hundredths === null
      ? []
      : [
          {
            figure: latest.figure,
            percent: latest.hundredths / 100,
            source: latest.source,
            reason: latest.reason,
            set: { at: latest.setAt, name: latest.setByName, position: latest.setByPosition },
          },
        ],
  )
}

export const listTargets: UseCase<typeof contract.listTargets> = async (context, { params }) => {
  const acts = await targetActs(context.tx, params)
  return success({ year: params.year, acts: acts.map((act, at) => actShown(act, acts[at + 1])) })
}

function actShown(act: KeptTarget, next: KeptTarget | undefined) {
  const { figure, number, hundredths, source, reason, setAt, setByName, setByPosition } = act
  return {
    figure,
    number,
    before: next?.figure === figure ? percentOf(next.hundredths) : null,
    percent: percentOf(hundredths),
    source,
    reason,
    set: { at: setAt, name: setByName, position: setByPosition },
  }
}

function percentOf(hundredths: number | null): number | null {
  return hundredths === null ? null : hundredths / 100
}

/** Sets a target, or takes it back. What it was stays, with who changed it, when and why. */
export const setTarget: UseCase<typeof contract.setTarget> = async (context, { params, body }) => {
  const { schoolId, year, figure } = params
  const { seen, percent, source, reason } = body
  const acts = await targetActs(context.tx, { schoolId, year })
  const last = acts.find((act) => act.figure === figure)
  const changed = conflict(
    'measures.target-changed',
    'Somebody else changed this target while you were looking. Look at it again, then decide.',
  )
  if ((last?.number ?? 0) !== seen) return changed
  const hundredths = percent === null ? null : Math.round(percent * 100)
  const number = seen + 1
  const kept = await keepTarget(context.tx, {
    schoolId,
    year,
    figure,
    number,
    hundredths,
    source,
    reason,
    at: context.now,
    by: context.caller,
  })
  if (!kept) return changed
  context.audit({ facts: { year, figure, before: percentOf(last?.hundredths ?? null), percent } })
  return success({ number })
}
