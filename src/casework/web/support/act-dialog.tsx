import { Button, Group, Modal, Stack } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'

/** A dialog with a form in it: what went wrong above, the way back and the act below. */
export function ActDialog({
  title,
  label,
  onClose,
  onSubmit,
  error,
  pending,
  children,
}: {
  readonly title: string
  /** What the button does: "Record the answer". */
  readonly label: string
  readonly onClose: () => void
  readonly onSubmit: (event: FormEvent) => void
  readonly error: Error | null
  readonly pending: boolean
  readonly children: ReactNode
}) {
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close without recording it' }}>
      <form noValidate onSubmit={onSubmit}>
        <Stack gap="md">
          <ProblemAlert error={error} />
          {children}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Go back
            </Button>
            <Button type="submit" loading={pending}>
              {label}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
