import { Button, Group, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { useAct } from '../../ui/use-operation.ts'
import { discardImport } from '../contract.ts'
import type { At } from './at.ts'

/** Throws an import away, after asking. */
export function DiscardButton({ at }: { readonly at: At }) {
  const [opened, { open, close }] = useDisclosure(false)
  const discard = useAct(discardImport, { onDone: close })
  return (
    <>
      <Button variant="subtle" onClick={open}>
        Discard this import
      </Button>
      <Modal opened={opened} onClose={close} title="Discard this import?" centered>
        <ProblemAlert error={discard.error} />
        <p>What was read from the files is deleted. Nothing on your roll changes.</p>
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>
            Keep it
          </Button>
          <Button loading={discard.isPending} onClick={() => discard.mutate({ params: at })}>
            Discard
          </Button>
        </Group>
      </Modal>
    </>
  )
}
