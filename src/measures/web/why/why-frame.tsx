import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { useOpenedLate } from '../../../ui/components/use-opened-late.ts'

/** What every explanation of a number opens in. Closed, it gives the focus back to that number. */
export function WhyFrame({
  opened,
  onClose,
  closeOnEscape = true,
  children,
}: {
  readonly opened: boolean
  readonly onClose: () => void
  /** False while something stands over it, whose Escape key it then is. */
  readonly closeOnEscape?: boolean
  readonly children: ReactNode
}) {
  return (
    <Drawer
      opened={useOpenedLate(opened)}
      onClose={onClose}
      closeOnEscape={closeOnEscape}
      position="right"
      size="lg"
      title="Why this figure?"
      closeButtonProps={{ 'aria-label': 'Close the explanation' }}
    >
      {children}
    </Drawer>
  )
}
