import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react'
import type { Code } from '../../../law/codes.ts'
import { useNow } from '../../../ui/clock.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import type { Register } from '../../contract.ts'
import { countsOf } from '../../rules/screen/register-sheet.ts'
import { wasHanded } from '../offline/hand-over.ts'
import type { RegisterAddress } from '../offline/kept-database.ts'
import { ClashProposal } from './clash-proposal.tsx'
import { LeaveWarning } from './leave-warning.tsx'
import { MarkDialog } from './mark-dialog.tsx'
import styles from './register-bars.module.css'
import { RegisterFoot } from './register-foot.tsx'
import { RegisterGrid } from './register-grid.tsx'
import { RegisterHead } from './register-head.tsx'
import type { SaveState } from './save-state.ts'
import { nextState, startSheet } from './sheet-state.ts'
import { useSave } from './use-save.ts'

/** One register: taken by keyboard, by thumb or by mouse, with a network or without. */
export function RegisterScreen({
  address,
  register,
  over,
  waiting,
  personId,
}: {
  readonly address: RegisterAddress
  readonly register: Register
  /** Marks of this register that are kept on the device and not sent yet. */
  readonly over: ReadonlyMap<string, Code>
  /** Something of this register has not reached the server. */
  readonly waiting: boolean
  readonly personId: string
}) {
  const [state, dispatch] = useReducer(nextState, undefined, () => startSheet(register, over))
  const { sheet } = state
  const now = useNow(5)
  const nowRef = useRef(now)
  nowRef.current = now
  const saving = useSave({ address, register, sheet, dispatch, personId, now: () => nowRef.current })
  const [listFor, setListFor] = useState<number>()
  const counts = useMemo(() => countsOf(sheet), [sheet])
  const unsaved = Object.keys(sheet.drafts).length
  const sent = useSent(saving.state, waiting)
  const [hidden, setHidden] = useState<unknown>()
  useEffect(() => {
    saving.seen(register.version)
    dispatch({ type: 'refresh', register, over })
  }, [register, over, saving.seen])
  useShortcut(saving.save)
  const onMore = useCallback((at: number) => setListFor(at), [])
  const rest = register.mayTake ? () => dispatch({ type: 'rest' }) : undefined
  return (
    <>
      <RegisterHead register={register} counts={counts} onRest={rest} />
      {(saving.state.kind === 'problem' || saving.state.kind === 'not-undone') && (
        <ProblemAlert error={saving.state.error} />
      )}
      <KeysHelp mayTake={register.mayTake} />
      <RegisterGrid register={register} state={state} dispatch={dispatch} onMore={onMore} />
      <RegisterFoot
        state={saving.state}
        sent={sent}
        unsaved={unsaved}
        left={counts.left}
        mayTake={register.mayTake}
        taken={register.takenAt !== null}
        opensAt={register.clock.phase === 'before' ? register.clock.opens : undefined}
        onSave={saving.save}
        onUndo={saving.undo}
        onRest={() => dispatch({ type: 'rest' })}
      />
      <output className="visually-hidden" aria-live="assertive">
        {sheet.said}
      </output>
      <Dialogs state={state} dispatch={dispatch} listFor={listFor} onClose={() => setListFor(undefined)} />
      {saving.state.kind === 'clash' && hidden !== saving.state && (
        <ClashProposal
          conflict={saving.state.conflict}
          lead="Nothing of yours was saved yet. What is there now stays, unless you choose your own mark instead."
          onSettle={saving.settle}
          onClose={() => setHidden(saving.state)}
        />
      )}
      <LeaveWarning unsaved={unsaved} />
    </>
  )
}

/** How what was kept on the device has gone to the server since; undefined while it has not. */
function useSent(state: SaveState, waiting: boolean): 'sent' | 'handed' | undefined {
  const seen = useRef<string>(undefined)
  if (state.kind === 'kept' && waiting) seen.current = state.at
  if (state.kind !== 'kept' || waiting || seen.current !== state.at) return undefined
  return wasHanded(state.key) ? 'handed' : 'sent'
}

/** Control and Enter (⌘ and Enter) saves, wherever on the page the focus is. */
function useShortcut(save: () => void) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      save()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [save])
}

function KeysHelp({ mayTake }: { readonly mayTake: boolean }) {
  if (!mayTake) return <p id="register-keys-help" className="visually-hidden" />
  return (
    <p id="register-keys-help" className={styles.keys}>
      <kbd>Space</kbd> present, <kbd>L</kbd> late, <kbd>N</kbd> absent, arrows move, <kbd>Backspace</kbd> clears,{' '}
      <kbd>Shift</kbd> <kbd>Space</kbd> the rest present, <kbd>Ctrl</kbd> <kbd>Enter</kbd> saves.
    </p>
  )
}

function Dialogs({
  state: { sheet },
  dispatch,
  listFor,
  onClose,
}: {
  readonly state: ReturnType<typeof nextState>
  readonly dispatch: React.Dispatch<Parameters<typeof nextState>[1]>
  readonly listFor: number | undefined
  readonly onClose: () => void
}) {
  const asked = sheet.mode.kind === 'details'
  const at = asked ? sheet.at : listFor
  const row = at === undefined ? undefined : sheet.rows[at]
  if (at === undefined || row === undefined || row.locked !== null || sheet.palette.length === 0) return null
  const draft = sheet.drafts[row.id]
  return (
    <MarkDialog
      key={`${row.id} ${asked}`}
      row={row}
      palette={sheet.palette}
      code={asked ? draft?.code : undefined}
      details={draft?.details ?? {}}
      onChoose={(code, details) => {
        if (!asked) dispatch({ type: 'put', at, code })
        dispatch({ type: 'details', details })
        onClose()
      }}
      onClose={() => {
        if (asked) dispatch({ type: 'leave-details' })
        onClose()
      }}
    />
  )
}
