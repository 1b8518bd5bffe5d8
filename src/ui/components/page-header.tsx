import type { ReactNode } from 'react'
import { usePageTitle } from '../page-title.tsx'
import styles from './page-header.module.css'

/** The page's one h1. Focus comes here when the page is opened, and the browser's tab takes its name. */
export function PageHeader({
  title,
  above,
  lead,
  actions,
}: {
  readonly title: string
  /** Where the page stands: usually a link back. */
  readonly above?: ReactNode
  readonly lead?: ReactNode
  /** Buttons; at most one of them brass or filled. Not printed. */
  readonly actions?: ReactNode
}) {
  usePageTitle(title)
  return (
    <div className={styles.header}>
      <div className={styles.words}>
        {above && <div className={styles.above}>{above}</div>}
        <h1 className={styles.title} tabIndex={-1}>
          {title}
        </h1>
        {lead && <p className={styles.lead}>{lead}</p>}
      </div>
      {actions && <div className={styles.side}>{actions}</div>}
    </div>
  )
}
