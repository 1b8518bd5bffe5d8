import type { ReactNode } from 'react'
import { usePageTitle } from '../../ui/page-title.tsx'
import styles from './doorway.module.css'

/** What surrounds the pages before sign-in: the name of the product, and one thing to do. */
export function Doorway({
  title,
  lead,
  wide = false,
  children,
}: {
  readonly title: string
  readonly lead?: ReactNode
  readonly wide?: boolean
  readonly children?: ReactNode
}) {
  usePageTitle(title)
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <img src="/bell.svg" alt="" width={32} height={32} />
        <span>Firstbell</span>
        <small>School attendance</small>
      </header>
      <main className={wide ? `${styles.main} ${styles.wide}` : styles.main}>
        <h1 className={styles.title}>{title}</h1>
        {lead && <p className={styles.lead}>{lead}</p>}
        {children}
      </main>
    </div>
  )
}
