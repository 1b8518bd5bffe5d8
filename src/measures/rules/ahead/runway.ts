import type { Sessions } from '../sessions.ts'

/** Sessions so far, and those still to come while on roll: what is planned already is known, the rest could be attended. */
export interface Ahead {
  readonly absent: number
  readonly possible: number
  /** Sessions to come that will be possible, planned absences among them. */
  readonly toCome: number
  /** Of those, absences that are planned already. */
  readonly planned: number
}

/** A share of absence at which a pupil is counted: 10 % persistently, 50 % severely. */
export type Line = 10 | 50

/**
 * How many more sessions can be missed and the pupil still end below a line, by whole numbers: the line is met at exactly its share.
 * @returns below 0 where even attending everything not yet planned away ends at the line or above: by how many sessions it is too late.
 */
export function sessionsLeftBefore(line: Line, { absent, possible, toCome, planned }: Ahead): number {
  const end = possible + toCome
  if (end === 0) return 0
  // The most absences that stay below: the greatest a with 100 a < line × end.
  const most = Math.ceil((line * end) / 100) - 1
  return Math.min(most - absent - planned, toCome - planned)
}

/** An attendance that a pupil may want to come back to. */
export type Aim = 90 | 95

/** Sessions counted so far, with what lies ahead. */
export function aheadOf(sessions: Pick<Sessions, 'absent' | 'possible'>, toCome: number, planned: number): Ahead {
  return { absent: sessions.absent, possible: sessions.possible, toCome, planned }
}
