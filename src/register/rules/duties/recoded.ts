import type { Duty, Ended } from '../../../duties/contract.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import { schoolYearOf } from '../../../kernel/school-year.ts'
import { type Session, type SessionIndex, sessionAt, sessionIndex } from '../../../kernel/session.ts'
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
  const recoded = new Map<string, Recoded>()
  for (const entry of entries) {
    for (const { pupilId, session: place, from, to } of entry.marks) {
      const session = sessionAt(entry.year, place)
      const key = `${pupilId} ${session.day} ${session.half}`
      if (to === N) recoded.delete(key)
      else if (from === N || (recoded.has(key) && from !== to)) {
        recoded.set(key, { pupilId, yearGroup: yearGroups.get(pupilId) ?? null, session, ended: endedBy(entry, to) })
      }
    }
  }
  return [...recoded.values()].filter((mark) => !standsAsN(facts, mark))
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
