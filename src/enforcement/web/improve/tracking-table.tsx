import { VisuallyHidden } from '@mantine/core'
import { addDays, type Day, shortDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import type { showImprove } from '../../contract.ts'
import styles from './improve.module.css'

type Tracking = Answer<typeof showImprove>['tracking']
type Half = Tracking['weeks'][number]['sessions'][number]

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri']
const SIGNS = { attended: '✓', 'other absence': 'a', none: '·' } as const
const WORDS = {
  attended: 'in school',
  'other absence': 'absent with a reason',
  unauthorised: 'unauthorised',
  none: 'not marked yet',
} as const

/** Every session of the weeks of a notice: a row a week, two half days a day. */
export function TrackingTable({ of }: { readonly of: Tracking }) {
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a phone, by keyboard too */}
      <section className={styles.scroll} tabIndex={0} aria-label="Table: every session">
        <table className={styles.track}>
          <thead>
            <tr>
              <th scope="col">Week of</th>
              {DAYS.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              <th scope="col">In school</th>
              <th scope="col">Unauthorised</th>
            </tr>
          </thead>
          <tbody>
            {of.weeks.map(({ monday, sessions, attended, possible, unauthorised }) => (
              <tr key={monday}>
                <th scope="row">{shortDay(monday).replace(/ \d{4}$/, '')}</th>
                {DAYS.map((name, place) => (
                  <td key={name}>
                    <Halves of={sessions} day={addDays(monday, place)} />
                  </td>
                ))}
                <td>{possible === 0 ? <span className={styles.quiet}>not yet</span> : `${attended} of ${possible}`}</td>
                <td>{possible === 0 ? '' : unauthorised}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={styles.quiet}>
        ✓ in school, a absent with a reason, a letter such as O an unauthorised absence, · not marked yet.
      </p>
    </>
  )
}

function Halves({ of, day }: { readonly of: readonly Half[]; readonly day: Day }) {
  const halves = of.filter((one) => one.day === day)
  if (halves.length === 0) return <span className={styles.quiet}>no school</span>
  return halves.map((one) => (
    <span key={one.half} className={styles.half} data-is={one.is}>
      <span aria-hidden>{one.is === 'unauthorised' ? one.code : SIGNS[one.is]}</span>
      <VisuallyHidden>{`${one.half === 'AM' ? 'Morning' : 'Afternoon'}: ${WORDS[one.is]}. `}</VisuallyHidden>
    </span>
  ))
}
