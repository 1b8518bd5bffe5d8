import { type RefObject, useLayoutEffect, useState } from 'react'

// A name and the buttons need about 30 rem; each earlier session 1.75 rem. None on a phone: there the last marks stand
// under the name.
const ROOM = [
  { width: 1010, sessions: 20 },
  { width: 830, sessions: 10 },
  { width: 700, sessions: 6 },
  { width: 600, sessions: 4 },
] as const

/** How many earlier sessions have room for a column of their own. */
export function useColumns(grid: RefObject<HTMLElement | null>, most: number): number {
  const [sessions, setSessions] = useState(0)
  useLayoutEffect(() => {
    const wrap = grid.current?.parentElement
    if (!wrap) return
    const measure = () => setSessions(ROOM.find(({ width }) => wrap.clientWidth >= width)?.sessions ?? 0)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(wrap)
    return () => observer.disconnect()
  }, [grid])
  return Math.min(sessions, most)
}
