import { daysBetween } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Body } from '../../kernel/operation.ts'
import { conflict, type Result, refused, success } from '../../kernel/result.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { isSameSession } from '../../kernel/session.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Context, UseCase } from '../../platform/http/use-case.ts'
import { contactsOfPupils, pupilsDuring } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { keepHomeAlone } from '../following/home-alone.ts'
import { withdrawTextsAbout } from '../following/withdraw-texts.ts'
import { type Report, reportState } from '../rules/report.ts'
import { lastDayOf, sessionsOfReport } from './sessions-of.ts'
import { type KeptReport, keepReport, reportsKept } from './store.ts'

/** What a family reports about one or several of their children, by whatever channel. */
export type ReportToEnter = { readonly schoolId: SchoolId } & Omit<Body<typeof contract.enterReports>, 'alone'> & {
    /** Whether the child is at home alone, where the family said so. */
    readonly alone?: boolean | null
    /** False for words of which nobody knows yet whether they are a reason: the search goes on, and so does its text. */
    readonly plain?: boolean
  }

/** What entering needs to know of whoever does it. */
export type EnteringContext = Pick<Context, 'tx' | 'now' | 'caller' | 'audit'>

/** Six weeks: longer is no single report. */
const LONGEST = 42

/**
 * Enters what a family told the school: for the office, for the parents’ portal and for answers that came in. For each child a report
 * of its own; sent twice, or said twice in the same words, it is there once. Nothing is marked before the office accepts it.
 */
export async function enterReport(
  context: EnteringContext,
  of: ReportToEnter,
): Promise<Result<{ ids: string[]; repeated: number }>> {
  const { tx, now, caller } = context
  const { children, schoolId, plain = true, alone = null, ...told } = of
  const impossible = refusePeriod(told)
  if (!impossible.ok) return impossible
  if (told.receivedAt > now)
    return refused('absence.from-the-future', 'The report cannot have come later than now. Check the day and the time.')
  const unfit = await refuseChildren(tx, of, context)
  if (!unfit.ok) return unfit
  const pupilIds = children.map(({ pupilId }) => pupilId)
  const lastDay = lastDayOf(told)
  const before = await reportsKept(tx, { schoolId, pupilIds, from: told.first.day, to: lastDay })
  const ids: string[] = []
  let repeated = 0
  for (const { reportId, pupilId } of children) {
    const known =
      before.find((one) => one.id === reportId) ?? before.find((one) => saysAgain(one, { ...told, pupilId }))
    if (known === undefined) {
      const report = { ...told, schoolId, id: reportId, pupilId, lastDay, movedFrom: null, at: now, by: caller }
      if (!(await keepReport(tx, report))) return keyUsed()
    } else if (!isSame(known, { ...told, pupilId })) return keyUsed()
    else repeated += 1
    ids.push(known?.id ?? reportId)
    const days = { first: told.first.day, last: lastDay }
    if (alone !== null)
      await keepHomeAlone(tx, { schoolId, pupilId, saidIn: reportId, ...days, alone, at: now, by: caller })
  }
  const ofToday = told.first.day <= schoolTime(now).day && schoolTime(now).day <= lastDay
  if (plain && ofToday) await withdrawTextsAbout(context, { schoolId, pupilIds, why: 'The family has said why' })
  const [only] = pupilIds
  context.audit({
    ...(pupilIds.length === 1 && only !== undefined ? { subject: only } : {}),
    facts: { reports: ids, channel: told.channel, category: told.category, repeated },
  })
  return success({ ids, repeated })
}

export const enterReports: UseCase<typeof contract.enterReports> = (context, { params, body }) =>
  enterReport(context, { schoolId: params.schoolId, ...body })

function keyUsed(): Result<never> {
  return conflict(
    'absence.key-used',
    'Another report was entered under this number. Nothing was entered now: open the page again.',
  )
}

function refusePeriod(told: Pick<Report, 'first' | 'until'>): Result<undefined> {
  const { first, until } = told
  const last = lastDayOf(told)
  if (last < first.day)
    return refused(
      'absence.bad-period',
      until.kind === 'returns'
        ? 'The child would be back before the absence begins. Give the first day away, and a later day of return.'
        : 'The last day is before the first. Give them in order.',
    )
  if (schoolYearOf(first.day) !== schoolYearOf(last))
    return refused('absence.two-years', 'These days are in two school years. Make one report for each.')
  if (daysBetween(first.day, last) > LONGEST)
    return refused('absence.too-long', 'One report is for six weeks at most. Enter what is known now.')
  return success(undefined)
}

async function refuseChildren(tx: Tx, of: ReportToEnter, context: EnteringContext): Promise<Result<undefined>> {
  const { schoolId, children, reporter, first } = of
  const pupilIds = [...new Set(children.map(({ pupilId }) => pupilId))]
  if (pupilIds.length < children.length)
    return refused('absence.bad-period', 'The same child is in this report twice. Choose each child once.')
  if ((await sessionsOfReport(tx, schoolId, of)).length === 0)
    return refused(
      'absence.no-session',
      'The school does not meet on any of these days, so there is nothing to report.',
    )
  const missing = await notOnRoll(tx, { schoolId, pupilIds, from: first.day, to: lastDayOf(of) })
  if (missing) return refused('absence.not-on-roll', 'A child is not on roll on these days. Nothing was entered.')
  const { contactId } = reporter
  if (contactId == null) return success(undefined)
  const links = await contactsOfPupils(tx, { schoolId, day: schoolTime(context.now).day, pupilIds })
  const theirs = new Set(links.filter((link) => link.contactId === contactId).map((link) => link.pupilId))
  if (pupilIds.every((id) => theirs.has(id))) return success(undefined)
  return refused(
    'absence.not-a-contact',
    'This person is not a contact of every child of this report. Choose their own children, or write down the name alone.',
  )
}

/** Whether one of these pupils is on roll on none of these days. */
export async function notOnRoll(
  tx: Tx,
  of: Parameters<typeof pupilsDuring>[1] & { pupilIds: readonly PupilId[] },
): Promise<boolean> {
  const found = new Set((await pupilsDuring(tx, of)).map(({ id }) => id))
  return !of.pupilIds.every((id) => found.has(id))
}

type Told = Pick<Report, 'pupilId' | 'first' | 'until' | 'category' | 'words' | 'reporter'>

function isSame(known: Told, sent: Told): boolean {
  return (
    known.pupilId === sent.pupilId &&
    isSameSession(known.first, sent.first) &&
    JSON.stringify(untilKey(known)) === JSON.stringify(untilKey(sent)) &&
    known.category === sent.category &&
    known.words === sent.words &&
    known.reporter.contactId === sent.reporter.contactId &&
    known.reporter.name === sent.reporter.name
  )
}

function untilKey({ until }: Told): readonly (string | null)[] {
  return [until.kind, until.kind === 'unknown' ? null : until.day]
}

/** Said again in the same words by the same person: a second press, a second device. What was set aside may be said anew. */
function saysAgain(known: KeptReport, sent: Told): boolean {
  return reportState(known.steps) !== 'set aside' && isSame(known, sent)
}
