import { type ReactNode, useId } from 'react'
import styles from './page-header.module.css'

/** A part of a page under its own h2, named for screen readers. `card` puts its content on a raised surface. */
export function Section({
  title,
  note,
  card = false,
  children,
}: {
  readonly title: string
  /** Beside the title: a count, a freshness, a link. */
  readonly note?: ReactNode
  readonly card?: boolean
  readonly children: ReactNode
}) {
  const id = useId()
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.sectionHead}>
        <h2 id={id} className={styles.sectionTitle}>
          {title}
        </h2>
        {note && <div className={styles.sectionNote}>{note}</div>}
      </div>
      {card ? <div className={styles.card}>{children}</div> : children}
    </section>
  )
}
