import type { GroupId, PupilId } from '../../kernel/ids.ts'
import { conflict, type Result, refused, success } from '../../kernel/result.ts'
import type { SessionIndex } from '../../kernel/session.ts'
import type { Moment } from '../../kernel/time-of-day.ts'
import type { Entry } from './journal.ts'
import { COMPLETE } from './register-state.ts'
import { standingIn } from './standing.ts'
import type { DecidedMark } from './taking.ts'
import { UNDOES, withoutUndone } from './undone.ts'

/** How long after a save its screen offers to undo it. */
export const UNDO_SECONDS = 10

/** How long the server allows it: the button's ten seconds begin when the answer arrives, and a slow network takes some more. */
export const UNDO_ALLOWED_SECONDS = 30

/** Why the marks went back, as the journal keeps it. */
export const UNDO_REASON = 'undone within seconds of saving'

export interface UndoFacts {
  readonly register: { readonly groupId: GroupId; readonly session: SessionIndex; readonly closed: boolean }
  /** The entry with the number that was sent; undefined where the school has none. */
  readonly save: Entry | undefined
  /** Every entry that touches the register's session, of any group, in order. */
  readonly entries: readonly Entry[]
  readonly byteNow: (pupilId: PupilId) => number
  readonly nameOf: (pupilId: PupilId) => string
  readonly callerId: string
  readonly now: Moment
}

/**
 * The marks that undoing a save makes: each goes back to what it was, a blank too, with what was recorded beside that. All or
 * nothing, and only the caller's own save, within seconds, while the register is open and nobody has built on it.
 */
export function decideUndo(facts: UndoFacts): Result<readonly DecidedMark[]> {
  const { register, save, entries } = facts
  const isOfRegister = save?.groupId === register.groupId && save.firstSession === register.session
  if (save?.act !== 'taken' || !isOfRegister || save.by.id !== facts.callerId)
    return refused('register.no-such-save', 'There is no save of yours with this number here. Open the register again.')
  if (register.closed)
    return refused('register.closed', 'This register has closed, so the save stands. Ask the office to amend it.')
  if (entries.some((entry) => entry.act === 'undone' && entry.facts[UNDOES] === save.number))
    return refused('register.already-undone', 'This save has been undone already. Open the register again.')
  if (Date.parse(facts.now) - Date.parse(save.madeAt) > UNDO_ALLOWED_SECONDS * 1000)
    return refused(
      'register.undo-over',
      'A save can be undone only within seconds. Enter the right mark over the wrong one, and save again.',
    )
  const built = builtOn(save, facts)
  if (built !== undefined) return built
  const before = standingIn(
    register.session,
    entries.filter((entry) => entry.number < save.number),
  )
  return success(
    save.marks.map(({ pupilId, session, from }) => {
      const details = before.get(pupilId)?.details ?? {}
      return { pupilId, session, to: from, ...(Object.keys(details).length === 0 ? {} : { details }) }
    }),
  )
}

/** 409 where a later act changed one of the save's marks, or called whole a register that undoing would leave with blanks. */
function builtOn(save: Entry, facts: UndoFacts) {
  const { register } = facts
  const later = withoutUndone(facts.entries).filter((entry) => entry.number > save.number)
  const touched = save.marks.flatMap(({ pupilId, to }) => {
    const by = later.findLast((entry) =>
      entry.marks.some((mark) => mark.pupilId === pupilId && mark.session === register.session),
    )
    if (by === undefined && facts.byteNow(pupilId) === to) return []
    return [{ pupilId, name: facts.nameOf(pupilId), by: by?.by.name ?? 'Somebody' }]
  })
  const help = 'The save was not undone. Look at the register again, and enter the right marks over the wrong ones.'
  const [first] = touched
  if (first !== undefined) {
    const names = touched.map(({ name }) => name).join(', ')
    const who = [...new Set(touched.map(({ by }) => by))].join(' and ')
    return conflict('register.changed-since', `${names}: changed by ${who} since you saved. ${help}`, {
      marks: touched,
    })
  }
  const whole = later.findLast((entry) => entry.groupId === register.groupId && entry.facts[COMPLETE] === true)
  if (whole === undefined) return undefined
  return conflict('register.changed-since', `${whole.by.name} has completed this register since you saved. ${help}`, {
    marks: [],
  })
}
