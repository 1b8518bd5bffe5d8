import { type Day, daysBetween } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { isRepeated } from '../cases/is-repeated.ts'
import { keepEntries } from '../cases/keep-entries.ts'
import { onSchoolDays } from '../cases/school-days-ahead.ts'
import { readCase } from '../cases/store.ts'
import type { Entry } from '../contract/entry.ts'
import type * as contract from '../contract.ts'
import { openBarriers } from '../rules/barriers/barriers-of.ts'
import { caseState } from '../rules/cases/case-state.ts'
import { catalogueOf } from '../rules/support/catalogue.ts'
import { type Referral, type SupportAct, supportOf, whyNot } from '../rules/support/support-of.ts'
import type { CatalogueRow } from '../rules/support/support-row.ts'
import { lastOfEach, serviceVersions, supportVersions } from './store.ts'

/** What the school offers now. */
export async function catalogueNow(tx: Tx, schoolId: SchoolId): Promise<readonly CatalogueRow[]> {
  const last = lastOfEach(await supportVersions(tx, schoolId))
  return catalogueOf(new Map([...last].map(([id, { content }]) => [id, content])))
}

/** The support of one case. Restricted entries are no part of it, whoever looks. */
export const showCaseSupport: UseCase<typeof contract.caseSupport> = async (context, { params }) => {
  const { tx, now } = context
  const { schoolId, caseId } = params
  const file = await readCase(tx, { schoolId, caseId, restricted: false })
  if (file === undefined) return notAllowed()
  const today = schoolTime(now).day
  const { offers, referrals, unsuitable } = supportOf(file.entries)
  const services = lastOfEach(await serviceVersions(tx, schoolId))
  context.audit({ subject: file.pupilId })
  return success({
    today,
    open: caseState(file.entries)?.status === 'open',
    offers: offers.map((one) => ({ ...one, reviews: [...one.reviews] })),
    referrals: referrals.map((one) => ({ ...one, outcomes: [...one.outcomes], waited: daysWaited(one, today) })),
    unsuitable: [...unsuitable],
    barriers: openBarriers(file.entries).map(({ barrierId, kind }) => ({ barrierId, kind })),
    rows: (await catalogueNow(tx, schoolId))
      .filter(({ retired }) => !retired)
      .map((row) => ({ ...row, situations: [...row.situations], barriers: [...row.barriers] })),
    services: [...services.values()]
      .filter(({ content }) => !content.retired)
      .map(({ id, content: { name, kind, waiting } }) => ({ serviceId: id, name, kind, waiting }))
      .sort((one, other) => one.name.localeCompare(other.name, 'en')),
    mayRecord: context.may('casework.record') === 'all',
  })
}

function daysWaited({ sent, over }: Referral, today: Day): number {
  return Math.max(0, daysBetween(sent, over ?? today))
}

/** Writes down one thing that happened to the support of a case. */
export const actOnSupport: UseCase<typeof contract.actOnSupport> = async (context, { params, body }) => {
  const { tx, now } = context
  const { schoolId, caseId } = params
  const file = await readCase(tx, { schoolId, caseId, restricted: false })
  if (file === undefined) return notAllowed()
  const { key } = body
  context.audit({ subject: file.pupilId, facts: { act: body.act.kind } })
  // Which kind of support it is, the catalogue says.
  const { kind: _, ...sent }: { kind?: string } & object = body.act.body
  const repeated = await isRepeated(context, { schoolId, caseId, kind: body.act.kind, key, body: sent })
  if (!repeated.ok) return repeated
  if (repeated.value) return success({})
  if (body.act.day > schoolTime(now).day)
    return refused('casework.day-to-come', 'That day is to come. Write it down when it has happened.')
  const meets = await onSchoolDays(tx, { schoolId, today: schoolTime(now).day }, [lookedAtOn(body.act)])
  if (!meets.ok) return meets
  const whole = await completed(tx, { schoolId, act: body.act })
  if (!whole.ok) return whole
  if (body.act.kind === 'support-offered' && !isOpenBarrier(file.entries, body.act.body.barrierId))
    return refused('casework.no-barrier', 'There is no such barrier in this case. Load the case again, and choose one.')
  const why = whyNot(supportOf(file.entries), whole.value)
  if (why !== null) return refused('casework.support-order', why)
  const kept = await keepEntries(context, { ...file, schoolId }, [{ ...whole.value, key }])
  return kept.ok ? success({}) : kept
}

/** The day that an act sets for somebody to look at the support. */
function lookedAtOn(act: SupportAct): Day | null {
  if (act.kind === 'support-began') return act.body.review
  return act.kind === 'support-reviewed' ? act.body.next : null
}

/** Never one that is kept apart: what an offer points at, everybody sees. */
function isOpenBarrier(entries: readonly Entry[], barrierId: string | null): boolean {
  return barrierId === null || openBarriers(entries).some((one) => one.barrierId === barrierId)
}

const noSuch = (what: string) =>
  refused(
    'casework.no-such-support',
    `There is no such ${what}, or it is retired. Choose another, or bring it back first.`,
  )

/** The act with its kind of support from catalogue or directory, so that the same thing is counted as the same kind. */
async function completed(
  tx: Tx,
  { schoolId, act }: { schoolId: SchoolId; act: SupportAct },
): Promise<Result<SupportAct>> {
  if (act.kind === 'support-answered' && act.body.answer === 'refused' && !act.body.words && !act.body.because)
    return refused('casework.refused-why', 'Write why it was refused, in their words, or choose “No reason given”.')
  if (act.kind === 'support-offered') {
    const { supportId } = act.body
    const row = (await catalogueNow(tx, schoolId)).find((one) => one.supportId === supportId && !one.retired)
    if (row === undefined) return noSuch('support')
    return success({ ...act, body: { ...act.body, kind: row.kind } })
  }
  if (act.kind === 'referred' && act.body.serviceId !== null) {
    const service = lastOfEach(await serviceVersions(tx, schoolId)).get(act.body.serviceId)
    if (service === undefined || service.content.retired) return noSuch('service')
    return success({ ...act, body: { ...act.body, kind: service.content.kind } })
  }
  return success(act)
}
