import { type DutyAsked, type SchoolDays, schoolDaysAfter, schoolDaysOf } from '../../duties/contract.ts'
import { enrolmentsForDuties, groupsForDuties } from '../../duties/index.ts'
import { addDays, type Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { type SchoolYear, schoolYearOf } from '../../kernel/school-year.ts'
import { sessionIndex } from '../../kernel/session.ts'
import { type Moment, schoolTime, type TimeOfDay } from '../../kernel/time-of-day.ts'
import { meaningOfByte } from '../../law/codes.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { PolicyInForce } from '../../policy/contract.ts'
import { policyOf } from '../../policy/index.ts'
import { readStrips, stripsForDuties } from '../../register/index.ts'
import { type EnrolmentOfYear, FLAG_KINDS, type FlagKind, isSchoolDay, sessionIndexes } from '../../roll/contract.ts'
import {
  type ContactOfPupil,
  calendarOf,
  contactsOfPupils,
  dayClocksOn,
  enrolmentsOfYear,
  flaggedPupils,
  groupsOn,
} from '../../roll/index.ts'
import { type KeptReport, reportsKept } from '../reports/store.ts'
import { type Chase, chaseOf, type ReportOfChase } from '../rules/chase.ts'
import { type AbsentNow, absentNow, halvesToday, type MorningMarks } from '../rules/morning.ts'
import { RISK_FLAGS } from '../rules/order.ts'
import { coversSession, expectedBack, reportState } from '../rules/report.ts'
import { homeAloneOn } from './home-alone.ts'
import { type Recoded, recodedToday } from './recoded-today.ts'
import { actsOf, type KeptAct } from './store.ts'

/** How far back the office sees what was tried, in days. */
const HISTORY_DAYS = 30
/** A report of the time before the first day missed may still say when the child was to be back. */
const REPORT_DAYS = 28

/** One absent child with everything that their chase follows from. */
export interface Followed {
  readonly absent: AbsentNow
  readonly chase: Chase
  /** The family said that the child is at home alone today. */
  readonly alone: boolean
  readonly contacts: readonly ContactOfPupil[]
  /** Of the last month too: what was tried before. */
  readonly acts: readonly KeptAct[]
}

/** A child whose chase of today is over. */
export interface Ended {
  readonly pupilId: PupilId
  readonly chase: Chase & { readonly state: 'ended' }
  readonly recoded: Recoded | undefined
  readonly lastAct: KeptAct | undefined
}

export interface Morning {
  readonly schoolId: SchoolId
  readonly now: Moment
  readonly today: Day
  readonly time: TimeOfDay
  readonly meets: boolean
  readonly marks: MorningMarks
  readonly days: SchoolDays
  readonly policy: PolicyInForce
  readonly followed: readonly Followed[]
  readonly ended: readonly Ended[]
  /** Absent without a reason in a register that has not closed: they may still come. */
  readonly beforeClose: number
}

/** What duties are asked: then what other sources have read is not read again. */
export interface InAnswer {
  readonly asked?: DutyAsked
}

/** Where every chase of today stands: a fixed number of statements, however many children are absent. */
export async function readMorning(tx: Tx, of: { schoolId: SchoolId; now: Moment } & InAnswer): Promise<Morning> {
  const { schoolId, now } = of
  const { day: today, time } = schoolTime(now)
  const policy = await policyOf(tx, schoolId, today)
  const { marks, days, meets } = await readMarks(tx, { ...of, today, time, policy })
  const absent = absentNow(marks)
  const open = absent.filter(({ hasClosed }) => hasClosed)
  const recoded = await recodedToday(tx, { schoolId, marks })
  const since = open.map((one) => one.since).sort()[0] ?? today
  const [from = since] = [since, addDays(today, -HISTORY_DAYS)].sort()
  const absentIds = open.map(({ pupil }) => pupil.pupilId)
  const [acts, ofToday, reports, contacts, alone] = await Promise.all([
    actsOf(tx, { schoolId, from, to: today, pupilIds: absentIds }),
    actsOf(tx, { schoolId, from: today, to: today }),
    reportsKept(tx, { schoolId, pupilIds: absentIds, from: addDays(since, -REPORT_DAYS), to: today }),
    contactsOfPupils(tx, { schoolId, day: today, pupilIds: absentIds }),
    homeAloneOn(tx, { schoolId, day: today }),
  ])
  const by = {
    acts: Map.groupBy(acts, ({ pupilId }) => pupilId),
    reports: Map.groupBy(reports, ({ pupilId }) => pupilId),
    contacts: Map.groupBy(contacts, ({ pupilId }) => pupilId),
  }
  const followed = open.map((one): Followed => {
    const id = one.pupil.pupilId
    const own = { acts: by.acts.get(id) ?? [], contacts: by.contacts.get(id) ?? [], reports: by.reports.get(id) ?? [] }
    return {
      absent: one,
      alone: alone.has(id),
      ...own,
      chase: chaseOfChild(one, { ...own, today, time, days, policy, recoded: recoded.get(id) }),
    }
  })
  const absentNowIds = new Set(absent.map(({ pupil }) => pupil.pupilId))
  return {
    ...{ schoolId, now, today, time, meets, marks, days, policy, followed },
    ended: endedToday({ marks, recoded, ofToday, absent: absentNowIds }).concat(endedByAct(followed)),
    beforeClose: absent.length - open.length,
  }
}

async function readMarks(
  tx: Tx,
  of: {
    schoolId: SchoolId
    today: Day
    time: TimeOfDay
    policy: PolicyInForce
    pupilIds?: readonly PupilId[]
  } & InAnswer,
): Promise<{ marks: MorningMarks; days: SchoolDays; meets: boolean }> {
  const { schoolId, today, time, policy } = of
  const only = of.pupilIds === undefined ? {} : { pupilIds: of.pupilIds }
  const flags = FLAG_KINDS.filter((kind) => RISK_FLAGS.includes(kind) || policy.policy.vulnerable.flags.includes(kind))
  const read =
    of.asked === undefined
      ? await readAnew(tx, { schoolId, today, flags, only })
      : await readInAnswer(tx, of.asked, flags)
  const { calendar, days, ...marks } = read
  return {
    marks: { today, time, places: calendar === undefined ? [] : sessionIndexes(calendar), ...marks },
    days,
    meets: calendar !== undefined && isSchoolDay(calendar, today),
  }
}

async function readAnew(
  tx: Tx,
  of: { schoolId: SchoolId; today: Day; flags: readonly FlagKind[]; only: { pupilIds?: readonly PupilId[] } },
) {
  const { schoolId, today, flags, only } = of
  const year = schoolYearOf(today)
  const [before, calendar, after, clocks, groups, enrolments, strips] = await Promise.all([
    calendarOf(tx, { schoolId, year: (year - 1) as SchoolYear }),
    calendarOf(tx, { schoolId, year }),
    calendarOf(tx, { schoolId, year: (year + 1) as SchoolYear }),
    dayClocksOn(tx, { schoolId, day: today }),
    groupsOn(tx, { schoolId, day: today }),
    enrolmentsOfYear(tx, { schoolId, year, on: today, flags, ...only }),
    readStrips(tx, { schoolId, year, ...only }),
  ])
  return { calendar, days: schoolDaysOf([before, calendar, after]), clocks, groups, enrolments, strips }
}

async function readInAnswer(tx: Tx, asked: DutyAsked, flags: readonly FlagKind[]) {
  const { schoolId, today, calendar, clocks } = asked
  const groups = await groupsForDuties(tx, asked)
  const enrolments = await enrolmentsForDuties(tx, asked)
  const strips = await stripsForDuties(tx, asked)
  const flagged = Map.groupBy(await flaggedPupils(tx, { schoolId, day: today, kinds: flags }), ({ pupilId }) => pupilId)
  // Only of who is on roll today is anything asked that a flag decides, and theirs are those of today.
  const withFlags = enrolments.map((one): EnrolmentOfYear => {
    const own = flagged.get(one.pupilId)
    return own === undefined ? one : { ...one, flags: flags.filter((kind) => own.some((of) => of.kind === kind)) }
  })
  return { calendar, days: schoolDaysOf(asked.days.calendars.values()), clocks, groups, enrolments: withFlags, strips }
}

/** Which of some children are absent at this moment without a reason: after a call, or before a message. */
export async function stillAbsent(
  tx: Tx,
  of: { schoolId: SchoolId; now: Moment; pupilIds: readonly PupilId[] },
): Promise<ReadonlyMap<PupilId, AbsentNow>> {
  const { day: today, time } = schoolTime(of.now)
  const policy = await policyOf(tx, of.schoolId, today)
  const { marks } = await readMarks(tx, { ...of, today, time, policy })
  return new Map(absentNow(marks).map((one) => [one.pupil.pupilId, one]))
}

interface OfChild {
  readonly acts: readonly KeptAct[]
  readonly contacts: readonly ContactOfPupil[]
  readonly reports: readonly KeptReport[]
  readonly today: Day
  readonly time: TimeOfDay
  readonly days: SchoolDays
  readonly policy: PolicyInForce
  readonly recoded: Recoded | undefined
}

function chaseOfChild(absent: AbsentNow, of: OfChild): Chase {
  const { today, time, days } = of
  const { vulnerable, vulnerableLadder, contactLadder } = of.policy.policy
  const isVulnerable = absent.pupil.flags.some((kind) => vulnerable.flags.includes(kind))
  return chaseOf({
    ladder: isVulnerable ? vulnerableLadder : contactLadder,
    contacts: of.contacts.map(chaseContact),
    acts: of.acts.filter(({ at }) => at >= absent.from),
    since: absent.since,
    today,
    time,
    closed: absent.closes,
    days,
    markNow: of.recoded ?? null,
    reports: of.reports.flatMap((report) => reportOfChase(report, { absent, today, days })),
  })
}

export function chaseContact({ contactId, barred, mayBeTold, emergency, phones }: ContactOfPupil) {
  return { contactId, barred, mayBeTold, emergency, numbers: phones.map(({ number }) => number) }
}

/** A report that says something of this absence: of today, or when the child was to be back. */
function reportOfChase(
  report: KeptReport,
  { absent, today, days }: { absent: AbsentNow; today: Day; days: SchoolDays },
): ReportOfChase[] {
  const back = expectedBack(report, (after) => schoolDaysAfter(days, after).next().value ?? undefined)
  const ofToday = absent.halves.some((half) => coversSession(report, { day: today, half }))
  if (!ofToday && (back === null || back < absent.since)) return []
  return [{ state: reportState(report.steps), ofToday, back, unsure: report.reply?.sure === false }]
}

function endedToday(of: {
  marks: MorningMarks
  recoded: ReadonlyMap<PupilId, Recoded>
  ofToday: readonly KeptAct[]
  absent: ReadonlySet<PupilId>
}): Ended[] {
  const { marks, recoded, ofToday, absent } = of
  const ids = new Set([...recoded.keys(), ...ofToday.map(({ pupilId }) => pupilId)])
  return [...ids].flatMap((pupilId): Ended[] => {
    if (absent.has(pupilId)) return []
    const now = recoded.get(pupilId)
    const base = { state: 'ended', at: now?.at ?? null, by: now?.by ?? null } as const
    // Who was missed in the morning and is marked in the afternoon was seen: by whoever took that register.
    const how =
      now === undefined && isIn(marks, pupilId) ? 'seen and safe' : now?.means === 'absence' ? 'reason' : 'withdrawn'
    const lastAct = ofToday.findLast((act) => act.pupilId === pupilId)
    return [{ pupilId, chase: { ...base, how }, recoded: now, lastAct }]
  })
}

/** The last mark of today is one of somebody who is at school, or elsewhere with leave of the school. */
function isIn(marks: MorningMarks, pupilId: PupilId): boolean {
  const strip = marks.strips.get(pupilId)
  const bytes = halvesToday(marks).map((half) => strip?.[sessionIndex({ day: marks.today, half })] ?? 0)
  const meaning = meaningOfByte(bytes.findLast((byte) => byte !== 0) ?? 0)
  return meaning !== undefined && meaning.statistical !== 'authorised' && meaning.statistical !== 'unauthorised'
}

function endedByAct(followed: readonly Followed[]): Ended[] {
  return followed.flatMap(({ absent, chase, acts }) =>
    chase.state === 'ended'
      ? [
          {
            pupilId: absent.pupil.pupilId,
            chase,
            recoded: undefined,
            lastAct: acts.findLast(({ at }) => at === chase.at),
          },
        ]
      : [],
  )
}
