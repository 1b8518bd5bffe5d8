import { createHash, randomUUID } from 'node:crypto'
import { recordAct } from '../../audit/index.ts'
import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { type Moment, momentFromMilliseconds, schoolTime } from '../../kernel/time-of-day.ts'
import { MESSAGE_REPLIED, type MessageReplied, messageRepliedShape, readableNumber } from '../../messaging/contract.ts'
import { type KnownReply, messageOf, noteDealtWith, replyOf } from '../../messaging/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { listener } from '../../platform/outbox.ts'
import { readStrips } from '../../register/index.ts'
import { contactsOfPupils, pupilsOnRoll } from '../../roll/index.ts'
import { stillAbsent } from '../following/read-morning.ts'
import { enterReport } from '../reports/enter-report.ts'
import { codeIn } from '../reports/sessions-of.ts'
import { type KeptReport, keepReportReply, keepStep, reportsKept } from '../reports/store.ts'
import type { AbsentNow } from '../rules/morning.ts'
import { type ChildOfReply, type Landing, landReply } from '../rules/read-reply.ts'
import { coversSession, reportState } from '../rules/report.ts'

/** Who a report names that nobody entered by hand. */
export const REPLIES = {
  id: '00000000-0000-4000-8000-000000000003',
  name: 'Firstbell, answers of families',
  position: 'automatic',
} as const

/** As much of an answer as a report holds; the whole stays with the messages. */
const MOST_WORDS = 1000
const MOST_ANSWER = 500

/**
 * What a family answered lands on the absence: as an answer to the office's question, or as a report that waits for the office. Nothing is sent
 * back, and no mark changes. What lands nowhere stays among the replies to read.
 */
export const landReplies = listener({
  name: 'absence: put what families answer to the absences',
  event: MESSAGE_REPLIED,
  schema: messageRepliedShape,
  async hear(tx, said, { saidAt }) {
    const now = momentFromMilliseconds(Date.parse(saidAt))
    const reply = await replyOf(tx, said)
    if (reply === undefined || reply.barred || reply.dealtWith) return
    await land(tx, { said, reply, now })
  },
})

interface Landed {
  readonly pupilId: PupilId
  readonly sure: boolean
}

async function land(tx: Tx, of: { said: MessageReplied; reply: KnownReply; now: Moment }): Promise<void> {
  const { said, reply, now } = of
  const { schoolId, replyId, contactId } = said
  const today = schoolTime(now).day
  const pupils = await pupilsOnRoll(tx, { schoolId, day: today, pupilIds: said.pupilIds })
  const pupilIds = pupils.map(({ id }) => id)
  if (pupilIds.length === 0) return
  const words = reply.body.replaceAll(/\s+/g, ' ').trim()
  const asked = said.messageId === null ? undefined : await messageOf(tx, { schoolId, messageId: said.messageId })
  const stands = await standing(tx, { schoolId, pupilIds, now, askedOn: asked?.day ?? today })
  const children = pupils.map((pupil) => ({
    pupilId: pupil.id,
    firstName: pupil.preferredName,
    stands: stands.get(pupil.id) ?? ({ kind: 'known' } as const),
  }))
  const before = await reportsKept(tx, { schoolId, pupilIds, from: today, unsettledToo: true })
  const landed: Landed[] = []
  for (const landing of landReply(words, children)) {
    const open = before.find((report) => report.pupilId === landing.pupilId && isAbout(report, { contactId, landing }))
    const done =
      open === undefined
        ? await report(tx, { said, reply, landing, words, now })
        : await answer(tx, { schoolId, report: open, words, now })
    if (done) landed.push({ pupilId: landing.pupilId, sure: landing.sure })
  }
  // A question of the office's is answered whatever the marks say by now.
  for (const report of before)
    if (isAsked(report, contactId) && !landed.some(({ pupilId }) => pupilId === report.pupilId))
      if (await answer(tx, { schoolId, report, words, now })) landed.push({ pupilId: report.pupilId, sure: true })
  if (landed.length === 0) return
  await recordAct(tx, {
    at: now,
    operation: 'land-reply',
    sentence: 'put what a family answered to the absence of a child',
    caller: REPLIES,
    tenant: schoolId,
    subject: landed[0]?.pupilId,
    facts: { reply: replyId, pupils: landed.map(({ pupilId }) => pupilId) },
    requestId: randomUUID(),
  })
  // Whatever is not plain stays among the replies to read as well: two places are better than none.
  if (landed.every(({ sure }) => sure))
    await noteDealtWith(tx, { schoolId, replyId, note: 'It is with the reports of absence.', at: now, by: REPLIES })
}

/** What the registers say of each child: of today, or of the day that was asked about. */
async function standing(
  tx: Tx,
  of: { schoolId: SchoolId; pupilIds: readonly PupilId[]; now: Moment; askedOn: Day },
): Promise<ReadonlyMap<PupilId, ChildOfReply['stands']>> {
  const { schoolId, pupilIds, now, askedOn } = of
  const { day: today, time } = schoolTime(now)
  const absent = await stillAbsent(tx, { schoolId, now, pupilIds })
  const strips = await readStrips(tx, { schoolId, year: schoolYearOf(askedOn), pupilIds })
  const ofToday =
    schoolYearOf(askedOn) === schoolYearOf(today)
      ? strips
      : await readStrips(tx, { schoolId, year: schoolYearOf(today), pupilIds })
  return new Map(
    pupilIds.map((id) => {
      const missing = absent.get(id)
      if (missing !== undefined) return [id, absentFrom(missing, today)]
      const halves = (['AM', 'PM'] as const).filter((half) => codeIn(strips.get(id), { day: askedOn, half }) === 'N')
      const [first] = halves
      if (first !== undefined) return [id, { kind: 'absent', first: { day: askedOn, half: first }, last: askedOn }]
      const half = time < '12:00' ? ('AM' as const) : ('PM' as const)
      const isBlank = codeIn(ofToday.get(id), { day: today, half }) === null
      return [id, isBlank ? { kind: 'not marked', session: { day: today, half } } : { kind: 'known' }]
    }),
  )
}

function absentFrom({ since, halves }: AbsentNow, today: Day): ChildOfReply['stands'] {
  return { kind: 'absent', first: { day: since, half: since === today ? (halves[0] ?? 'AM') : 'AM' }, last: today }
}

/** A report of the same person about the same absence that waits already: what they say now belongs to it. */
function isAbout(
  report: KeptReport,
  { contactId, landing }: { contactId: MessageReplied['contactId']; landing: Landing },
): boolean {
  const isOpen = reportState(report.steps) === 'waiting'
  const isTheirs = contactId !== null && report.reporter.contactId === contactId
  return isAsked(report, contactId) || (isOpen && isTheirs && coversSession(report, landing.first))
}

function isAsked(report: KeptReport, contactId: MessageReplied['contactId']): boolean {
  return (
    contactId !== null &&
    report.reporter.contactId === contactId &&
    reportState(report.steps) === 'waiting for the family'
  )
}

async function answer(
  tx: Tx,
  of: { schoolId: SchoolId; report: KeptReport; words: string; now: Moment },
): Promise<boolean> {
  const { schoolId, report, words, now } = of
  const number = report.steps.length + 1
  const text = words.slice(0, MOST_ANSWER)
  // Somebody does something about the report at this moment: the event is heard again, and finds what they did.
  if (!(await keepStep(tx, { schoolId, id: report.id, number, kind: 'answer', text, at: now, by: REPLIES })))
    throw new Error('the report was changed meanwhile')
  return true
}

async function report(
  tx: Tx,
  of: { said: MessageReplied; reply: KnownReply; landing: Landing; words: string; now: Moment },
): Promise<boolean> {
  const { said, reply, landing, words, now } = of
  const { schoolId, replyId, contactId } = said
  const { pupilId, first, until, category, sure } = landing
  const links =
    contactId === null ? [] : await contactsOfPupils(tx, { schoolId, day: schoolTime(now).day, pupilIds: [pupilId] })
  const isTheirs = links.some((link) => link.contactId === contactId)
  const entered = await enterReport(
    { tx, now, caller: REPLIES, audit: () => undefined },
    {
      schoolId,
      children: [{ reportId: reportIdOf(replyId, pupilId), pupilId }],
      first,
      until,
      category,
      words: words.slice(0, MOST_WORDS),
      channel: reply.channel,
      reporter: { contactId: isTheirs ? contactId : null, name: reporterName(reply) },
      receivedAt: reply.at,
      plain: sure,
    },
  )
  const [reportId] = entered.ok ? entered.value.ids : []
  if (reportId === undefined) return false
  await keepReportReply(tx, { schoolId, reportId, replyId, sure, at: now })
  return true
}

function reporterName({ contactName, channel, sender }: KnownReply): string {
  const from = channel === 'text' ? readableNumber(sender) : sender
  return contactName ?? `Somebody at ${from}, not in the record`.slice(0, 120)
}

/** One for each reply and child: an event that is heard twice makes one report. */
function reportIdOf(replyId: string, pupilId: PupilId): string {
  const hex = createHash('sha256').update(`reply ${replyId} ${pupilId}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
