import { notAllowed, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { csvOf } from '../../returns/contract.ts'
import { authorityName } from '../../roll/index.ts'
import type * as contract from '../contract/penalty.ts'
import type { LedgerLine } from '../contract/penalty.ts'
import { historyOf } from '../rules/penalty/facts-settled.ts'
import { factInWords, KIND_WORDS, rankWords, STAGE_WORDS } from '../rules/penalty/in-words.ts'
import { noticeRank } from '../rules/penalty/notice-rank.ts'
import { courtUntil } from '../rules/penalty/penalty-duties.ts'
import { FOLLOWS, headDecides, penaltyFacts, requestOf } from '../rules/penalty/penalty-state.ts'
import { mayNotSign } from '../rules/penalty/settings.ts'
import { readThread, readThreads } from '../threads/store.ts'
import { lostBases } from './read-basis.ts'
import { factOf, isNotice, ledgerLines, noticeThreads } from './read-notices.ts'
import { penaltySettingsOf } from './settings-store.ts'

export const showPenaltyLedger: UseCase<typeof contract.penaltyLedger> = async (context, { params }) => {
  const { schoolId } = params
  const today = schoolTime(context.now).day
  const threads = await noticeThreads(context.tx, { schoolId })
  return success({
    today,
    authority: await authorityName(context.tx, schoolId),
    lines: [...(await ledgerLines(context.tx, { schoolId, threads, today }))],
    mayPrepare: context.may('enforcement.prepare') === 'all',
  })
}

const COLUMNS: readonly (readonly [string, (line: LedgerLine) => string])[] = [
  ['Pupil', ({ pupil }) => pupil.name],
  ['Parent', ({ parent }) => parent],
  ['Kind', ({ kind }) => KIND_WORDS[kind]],
  ['Notice', ({ rank, where }) => (where === null ? rankWords(rank) : '')],
  ['Issued elsewhere by', ({ where }) => where ?? ''],
  ['Asked for', ({ requested }) => requested ?? ''],
  ['Issued', ({ issued }) => issued ?? ''],
  ['Received', ({ received }) => received ?? ''],
  ['Receipt', ({ received, deemed }) => (received === null ? '' : deemed ? 'taken to be so by post' : 'entered')],
  ['Last day to pay', ({ prices }) => prices.at(-1)?.last ?? ''],
  ['State', ({ stage }) => STAGE_WORDS[stage]],
  ['Paid (£)', ({ paid }) => inPounds(paid)],
  ['Payments', ({ payments }) => payments.map(({ day, pence }) => `${day}: ${inPounds(pence)}`).join('; ')],
  ['Refunded (£)', ({ refunded }) => inPounds(refunded)],
  ['To refund (£)', ({ toRefund }) => inPounds(toRefund)],
  ['Withdrawn', ({ withdrawn }) => withdrawn?.day ?? (withdrawn === null ? '' : 'yes')],
  ['Withdrawn because', ({ withdrawn }) => withdrawn?.words ?? ''],
  ['Prosecuted', ({ prosecuted, issued }) => prosecuted ?? (issued === null ? '' : 'no')],
  ['Counts until', ({ countsUntil }) => countsUntil ?? ''],
]

function inPounds(pence: number): string {
  return `${Math.trunc(pence / 100)}.${String(pence % 100).padStart(2, '0')}`
}

/** The record that regulation 20 of the 2007 regulations asks for, a row for each notice. */
export const exportPenaltyLedger: UseCase<typeof contract.exportPenaltyLedger> = async (context, { params }) => {
  const { schoolId } = params
  const today = schoolTime(context.now).day
  const threads = await noticeThreads(context.tx, { schoolId })
  const lines = await ledgerLines(context.tx, { schoolId, threads, today })
  context.audit({ facts: { notices: lines.length } })
  const rows = lines.map((line) => COLUMNS.map(([, of]) => of(line)))
  return success({
    type: 'text/csv; charset=utf-8',
    fileName: `penalty-notices-${today}.csv`,
    content: csvOf([COLUMNS.map(([title]) => title), ...rows]),
  })
}

export const showPenaltyNotice: UseCase<typeof contract.readPenaltyNotice> = async (context, { params }) => {
  const { schoolId, threadId } = params
  const today = schoolTime(context.now).day
  const thread = await readThread(context.tx, { schoolId, threadId })
  if (thread === undefined) return notAllowed()
  context.audit({ subject: thread.pupilId })
  const all = await readThreads(context.tx, { schoolId, pupilIds: [thread.pupilId] })
  const threads = all.filter(({ kind }) => isNotice(kind))
  const lost = (await lostBases(context.tx, { schoolId, threads: all, today })).get(threadId) ?? null
  const ofParent = threads.filter(({ contactId }) => contactId === thread.contactId)
  const history = await ledgerLines(context.tx, { schoolId, threads: ofParent, today })
  const line = history.find((one) => one.threadId === threadId)
  if (line === undefined) return notAllowed()
  const request = requestOf(thread.events)
  const { settings } = await penaltySettingsOf(context.tx, schoolId)
  const asked = { parent: thread.contactId ?? '', pupil: thread.pupilId, day: today }
  const rank = noticeRank(historyOf(ofParent, today), asked)
  const facts = penaltyFacts(thread.events)
  const mayDecide = context.may('enforcement.decide') === 'all'
  return success({
    today,
    line,
    because: request?.because ?? factOf(facts, 'penalty-elsewhere')?.body.source ?? '',
    sessions: [...(request?.sessions ?? [])],
    homeAuthority: request?.homeAuthority ?? null,
    desk: settings.desk,
    authority: await authorityName(context.tx, schoolId),
    history: [...history],
    rank: { ...rank, counted: [...rank.counted] },
    steps: thread.events.flatMap((event) => {
      const [fact] = penaltyFacts([event])
      if (fact === undefined) return []
      return [{ day: event.day, ...factInWords(fact), by: event.by.name, position: event.by.position }]
    }),
    signatories: settings.signatories
      .filter((one) => mayNotSign(one, today) === undefined)
      .map(({ name, rank: of }) => ({ name, rank: of })),
    courtUntil: courtUntil(request?.sessions ?? []),
    lost,
    next: FOLLOWS[line.stage].filter((kind) => mayDecide || !headDecides(kind, line)),
    may: {
      prepare: context.may('enforcement.prepare') === 'all',
      issue: mayDecide && request?.issuer === 'school',
    },
  })
}
