import { addDays, type Day, day, dayNumber, longDay, weekday } from '../../../kernel/day.ts'
import type { SchoolYear } from '../../../kernel/school-year.ts'
import { type DayOff, hasSession, isSchoolDay, type SchoolCalendar, termOf } from '../../contract.ts'
import styles from '../roll.module.css'
import { DAY_OFF_NAMES } from '../words.ts'

const MONTHS = [8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7] as const
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const
const MONTH_NAME = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** A school year on one page: terms, INSET days, holidays and closures, twelve small months from August. */
export function YearAtAGlance({
  calendar,
  onDay,
}: {
  readonly calendar: SchoolCalendar
  /** Makes every weekday of a term a button; without it the year is only to be looked at. */
  readonly onDay?: (day: Day) => void
}) {
  return (
    <>
      <Legend />
      <div className={styles.months}>
        {MONTHS.map((month) => (
          <Month key={month} calendar={calendar} first={firstOf(calendar.year, month)} {...(onDay && { onDay })} />
        ))}
      </div>
    </>
  )
}

function firstOf(year: SchoolYear, month: number): Day {
  return day(`${month >= 8 ? year : year + 1}-${String(month).padStart(2, '0')}-01`)
}

/** Weeks of a month, Monday first, with blanks where another month's days are. */
function weeksOf(first: Day): (Day | undefined)[][] {
  const monday = addDays(first, 1 - weekday(first))
  const weeks = Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_, at) => {
      const of = addDays(monday, 7 * week + at)
      return of.slice(0, 7) === first.slice(0, 7) ? of : undefined
    }),
  )
  return weeks.filter((week) => week.some((of) => of !== undefined))
}

function Month({
  calendar,
  first,
  onDay,
}: {
  readonly calendar: SchoolCalendar
  readonly first: Day
  readonly onDay?: (day: Day) => void
}) {
  return (
    <div className={`${styles.month} keep-together`}>
      <table>
        <caption>{MONTH_NAME.format(dayNumber(first) * 86_400_000)}</caption>
        <thead>
          <tr>
            {WEEKDAYS.map((name) => (
              <th key={name} scope="col" abbr={name}>
                {name.slice(0, 2)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(first).map((week) => (
            <tr key={week.find((of) => of !== undefined)}>
              {week.map((of, at) =>
                of === undefined ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a blank has nothing but its place in the week
                  <td key={at} />
                ) : (
                  <DayCell key={of} calendar={calendar} of={of} {...(onDay && { onDay })} />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const KIND_STYLE = {
  inset: styles.inset,
  'bank-holiday': styles.bank,
  'half-term': styles.none,
  'planned-closure': styles.closure,
  other: styles.closure,
} as const

/** What a day is, in a word and a colour. */
function dayLook(calendar: SchoolCalendar, of: Day): { readonly look: string | undefined; readonly words: string } {
  const off = calendar.daysOff.filter((one) => one.day === of)
  const [one] = off
  const named = one && `${DAY_OFF_NAMES[one.kind]}: ${one.reason}`
  if (isSchoolDay(calendar, of)) {
    if (one === undefined) return { look: styles.term, words: 'school day' }
    const half = hasSession(calendar, { day: of, half: 'AM' }) ? 'morning only' : 'afternoon only'
    return { look: styles.half, words: `${half}, ${named ?? ''}` }
  }
  if (one !== undefined) return { look: KIND_STYLE[one.kind], words: named ?? '' }
  return { look: styles.none, words: weekday(of) > 5 ? 'weekend' : 'holiday' }
}

function DayCell({
  calendar,
  of,
  onDay,
}: {
  readonly calendar: SchoolCalendar
  readonly of: Day
  readonly onDay?: (day: Day) => void
}) {
  const { look, words } = dayLook(calendar, of)
  const number = Number(of.slice(8))
  const pressable = onDay !== undefined && weekday(of) <= 5 && termOf(calendar, of) !== undefined
  const title = `${longDay(of)}: ${words}`
  return (
    <td className={look} title={title}>
      {pressable ? (
        <button type="button" aria-label={title} onClick={() => onDay(of)}>
          {number}
        </button>
      ) : (
        <>
          {number}
          <span className="visually-hidden">{`, ${words}`}</span>
        </>
      )}
    </td>
  )
}

function Legend() {
  const entries = [
    [styles.term, 'School day'],
    [styles.half, 'One session only'],
    [styles.inset, 'INSET day'],
    [styles.bank, 'Bank holiday'],
    [styles.closure, 'Planned closure or other'],
  ] as const
  return (
    <p className={styles.legend}>
      {entries.map(([look, name]) => (
        <span key={name}>
          <i className={look} aria-hidden="true" />
          {name}
        </span>
      ))}
    </p>
  )
}

/** Days off in the order of the year. */
export function inOrder(daysOff: readonly DayOff[]): readonly DayOff[] {
  return daysOff.toSorted((one, other) => (one.day < other.day ? -1 : 1))
}
