import { BARRIERS, type WhyAbsent } from '../../contract.ts'
import styles from './questions.module.css'

export function rowTitle(row: WhyAbsent['rows'][number]['row']): string {
  return row === 'none' ? 'No barrier recorded yet' : BARRIERS[row].title
}

/** The rule of the count, under every table of it. */
export function HowItIsCounted({ hides }: { readonly hides: boolean }) {
  return (
    <div className={styles.intro} data-plain="rule">
      <p>
        A child with an open case counts once for each kind of barrier that stands open. A child with two kinds stands
        in two rows, so rows do not add up to all. Restricted barriers are not counted: from a count somebody could tell
        that there is one.
      </p>
      {!hides && (
        <p>
          In the file a number of 1 to 5 is hidden, whoever asks for it, and what would give one away: a file travels.
        </p>
      )}
      {hides && (
        <p>
          Hidden: a number of 1 to 5 children, and any number from which so few could be worked out by adding or
          subtracting, here or between terms.
        </p>
      )}
    </div>
  )
}
