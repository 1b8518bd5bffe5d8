import type { Duty, Ended } from '../../../duties/contract.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import { schoolYearOf } from '../../../kernel/school-year.ts'
import { type Session, type SessionIndex, STRIP_LENGTH, sessionAt, sessionIndex } from '../../../kernel/session.ts'
import { byteOfCode, meaningOfByte } from '../../../law/codes.ts'
import type { Entry } from '../journal.ts'
import type { DutyFacts } from './facts.ts'
import { contactHomeDuty, findReasonDuty, type Unexplained } from './unexplained.ts'

const N = byteOfCode('N')

/** What became of a mark that was N. */
interface Recoded extends Unexplained {
  readonly ended: Ended
}

/**
 * The marks that recent acts made of N, each once, as the last act left it: a reason found, or found to have been there after all. A mark that is N
 * again is not among them.
 */
export function recodedMarks(facts: DutyFacts, entries: readonly Entry[]): readonly Recoded[] {
  const yearGroups = new Map(facts.enrolments.map(({ pupilId, yearGroup }) => [pupilId, yearGroup]))
  // By pupil and place first, as numbers: most marks of most acts are none of ours, and there are thousands of them.
  const recoded = new Map<PupilId, Map<number, { entry: Entry; to: number }>>()
  for (const entry of entries) {
    for (const { pupilId, session: place, from, to } of entry.marks) {
      const known = recoded.get(pupilId)
      if (from !== N && to !== N && known === undefined) continue
      const at = STRIP_LENGTH * entry.year + place
      if (to === N) known?.delete(at)
      else if (from === N || (known?.has(at) && from !== to))
        recoded.set(pupilId, (known ?? new Map()).set(at, { entry, to }))
    }
  }
  return [...recoded].flatMap(([pupilId, places]) =>
    [...places].flatMap(([at, { entry, to }]) => {
      const session = sessionAt(entry.year, at % STRIP_LENGTH)
      const yearGroup = yearGroups.get(pupilId) ?? null
      return standsAsN(facts, { pupilId, session }) ? [] : [{ pupilId, yearGroup, session, ended: endedBy(entry, to) }]
    }),
  )
}

function standsAsN(facts: DutyFacts, { pupilId, session }: { pupilId: PupilId; session: Session }): boolean {
  const place: SessionIndex = sessionIndex(session)
  const strips = schoolYearOf(session.day) === facts.year ? facts.strips : facts.lastYear
  return strips.get(pupilId)?.[place] === N
}

/** A reason discharges the duty; a pupil who was there, or need not have been, withdraws it. */
function endedBy(entry: Entry, to: number): Ended {
  const meaning = meaningOfByte(to)
  const absence = meaning?.statistical === 'authorised' || meaning?.statistical === 'unauthorised'
  const words = absence ? 'Recoded from N, with its reason' : 'Recoded from N: not an absence'
  const { name, position } = entry.by
  return {
    how: absence ? 'done' : 'withdrawn',
    words: meaning === undefined ? 'The N was taken back' : words,
    ...(meaning === undefined ? {} : { code: meaning.code }),
    ...(entry.reason === null ? {} : { confidential: entry.reason }),
    at: entry.madeAt,
    by: { name, position },
  }
}

/** The duties that those marks had, ended: N4 of each mark, and N5 of each day on which none is left. */
export function endedWithMarks(
  facts: DutyFacts,
  of: { readonly recoded: readonly Recoded[]; readonly marks: readonly Unexplained[] },
): Duty[] {
  const stillOpen = new Set(of.marks.map(({ pupilId, session }) => `${pupilId} ${session.day}`))
  const byDay = Map.groupBy(of.recoded, ({ pupilId, session }) => `${pupilId} ${session.day}`)
  const contacts = [...byDay].flatMap(([day, marks]): Duty[] => {
    const last = marks.toSorted((one, other) => (one.ended.at < other.ended.at ? -1 : 1)).at(-1)
    return stillOpen.has(day) || last === undefined ? [] : [{ ...contactHomeDuty(facts, marks), ended: last.ended }]
  })
  return [...of.recoded.map((mark) => ({ ...findReasonDuty(facts, mark), ended: mark.ended })), ...contacts]
}
