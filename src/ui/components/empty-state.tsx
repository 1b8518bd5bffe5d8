import type { ReactNode } from 'react'
import type { Icon } from '../screen.ts'
import styles from './empty-state.module.css'

/** What an empty list says: that it is empty, why, and what to do if it should not be. */
export interface Emptiness {
  readonly title: string
  readonly because: ReactNode
  readonly action?: ReactNode
  readonly icon?: Icon
}

export function EmptyState({ title, because, action, icon: Sign }: Emptiness) {
  return (
    <div className={styles.empty}>
      {Sign && <Sign size={30} stroke={1.5} aria-hidden />}
      <p className={styles.title}>{title}</p>
      <p className={styles.because}>{because}</p>
      {action && <div className={styles.action}>{action}</div>}
    </div>
  )
}
