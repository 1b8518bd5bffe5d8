import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { recordAct } from '../../audit/index.ts'
import { longDay } from '../../kernel/day.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import { type Result, success } from '../../kernel/result.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import { type Moment, schoolTime } from '../../kernel/time-of-day.ts'
import type { Clock } from '../../platform/clock.ts'
import { type Database, many, type Tx } from '../../platform/database/database.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { amendMarks, lastNumber } from '../../register/index.ts'
import { dueForO, type Unexplained } from '../rules/reason-clock.ts'
import { answerBy, isWarned } from '../rules/warned.ts'
import { reachedWarnings } from './reached-warnings.ts'
import { automaticO, openReport, wantedReasons } from './wanted-reasons.ts'
import type { KeptWarning } from './warnings.ts'

/** Who the journal names for an O that nobody entered by hand. */
export const REASON_CLOCK = {
  id: '00000000-0000-4000-8000-000000000002',
  name: 'Firstbell, clock of reasons',
  position: 'automatic',
} as const

/**
 * Turns into O every N whose school days are over, at every school that lets it: only where the family was told first, and where no
 * report waits for the office (regulation 10(7) to (9)). A school is a transaction of its own; one that fails is named and keeps no other.
 * Where the register refuses the mark of one pupil, the others turn, and that one is named.
 */
export async function turnUnexplained(
  database: Database,
  clock: Clock,
): Promise<{ turned: number; failed: readonly { schoolId: SchoolId; error: unknown }[] }> {
  const now = clock.now()
  const schools = await database.asSystem((tx) =>
    many(tx, sql<{ id: SchoolId }>`select distinct school_id as id from absence.warning order by school_id`),
  )
  const failed: { schoolId: SchoolId; error: unknown }[] = []
  let turned = 0
  for (const { id } of schools) {
    try {
      const done = await database.inTenants([id], (tx) => turnOf(tx, { schoolId: id, now }))
      turned += done.turned
      failed.push(...done.refused.map((error) => ({ schoolId: id, error })))
    } catch (error) {
      failed.push({ schoolId: id, error })
    }
  }
  return { turned, failed }
}

interface Turned {
  readonly turned: number
  /** Why the register left some as they are: one for each pupil. */
  readonly refused: readonly Error[]
}

async function turnOf(tx: Tx, of: { schoolId: SchoolId; now: Moment }): Promise<Turned> {
  const { schoolId, now } = of
  if (!(await automaticO(tx, schoolId)).on) return { turned: 0, refused: [] }
  const { asked, marks, reports, warnings: told } = await wantedReasons(tx, of)
  // Whoever was told today is asked for an answer by a day to come, and has until then.
  const reached = await reachedWarnings(tx, { schoolId, warnings: told })
  const warnings = reached.filter(({ at }) => answerBy(schoolTime(at).day) < asked.today)
  const due = dueForO(marks, { warnings, waits: (mark) => openReport(reports, mark) !== undefined })
  let turned = 0
  const refused: Error[] = []
  for (const ofYear of Map.groupBy(due, ({ session }) => schoolYearOf(session.day)).values()) {
    const atOnce = await turn(tx, { schoolId, now, marks: ofYear, warnings })
    if (atOnce.ok) turned += atOnce.value
    else
      for (const [pupilId, marks] of Map.groupBy(ofYear, (mark) => mark.pupilId)) {
        const one = await turn(tx, { schoolId, now, marks, warnings })
        if (one.ok) turned += one.value
        else refused.push(new Error(`${one.problem.code}: an N of pupil ${pupilId} could not be turned into O`))
      }
  }
  return { turned, refused }
}

async function turn(
  tx: Tx,
  of: { schoolId: SchoolId; now: Moment; marks: readonly Unexplained[]; warnings: readonly KeptWarning[] },
): Promise<Result<number>> {
  const { schoolId, now, marks, warnings } = of
  let facts: Readonly<Record<string, unknown>> = {}
  const context = clockContext(tx, { schoolId, now, audit: (about) => Object.assign(facts, about.facts) })
  facts = { marks: marks.length }
  const version = await lastNumber(tx, schoolId)
  const amended = await amendMarks(context, {
    params: { schoolId },
    query: undefined,
    body: {
      key: keyOf(schoolId, version, marks),
      reason: 'No reason was given in time, and the family had been told',
      version,
      despiteClock: false,
      marks: marks.map((mark) => ({
        pupilId: mark.pupilId,
        ...mark.session,
        to: 'O' as const,
        seen: 'N' as const,
        details: { reason: whyO(warnings, mark) },
      })),
    },
  })
  if (!amended.ok) return amended
  await recordAct(tx, {
    at: now,
    operation: 'turn-unexplained',
    sentence: 'recorded absences without a reason as unauthorised at the end of their clock',
    caller: REASON_CLOCK,
    tenant: schoolId,
    subject: undefined,
    facts,
    requestId: context.requestId,
  })
  return success(amended.value.changed.length)
}

function whyO(warnings: readonly KeptWarning[], mark: Unexplained): string {
  const told = warnings.findLast((one) => isWarned([one], mark))
  const when = told === undefined ? '' : `; ${told.contact.name} was told on ${longDay(schoolTime(told.at).day)}`
  return `No reason was given within its school days${when}`
}

/** The same for the same state of the journal: two servers that come here at once make one act. */
function keyOf(schoolId: SchoolId, version: number, marks: readonly Unexplained[]): string {
  const pupils = new Set(marks.map(({ pupilId }) => pupilId))
  const [pupil = ''] = pupils.size === 1 ? pupils : []
  const hex = createHash('sha256').update(`turn ${schoolId} ${version} ${pupil}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}

/** The clock acts by itself: it answers nobody and holds no rights but the one it is started for. */
function clockContext(tx: Tx, of: { schoolId: SchoolId; now: Moment; audit: Context['audit'] }): Context {
  return {
    tx,
    caller: REASON_CLOCK,
    now: of.now,
    requestId: randomUUID(),
    cookie: undefined,
    answerHeader: () => undefined,
    tenants: [of.schoolId],
    reach: 'all',
    may: () => undefined,
    audit: of.audit,
    say: async () => undefined,
  }
}
