import { type Day, longDay, shortDay } from '../../../kernel/day.ts'
import { CodeBadge } from '../../../ui/components/code-badge.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import type { Standing } from '../../contract.ts'
import styles from './threshold.module.css'

export interface ThresholdAmounts {
  readonly sessions: number
  readonly schoolWeeks: number
}

/** Where a child stands in one word, with the sessions it is made of. */
export function StandingPill({ child, of }: { readonly child: Standing; readonly of: ThresholdAmounts }) {
  const count = child.now.length
  if (child.state === 'met')
    return (
      <StatusPill tone={child.considerationId === null || child.again ? 'now' : 'waiting'}>
        {count >= of.sessions || child.metOn === null
          ? `Met: ${count} sessions count`
          : `Met on ${shortDay(child.metOn)}; ${count} still count`}
      </StatusPill>
    )
  return (
    <StatusPill tone={child.state === 'near' ? 'waiting' : 'quiet'}>{`${count} of ${of.sessions} sessions`}</StatusPill>
  )
}

/** The weeks that count, with the codes in each; what makes it up, when each drops out, and how recoding undoes it. */
export function ChildStanding({
  child,
  weeks,
  of,
}: {
  readonly child: Standing
  readonly weeks: readonly Day[]
  readonly of: ThresholdAmounts
}) {
  return (
    <>
      <ol className={styles.weeks} aria-label={`The ${weeks.length} school weeks that count`}>
        {weeks.map((monday, place) => {
          const next = weeks[place + 1]
          const codes = child.now.filter(({ day }) => day >= monday && (next === undefined || day < next))
          return (
            <li key={monday} className={styles.week} data-any={codes.length > 0}>
              <span className={styles.weekDay}>{shortDay(monday).replace(/ \d{4}$/, '')}</span>
              <span className={styles.codes}>{codes.map(({ code }) => code).join(' ')}</span>
              <span>{codes.length}</span>
            </li>
          )
        })}
      </ol>
      <ul className={styles.lines}>
        {inWords(child, { of, weeks }).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {child.making.length > 0 && (
        <details>
          <summary>The sessions, and when each drops out</summary>
          <table className={styles.sessions}>
            <thead>
              <tr>
                <th scope="col">Session</th>
                <th scope="col">Code</th>
                <th scope="col">Counts until the week of</th>
              </tr>
            </thead>
            <tbody>
              {allOf(child).map(({ day, half, code, dropsOut }) => (
                <tr key={`${day} ${half}`}>
                  <th scope="row">
                    {longDay(day)}, {half === 'AM' ? 'morning' : 'afternoon'}
                  </th>
                  <td>
                    <CodeBadge code={code} size="small" />
                  </td>
                  <td>{dropsOut === null ? 'beyond the calendar entered' : shortDay(dropsOut)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </>
  )
}

/** Those with which it was met and those that came after, each once. */
function allOf({ making, now }: Standing): Standing['now'] {
  const keys = new Set(making.map(({ day, half }) => `${day} ${half}`))
  return [...making, ...now.filter(({ day, half }) => !keys.has(`${day} ${half}`))]
}

function metWords(metOn: Day, { of, weeks }: Counted): string {
  const amounts = `${of.sessions} sessions in ${of.schoolWeeks} school weeks`
  return weeks[0] === undefined || metOn >= weeks[0]
    ? `Met on ${longDay(metOn)}: ${amounts}.`
    : `Met first on ${longDay(metOn)}, with ${amounts}, and again with every session since.`
}

interface Counted {
  readonly of: ThresholdAmounts
  readonly weeks: readonly Day[]
}

function inWords(child: Standing, counted: Counted): readonly string[] {
  const { of } = counted
  const { metOn, below, toUndo, unexplained, leave, requestBy, used, elsewhere, state } = child
  const sessions = (count: number) => `${count} ${count === 1 ? 'session' : 'sessions'}`
  return [
    ...(metOn === null ? [] : [metWords(metOn, counted)]),
    ...(state === 'met' && below !== null
      ? [`If no more come, fewer than ${of.sessions} count from the week of ${longDay(below)}.`]
      : []),
    ...(toUndo > 0
      ? [
          `If at least ${sessions(toUndo)} ${toUndo === 1 ? 'gets' : 'get'} another code, it is no longer met, and nothing can be built on it any more.`,
        ]
      : []),
    ...(unexplained > 0
      ? [`${sessions(unexplained)} ${unexplained === 1 ? 'is' : 'are'} N: nobody has given a reason yet. Ask first.`]
      : []),
    ...(leave ? ['All of it is leave in term time that was not granted (G): a notice to improve does not suit.'] : []),
    ...(requestBy === null ? [] : [`The authority wants to be asked by ${longDay(requestBy)} (a local limit).`]),
    ...(used > 0
      ? [
          `${sessions(used)} ${used === 1 ? 'is' : 'are'} not counted again: a penalty notice was asked for on ${used === 1 ? 'it' : 'them'}. No rule was found for this: if your authority counts them, say so on “The authority’s code”.`,
        ]
      : []),
    ...elsewhere.counted.map(
      ({ school, sessions: count }) => `${sessions(count)} of these ${count === 1 ? 'is' : 'are'} of ${school}.`,
    ),
    ...(elsewhere.joinedOn === null
      ? []
      : [
          `Came here on ${longDay(elsewhere.joinedOn)}: marks of an earlier school are not visible here. Ask that school.`,
        ]),
  ]
}
