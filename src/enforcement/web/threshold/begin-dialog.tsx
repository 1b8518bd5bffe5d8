import { Button, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import type { PupilId } from '../../../kernel/ids.ts'
import { useGo } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { LongTextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { beginConsideration } from '../../contract.ts'

/** Begins the questions before a formal step: nothing is sent to anybody by it. */
export function BeginDialog({
  pupil,
  because,
  noticeId,
  onClose,
}: {
  readonly pupil: { readonly id: PupilId; readonly name: string }
  readonly because: string
  /** The notice to improve that it follows on. */
  readonly noticeId?: string
  readonly onClose: () => void
}) {
  const schoolId = useSchoolId()
  const go = useGo()
  const [ids] = useState(() => ({ key: newKey(), threadId: newKey() }))
  const [initial] = useState({ because })
  const begin = useAct(beginConsideration, {
    onDone: ({ threadId }) => go({ to: '/considerations/$threadId', params: { threadId } }),
  })
  const fields = useFields(initial, begin.error)
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Begin the questions about ${pupil.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        noValidate
        onSubmit={fields.submit((values) =>
          begin.mutate({
            params: { schoolId },
            body: { ...ids, pupilId: pupil.id, ...values, ...(noticeId === undefined ? {} : { noticeId }) },
          }),
        )}
      >
        <Stack gap="md">
          <ProblemAlert error={begin.error} />
          <p>
            Support comes first. Six questions are answered before any notice, and the head decides. Nobody outside the
            school is told by this. A case is opened where the child has none.
          </p>
          <LongTextField label="Why a formal step is considered" {...fields.bind('because')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Go back
            </Button>
            <Button type="submit" loading={begin.isPending}>
              Begin
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
