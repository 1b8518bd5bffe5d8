import { notAllowed, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { namesOnRoll } from '../../roll/index.ts'
import { restrictedFacts } from '../cases/show-case.ts'
import { readCase } from '../cases/store.ts'
import type { Voice } from '../contract/barriers.ts'
import type { Entry } from '../contract/entry.ts'
import type * as contract from '../contract.ts'
import { type Assessment, assessmentsOf, invitedParents, voicesOf } from '../rules/barriers/assessments-of.ts'
import { barriersOf } from '../rules/barriers/barriers-of.ts'
import { compareVoices, saidBy, suggestedBarriers } from '../rules/barriers/compare.ts'
import { offersFor } from '../rules/barriers/offers-for.ts'
import { caseState } from '../rules/cases/case-state.ts'
import { supportOf } from '../rules/support/support-of.ts'
import { catalogueNow } from '../support/support-in-case.ts'
import { parentsOf } from './parents-of.ts'

/** What makes school hard for a child, with the child's own words first. */
export const caseBarriers: UseCase<typeof contract.caseBarriers> = async (context, { params }) => {
  const { schoolId, caseId } = params
  const restricted = context.may('casework.restricted') !== undefined
  const file = await readCase(context.tx, { schoolId, caseId, restricted })
  if (file === undefined) return notAllowed()
  const { pupilId, entries } = file
  context.audit({ subject: pupilId, facts: restrictedFacts(restricted) })
  const assessments = assessmentsOf(entries)
  const voices = voicesOf(assessments)
  const barriers = barriersOf(entries)
  const invited = new Map(invitedParents(entries).map((one) => [one.contactId, one]))
  const parents = await parentsOf(context, { schoolId, pupilId })
  return success({
    child: (await namesOnRoll(context.tx, { schoolId, ids: [pupilId] })).get(pupilId) ?? '',
    today: schoolTime(context.now).day,
    open: caseState(entries)?.status === 'open',
    barriers: barriersShown(entries, await catalogueNow(context.tx, schoolId)),
    suggestions: suggestedBarriers(voices, barriers).map((one) => ({ ...one })),
    voices: voices.map((one) => ({ ...headOf(one), said: [...saidBy(one)] })),
    compared: compareVoices(voices).map((row) => ({
      ...row,
      levels: [...row.levels],
      declined: [...row.declined],
    })),
    earlier: assessments.filter((one) => !voices.includes(one)).map(headOf),
    parents: parents.map((one) => {
      const asked = invited.get(one.contactId)
      return { ...one, asked: asked?.day ?? null, answered: asked?.answered ?? null }
    }),
    mayRecord: context.may('casework.record') !== undefined,
  })
}

function headOf({ assessmentId, who, name, day, way, by, restricted }: Assessment): Omit<Voice, 'said'> {
  return { assessmentId, who, name, day, way, by, restricted }
}

/** Each barrier with what was offered for it. */
function barriersShown(entries: readonly Entry[], catalogue: Awaited<ReturnType<typeof catalogueNow>>) {
  const { offers } = supportOf(entries)
  return barriersOf(entries).map(({ assessmentId: _, strength, ...barrier }) => ({
    ...barrier,
    strength: strength ?? null,
    offers: offersFor(barrier, offers, catalogue).map(({ title, offered, answer }) => ({
      title,
      day: offered,
      answer: answer?.answer ?? null,
    })),
  }))
}
