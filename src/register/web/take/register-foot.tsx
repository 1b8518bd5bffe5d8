import { Button, Loader } from '@mantine/core'
import { IconArrowBackUp, IconCircleCheck, IconDeviceFloppy, IconDeviceMobile, IconPencil } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import { timeText } from '../../../ui/clock.tsx'
import { UNDO_SECONDS } from '../../rules/undoing.ts'
import styles from './register-bars.module.css'
import { RestButton } from './register-head.tsx'
import type { SaveState } from './save-state.ts'

/** Stays in view under the grid: what is saved and what is not, the rest, and the one Save. */
export function RegisterFoot({
  state,
  sent,
  unsaved,
  left,
  mayTake,
  taken,
  opensAt,
  onSave,
  onUndo,
  onRest,
}: {
  readonly state: SaveState
  /** What became of that which was kept on this device: sent since, or handed to the office because it came too late. */
  readonly sent: 'sent' | 'handed' | undefined
  /** How many marks are typed and not saved. */
  readonly unsaved: number
  readonly left: number
  readonly mayTake: boolean
  /** Somebody has saved this register before. */
  readonly taken: boolean
  /** When the register opens, where it has not opened yet. */
  readonly opensAt: string | undefined
  readonly onSave: () => void
  readonly onUndo: () => void
  readonly onRest: () => void
}) {
  // Nothing to say about saving to somebody who cannot save, unless something of theirs is on its way.
  if (!mayTake && sent === undefined && unsaved === 0 && state.kind === 'nothing-yet') return null
  return (
    <div className={styles.foot}>
      <SavedState state={state} sent={sent} unsaved={unsaved} taken={taken} opensAt={opensAt} onUndo={onUndo} />
      {mayTake && (
        <>
          <RestButton left={left} onRest={onRest} />
          <Button
            className={styles.save ?? ''}
            aria-busy={state.kind === 'saving'}
            leftSection={<IconDeviceFloppy size={18} aria-hidden />}
            aria-keyshortcuts="Control+Enter Meta+Enter"
            title="Control and Enter"
            onClick={() => {
              // Never disabled: the focus would fall from it, and a keyboard would have to begin at the top of the page again.
              if (state.kind !== 'saving') onSave()
            }}
          >
            <span>
              Save<span className={styles.wide}> the register</span>
            </span>
          </Button>
        </>
      )}
    </div>
  )
}

function SavedState({
  state,
  sent,
  unsaved,
  taken,
  opensAt,
  onUndo,
}: {
  readonly state: SaveState
  readonly sent: 'sent' | 'handed' | undefined
  readonly unsaved: number
  readonly taken: boolean
  /** When the register opens, where it has not opened yet. */
  readonly opensAt: string | undefined
  readonly onUndo: () => void
}) {
  if (state.kind === 'saving')
    return (
      <Line>
        <Loader size={18} /> Saving…
      </Line>
    )
  if (unsaved > 0)
    return (
      <Line look={styles.waiting}>
        <IconPencil size={20} aria-hidden />
        {unsaved === 1 ? '1 mark is not saved yet' : `${unsaved} marks are not saved yet`}
      </Line>
    )
  if (sent === 'handed')
    return (
      <Line look={styles.waiting}>
        <IconCircleCheck size={20} aria-hidden /> Handed to the office, which enters it
      </Line>
    )
  if (sent === 'sent')
    return (
      <Line look={styles.good}>
        <IconCircleCheck size={20} aria-hidden /> Sent to the school
      </Line>
    )
  if (state.kind === 'kept')
    return (
      <Line look={styles.waiting}>
        <IconDeviceMobile size={20} aria-hidden />
        <span>
          <strong>Kept on this device</strong> at {timeText(state.at)}. It sends itself: the connection is tried every
          few seconds.
        </span>
        {state.sent.length > 0 && <Undo key={state.key} onUndo={onUndo} />}
      </Line>
    )
  if (state.kind === 'saved')
    return (
      <Line look={styles.good}>
        <IconCircleCheck size={20} aria-hidden />
        <span>
          Saved at {timeText(state.at)}
          {opensAt !== undefined && `. You are early: the register opens at ${opensAt}`}
          {state.left > 0 && `. ${state.left} still ${state.left === 1 ? 'has' : 'have'} no mark`}
        </span>
        {state.sent.length > 0 && <Undo key={state.at} onUndo={onUndo} />}
      </Line>
    )
  if (state.kind === 'undone')
    return <Line>Undone: {state.marks === 1 ? '1 mark is' : `${state.marks} marks are`} as before</Line>
  if (state.kind === 'not-undone') return <Line look={styles.waiting}>Saved, and not undone</Line>
  if (state.kind === 'clash')
    return <Line look={styles.waiting}>Not saved: somebody else was here. Save again to choose.</Line>
  if (state.kind === 'problem') return <Line look={styles.waiting}>Not saved</Line>
  return <Line>{taken ? 'Everything here is saved' : 'Nothing to save yet'}</Line>
}

function Line({ look, children }: { readonly look?: string | undefined; readonly children: ReactNode }) {
  return (
    <div role="status" className={look === undefined ? styles.saved : `${styles.saved} ${look}`}>
      {children}
    </div>
  )
}

/** There for ten seconds. What it counts is for the eye alone: said aloud, it would drown everything else. */
function Undo({ onUndo }: { readonly onUndo: () => void }) {
  const [seconds, setSeconds] = useState(UNDO_SECONDS)
  useEffect(() => {
    const timer = setInterval(() => setSeconds((last) => last - 1), 1000)
    return () => clearInterval(timer)
  }, [])
  if (seconds <= 0) return null
  return (
    <Button size="xs" variant="default" leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={onUndo}>
      Undo <span aria-hidden>&nbsp;({seconds})</span>
    </Button>
  )
}
