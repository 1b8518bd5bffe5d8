import type { ReactNode } from 'react'
import styles from './stat-card.module.css'

/** One number worth seeing from across the room, with what it is and what it stands on. `now` marks work waiting. */
export function StatCard({
  label,
  value,
  note,
  now = false,
}: {
  readonly label: string
  readonly value: ReactNode
  /** The sessions behind it, the change since last week, a link. A rate's note gives its sessions. */
  readonly note?: ReactNode
  readonly now?: boolean
}) {
  return (
    <div className={now ? `${styles.card} ${styles.now}` : styles.card}>
      <p className={styles.label}>{label}</p>
      <p className={styles.value}>{value}</p>
      {note && <div className={styles.note}>{note}</div>}
    </div>
  )
}

/** As many cards in a row as fit. */
export function StatCards({ children }: { readonly children: ReactNode }) {
  return <div className={styles.grid}>{children}</div>
}
