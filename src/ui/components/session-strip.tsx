import { type CSSProperties, type KeyboardEvent, useMemo, useRef, useState } from 'react'
import type { Day } from '../../kernel/day.ts'
import type { Half } from '../../kernel/session.ts'
import { longDayText } from '../clock.tsx'
import { LOOK_WORDS, type MarkLook, wordsOfMark } from './mark-look.ts'
import styles from './session-strip.module.css'
import { type StripDay, type StripHalf, type StripWeek, weeksOf } from './strip-weeks.ts'

export type { StripDay } from './strip-weeks.ts'

const LOOKS: readonly MarkLook[] = [
  'present',
  'late',
  'elsewhere',
  'authorised',
  'unauthorised',
  'late-in',
  'not-expected',
  'missing',
]
const DAY_NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/**
 * A pupil's year: two half-cells a day, weeks side by side where there is room and under one another where there is not.
 * Arrow keys go from session to session and from week to week; each says its day, half and mark. Absences show their letter.
 */
export function SessionStrip({
  label,
  days,
  onChoose,
}: {
  /** Whose year it is: "Attendance of Amira Khan in 2026/27". */
  readonly label: string
  readonly days: readonly StripDay[]
  /** Opens what is behind a session. */
  readonly onChoose?: (day: Day, half: Half) => void
}) {
  const weeks = useMemo(() => weeksOf(days), [days])
  const halves = useMemo(() => weeks.flatMap((week) => week.halves), [weeks])
  const looks = useMemo(() => LOOKS.filter((look) => halves.some(({ mark }) => mark?.look === look)), [halves])
  const [at, setAt] = useState<number>()
  const grid = useRef<HTMLDivElement>(null)
  const current = Math.min(at ?? halves.length - 1, halves.length - 1)
  const go = (to: number) => {
    const cell = grid.current?.querySelectorAll<HTMLElement>('[role=gridcell]')[to]
    if (cell === undefined) return
    setAt(to)
    cell.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const half = halves[current]
    if ((event.key === 'Enter' || event.key === ' ') && half !== undefined && onChoose !== undefined)
      onChoose(half.day, half.half)
    else {
      const next = nextPlace(event.key, { weeks, halves, current, turned: isTurned(grid.current) })
      if (next === undefined) return
      go(next)
    }
    event.preventDefault()
  }
  const shown = at === undefined ? undefined : halves[at]
  return (
    <div className={styles.strip}>
      {/* biome-ignore lint/a11y/useSemanticElements: a table cannot be turned on its side for narrow screens */}
      <div ref={grid} role="grid" aria-label={label} aria-readonly className={styles.weeks} onKeyDown={onKeyDown}>
        {DAY_NAMES.slice(0, Math.max(5, ...halves.map(({ place }) => (place >> 1) + 1))).map((name, index) => (
          <span key={name} aria-hidden className={styles.dayName} style={cellAt(2 * index, 0)}>
            {name}
          </span>
        ))}
        {weeks.map((week) => (
          <Week
            key={week.monday}
            week={week}
            focusable={halves[current]}
            onPoint={(half) => setAt(halves.indexOf(half))}
            onChoose={onChoose}
          />
        ))}
      </div>
      <div className={styles.foot}>
        <p className={styles.said} aria-hidden>
          {shown === undefined ? 'Point at a session, or move through the strip with the arrow keys.' : wordsFor(shown)}
        </p>
        {looks.map((look) => (
          <Legend key={look} look={look} />
        ))}
      </div>
    </div>
  )
}

/** Where a half-cell stands, whichever way round the strip is. The first row and column hold the names of months and days. */
function cellAt(half: number, week: number): CSSProperties {
  return { '--half': half + 2, '--week': week + 2 } as CSSProperties
}

function Week({
  week,
  focusable,
  onPoint,
  onChoose,
}: {
  readonly week: StripWeek
  readonly focusable: StripHalf | undefined
  readonly onPoint: (half: StripHalf) => void
  readonly onChoose: ((day: Day, half: Half) => void) | undefined
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see SessionStrip
    // biome-ignore lint/a11y/useFocusableInteractive: its cells take the focus
    <div role="row" className={styles.week}>
      {week.month && (
        <span aria-hidden className={styles.month} style={cellAt(0, week.place)}>
          {week.month}
        </span>
      )}
      {week.halves.map((half) => (
        // biome-ignore lint/a11y/useSemanticElements: see SessionStrip
        // biome-ignore lint/a11y/useKeyWithClickEvents: the grid listens for all its cells
        <span
          key={half.place}
          role="gridcell"
          tabIndex={half === focusable ? 0 : -1}
          aria-label={wordsFor(half)}
          className={[styles.half, half.half === 'PM' ? styles.pm : '', styles[half.mark?.look ?? 'none']].join(' ')}
          style={cellAt(half.place, week.place)}
          onMouseEnter={() => onPoint(half)}
          onFocus={() => onPoint(half)}
          onClick={() => onChoose?.(half.day, half.half)}
        >
          {half.mark?.code}
        </span>
      ))}
    </div>
  )
}

function Legend({ look }: { readonly look: MarkLook }) {
  const letter: Partial<Record<MarkLook, string>> = {
    late: 'L',
    elsewhere: 'V',
    authorised: 'I',
    unauthorised: 'O',
    'late-in': 'U',
  }
  return (
    <span className={styles.legend}>
      <span aria-hidden className={`${styles.half} ${styles[look]}`}>
        {letter[look]}
      </span>
      {LOOK_WORDS[look]}
    </span>
  )
}

function wordsFor({ day, half, mark }: StripHalf): string {
  const when = `${longDayText(`${day}T12:00:00Z`)}, ${half === 'AM' ? 'morning' : 'afternoon'}`
  if (mark === undefined) return `${when}: no session`
  return `${when}: ${wordsOfMark(mark)}`
}

/** Whether the stylesheet has laid the weeks out under one another: then the afternoon stands beside its morning. */
function isTurned(grid: HTMLElement | null): boolean {
  const [morning, afternoon] = grid?.querySelectorAll('[role=gridcell]') ?? []
  if (morning === undefined || afternoon === undefined) return false
  return morning.getBoundingClientRect().top === afternoon.getBoundingClientRect().top
}

function nextPlace(
  key: string,
  {
    weeks,
    halves,
    current,
    turned,
  }: {
    readonly weeks: readonly StripWeek[]
    readonly halves: readonly StripHalf[]
    readonly current: number
    readonly turned: boolean
  },
): number | undefined {
  const [back, on, weekBack, weekOn] = turned
    ? ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']
    : ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']
  if (key === 'Home') return 0
  if (key === 'End') return halves.length - 1
  if (key === back) return Math.max(0, current - 1)
  if (key === on) return Math.min(halves.length - 1, current + 1)
  if (key !== weekBack && key !== weekOn) return undefined
  const half = halves[current]
  const week = weeks.findIndex((one) => half !== undefined && one.halves.includes(half))
  const there = weeks[week + (key === weekOn ? 1 : -1)]
  // A short week may lack the same day: then its nearest session.
  const nearest = there?.halves.toSorted((one, other) => apart(one, half) - apart(other, half))[0]
  return nearest === undefined ? current : halves.indexOf(nearest)
}

function apart(one: StripHalf, other: StripHalf | undefined): number {
  return Math.abs(one.place - (other?.place ?? 0))
}
