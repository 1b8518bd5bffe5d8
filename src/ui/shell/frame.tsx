import { Drawer } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ScreenDefinition } from '../screen.ts'
import styles from './frame.module.css'
import { Header } from './header.tsx'
import { Navigation } from './navigation.tsx'
import { OfflineNotice } from './notices.tsx'

/** Header, menu and the page. `notices` is for what holds over the whole app, such as a demonstration's clock. */
export function Frame({
  screens,
  notices,
  onSignOut,
  children,
}: {
  readonly screens: readonly ScreenDefinition[]
  readonly notices?: ReactNode
  readonly onSignOut: () => void
  readonly children: ReactNode
}) {
  const [open, menu] = useDisclosure(false)
  const { schoolId }: { schoolId?: string } = useParams({ strict: false })
  const hasMenu = schoolId !== undefined
  return (
    <div className={styles.frame}>
      <a href="#main" className={styles.skip}>
        Skip to the page
      </a>
      <Header onOpenMenu={hasMenu ? menu.open : undefined} onSignOut={onSignOut} />
      <div className={styles.notices}>
        <OfflineNotice />
        {notices}
      </div>
      {hasMenu && (
        <nav className={styles.nav} aria-label="Pages">
          <Navigation screens={screens} />
        </nav>
      )}
      <main id="main" tabIndex={-1} className={hasMenu ? styles.main : `${styles.main} ${styles.alone}`}>
        {children}
      </main>
      <Drawer
        opened={open}
        onClose={menu.close}
        title="Menu"
        size="17rem"
        closeButtonProps={{ 'aria-label': 'Close the menu' }}
      >
        <nav aria-label="Pages">
          <Navigation screens={screens} onGo={menu.close} />
        </nav>
      </Drawer>
    </div>
  )
}
