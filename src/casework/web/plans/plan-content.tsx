import { longDay, shortDay } from '../../../kernel/day.ts'
import type { PlanStep } from '../../contract/entries/plans.ts'
import { type CasePlan, comesWords, targetWords } from '../../contract.ts'
import styles from './plans.module.css'

type Body = CasePlan['versions'][number]['body']

/** What a version says: its aim, the child’s own words, what is done differently. Parties and steps stand apart. */
export function PlanContent({ body, name }: { readonly body: Body; readonly name: string }) {
  const target = targetWords(body)
  const more = [
    { label: 'How they arrive', words: body.arrival },
    { label: 'Safe adult', words: body.safeAdult },
    { label: 'What helps', words: body.helps },
    { label: 'What to avoid', words: body.avoid },
  ].filter(({ words }) => words !== '')
  return (
    <>
      <p>{body.aim}</p>
      {target !== '' && (
        <p>
          <strong>What is hoped for:</strong> {target}
        </p>
      )}
      <h4 className={styles.part}>In {name}’s own words</h4>
      {body.childWords === '' ? (
        <p className={styles.quiet}>{body.noWords}</p>
      ) : (
        <blockquote className={styles.own}>“{body.childWords}”</blockquote>
      )}
      {body.adjustments.length > 0 && (
        <>
          <h4 className={styles.part}>What the school does differently</h4>
          <ul className={styles.list}>
            {body.adjustments.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </>
      )}
      {more.length > 0 && (
        <>
          <h4 className={styles.part}>At school</h4>
          <ul className={styles.list}>
            {more.map(({ label, words }) => (
              <li key={label}>
                <strong>{label}:</strong> {words}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** The days of a plan and its reviews, in one line. */
export function daysOfPlan({ first, last, reviews }: Body): string {
  const looked = reviews.length === 0 ? '' : `. Looked at on ${reviews.map(shortDay).join(', ')}`
  return `${longDay(first)} to ${longDay(last)}${looked}`
}

/** Steps one under the other, with the one that is now. `end`: what stands at a rung’s end. */
export function Ladder({
  steps,
  today,
  end,
}: {
  readonly steps: readonly PlanStep[]
  readonly today: string
  readonly end?: (step: PlanStep) => React.ReactNode
}) {
  return (
    <ol className={styles.ladder}>
      {steps.map((step) => {
        const isNow = step.first <= today && today <= step.last
        return (
          <li key={step.id} className={styles.rung} data-now={isNow} data-over={step.last < today}>
            <span>
              <span className={styles.when}>
                {shortDay(step.first)} to {shortDay(step.last)}
                {isNow && <strong> (now)</strong>}
                {step.last < today && ' (over)'}
              </span>
              <br />
              {step.words}. {comesWords(step)}.
            </span>
            <span>{end?.(step)}</span>
          </li>
        )
      })}
    </ol>
  )
}
