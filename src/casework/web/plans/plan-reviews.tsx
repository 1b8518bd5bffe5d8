import { longDay } from '../../../kernel/day.ts'
import type { CasePlan } from '../../contract.ts'
import styles from './plans.module.css'

/** What reviews of a plan came to, the latest first. */
export function PlanReviews({ plan }: { readonly plan: CasePlan }) {
  if (plan.reviews.length === 0) return null
  const duties = new Map(
    plan.versions.flatMap(({ body }) =>
      body.parties.flatMap((party) => party.duties.map((duty) => [duty.id, `${party.name}: ${duty.words}`] as const)),
    ),
  )
  return (
    <>
      <h4 className={styles.part}>Reviews</h4>
      {plan.reviews.toReversed().map((review) => (
        <div key={`${review.day} ${review.words}`} className={styles.row}>
          <p className={styles.who}>
            {longDay(review.day)}, {review.by.name}
          </p>
          <p>{review.words}</p>
          {review.childWords !== '' && <blockquote className={styles.own}>“{review.childWords}”</blockquote>}
          <ul className={styles.list}>
            {review.duties.map((duty) => (
              <li key={duty.dutyId}>
                {duties.get(duty.dutyId) ?? 'Something of an earlier version'}: <strong>{duty.kept}</strong>
                {duty.words !== '' && `, ${duty.words}`}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  )
}
