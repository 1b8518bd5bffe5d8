import { useCallback, useEffect, useRef, useState } from 'react'

/** What a key of the desk does. */
export type DeskAct =
  | 'next'
  | 'previous'
  | 'next-contact'
  | 'previous-contact'
  | 'ring'
  | 'no-answer'
  | 'message-left'
  | 'spoke'
  | 'reason'
  | 'return-date'
  | 'wrong-number'
  | 'safe'
  | 'hand-over'
  | 'visit'
  | 'letter'

const KEYS: Readonly<Record<string, DeskAct>> = {
  j: 'next',
  ArrowDown: 'next',
  k: 'previous',
  ArrowUp: 'previous',
  ArrowRight: 'next-contact',
  ArrowLeft: 'previous-contact',
  r: 'ring',
  1: 'no-answer',
  2: 'message-left',
  3: 'spoke',
  4: 'reason',
  5: 'return-date',
  6: 'wrong-number',
  s: 'safe',
  h: 'hand-over',
  v: 'visit',
  l: 'letter',
}

/** The key that does something, for the button that does the same. */
export function keyOf(act: DeskAct): string {
  return (
    Object.entries(KEYS)
      .find(([, does]) => does === act)?.[0]
      ?.toUpperCase() ?? ''
  )
}

const KEPT = 'firstbell.desk-keys'

/** Whether single keys act: somebody who dictates turns them off (WCAG 2.1.4). Kept on this device. */
export function useDeskKeys(): readonly [on: boolean, set: (on: boolean) => void] {
  const [on, setOn] = useState(true)
  useEffect(() => setOn(localStorage.getItem(KEPT) !== 'off'), [])
  const set = useCallback((next: boolean) => {
    localStorage.setItem(KEPT, next ? 'on' : 'off')
    setOn(next)
  }, [])
  return [on, set]
}

/** Hears the desk's keys wherever the focus is, but not while something is typed or a dialog is open. */
export function useDeskPresses(on: boolean, act: (what: DeskAct) => void): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    if (!on) return
    const hear = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      const { target } = event
      if (target instanceof HTMLElement && target.closest('input, select, textarea') !== null) return
      if (document.querySelector('[role="dialog"]') !== null) return
      const what = KEYS[event.key]
      if (what === undefined) return
      event.preventDefault()
      latest.current(what)
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [on])
}
