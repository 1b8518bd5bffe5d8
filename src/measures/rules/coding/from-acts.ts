import type { Day } from '../../../kernel/day.ts'
import type { GroupId } from '../../../kernel/ids.ts'
import type { Half } from '../../../kernel/session.ts'
import type { Moment } from '../../../kernel/time-of-day.ts'

/** An act of the journal, as far as habits of coding show in it. */
export interface ActSeen {
  readonly number: number
  readonly kind: 'taken' | 'amended'
  readonly at: Moment
  /** The day on which it was done, by the school's clock. */
  readonly on: Day
  readonly by: { readonly id: string; readonly name: string }
  readonly groupId: GroupId | null
  /** The session whose marks it set; for an amendment of many, the first. */
  readonly day: Day
  readonly half: Half
  readonly marks: number
  /** Of them, present without being late; 0 will do where the same person's register before was longer ago than `TOO_FAST_SECONDS`. */
  readonly present: number
}

/** Registers that one person saved one after the other, each with everybody present, faster than names can be read. */
export interface InSeconds {
  readonly by: ActSeen['by']
  readonly registers: readonly {
    readonly number: number
    readonly groupId: GroupId | null
    readonly day: Day
    readonly half: Half
    readonly seconds: number
  }[]
}

/** Reading thirty names and looking up takes longer than this. */
export const TOO_FAST_SECONDS = 20
const FEWEST_MARKS = 8

/** Whole registers of all present, saved within seconds of the same person's register before. People are listed from the most such registers. */
export function allPresentInSeconds(acts: readonly ActSeen[]): readonly InSeconds[] {
  const found: InSeconds[] = []
  for (const [, of] of Map.groupBy(
    acts.filter(({ kind }) => kind === 'taken'),
    ({ by }) => by.id,
  )) {
    const inOrder = of.toSorted((one, other) => one.number - other.number)
    const registers = inOrder.flatMap((act, at) => {
      const before = inOrder[at - 1]
      if (before === undefined || act.marks < FEWEST_MARKS || act.present < act.marks) return []
      const seconds = (Date.parse(act.at) - Date.parse(before.at)) / 1000
      const another = before.groupId !== act.groupId || before.day !== act.day || before.half !== act.half
      if (!another || seconds > TOO_FAST_SECONDS) return []
      return [{ number: act.number, groupId: act.groupId, day: act.day, half: act.half, seconds: Math.round(seconds) }]
    })
    const [first] = inOrder
    if (registers.length > 0 && first !== undefined) found.push({ by: first.by, registers })
  }
  return found.sort((one, other) => other.registers.length - one.registers.length)
}

/** Many marks amended on one day, long after their sessions. */
export interface Clustered {
  readonly on: Day
  readonly by: ActSeen['by']
  readonly marks: number
  readonly acts: number
  /** The first and the last day whose marks were changed. */
  readonly from: Day
  readonly to: Day
}

const AFTER_DAYS = 7
const FEWEST_AMENDED = 10

/** Marks that one person amended on one day for sessions more than a week before: lawful, and worth a look before an inspection or a return. */
export function editsAfterTheFact(acts: readonly ActSeen[]): readonly Clustered[] {
  const late = acts.filter(
    ({ kind, on, day }) => kind === 'amended' && Date.parse(on) - Date.parse(day) > AFTER_DAYS * 86_400_000,
  )
  return [...Map.groupBy(late, ({ on, by }) => `${on} ${by.id}`).values()]
    .flatMap((of): Clustered[] => {
      const [first] = of
      const days = of.map(({ day }) => day).sort()
      const [from] = days
      const to = days.at(-1)
      const marks = of.reduce((sum, act) => sum + act.marks, 0)
      if (first === undefined || from === undefined || to === undefined || marks < FEWEST_AMENDED) return []
      return [{ on: first.on, by: first.by, marks, acts: of.length, from, to }]
    })
    .sort((one, other) => other.marks - one.marks)
}
