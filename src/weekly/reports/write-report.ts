import { randomUUID } from 'node:crypto'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { sessionAt } from '../../kernel/session.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import { enrolmentFigures } from '../../measures/contract.ts'
import { sumsOfPupils } from '../../measures/index.ts'
import { queueMessage } from '../../messaging/index.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database, Tx } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/use-case.ts'
import { mondayOf } from '../../roll/contract.ts'
import { contactsOfPupils, namesOfGroups, pupilsOnRoll } from '../../roll/index.ts'
import { formName } from '../praise/praise-list.ts'
import { changeOf, stretchOf } from '../rules/change.ts'
import { type ParentsReport, parentsReport, reportInWords } from '../rules/parents-report.ts'
import { spanOfDays, weekAsked } from '../rules/weeks.ts'
import { batchesOf, type KeptBatch, keepReport, reportsToMake, type SentTo } from './store.ts'

type Wish = Pick<KeptBatch, 'from' | 'to' | 'help'>

/** Writes one child's report from the sums of this moment; undefined where the child is not on roll, or a boarder. */
export async function writeReport(
  tx: Tx,
  of: { schoolId: SchoolId; pupilId: PupilId; now: Moment; wish: Wish },
): Promise<ParentsReport | undefined> {
  const { schoolId, pupilId, now, wish } = of
  const today = schoolTime(now).day
  const [pupil] = await pupilsOnRoll(tx, { schoolId, day: today, pupilIds: [pupilId] })
  const year = schoolYearOf(wish.from)
  const { facts, until, minutesLate } = await sumsOfPupils(tx, { schoolId, year, now, pupilIds: [pupilId] })
  const [enrolled] = facts.enrolled
  if (pupil === undefined || enrolled === undefined) return undefined
  const span = spanOfDays(year, wish, until)
  const figures = enrolmentFigures(enrolled, span)
  const first = facts.meets.indexOf(1, Math.max(span.from, enrolled.onRoll.from))
  const last = sessionAt(year, Math.max(span.from, facts.meets.lastIndexOf(1, span.to))).day
  const { now: late, before } = weekAsked(facts, span.to, mondayOf(last))
  const forms = await namesOfGroups(tx, { schoolId, groupIds: pupil.groupId === null ? [] : [pupil.groupId] })
  return parentsReport({
    name: pupil.preferredName,
    fullName: fullName(pupil.preferredName, pupil.familyName),
    form: formName(forms, pupil.groupId),
    // The days on which the school met: nobody goes to school on the first of August, or on a Sunday.
    from: first < 0 || first > span.to ? wish.from : sessionAt(year, first).day,
    to: last,
    figures,
    minutesLate: minutesLate(enrolled, span),
    change: changeOf(stretchOf(enrolled, before), stretchOf(enrolled, late)),
    help: wish.help,
  })
}

/** Reports made at one time before others come to their turn: the embedded database has one connection. */
const AT_ONCE = 40

/**
 * Makes the reports that were asked for and are still to be made: each in a transaction of its own with the messages that carry it, so that
 * after a power cut the rest follow and none goes twice. One that fails keeps no other.
 */
export async function makeReports(
  database: Database,
  clock: Clock,
): Promise<{ made: number; failed: readonly { schoolId: SchoolId; error: unknown }[] }> {
  const due = await database.asSystem((tx) => reportsToMake(tx, AT_ONCE))
  const failed: { schoolId: SchoolId; error: unknown }[] = []
  let made = 0
  for (const one of due) {
    try {
      await database.inTenants([one.schoolId], (tx) => makeReport(tx, { ...one, now: clock.now() }))
      made += 1
    } catch (error) {
      failed.push({ schoolId: one.schoolId, error })
    }
  }
  return { made, failed }
}

async function makeReport(
  tx: Tx,
  of: { schoolId: SchoolId; batchId: string; pupilId: PupilId; now: Moment },
): Promise<void> {
  const { schoolId, batchId, pupilId, now } = of
  const [batch] = await batchesOf(tx, { schoolId, batchId })
  if (batch === undefined) return
  const report = await writeReport(tx, { schoolId, pupilId, now, wish: batch })
  const sent = report === undefined ? [] : await send(tx, { ...of, report, by: starterOf(batch) })
  // Who left since is in the batch with an empty report: there is nothing more to do for them.
  const kept = await keepReport(tx, { ...of, reportId: randomUUID(), report: report ?? LEFT(batch), sent, at: now })
  if (!kept) throw new Error('a report was made by another worker')
}

function starterOf({ byId, name, position }: KeptBatch): Caller {
  return { id: byId, name, position }
}

const LEFT = ({ from, to }: Wish): ParentsReport => ({
  name: 'A pupil who has left',
  form: '',
  from,
  to,
  possible: 0,
  attended: 0,
  absent: 0,
  late: 0,
  summary: ['No report: the pupil had left.'],
  missed: [],
  compared: '',
  help: '',
})

/** A copy to each contact who is entitled to it; messaging decides who that is and by which way it goes. */
async function send(
  tx: Tx,
  of: { schoolId: SchoolId; batchId: string; pupilId: PupilId; now: Moment; report: ParentsReport; by: Caller },
): Promise<readonly SentTo[]> {
  const { schoolId, batchId, pupilId, now, report, by } = of
  const contacts = await contactsOfPupils(tx, { schoolId, day: schoolTime(now).day, pupilIds: [pupilId] })
  const sent: SentTo[] = []
  for (const { contactId } of contacts) {
    const asked = {
      schoolId,
      template: 'attendance-report',
      about: [pupilId],
      to: contactId,
      merge: { report: reportInWords(report) },
      cause: `weekly:report:${batchId}:${pupilId}`,
      now,
      by,
    } as const
    const message = await queueMessage(tx, asked)
    // Whoever was written to today already gets it on paper: letters are no part of one message a day.
    const second =
      message.ok || message.problem.code !== 'messaging.one-a-day'
        ? message
        : await queueMessage(tx, { ...asked, channel: 'letter' })
    sent.push(
      second.ok
        ? { contactId, channel: second.value.channel, why: '' }
        : { contactId, channel: null, why: second.problem.message },
    )
  }
  return sent
}
