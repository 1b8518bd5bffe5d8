import type { Day } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import { schoolYearOf } from '../../kernel/school-year.ts'
import type { Tx } from '../../platform/database/database.ts'
import { readStrips } from '../../register/index.ts'
import { calendarOf } from '../../roll/index.ts'
import { nationalThreshold } from '../rules/national-threshold.ts'
import { basisLost, restsOn } from '../rules/penalty/basis.ts'
import { countedMarks, placesOf, sessionKey } from '../rules/threshold/marks-of-strip.ts'
import type { ThreadFile } from '../threads/store.ts'

/**
 * Why notices should go no further than they are, by thread. Reads the marks of those children alone about whom one is open, whole years however old
 * their sessions are.
 * @param of.threads every thread about each child
 */
export async function lostBases(
  tx: Tx,
  { schoolId, threads, today }: { schoolId: SchoolId; threads: readonly ThreadFile[]; today: Day },
): Promise<ReadonlyMap<string, string>> {
  const open = threads.filter((thread) => (restsOn(thread, today)?.sessions.length ?? 0) > 0)
  const counted = await countedNow(tx, { schoolId, open, today })
  const byPupil = Map.groupBy(threads, ({ pupilId }) => pupilId)
  const amount = nationalThreshold(today)?.sessions ?? 1
  return new Map(
    open.flatMap((thread) => {
      const marks = counted.get(thread.pupilId)
      const words = basisLost(thread, {
        today,
        amount,
        threads: byPupil.get(thread.pupilId) ?? [],
        counts: (session) => marks?.get(schoolYearOf(session.day))?.has(sessionKey(session)) ?? true,
      })
      return words === null ? [] : [[thread.threadId, words] as const]
    }),
  )
}

type Counted = ReadonlyMap<PupilId, ReadonlyMap<number, ReadonlySet<string>>>

/** The sessions that count now of each child and school year; a year without a register of the child is not in it. */
async function countedNow(
  tx: Tx,
  { schoolId, open, today }: { schoolId: SchoolId; open: readonly ThreadFile[]; today: Day },
): Promise<Counted> {
  const found = new Map<PupilId, Map<number, ReadonlySet<string>>>()
  const wanted = open.flatMap((thread) =>
    (restsOn(thread, today)?.sessions ?? []).map(({ day }) => ({ pupilId: thread.pupilId, year: schoolYearOf(day) })),
  )
  for (const [year, of] of Map.groupBy(wanted, (one) => one.year)) {
    const calendar = await calendarOf(tx, { schoolId, year })
    if (calendar === undefined) continue
    const places = placesOf(calendar)
    const pupilIds = [...new Set(of.map(({ pupilId }) => pupilId))]
    const strips = await readStrips(tx, { schoolId, year, pupilIds })
    for (const pupilId of pupilIds) {
      const strip = strips.get(pupilId)
      if (strip === undefined) continue
      const keys = new Set(countedMarks(strip, places).map(({ session }) => sessionKey(session)))
      found.set(pupilId, (found.get(pupilId) ?? new Map<number, ReadonlySet<string>>()).set(year, keys))
    }
  }
  return found
}
