import { type Result, refused, success } from '../kernel/result.ts'
import type { Moment } from '../kernel/time-of-day.ts'
import { sessionTimes } from '../law/day-clock.ts'
import type { Tx } from '../platform/database/database.ts'
import type { UseCase } from '../platform/http/use-case.ts'
import { actOnce } from './act-once.ts'
import type * as contract from './contract.ts'
import { type Head, saveEntry } from './journal/store.ts'
import { type MarksOfRegister, marksOfRegister, type RollOfRegister, rollOfRegister } from './load-register.ts'
import { marksAtClosing, STAY_MISSING, UNMARKED } from './rules/closing.ts'
import type { Actor, Entry } from './rules/journal.ts'
import { refuseFuture } from './rules/register-times.ts'

/** Closes a register by hand: the office, with a reason where nobody took it. */
export const closeRegister: UseCase<typeof contract.closeRegister> = async (context, { params, body }) => {
  const loaded = await rollOfRegister(context, params)
  if (!loaded.ok) return loaded
  const roll = loaded.value
  const begun = refuseFuture(roll.clock, roll.session, roll.now)
  if (!begun.ok) return begun
  const sent = { schoolId: params.schoolId, operation: 'close-register', request: { params, body } }
  return actOnce<{ version: number; state: 'closed'; marks: number }>(context, sent, {
    first: async (act) => {
      const marks = await marksOfRegister(context.tx, roll)
      const may = mayClose(marks, roll, body)
      if (!may.ok) return may
      const { now, caller: by } = context
      const fill = body.unmarked === 'absent'
      const entry = await closeMarks(context.tx, act.head, {
        roll,
        marks,
        fill,
        at: now,
        by,
        reason: body.reason,
        keyed: act.keyed,
      })
      context.audit({ subject: params.groupId, facts: { ...roll.session, entry: entry.number } })
      return success(closed(entry))
    },
    again: async (entry) => success(closed(entry)),
  })
}

function closed(entry: Entry) {
  return { version: entry.number, state: 'closed' as const, marks: entry.marks.length }
}

function mayClose(
  marks: MarksOfRegister,
  roll: RollOfRegister,
  wish: { reason?: string | undefined },
): Result<undefined> {
  if (marks.register.closed) return refused('register.closed', 'This register is closed already.')
  if (!marks.register.begun && !wish.reason)
    return refused(
      'register.reason-needed',
      'Nobody has taken this register. Closing it marks the whole class: please give the reason.',
    )
  const { close } = sessionTimes(roll.clock, roll.session.half)
  if (roll.session.day === roll.now.day && roll.now.time < close && !wish.reason)
    return refused(
      'register.reason-needed',
      `This register stays open until ${close}. To close it sooner, give the reason.`,
    )
  return success(undefined)
}

/** The act of closing, by hand or by the clock: N for whoever has no mark, where `fill` says so. */
export function closeMarks(
  tx: Tx,
  head: Head,
  closing: {
    roll: Pick<RollOfRegister, 'session' | 'year' | 'index' | 'group' | 'pupils'>
    marks: Pick<MarksOfRegister, 'strips'>
    fill: boolean
    at: Moment
    by: Actor
    reason?: string | undefined
    keyed?: { key: string; bodyHash: string }
  },
): Promise<Entry> {
  const { roll, marks, fill } = closing
  const pupilIds = roll.pupils.map((pupil) => pupil.id)
  const byteNow = (id: (typeof pupilIds)[number]) => marks.strips.get(id)?.[roll.index] ?? 0
  return saveEntry(tx, head, {
    act: 'closed',
    year: roll.year,
    session: roll.index,
    groupId: roll.group.id,
    at: closing.at,
    by: closing.by,
    reason: closing.reason,
    ...closing.keyed,
    ...(fill ? {} : { facts: { [UNMARKED]: STAY_MISSING } }),
    marks: fill ? marksAtClosing(roll.session, pupilIds, byteNow) : [],
    strips: marks.strips,
  })
}
