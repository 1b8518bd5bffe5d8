import { Drawer } from '@mantine/core'
import type { CSSProperties } from 'react'
import { useOpenedLate } from '../components/use-opened-late.ts'
import type { ScreenDefinition } from '../screen.ts'
import { Navigation } from './navigation.tsx'

/** The menu of narrow screens. */
export function MenuDrawer({
  screens,
  opened,
  onClose,
}: {
  readonly screens: readonly ScreenDefinition[]
  readonly opened: boolean
  readonly onClose: () => void
}) {
  return (
    <Drawer
      opened={useOpenedLate(opened)}
      onClose={onClose}
      title="Menu"
      size="17rem"
      closeButtonProps={{ 'aria-label': 'Close the menu' }}
    >
      <nav aria-label="Pages" style={{ '--nav-current': 'var(--fb-surface-sunk)' } as CSSProperties}>
        <Navigation screens={screens} onGo={onClose} />
      </nav>
    </Drawer>
  )
}
