import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { firstDayOf, lastDayOf, type SchoolYear, schoolYear, schoolYearOf } from '../../kernel/school-year.ts'
import { type Session, sessionIndex } from '../../kernel/session.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import { byteOfCode, parseCode } from '../../law/codes.ts'
import type { DayClock } from '../../law/day-clock.ts'
import { maybeOne, type Tx } from '../../platform/database/database.ts'
import { type RollPupil, sessionsOf } from '../../roll/contract.ts'
import { calendarOf, dayClocksOn } from '../../roll/index.ts'
import { entriesOfPupil } from '../journal/entries.ts'
import { lockJournal, readStrips } from '../journal/store.ts'
import { type AmendmentOnPaper, amendmentsIn, bytesBegun, codeAt, codeKey } from '../rules/papers.ts'
import { placesPassed, type SchoolNow } from '../rules/register-times.ts'
import { tallyOf } from '../rules/tally.ts'

/** A pupil's marks from one day to another as papers certify them, all of one moment. */
export interface RegisterExtract {
  /** `begun`: a session that is still to come has no mark, and lacks none. */
  readonly sessions: readonly { readonly session: Session; readonly code: string; readonly begun: boolean }[]
  readonly amendments: readonly AmendmentOnPaper[]
  readonly totals: readonly { readonly label: string; readonly value: string }[]
  readonly codes: ReturnType<typeof codeKey>
  /** The first day that it covers: a pupil is certified nothing before the first day on roll. */
  readonly onRollFrom: Day
  /** The end of the journal that it was made from. */
  readonly journal: { readonly number: number; readonly hash: string }
}

/** Locks the journal while it is read, so that hash, marks and amendments are of one moment: typeset it afterwards. */
export async function readExtract(
  tx: Tx,
  of: {
    readonly schoolId: SchoolId
    readonly pupil: Pick<RollPupil, 'id' | 'startingDay' | 'yearGroup'>
    readonly from: Day
    readonly to: Day
    readonly now: Moment
  },
): Promise<RegisterExtract> {
  const { schoolId, pupil, from, to } = of
  const { lastNumber, lastHash } = await lockJournal(tx, schoolId)
  const now = schoolTime(of.now)
  const clock = (await dayClocksOn(tx, { schoolId, day: now.day }))[pupil.yearGroup]
  const onRollFrom = pupil.startingDay > to ? from : later(from, pupil.startingDay)
  const { amendments, sessions, bytes } = await yearsOfPupil(tx, {
    schoolId,
    pupilId: pupil.id,
    from: onRollFrom,
    to,
    begun: { now, clock },
  })
  return {
    sessions,
    amendments,
    totals: totalsOnPaper(bytes),
    codes: codeKey([...bytes, ...amendments.flatMap(bytesOf)]),
    onRollFrom,
    journal: { number: lastNumber, hash: lastHash },
  }
}

/** The marks of an amendment: whoever reads that an N became an O asks what an N was. */
function bytesOf({ from, to }: AmendmentOnPaper): readonly number[] {
  return [from, to].flatMap((text) => {
    const code = parseCode(text)
    return code === undefined ? [] : [byteOfCode(code)]
  })
}

/** The hash of one entry of a school's journal; undefined where there is no such entry. */
export async function journalHashAt(
  tx: Tx,
  of: { readonly schoolId: SchoolId; readonly number: number },
): Promise<string | undefined> {
  const row = await maybeOne(
    tx,
    sql<{ hash: string }>`
      select encode(hash, 'hex') as hash from register.entry where school_id = ${of.schoolId} and number = ${of.number}`,
  )
  return row?.hash
}

interface PeriodOfPupil {
  readonly schoolId: SchoolId
  readonly pupilId: PupilId
  readonly from: Day
  readonly to: Day
  /** The moment that the paper stands for, and the pupil's clock: later sessions are planned at most, and left out. */
  readonly begun: { readonly now: SchoolNow; readonly clock: DayClock | undefined }
}

async function yearsOfPupil(tx: Tx, of: PeriodOfPupil) {
  const { schoolId, pupilId, from, to, begun } = of
  const amendments: AmendmentOnPaper[] = []
  const sessions: { session: Session; code: string; begun: boolean }[] = []
  const bytes: number[] = []
  for (let beginning: number = schoolYearOf(from); beginning <= schoolYearOf(to); beginning += 1) {
    const year: SchoolYear = schoolYear(beginning)
    const calendar = await calendarOf(tx, { schoolId, year })
    const strip = (await readStrips(tx, { schoolId, year, pupilIds: [pupilId] })).get(pupilId)
    const inYear = calendar === undefined ? [] : sessionsOf(calendar).filter((one) => one.day >= from && one.day <= to)
    const passed = placesPassed(year, begun.now, begun.clock)
    bytes.push(...bytesBegun(strip, inYear, passed))
    for (const session of inYear) {
      const hasBegun = sessionIndex(session) < passed
      sessions.push({ session, code: hasBegun ? codeAt(strip, session) : '', begun: hasBegun })
    }
    const span = {
      from: sessionIndex({ day: later(from, firstDayOf(year)), half: 'AM' }),
      to: sessionIndex({ day: earlier(to, lastDayOf(year)), half: 'PM' }),
    }
    const entries = await entriesOfPupil(tx, { schoolId, year, pupilId, ...span, notable: true })
    amendments.push(...amendmentsIn(entries, span).filter((one) => one.pupilId === pupilId && one.index < passed))
  }
  return { amendments, sessions, bytes }
}

function earlier(one: Day, other: Day): Day {
  if (one < other) return one
  return other
}

function later(one: Day, other: Day): Day {
  if (one > other) return one
  return other
}

function totalsOnPaper(bytes: readonly number[]) {
  const tally = tallyOf(Uint8Array.from(bytes), { from: 0, to: bytes.length })
  return [
    { label: 'Sessions attended', value: `${tally.attendedOf} that were possible` },
    { label: 'Authorised absence', value: `${tally.authorised} sessions` },
    { label: 'Unauthorised absence', value: `${tally.unauthorised} sessions` },
    { label: 'Late before the register closed', value: `${tally.lateBeforeClose} sessions (counted as attended)` },
    { label: 'Late after the register closed', value: `${tally.lateAfterClose} sessions (counted as unauthorised)` },
    { label: 'Not counted', value: `${tally.notPossible} sessions` },
    { label: 'Sessions without a mark', value: `${bytes.filter((byte) => byte === 0).length}` },
  ]
}
