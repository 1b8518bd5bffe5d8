import { useDisclosure } from '@mantine/hooks'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { longDayText, timeText, useNow } from '../clock.tsx'
import { useMe, useMyPlace } from '../me.tsx'
import type { ScreenDefinition } from '../screen.ts'
import styles from './frame.module.css'
import { Header } from './header.tsx'
import { Navigation } from './navigation.tsx'
import { OfflineNotice } from './notices.tsx'

const MenuDrawer = lazy(async () => ({ default: (await import('./menu-drawer.tsx')).MenuDrawer }))

/** Header, menu and the page. `notices` is for what holds over the whole app, such as a demonstration's clock. */
export function Frame({
  screens,
  notices,
  onSignOut,
  bare = false,
  children,
}: {
  readonly screens: readonly ScreenDefinition[]
  readonly notices?: ReactNode
  readonly onSignOut: () => void
  /** The page alone, with no way to go anywhere: the screen is with a child. */
  readonly bare?: boolean
  readonly children: ReactNode
}) {
  const [open, menu] = useDisclosure(false)
  const [wanted, setWanted] = useState(false)
  const openMenu = () => {
    setWanted(true)
    menu.open()
  }
  const hasMenu = useMyPlace() !== undefined && !bare
  return (
    <div className={styles.frame}>
      <button type="button" className={styles.skip} onClick={() => document.getElementById('main')?.focus()}>
        Skip to the page
      </button>
      {!bare && <Header onOpenMenu={hasMenu ? openMenu : undefined} onSignOut={onSignOut} />}
      {!bare && (
        <aside className={styles.notices} aria-label="Notices">
          <OfflineNotice />
          {notices}
        </aside>
      )}
      {hasMenu && (
        <nav className={styles.nav} aria-label="Pages">
          <Navigation screens={screens} />
        </nav>
      )}
      <PrintedBy />
      <main id="main" tabIndex={-1} className={hasMenu ? styles.main : `${styles.main} ${styles.alone}`}>
        {children}
      </main>
      {wanted && !bare && (
        <Suspense>
          <MenuDrawer screens={screens} opened={open} onClose={menu.close} />
        </Suspense>
      )}
    </div>
  )
}

/** Heads every printed page, so that a sheet left on a desk says whose it is and how old. */
function PrintedBy() {
  const place = useMyPlace()
  const { person } = useMe()
  const now = useNow(60)
  return (
    <p className={`print-only ${styles.printedBy}`}>
      <span>{place?.name}</span>
      <span>
        Printed {longDayText(now)}, {timeText(now)}
        {person && `, by ${person.name}`}. Personal data: keep safe, then shred.
      </span>
    </p>
  )
}
