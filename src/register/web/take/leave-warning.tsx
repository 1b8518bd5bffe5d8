import { Button, Group, Modal, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'

/** Going away would lose typed marks: it asks first. */
export function LeaveWarning({ unsaved }: { readonly unsaved: number }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => unsaved > 0 && current.pathname !== next.pathname,
    enableBeforeUnload: unsaved > 0,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return (
    <Modal opened onClose={blocker.reset} title="This register is not saved" withCloseButton={false}>
      <Text mb="md">
        {unsaved === 1 ? '1 mark is' : `${unsaved} marks are`} not saved. If you go now,{' '}
        {unsaved === 1 ? 'it is' : 'they are'} lost.
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={blocker.proceed}>
          Go without saving
        </Button>
        <Button onClick={blocker.reset} data-autofocus>
          Stay here
        </Button>
      </Group>
    </Modal>
  )
}
