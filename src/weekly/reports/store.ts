import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { YearGroup } from '../../law/school-age.ts'
import type { Channel } from '../../messaging/contract.ts'
import { json, kept, many, maybeOne, run, type Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import type { ParentsReport } from '../rules/parents-report.ts'

export interface KeptBatch {
  readonly batchId: string
  readonly yearGroup: YearGroup | null
  readonly from: Day
  readonly to: Day
  readonly help: string
  readonly pupilIds: readonly PupilId[]
  readonly at: Moment
  readonly byId: string
  readonly name: string
  readonly position: string
  readonly made: number
  readonly toNobody: number
}

/** To whom one child's report went: by which channel, or why not. */
export interface SentTo {
  readonly contactId: ContactId
  readonly channel: Channel | null
  readonly why: string
}

export interface KeptReport {
  readonly reportId: string
  readonly batchId: string
  readonly pupilId: PupilId
  readonly report: ParentsReport
  readonly sent: readonly SentTo[]
  readonly at: Moment
}

/** Batches of a school, the latest first: one by its id, or all; with how far each is. */
export function batchesOf(tx: Tx, of: { schoolId: SchoolId; batchId?: string }): Promise<readonly KeptBatch[]> {
  const named = of.batchId === undefined ? sql`` : sql`and batch.batch_id = ${of.batchId}`
  return many(
    tx,
    sql<KeptBatch>`
      select batch.batch_id as "batchId", batch.year_group as "yearGroup", batch.from_day as "from", batch.to_day as "to",
        batch.help, batch.pupil_ids as "pupilIds", batch.at, batch.by as "byId", batch.by_name as name,
        batch.by_position as position, count(report.report_id) as made,
        count(report.report_id) filter (where not report.sent @? '$[*] ? (@.channel != null)') as "toNobody"
      from weekly.report_batch as batch
      left join weekly.report on report.school_id = batch.school_id and report.batch_id = batch.batch_id
      where batch.school_id = ${of.schoolId} ${named}
      group by batch.school_id, batch.batch_id order by batch.at desc, batch.batch_id`,
  )
}

/** One at a time starts reports of a school: two at once would each find that none had been sent lately. */
export async function lockReports(tx: Tx, schoolId: SchoolId): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`firstbell reports ${schoolId}`}, 0))`)
}

/** @returns false where there is one with this id already. */
export async function keepBatch(
  tx: Tx,
  of: Pick<KeptBatch, 'batchId' | 'yearGroup' | 'from' | 'to' | 'help' | 'pupilIds' | 'at'> & {
    schoolId: SchoolId
    by: Caller
  },
): Promise<boolean> {
  const kept = await maybeOne(
    tx,
    sql`insert into weekly.report_batch (school_id, batch_id, year_group, from_day, to_day, help, pupil_ids, at, by, by_name,
        by_position)
      values (${of.schoolId}, ${of.batchId}, ${of.yearGroup}, ${of.from}, ${of.to}, ${of.help}, ${json([...of.pupilIds])},
        ${of.at}, ${of.by.id}, ${of.by.name}, ${of.by.position})
      on conflict do nothing returning batch_id`,
  )
  return kept !== undefined
}

/** What is still to be made, over all schools; asked as the system. */
export function reportsToMake(
  tx: Tx,
  atMost: number,
): Promise<readonly { readonly schoolId: SchoolId; readonly batchId: string; readonly pupilId: PupilId }[]> {
  return many(
    tx,
    sql<{ schoolId: SchoolId; batchId: string; pupilId: PupilId }>`
      select batch.school_id as "schoolId", batch.batch_id as "batchId", pupil.id::uuid as "pupilId"
      from weekly.report_batch as batch, jsonb_array_elements_text(batch.pupil_ids) with ordinality as pupil (id, place)
      where not exists (
        select from weekly.report
        where report.school_id = batch.school_id and report.batch_id = batch.batch_id and report.pupil_id = pupil.id::uuid
      )
      order by batch.at, batch.batch_id, pupil.place limit ${atMost}`,
  )
}

/** @returns false where another worker made it: then nothing may be sent again. */
export async function keepReport(
  tx: Tx,
  of: Omit<KeptReport, 'reportId'> & { schoolId: SchoolId; reportId: string },
): Promise<boolean> {
  const kept = await maybeOne(
    tx,
    sql`insert into weekly.report (school_id, report_id, batch_id, pupil_id, report, sent, at)
      values (${of.schoolId}, ${of.reportId}, ${of.batchId}, ${of.pupilId}, ${json(of.report)}, ${json([...of.sent])}, ${of.at})
      on conflict do nothing returning report_id`,
  )
  return kept !== undefined
}

/** Reports as they were made: of a batch, or of pupils; the latest first. */
export function reportsOf(
  tx: Tx,
  of: { schoolId: SchoolId; batchId?: string; pupilIds?: readonly PupilId[]; reportIds?: readonly string[] },
): Promise<readonly KeptReport[]> {
  const batch = of.batchId === undefined ? sql`` : sql`and batch_id = ${of.batchId}`
  const pupils = of.pupilIds === undefined ? sql`` : sql`and pupil_id = any (${[...of.pupilIds]}::uuid[])`
  const ids = of.reportIds === undefined ? sql`` : sql`and report_id = any (${[...of.reportIds]}::uuid[])`
  return many(
    tx,
    sql<KeptReport>`
      select report_id as "reportId", batch_id as "batchId", pupil_id as "pupilId", report, sent, at from weekly.report
      where school_id = ${of.schoolId} ${batch} ${pupils} ${ids}
      order by at desc, report ->> 'form', report ->> 'name', report_id`,
  )
}

/** When a report of each pupil was last made, since a moment: what the promise in the policy is measured by. */
export function reportedSince(
  tx: Tx,
  of: { schoolId: SchoolId; since: Moment },
): Promise<
  readonly { readonly pupilId: PupilId; readonly at: Moment; readonly name: string; readonly position: string }[]
> {
  return many(
    tx,
    sql<{ pupilId: PupilId; at: Moment; name: string; position: string }>`${kept}
      select report.pupil_id as "pupilId", report.at, batch.by_name as name, batch.by_position as position
      from weekly.report
      join weekly.report_batch as batch on batch.school_id = report.school_id and batch.batch_id = report.batch_id
      where report.school_id = ${of.schoolId} and report.at >= ${of.since} order by report.at`,
  )
}
