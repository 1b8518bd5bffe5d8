import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Half, Session } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { Code } from '../../law/codes.ts'
import { kept, many, maybeOne, run, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import type { Report, ReportStep, SetAsideReason } from '../rules/report.ts'

/** A report as it is kept, with what happened to it since. */
export interface KeptReport extends Report {
  /** The answer of a family from which it came, and whether its words give one plain reason; null where it came otherwise. */
  readonly reply: { readonly id: string; readonly sure: boolean } | null
  readonly steps: readonly ReportStep[]
}

interface ReportRow {
  readonly id: string
  readonly pupilId: PupilId
  readonly firstDay: Day
  readonly firstHalf: Half
  readonly untilKind: Report['until']['kind']
  readonly untilDay: Day | null
  readonly category: Report['category']
  readonly words: string
  readonly channel: Report['channel']
  readonly contactId: ContactId | null
  readonly reporterName: string
  readonly receivedAt: Moment
  readonly movedFrom: string | null
  readonly replyId: string | null
  readonly sure: boolean | null
  readonly enteredAt: Moment
  readonly name: string
  readonly position: string
}

interface StepRow {
  readonly id: string
  readonly number: number
  readonly kind: ReportStep['kind']
  readonly text: string
  readonly code: Code | null
  readonly firstDay: Day | null
  readonly firstHalf: Half | null
  readonly lastDay: Day | null
  readonly lastHalf: Half | null
  readonly amended: number | null
  readonly planned: number | null
  readonly marks: number
  readonly reason: SetAsideReason | null
  readonly movedTo: string | null
  readonly at: Moment
  readonly name: string
  readonly position: string
}

export interface WhichReports {
  readonly schoolId: SchoolId
  readonly ids?: readonly string[] | undefined
  readonly pupilIds?: readonly PupilId[] | undefined
  /** Reports that speak of one of these days, both included. */
  readonly from?: Day | undefined
  readonly to?: Day | undefined
  /** Also those of other days that nobody has settled. */
  readonly unsettledToo?: boolean
}

/** Reports with their steps, the earliest received first: two statements however many there are. */
export async function reportsKept(tx: Tx, which: WhichReports): Promise<readonly KeptReport[]> {
  const { schoolId, ids = null, pupilIds = null, from = null, to = null, unsettledToo = false } = which
  const rows = await many(
    tx,
    sql<ReportRow>`${kept}
      select report.report_id as id, pupil_id as "pupilId", first_day as "firstDay", first_half as "firstHalf",
        until_kind as "untilKind", until_day as "untilDay", category, words, channel, reporter_contact_id as "contactId",
        reporter_name as "reporterName", received_at as "receivedAt", moved_from as "movedFrom",
        entered_at as "enteredAt", entered_by_name as name, entered_by_position as position,
        reply.reply_id as "replyId", reply.sure
      from absence.report
      left join absence.report_reply as reply on reply.school_id = report.school_id and reply.report_id = report.report_id
      where report.school_id = ${schoolId} and (${ids}::uuid[] is null or report.report_id = any (${ids}::uuid[]))
        and (${pupilIds}::uuid[] is null or pupil_id = any (${pupilIds}::uuid[]))
        and (((${from}::date is null or last_day >= ${from}::date) and (${to}::date is null or first_day <= ${to}::date))
          or (${unsettledToo} and not exists (
            select from absence.report_step as step
            where step.school_id = report.school_id and step.report_id = report.report_id
              and step.kind in ('accepted', 'changed', 'set-aside'))))
      order by received_at, report.report_id`,
  )
  if (rows.length === 0) return []
  const steps = await many(
    tx,
    sql<StepRow>`
      select report_id as id, number, kind, text, code, first_day as "firstDay", first_half as "firstHalf",
        last_day as "lastDay", last_half as "lastHalf", amended, planned, marks, reason, moved_to as "movedTo", at,
        by_name as name, by_position as position
      from absence.report_step
      where school_id = ${schoolId} and report_id = any (${rows.map((row) => row.id)}::uuid[])
      order by report_id, number`,
  )
  const byReport = Map.groupBy(steps, (step) => step.id)
  return rows.map((row) => reportFrom(row, byReport.get(row.id) ?? []))
}

function reportFrom(row: ReportRow, steps: readonly StepRow[]): KeptReport {
  const { id, pupilId, category, words, channel, receivedAt, movedFrom } = row
  return {
    id,
    pupilId,
    first: { day: row.firstDay, half: row.firstHalf },
    until: untilFrom(row),
    category,
    words,
    channel,
    reporter: { contactId: row.contactId, name: row.reporterName },
    receivedAt,
    entered: { at: row.enteredAt, by: { name: row.name, position: row.position } },
    movedFrom,
    reply: row.replyId === null ? null : { id: row.replyId, sure: row.sure === true },
    steps: steps.map(stepFrom),
  }
}

function untilFrom({ untilKind: kind, untilDay: day }: ReportRow): Report['until'] {
  if (kind === 'unknown') return { kind }
  if (day === null) throw new Error(`a report that ends ‘${kind}’ has no day`)
  return { kind, day }
}

function stepFrom(row: StepRow): ReportStep {
  const { number, kind, at, text, code, firstDay, firstHalf, lastDay, lastHalf } = row
  const step = { number, at, by: { name: row.name, position: row.position }, text }
  if (kind === 'question' || kind === 'answer') return { ...step, kind }
  if (kind === 'set-aside' && row.reason !== null) return { ...step, kind, reason: row.reason, movedTo: row.movedTo }
  if ((kind === 'accepted' || kind === 'changed') && code && firstDay && firstHalf && lastDay && lastHalf) {
    const { amended, planned, marks } = row
    const span = { from: { day: firstDay, half: firstHalf }, to: { day: lastDay, half: lastHalf } }
    return { ...step, kind, code, ...span, amended, planned, marks }
  }
  throw new Error(`a step of a report that is ${kind} lacks what it needs`)
}

export type ReportToKeep = Omit<Report, 'entered'> & {
  readonly schoolId: SchoolId
  /** The last day of which it speaks. */
  readonly lastDay: Day
  readonly at: Moment
  readonly by: Caller
}

/** @returns false where the report is there already: it was sent before. */
export async function keepReport(tx: Tx, of: ReportToKeep): Promise<boolean> {
  const { until, reporter } = of
  const touched = await run(
    tx,
    sql`insert into absence.report (school_id, report_id, pupil_id, first_day, first_half, until_kind, until_day, last_day,
        category, words, channel, reporter_contact_id, reporter_name, received_at, moved_from, entered_at, entered_by,
        entered_by_name, entered_by_position)
      values (${of.schoolId}, ${of.id}, ${of.pupilId}, ${of.first.day}, ${of.first.half}, ${until.kind},
        ${until.kind === 'unknown' ? null : until.day}, ${of.lastDay}, ${of.category}, ${of.words}, ${of.channel},
        ${reporter.contactId}, ${reporter.name}, ${of.receivedAt}, ${of.movedFrom}, ${of.at}, ${of.by.id}, ${of.by.name},
        ${of.by.position})
      on conflict do nothing`,
  )
  return touched === 1
}

/** Notes which answer a report came from. @returns false where that is known. */
export async function keepReportReply(
  tx: Tx,
  of: { schoolId: SchoolId; reportId: string; replyId: string; sure: boolean; at: Moment },
): Promise<boolean> {
  const touched = await run(
    tx,
    sql`insert into absence.report_reply (school_id, report_id, reply_id, sure, at)
      values (${of.schoolId}, ${of.reportId}, ${of.replyId}, ${of.sure}, ${of.at}) on conflict do nothing`,
  )
  return touched === 1
}

export interface StepToKeep {
  readonly schoolId: SchoolId
  readonly id: string
  readonly number: number
  readonly kind: ReportStep['kind']
  readonly text: string
  readonly accepted?: {
    readonly code: Code
    readonly from: Session
    readonly to: Session
    readonly amended: number | null
    readonly planned: number | null
    readonly marks: number
  }
  readonly aside?: { readonly reason: SetAsideReason; readonly movedTo: string | null }
  readonly at: Moment
  readonly by: Caller
}

/** @returns false where a step with this number is there: somebody was faster. */
export async function keepStep(tx: Tx, of: StepToKeep): Promise<boolean> {
  const { accepted, aside } = of
  const row = await maybeOne(
    tx,
    sql<{ number: number }>`
      insert into absence.report_step (school_id, report_id, number, kind, text, code, first_day, first_half, last_day,
        last_half, amended, planned, marks, reason, moved_to, at, by, by_name, by_position)
      values (${of.schoolId}, ${of.id}, ${of.number}, ${of.kind}, ${of.text}, ${accepted?.code ?? null},
        ${accepted?.from.day ?? null}, ${accepted?.from.half ?? null}, ${accepted?.to.day ?? null},
        ${accepted?.to.half ?? null}, ${accepted?.amended ?? null}, ${accepted?.planned ?? null},
        ${accepted?.marks ?? 0}, ${aside?.reason ?? null}, ${aside?.movedTo ?? null}, ${of.at}, ${of.by.id},
        ${of.by.name}, ${of.by.position})
      on conflict do nothing returning number`,
  )
  return row !== undefined
}
