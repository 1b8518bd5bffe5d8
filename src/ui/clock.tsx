import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'

/** Milliseconds that the school's clock is ahead of this device's: nought, or a demonstration's own day. */
const ClockContext = createContext(0)

/** Sets every clock on the page by the moment that the server gave; without one, the device's clock is used. */
export function ClockProvider({ now, children }: { readonly now: string | undefined; readonly children: ReactNode }) {
  // Not in an effect: pages below read the clock while they are first drawn, and ask the server about that day.
  const ahead = useMemo(() => (now === undefined ? 0 : Date.parse(now) - Date.now()), [now])
  return <ClockContext value={ahead}>{children}</ClockContext>
}

/** The present moment, renewed as it goes by. Use this, never `new Date()`: a demonstration lives on another day. */
export function useNow(everySeconds = 15): Date {
  const ahead = useContext(ClockContext)
  const [, setTick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setTick((ticks) => ticks + 1), everySeconds * 1000)
    return () => clearInterval(timer)
  }, [everySeconds])
  return new Date(Date.now() + ahead)
}

const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' })
const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' })
const LONG_DAY = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'Europe/London',
})

/** "08:41" on the school's wall. */
export function timeText(at: Date | string): string {
  return TIME.format(typeof at === 'string' ? new Date(at) : at)
}

/** "2026-11-23" on the school's calendar. */
export function dayText(at: Date | string): string {
  return DAY.format(typeof at === 'string' ? new Date(at) : at)
}

/** "Monday 23 November 2026". */
export function longDayText(at: Date | string): string {
  return LONG_DAY.format(typeof at === 'string' ? new Date(at) : at).replace(',', '')
}
