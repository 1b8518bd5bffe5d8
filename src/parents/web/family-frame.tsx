import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import styles from './family.module.css'

const PAGES = [
  { to: '/family', label: 'Children' },
  { to: '/family/leave', label: 'Leave' },
  { to: '/family/messages', label: 'Messages' },
  { to: '/family/settings', label: 'Settings' },
] as const

/** Around every page of a family: four ways to go, and one column that a phone has room for. */
export function FamilyFrame({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles.family}>
      <nav aria-label="Family pages">
        <ul className={styles.tabs}>
          {PAGES.map(({ to, label }) => (
            <li key={to}>
              <Link
                className={styles.tab ?? ''}
                to={to}
                activeOptions={{ exact: to === '/family', includeSearch: false }}
                activeProps={{ 'aria-current': 'page' }}
              >
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </div>
  )
}
