import { longDay } from '../../../kernel/day.ts'
import type { Passport } from '../../contract.ts'
import { Ladder } from './plan-content.tsx'
import styles from './plans.module.css'

/** One page of what helps a child at school: for a teacher at a door. */
export function PassportView({
  passport,
  name,
  today,
}: {
  readonly passport: Passport
  readonly name: string
  readonly today: string
}) {
  const { arrival, safeAdult, adjustments, helps, avoid, childWords, steps, last } = passport
  const cards = [
    { label: 'How they arrive', words: arrival },
    { label: 'What helps', words: helps },
    { label: 'What to avoid', words: avoid },
  ].filter(({ words }) => words !== '')
  return (
    <>
      <dl className={styles.passport}>
        <div>
          <dt>Safe adult</dt>
          <dd className={styles.adult}>{safeAdult}</dd>
        </div>
        {cards.map(({ label, words }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{words}</dd>
          </div>
        ))}
        {adjustments.length > 0 && (
          <div>
            <dt>What we do differently</dt>
            <dd>
              <ul className={styles.list}>
                {adjustments.map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            </dd>
          </div>
        )}
        {childWords !== '' && (
          <div>
            <dt>In {name}’s own words</dt>
            <dd>“{childWords}”</dd>
          </div>
        )}
      </dl>
      {steps.length > 0 && (
        <>
          <h3 className={styles.part}>Step by step</h3>
          <Ladder steps={steps} today={today} />
        </>
      )}
      <p className={styles.quiet}>It holds until {longDay(last)}.</p>
    </>
  )
}
