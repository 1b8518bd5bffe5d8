import { randomUUID } from 'node:crypto'
import type { Day } from '../../kernel/day.ts'
import type { ContactId, PupilId, SchoolId } from '../../kernel/ids.ts'
import { type Result, success } from '../../kernel/result.ts'
import type { Session } from '../../kernel/session.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { Context } from '../../platform/http/use-case.ts'
import { enterReport } from '../reports/enter-report.ts'
import type { AbsentNow } from '../rules/morning.ts'
import type { ReportCategory } from '../rules/report.ts'

interface Reason {
  readonly schoolId: SchoolId
  readonly pupilIds: readonly PupilId[]
  readonly absent: ReadonlyMap<PupilId, AbsentNow>
  readonly category: ReportCategory
  readonly words: string
  readonly returnDay: Day | null
  readonly reporter: { readonly contactId: ContactId | null; readonly name: string }
}

/**
 * A reason given on the telephone becomes a report of the family, for each child from the first session missed: the office then accepts it as
 * any other. Brothers and sisters who have been away equally long are one report.
 */
export async function enterReason(context: Context, of: Reason): Promise<Result<undefined>> {
  const { schoolId, pupilIds, absent, category, words, returnDay, reporter } = of
  const today = schoolTime(context.now).day
  const byStart = Map.groupBy(pupilIds, (id) => startOf(absent.get(id), today))
  for (const [start, ids] of byStart) {
    const [day, half] = start.split(' ') as [Day, Session['half']] // as startOf wrote it
    const known = day < today ? ({ kind: 'day', day: today } as const) : ({ kind: 'unknown' } as const)
    const entered = await enterReport(context, {
      schoolId,
      children: ids.map((pupilId) => ({ pupilId, reportId: randomUUID() })),
      first: { day, half },
      until: returnDay === null ? known : { kind: 'returns', day: returnDay },
      category,
      words,
      channel: 'phone',
      reporter,
      receivedAt: context.now,
    })
    if (!entered.ok) return entered
  }
  return success(undefined)
}

/** The first session missed, as one text; this morning for a child whose mark was changed meanwhile. */
function startOf(absent: AbsentNow | undefined, today: Day): string {
  if (absent === undefined) return `${today} AM`
  return `${absent.since} ${absent.since === today ? (absent.halves[0] ?? 'AM') : 'AM'}`
}
