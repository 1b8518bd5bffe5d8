import { isPersistentlyAbsent, isSeverelyAbsent, type Sessions } from '../sessions.ts'
import type { EnrolmentFigures, GroupFigures } from './group-figures.ts'
import type { Membership } from './kinds.ts'

/** What is shown of a group, and can be added up. */
export type Sums = Pick<GroupFigures, 'sessions' | 'enrolments' | 'persistent' | 'severe' | 'full'>

/** How many numbers that is: `written` and `readSums` say in which order. */
const WIDTH = 15

/** The numbers of each enrolment, one row after the other, so that thirty divisions of a school are thirty passes over one array. */
export function numbersOf(each: readonly EnrolmentFigures[]): Float64Array {
  const numbers = new Float64Array(each.length * WIDTH)
  each.forEach(({ sessions }, at) => {
    const isCounted = sessions.possible > 0
    numbers.set(
      written({
        sessions,
        enrolments: isCounted ? 1 : 0,
        persistent: isPersistentlyAbsent(sessions) ? 1 : 0,
        severe: isSeverelyAbsent(sessions) ? 1 : 0,
        full: isCounted && sessions.absent === 0 ? 1 : 0,
      }),
      at * WIDTH,
    )
  })
  return numbers
}

/** The sums of each cell of a division. */
export function sumsOfCells(numbers: Float64Array, { cells, cellOf }: Membership): readonly Sums[] {
  const sums = new Float64Array(cells * WIDTH)
  for (let at = 0; at < cellOf.length; at++) {
    const into = (cellOf[at] ?? 0) * WIDTH
    const from = at * WIDTH
    for (let place = 0; place < WIDTH; place++)
      sums[into + place] = (sums[into + place] ?? 0) + (numbers[from + place] ?? 0)
  }
  return Array.from({ length: cells }, (_, cell) => readSums(sums.subarray(cell * WIDTH, (cell + 1) * WIDTH)))
}

/** The sums of everybody but a part. */
export function sumsLess(all: Sums, part: Sums): Sums {
  const taken = written(part)
  return readSums(written(all).map((value, place) => value - (taken[place] ?? 0)))
}

function written({ sessions, enrolments, persistent, severe, full }: Sums): readonly number[] {
  return [
    sessions.possible,
    sessions.attended,
    sessions.present,
    sessions.approvedActivity,
    sessions.absent,
    sessions.authorised,
    sessions.unauthorised,
    sessions.late,
    sessions.notPossible,
    sessions.administrative,
    sessions.missing,
    enrolments,
    persistent,
    severe,
    full,
  ]
}

function readSums(row: ArrayLike<number>): Sums {
  const at = (place: number) => row[place] ?? 0
  const sessions: Sessions = {
    possible: at(0),
    attended: at(1),
    present: at(2),
    approvedActivity: at(3),
    absent: at(4),
    authorised: at(5),
    unauthorised: at(6),
    late: at(7),
    notPossible: at(8),
    administrative: at(9),
    missing: at(10),
  }
  return { sessions, enrolments: at(11), persistent: at(12), severe: at(13), full: at(14) }
}
