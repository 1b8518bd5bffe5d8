import type { Duty, Ended } from '../../../duties/contract.ts'
import type { Day } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import type { SchoolYear } from '../../../kernel/school-year.ts'
import { type SessionIndex, sessionAt } from '../../../kernel/session.ts'
import type { Moment } from '../../../kernel/time-of-day.ts'
import { type Code, codeOfByte } from '../../../law/codes.ts'
import { lastOf, type ThreadEvent } from '../../contract/event.ts'
import { isCounted } from '../national-threshold.ts'
import { sessionKey } from '../threshold/marks-of-strip.ts'
import type { CountedMark, ThresholdStanding } from '../threshold/standing.ts'
import { considerDuty } from './gate-duties.ts'

/** An act of the register as far as it says which sessions stopped counting, and by whom. */
export interface ChangeOfMarks {
  readonly year: SchoolYear
  readonly madeAt: Moment
  readonly by: { readonly name: string; readonly position: string }
  readonly marks: readonly {
    readonly pupilId: PupilId
    readonly session: SessionIndex
    readonly from: number
    readonly to: number
  }[]
}

/** The sessions of one child that counted and were recoded, and who did it last. */
export interface Recoded {
  readonly marks: readonly CountedMark[]
  readonly at: Moment
  readonly by: { readonly name: string; readonly position: string }
}

/** What recent acts took from the count, by child: a session that counts again is not among it. */
export function recodedSessions(changes: readonly ChangeOfMarks[]): ReadonlyMap<PupilId, Recoded> {
  const found = new Map<PupilId, Map<string, { mark: CountedMark; change: ChangeOfMarks }>>()
  for (const change of changes)
    for (const { pupilId, session: place, from, to } of change.marks) {
      const [code, after] = [codeOfByte(from), codeOfByte(to)]
      const known = found.get(pupilId)
      if (known === undefined && !counts(code)) continue
      const session = sessionAt(change.year, place)
      if (counts(after)) known?.delete(sessionKey(session))
      else if (code !== undefined && counts(code))
        found.set(pupilId, (known ?? new Map()).set(sessionKey(session), { mark: { session, code }, change }))
    }
  return new Map(
    [...found].flatMap(([pupilId, taken]) => {
      const last = [...taken.values()]
        .toSorted((one, other) => (one.change.madeAt < other.change.madeAt ? -1 : 1))
        .at(-1)
      if (last === undefined) return []
      const { madeAt: at, by } = last.change
      return [[pupilId, { marks: [...taken.values()].map(({ mark }) => mark), at, by }] as const]
    }),
  )
}

function counts(code: Code | undefined): boolean {
  return code !== undefined && isCounted(code)
}

/**
 * N13 of a child who had met the threshold and has not any more, because sessions were recoded.
 * @param before the standing with those sessions put back
 */
export function withdrawnDuty(
  pupilId: PupilId,
  of: { readonly before: ThresholdStanding; readonly now: ThresholdStanding; readonly recoded: Recoded },
): Duty[] {
  const { before, now, recoded } = of
  if (before.state !== 'met' || now.state === 'met') return []
  const gone = new Set(recoded.marks.map(({ session }) => sessionKey(session)))
  const still = before.making.filter(({ session }) => !gone.has(sessionKey(session))).length
  const words = `Sessions were recoded: ${still} of the ${before.making.length} still count`
  return ended(pupilId, before, { how: 'withdrawn', words, at: recoded.at, by: recoded.by })
}

/** N13 of a child about whom the head has decided since a day. */
export function decidedDuty(
  { pupilId, events }: { readonly pupilId: PupilId; readonly events: readonly ThreadEvent[] },
  since: Day,
): Duty[] {
  const decided = lastOf(events, 'decided')
  if (decided === undefined || decided.day < since || decided.body.metOn === null) return []
  const { metOn, sessions, decision } = decided.body
  const making = sessions.map(({ day, half, code }) => ({ session: { day, half }, code: code as Code, dropsOut: null }))
  const standing: ThresholdStanding = {
    ...{ state: 'met', metOn, making, now: [] },
    ...{ last: null, below: null, toUndo: 0, unexplained: 0 },
  }
  const { at, by } = decided
  return ended(pupilId, standing, { how: 'done', words: `The head decided: ${decision}`, at, by })
}

function ended(pupilId: PupilId, standing: ThresholdStanding, end: Ended): Duty[] {
  return considerDuty({ pupilId, standing, requestBy: null, going: undefined }).map((duty) => ({ ...duty, ended: end }))
}
