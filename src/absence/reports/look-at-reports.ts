import { addDays } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { success } from '../../kernel/result.ts'
import { type SchoolYear, schoolYearOf } from '../../kernel/school-year.ts'
import type { Session } from '../../kernel/session.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { readStrips } from '../../register/index.ts'
import { type ContactOfPupil, contactsOfPupils, namesOnRoll } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import type { ShownReport } from '../contract.ts'
import { filesOfReports } from '../evidence/store.ts'
import { contradictions } from '../rules/contradictions.ts'
import { outcomeForFamily } from '../rules/outcome.ts'
import { coversSession, type ReportState, type ReportStep, reportState } from '../rules/report.ts'
import { backForAfternoon } from '../rules/signs.ts'
import { suggestCode } from '../rules/suggest-code.ts'
import { codeIn, lastDayOf, sessionsOfYears } from './sessions-of.ts'
import { type KeptReport, reportsKept, type WhichReports } from './store.ts'

/** A report with where it stands, for other slices: the chase rests while one waits, and until the day of a known return. */
export interface KnownReport extends KeptReport {
  readonly state: ReportState
}

/** The reports that speak of one of these days, both included; of some pupils or of all. Two statements. */
export async function reportsOf(
  tx: Tx,
  of: Pick<WhichReports, 'schoolId' | 'pupilIds' | 'from' | 'to'>,
): Promise<readonly KnownReport[]> {
  const reports = await reportsKept(tx, of)
  return reports.map((report) => ({ ...report, state: reportState(report.steps) }))
}

const ORDER: Readonly<Record<ReportState, number>> = {
  waiting: 0,
  'waiting for the family': 1,
  accepted: 2,
  'set aside': 3,
}

/** Reports, those that wait for the office first, then by when they came. */
export const listReports: UseCase<typeof contract.listReports> = async (context, { params, query }) => {
  const { schoolId } = params
  const { tx, now } = context
  const { pupilId, from = schoolTime(now).day, to } = query
  const pupilIds = pupilId === undefined ? undefined : [pupilId]
  const reports = await reportsKept(tx, { schoolId, from, to, pupilIds, unsettledToo: true })
  const show = await showing(tx, { schoolId, reports, now })
  const shown = reports
    .map(show)
    .toSorted(
      (one, other) =>
        ORDER[one.state] - ORDER[other.state] || (one.receivedAt < other.receivedAt ? -1 : 1) * lateFirst(one),
    )
  context.audit({ ...(pupilId === undefined ? {} : { subject: pupilId }), facts: { reports: reports.length } })
  return success({ reports: shown, waiting: shown.filter(({ state }) => state === 'waiting').length })
}

/** Those that wait are answered in the order in which they came; of settled ones the last is looked for first. */
function lateFirst({ state }: Pick<ShownReport, 'state'>): number {
  return ORDER[state] < 2 ? 1 : -1
}

interface Beside {
  readonly names: ReadonlyMap<string, string>
  readonly sessions: ReadonlyMap<SchoolYear, readonly Session[]>
  readonly strips: ReadonlyMap<SchoolYear, ReadonlyMap<PupilId, Uint8Array>>
  readonly contacts: ReadonlyMap<string, ContactOfPupil>
  readonly others: ReadonlyMap<string, readonly string[]>
  readonly pupilOf: ReadonlyMap<string, string>
  readonly files: Awaited<ReturnType<typeof filesOfReports>>
  readonly today: KnownReport['first']['day']
}

/** Reads once everything that a list of reports is shown with. */
async function showing(
  tx: Tx,
  of: { schoolId: SchoolId; reports: readonly KeptReport[]; now: Parameters<typeof schoolTime>[0] },
): Promise<(report: KeptReport) => ShownReport> {
  const { schoolId, reports } = of
  const today = schoolTime(of.now).day
  const pupilIds = [...new Set(reports.map((one) => one.pupilId))]
  const years = [...new Set(reports.map((one) => schoolYearOf(one.first.day)))]
  const strips = new Map<SchoolYear, ReadonlyMap<PupilId, Uint8Array>>()
  for (const year of years) strips.set(year, await readStrips(tx, { schoolId, year, pupilIds }))
  const moved = reports.flatMap(({ movedFrom, steps }) => [movedFrom, movedTo(steps)].flatMap((id) => id ?? []))
  const elsewhere = moved.length === 0 ? [] : await reportsKept(tx, { schoolId, ids: moved })
  const links = pupilIds.length === 0 ? [] : await contactsOfPupils(tx, { schoolId, day: today, pupilIds })
  const names = await namesOnRoll(tx, { schoolId, ids: [...pupilIds, ...elsewhere.map((one) => one.pupilId)] })
  const beside: Beside = {
    names,
    sessions: await sessionsOfYears(tx, { schoolId, years }),
    strips,
    contacts: new Map(links.map((link) => [`${link.pupilId} ${link.contactId}`, link])),
    others: await contradicting(tx, schoolId, reports),
    pupilOf: new Map(elsewhere.map((one) => [one.id, names.get(one.pupilId) ?? 'another child'])),
    files: await filesOfReports(tx, { schoolId, reportIds: reports.map(({ id }) => id) }),
    today,
  }
  return (report) => shown(report, beside)
}

function movedTo(steps: readonly ReportStep[]): string | null {
  const last = steps.findLast((step) => step.kind === 'set-aside')
  return last?.kind === 'set-aside' ? last.movedTo : null
}

/** Compared with every report of the same children and days, not only those of this list. */
async function contradicting(
  tx: Tx,
  schoolId: SchoolId,
  reports: readonly KeptReport[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (reports.length === 0) return new Map()
  const days = reports.map((one) => one.first.day).toSorted()
  const last = reports.map(lastDayOf).toSorted().at(-1)
  const all = await reportsOf(tx, {
    schoolId,
    pupilIds: [...new Set(reports.map((one) => one.pupilId))],
    from: days[0],
    to: last === undefined ? undefined : addDays(last, 1),
  })
  const byPupil = Map.groupBy(all, (one) => one.pupilId)
  return new Map([...byPupil.values()].flatMap((ofPupil) => [...contradictions(ofPupil)]))
}

function shown(report: KeptReport, beside: Beside): ShownReport {
  const { id, pupilId, first, until, category, words, channel, reporter, receivedAt, entered, steps } = report
  const year = schoolYearOf(first.day)
  const strip = beside.strips.get(year)?.get(pupilId)
  const sessions = (beside.sessions.get(year) ?? [])
    .filter((session) => coversSession(report, session))
    .map((session) => ({ ...session, code: codeIn(strip, session) }))
  const contact = beside.contacts.get(`${pupilId} ${reporter.contactId}`)
  const contradicts = beside.others.get(id) ?? []
  const [from, last] = [sessions[0], sessions.at(-1)]
  // Back for the afternoon, the child misses the morning alone, whatever day was given as the last.
  const to = backForAfternoon(words) && last?.day === from?.day ? from : last
  const moved = (to: string | null) =>
    to === null ? null : { id: to, pupil: beside.pupilOf.get(to) ?? 'another child' }
  return {
    id,
    pupil: { id: pupilId, name: beside.names.get(pupilId) ?? 'A pupil who is not here' },
    first,
    until,
    category,
    words,
    channel,
    reporter: { ...reporter, relationship: contact?.relationship ?? null, barred: contact?.barred ?? false },
    receivedAt,
    entered,
    movedFrom: moved(report.movedFrom),
    movedTo: moved(movedTo(steps)),
    state: reportState(steps),
    sessions,
    suggestion: asShown(
      suggestCode(report, {
        today: beside.today,
        sessions,
        contradicted: contradicts.length > 0,
        unsure: report.reply?.sure === false,
      }),
    ),
    span: from && to ? { from: { day: from.day, half: from.half }, to: { day: to.day, half: to.half } } : null,
    contradicts: [...contradicts],
    steps: steps.map(stepShown),
    files: beside.files.get(id)?.length ?? 0,
    outcome: outcomeForFamily(steps),
  }
}

function asShown(suggestion: ReturnType<typeof suggestCode>): ShownReport['suggestion'] {
  return { ...suggestion, alternatives: [...suggestion.alternatives] }
}

function stepShown(step: ReportStep): ShownReport['steps'][number] {
  const { number, kind, text, at, by } = step
  const none = { code: null, from: null, to: null, marks: 0, reason: null, movedTo: null }
  if (step.kind === 'accepted' || step.kind === 'changed') {
    const { code, from, to, marks } = step
    return { ...none, number, kind, text, at, by, code, from, to, marks }
  }
  if (step.kind === 'set-aside')
    return { ...none, number, kind, text, at, by, reason: step.reason, movedTo: step.movedTo }
  return { ...none, number, kind, text, at, by }
}
