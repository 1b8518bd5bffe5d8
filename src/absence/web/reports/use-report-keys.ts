import { useEffect } from 'react'
import type { ReportAct } from './report-card.tsx'

const ACTS: Readonly<Record<string, ReportAct>> = { a: 'accept', c: 'change', q: 'ask', s: 'aside', e: 'evidence' }
const MOVES: Readonly<Record<string, number>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }

/** Somebody who types into a field, or in a dialog, means letters. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('input, textarea, select, [contenteditable], [role="dialog"]') !== null
  )
}

/** One key for each act on the report at hand, and up and down through the list. */
export function useReportKeys(on: {
  readonly active: boolean
  readonly act: (act: ReportAct) => void
  readonly move: (by: number) => void
}): void {
  const { active, act, move } = on
  useEffect(() => {
    if (!active) return
    const pressed = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.repeat || isTyping(event.target)) return
      const wanted = ACTS[event.key.toLowerCase()]
      const by = MOVES[event.key]
      if (wanted === undefined && by === undefined) return
      event.preventDefault()
      if (wanted !== undefined) act(wanted)
      else if (by !== undefined) move(by)
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [active, act, move])
}
