import { longDay, shortDay } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import { conflict, notAllowed, type Result, refused, success } from '../../kernel/result.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { sessionAt } from '../../kernel/session.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { YearGroup } from '../../law/school-age.ts'
import { sumsOfPupils } from '../../measures/index.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { policyOf } from '../../policy/index.ts'
import { contactsOfPupils, namesOfGroups, pupilsOnRoll, schoolOf } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { typeset } from '../papers/typeset.ts'
import { formName } from '../praise/praise-list.ts'
import { batchesOf, type KeptBatch, type KeptReport, keepBatch, lockReports, reportsOf } from './store.ts'
import { writeReport } from './write-report.ts'

type Wish = Pick<KeptBatch, 'from' | 'to' | 'yearGroup' | 'help'>

/** A batch of the same days that was asked for less than this many hours ago is a second press of the button, not a second report. */
const AGAIN_AFTER = 24

/** Refuses days that are not of one school year, or of which nothing has been counted. @returns the last day counted. */
async function checkDays(context: Context, schoolId: SchoolId, { from, to }: Wish) {
  const year = schoolYearOf(from)
  if (from > to || schoolYearOf(to) !== year)
    return refused(
      'weekly.wrong-days',
      'Choose a first and a last day within one school year, 1 August to 31 July, the last not before the first.',
    )
  const { until } = await sumsOfPupils(context.tx, { schoolId, year, now: context.now, pupilIds: [] })
  const last = until < 0 ? undefined : sessionAt(year, until).day
  if (last === undefined || last < from)
    return refused(
      'weekly.not-counted',
      'No register of these days has closed yet, so there is nothing to report. Choose earlier days.',
    )
  return success(last < to ? last : to)
}

async function pupilsFor(context: Context, schoolId: SchoolId, yearGroup: YearGroup | null) {
  const { day } = schoolTime(context.now)
  const pupils = await pupilsOnRoll(context.tx, { schoolId, day })
  return pupils.filter((one) => yearGroup === null || one.yearGroup === yearGroup)
}

export const planReports: UseCase<typeof contract.planReports> = async (context, { params, body }) => {
  const { schoolId } = params
  const last = await checkDays(context, schoolId, body)
  if (!last.ok) return last
  const pupils = await pupilsFor(context, schoolId, body.yearGroup)
  if (pupils.length === 0) return nobody()
  const forms = await namesOfGroups(context.tx, { schoolId, groupIds: pupils.flatMap(({ groupId }) => groupId ?? []) })
  return success({
    from: body.from,
    to: last.value,
    pupils: pupils.map(({ id, preferredName, familyName, groupId }) => ({
      pupilId: id,
      name: fullName(preferredName, familyName),
      form: formName(forms, groupId),
    })),
  })
}

function nobody(): Result<never> {
  return refused('weekly.nobody', 'No pupil of this part of the school is on roll. Choose another year group.')
}

/** One child's report exactly as it would be written now. */
export const previewReport: UseCase<typeof contract.previewReport> = async (context, { params, body }) => {
  const { schoolId, pupilId } = params
  const last = await checkDays(context, schoolId, body)
  if (!last.ok) return last
  context.audit({ subject: pupilId })
  const report = await writeReport(context.tx, { schoolId, pupilId, now: context.now, wish: body })
  return report === undefined ? notAllowed() : success(shown(report))
}

function shown(report: KeptReport['report']) {
  return { ...report, summary: [...report.summary], missed: [...report.missed] }
}

/** Keeps what is to be made; the worker makes it. */
export const startReports: UseCase<typeof contract.startReports> = async (context, { params, body }) => {
  const { schoolId } = params
  const { tx, now } = context
  await lockReports(tx, schoolId)
  const batches = await batchesOf(tx, { schoolId })
  const same = batches.find(({ batchId }) => batchId === body.batchId)
  if (same !== undefined) return success({ batchId: same.batchId, pupils: same.pupilIds.length })
  const last = await checkDays(context, schoolId, body)
  if (!last.ok) return last
  const lately = batches.find(
    ({ at, yearGroup }) =>
      (yearGroup === body.yearGroup || yearGroup === null || body.yearGroup === null) &&
      Date.parse(now) - Date.parse(at) < AGAIN_AFTER * 3_600_000,
  )
  if (lately !== undefined)
    return conflict(
      'weekly.reported-lately',
      `${lately.name} sent reports to these families on ${longDay(schoolTime(lately.at).day)}. Families should not get two in a day: look at those, or wait until tomorrow.`,
    )
  const pupils = await pupilsFor(context, schoolId, body.yearGroup)
  if (pupils.length === 0) return nobody()
  const pupilIds = pupils.map(({ id }) => id)
  await keepBatch(tx, { ...body, to: last.value, schoolId, pupilIds, at: now, by: context.caller })
  context.audit({ facts: { batch: body.batchId, pupils: pupilIds.length } })
  return success({ batchId: body.batchId, pupils: pupilIds.length })
}

function batchShown({ pupilIds, name, position, byId: _, help: __, ...batch }: KeptBatch) {
  return { ...batch, pupils: pupilIds.length, by: { name, position } }
}

export const listReports: UseCase<typeof contract.listReports> = async (context, { params }) => {
  const { schoolId } = params
  const batches = await batchesOf(context.tx, { schoolId })
  const { policy } = await policyOf(context.tx, schoolId, schoolTime(context.now).day)
  const promised = policy.reports.filter(({ to, every }) => to === 'parents' && every !== 'concern')
  return success({
    batches: batches.map(batchShown),
    promised: promised.map(({ every, about, section }) => ({ every, about, section })),
  })
}

export const showReports: UseCase<typeof contract.showReports> = async (context, { params }) => {
  const { schoolId, batchId } = params
  const { tx } = context
  const [batch] = await batchesOf(tx, { schoolId, batchId })
  if (batch === undefined) return notAllowed()
  const reports = await reportsOf(tx, { schoolId, batchId })
  const pupilIds = reports.map(({ pupilId }) => pupilId)
  const contacts = await contactsOfPupils(tx, { schoolId, day: schoolTime(batch.at).day, pupilIds })
  const names = new Map(contacts.map((one) => [one.contactId, fullName(one.forenames, one.surname)]))
  context.audit({ facts: { batch: batchId } })
  return success({
    batch: batchShown(batch),
    reports: reports.map(({ reportId, pupilId, report, sent }) => ({
      reportId,
      pupilId,
      name: report.name,
      form: report.form,
      possible: report.possible,
      attended: report.attended,
      sent: sent.map((one) => ({ ...one, name: names.get(one.contactId) ?? 'A contact who is not here' })),
    })),
  })
}

/** Reports as they were made, one page a child, to hand over or to post. */
export const printReports: UseCase<typeof contract.printReports> = async (context, { params, body }) => {
  const { schoolId, batchId } = params
  const reports = await reportsOf(context.tx, { schoolId, batchId, reportIds: body.reportIds })
  if (reports.length === 0)
    return refused('weekly.no-reports', 'None of these reports has been made yet. Look at the list again.')
  context.audit({ facts: { batch: batchId, reports: reports.length } })
  return reportPaper(context, { schoolId, reports })
}

/** The paper of reports as they were made; for the office, and for the family about its own child. */
export async function reportPaper(
  context: Context,
  { schoolId, reports }: { readonly schoolId: SchoolId; readonly reports: readonly KeptReport[] },
) {
  const school = await schoolOf(context.tx, schoolId)
  if (school === undefined) return notAllowed()
  const { lines, town, postcode } = school.address
  const data = {
    title:
      reports.length === 1 ? `Attendance report: ${reports[0]?.report.name}` : `${reports.length} attendance reports`,
    school: school.name,
    address: [...lines, `${town} ${postcode}`.trim()].filter((line) => line !== '').join(', '),
    telephone: school.telephone,
    footer: `${school.name}. Printed on ${longDay(schoolTime(context.now).day)}.`,
    reports: reports.map(({ report }) => ({
      ...report,
      period: `${shortDay(report.from)} to ${shortDay(report.to)}`,
    })),
  }
  return success({
    type: 'application/pdf',
    fileName: 'attendance-report.pdf',
    content: () => typeset('report', data),
  })
}
