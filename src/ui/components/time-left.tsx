import { IconClock, IconClockOff } from '@tabler/icons-react'
import { timeText, useNow } from '../clock.tsx'
import styles from './time-left.module.css'

const SOON_MINUTES = 10

/** How long until a register closes, in words. Brass for the last ten minutes; said aloud once then and once at the end. */
export function TimeLeft({
  closesAt,
  closedWord = 'Closed',
}: {
  readonly closesAt: string
  readonly closedWord?: string
}) {
  const now = useNow(5)
  const minutes = Math.ceil((Date.parse(closesAt) - now.getTime()) / 60_000)
  const over = minutes <= 0
  const soon = !over && minutes <= SOON_MINUTES
  const aloud = over ? `${closedWord} at ${timeText(closesAt)}` : soon ? `Closes at ${timeText(closesAt)}` : ''
  return (
    <span className={[styles.time, soon ? styles.soon : '', over ? styles.over : ''].join(' ')}>
      {over ? <IconClockOff size={18} aria-hidden /> : <IconClock size={18} aria-hidden />}
      {over ? `${closedWord} at ${timeText(closesAt)}` : lengthText(minutes)}
      <span className="visually-hidden" role="status">
        {aloud}
      </span>
    </span>
  )
}

/** "1 minute left", "24 minutes left", "2 h 10 min left". */
export function lengthText(minutes: number): string {
  if (minutes === 1) return '1 minute left'
  if (minutes < 90) return `${minutes} minutes left`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min left`
}
