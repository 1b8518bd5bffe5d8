import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { type Dispatch, useCallback, useRef, useState } from 'react'
import { codeIfShown } from '../../../law/reason-category.ts'
import type { Input } from '../../../ui/call.ts'
import { newKey } from '../../../ui/new-key.ts'
import { OfflineError, ProblemError } from '../../../ui/problem.ts'
import { openRegister, type Register, type takeRegister } from '../../contract.ts'
import { isForLater, sameAgain } from '../../rules/screen/for-later.ts'
import { countsOf, firstIncomplete, marksToSave, type Sheet } from '../../rules/screen/register-sheet.ts'
import { type Conflict, keepUnsent, type RegisterAddress, registerKey } from '../offline/kept-database.ts'
import { sendTaking } from '../offline/send-taking.ts'
import { conflictIn } from '../offline/send-unsent.ts'
import type { SaveState, Sent } from './save-state.ts'
import type { SheetAction } from './sheet-state.ts'
import { undoSave } from './undo-save.ts'

type Body = Input<typeof takeRegister>['body']

export interface Saving {
  readonly state: SaveState
  readonly save: () => void
  readonly undo: () => void
  /** After a clash: these marks are sent over what stands, the others of the clash are dropped. */
  readonly settle: (accepted: ReadonlySet<string>) => void
  /** The last number of the journal that this screen knows. */
  readonly seen: (version: number) => void
}

interface Given {
  readonly address: RegisterAddress
  readonly register: Register
  readonly sheet: Sheet
  readonly dispatch: Dispatch<SheetAction>
  readonly personId: string
  /** The school's time now. */
  readonly now: () => Date
}

/** Saving a register: at once where there is a network, on the device where there is none, never over somebody else's mark. */
export function useSave(given: Given): Saving {
  const [state, setState] = useState<SaveState>({ kind: 'nothing-yet' })
  const version = useRef(given.register.version)
  const unsure = useRef<Body>(undefined)
  const latest = useRef(given)
  latest.current = given
  const client = useQueryClient()
  const send = useCallback(
    async (marks: Sent, onSaved: OnSaved) => {
      setState({ kind: 'saving' })
      const act = { marks, version: version.current, unsure: unsure.current, onSaved }
      const outcome = await attempt(latest.current, act)
      version.current = Math.max(version.current, outcome.version ?? 0)
      unsure.current = outcome.unsure
      setState(outcome.state)
      if (outcome.state.kind === 'saved') readAgain(client)
    },
    [client],
  )
  const save = useCallback(() => {
    const { sheet, register, dispatch } = latest.current
    const incomplete = firstIncomplete(sheet)
    if (incomplete !== undefined) return dispatch({ type: 'ask-details', at: incomplete })
    const marks = marksToSave(sheet)
    const { left } = countsOf(sheet)
    const unfinished = register.state === 'not-taken' || register.state === 'being-taken'
    if (marks.length === 0 && !(left === 0 && unfinished))
      return dispatch({ type: 'say', text: 'There is nothing to save.' })
    void send(marks, (answer) => ({ kind: 'saved', ...answer, sent: marks, left }))
  }, [send])
  const undo = useCallback(async () => {
    if ((state.kind !== 'saved' && state.kind !== 'kept') || state.sent.length === 0) return
    const { address, sheet, dispatch } = latest.current
    setState({ kind: 'saving' })
    const outcome = await undoSave(address, state)
    version.current = Math.max(version.current, outcome.version ?? 0)
    if (outcome.state.kind === 'undone') {
      const first = sheet.rows.findIndex(({ id }) => state.sent.some(({ pupilId }) => pupilId === id))
      dispatch({ type: 'undone', sent: Object.fromEntries(state.sent.map((mark) => [mark.pupilId, mark])) })
      dispatch({ type: 'go', at: Math.max(0, first), follow: true })
    }
    setState(outcome.state)
    if (state.kind === 'saved') readAgain(client)
  }, [state, client])
  const settle = useCallback(
    (accepted: ReadonlySet<string>) => {
      if (state.kind !== 'clash') return
      const { sheet, dispatch } = latest.current
      const { dropped, marks } = afterClash(sheet, state.conflict, accepted)
      version.current = state.conflict.version
      dispatch({ type: 'drop', pupilIds: dropped })
      void client.invalidateQueries({ queryKey: [openRegister.config.id] })
      if (marks.length === 0) setState({ kind: 'nothing-yet' })
      else void send(marks, (answer) => ({ kind: 'saved', ...answer, sent: [], left: countsOf(sheet).left }))
    },
    [state, send, client],
  )
  const seen = useCallback((number: number) => {
    version.current = Math.max(version.current, number)
  }, [])
  return { state, save, undo: () => void undo(), settle, seen }
}

/** Everything on the page: what slices above show beside a name follows from marks too, such as who is back today. */
function readAgain(client: QueryClient): void {
  void client.invalidateQueries()
}

type OnSaved = (answer: { readonly at: string; readonly number: number }) => SaveState

interface Outcome {
  readonly state: SaveState
  readonly version?: number
  /** What was sent, where the server failed and may have saved it nevertheless. */
  readonly unsure?: Body
}

async function attempt(
  given: Given,
  act: {
    readonly marks: Sent
    readonly version: number
    readonly unsure: Body | undefined
    readonly onSaved: OnSaved
  },
): Promise<Outcome> {
  const { address, sheet, dispatch } = given
  const body = sameAgain(bodyOf(act.marks, act.version, countsOf(sheet).left === 0), act.unsure)
  const sent = Object.fromEntries(
    act.marks.map(({ pupilId, ...draft }) => [pupilId, sheet.drafts[pupilId] ?? draft] as const),
  )
  try {
    if (!navigator.onLine) throw new OfflineError()
    const answer = await sendTaking(address, body)
    dispatch({ type: 'saved', sent })
    return { state: act.onSaved({ at: answer.at, number: answer.version }), version: answer.version }
  } catch (thrown) {
    const conflict = conflictIn(thrown)
    if (conflict !== undefined) return { state: { kind: 'clash', conflict } }
    // Refused only for now: what waits on the device is sent by itself, and no mark depends on this page staying open.
    const status = thrown instanceof ProblemError && isForLater(thrown) ? thrown.status : undefined
    if (thrown instanceof OfflineError || status === 409 || status === 429) {
      const kept = await keep(given, body)
      dispatch({ type: 'saved', sent })
      return { state: { kind: 'kept', at: kept.at, key: body.key, sent: kept.mayHaveArrived ? [] : act.marks } }
    }
    const refused = thrown instanceof ProblemError ? firstRefused(thrown, sheet) : -1
    if (refused >= 0) dispatch({ type: 'go', at: refused })
    return { state: { kind: 'problem', error: thrown }, ...(status !== undefined && status >= 500 && { unsure: body }) }
  }
}

/** What is left to send once a person has chosen among the marks of a clash. */
function afterClash(sheet: Sheet, conflict: Conflict, accepted: ReadonlySet<string>) {
  const nowIs = new Map(conflict.marks.map(({ pupilId, now }) => [pupilId as string, now]))
  const dropped = [...nowIs.keys()].filter((id) => !accepted.has(id))
  const marks = marksToSave(sheet)
    .filter(({ pupilId }) => !dropped.includes(pupilId))
    .map((mark) => ({
      ...mark,
      seen: nowIs.has(mark.pupilId) ? codeIfShown(nowIs.get(mark.pupilId) ?? null) : mark.seen,
    }))
  return { dropped, marks }
}

function bodyOf(marks: Sent, version: number, complete: boolean): Body {
  return {
    key: newKey(),
    version,
    complete,
    marks: marks.map(({ pupilId, code, seen, details }) => ({
      // Ids come from the register itself; drafts hold them as plain text.
      pupilId: pupilId as Body['marks'][number]['pupilId'],
      code,
      seen,
      ...(Object.keys(details).length === 0 ? {} : { details }),
    })),
  }
}

/** Keeps a save on the device. It says when it was taken, because it will be sent later. */
async function keep({ address, register, sheet, personId, now }: Given, body: Body) {
  const at = now().toISOString()
  const mayHaveArrived = navigator.onLine
  await keepUnsent({
    key: body.key,
    id: registerKey(address),
    personId,
    address,
    groupName: register.group.name,
    names: Object.fromEntries(sheet.rows.map(({ id, name }) => [id, name])),
    // A request that may have reached the server must be repeated word for word, or its key would not protect it.
    body: mayHaveArrived ? body : { ...body, takenAt: at },
    capturedAt: at,
    state: 'waiting',
  })
  return { at, mayHaveArrived }
}

/** The row of the first mark that the server refused. */
function firstRefused(error: ProblemError, sheet: Sheet): number {
  const { faults } = (error.problem.details ?? {}) as { faults?: readonly { pupilId: string }[] }
  return sheet.rows.findIndex(({ id }) => id === faults?.[0]?.pupilId)
}
