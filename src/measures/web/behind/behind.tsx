import type { ReactNode } from 'react'
import styles from './behind.module.css'

/** What stands behind a number or a sentence, folded away until somebody asks. */
export function Behind({ label, children }: { readonly label: ReactNode; readonly children: ReactNode }) {
  return (
    <details className={styles.behind}>
      <summary>{label}</summary>
      <div className={styles.inside}>{children}</div>
    </details>
  )
}
