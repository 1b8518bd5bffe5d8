import { IconPoint } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Icon } from '../screen.ts'
import styles from './timeline.module.css'

export interface TimelineEntry {
  readonly id: string
  readonly title: ReactNode
  /** "Tuesday 24 November, 09:12". */
  readonly when: string
  /** Who did it, with the position they held then. */
  readonly by?: string
  readonly icon?: Icon
  /** Something about it is due now. */
  readonly now?: boolean
  readonly body?: ReactNode
}

/** What happened, newest first as given. */
export function Timeline({ label, entries }: { readonly label: string; readonly entries: readonly TimelineEntry[] }) {
  return (
    <ol className={styles.timeline} aria-label={label}>
      {entries.map(({ id, title, when, by, icon: Sign = IconPoint, now, body }) => (
        <li key={id} className={styles.entry}>
          <span className={now ? `${styles.sign} ${styles.now}` : styles.sign}>
            <Sign size={16} aria-hidden />
          </span>
          <div>
            <p className={styles.title}>{title}</p>
            <p className={styles.when}>
              {when}
              {by && `, ${by}`}
            </p>
            {body && <div className={styles.body}>{body}</div>}
          </div>
        </li>
      ))}
    </ol>
  )
}
