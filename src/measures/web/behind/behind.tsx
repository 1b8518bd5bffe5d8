import type { ReactNode } from 'react'
import styles from './behind.module.css'

/** What stands behind a number or a sentence, folded away until somebody asks. */
export function Behind({
  label,
  lone = false,
  children,
}: {
  readonly label: ReactNode
  /** Stands between the parts of a page, not within one. */
  readonly lone?: boolean
  readonly children: ReactNode
}) {
  return (
    <details className={lone ? `${styles.behind} ${styles.lone}` : styles.behind}>
      <summary>{label}</summary>
      <div className={styles.inside}>{children}</div>
    </details>
  )
}
