import { Button, Group, Modal, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { Answer } from '../../../kernel/operation.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { ChoiceField, TextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { issuePenaltyNotice, type readPenaltyNotice } from '../../contract.ts'

/** Issues the school’s own notice: only those appear to sign it whose rank and authorisation are recorded. */
export function IssueDialog({
  answer,
  onClose,
}: {
  readonly answer: Answer<typeof readPenaltyNotice>
  readonly onClose: () => void
}) {
  const schoolId = useSchoolId()
  const { line, signatories } = answer
  const [key] = useState(newKey)
  const [signatory, setSignatory] = useState(signatories[0]?.name ?? '')
  const [way, setWay] = useState<'post' | 'by hand'>('post')
  const [reference, setReference] = useState('')
  const issue = useAct(issuePenaltyNotice, {
    onDone: () => {
      notifications.show({ message: 'Issued. Send the authority a copy.' })
      onClose()
    },
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title="Issue the notice"
      closeButtonProps={{ 'aria-label': 'Close without issuing' }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          const body = { key, signatory, way, reference }
          issue.mutate({ params: { schoolId, threadId: line.threadId }, body })
        }}
      >
        <Stack gap="md">
          <ProblemAlert error={issue.error} />
          {signatories.length === 0 ? (
            <p>
              Nobody is recorded who may sign.{' '}
              <PageLink there={{ to: '/penalty-settings' }}>Enter who may sign</PageLink> first.
            </p>
          ) : (
            <ChoiceField
              id="signatory"
              name="signatory"
              label="Signed by"
              value={signatory}
              onChange={setSignatory}
              choices={signatories.map(({ name }) => ({ value: name, label: name }))}
            />
          )}
          <ChoiceField
            id="way"
            name="way"
            label="How it is served"
            value={way}
            onChange={setWay}
            choices={[
              { value: 'post', label: 'By post' },
              { value: 'by hand', label: 'By hand' },
            ]}
          />
          <TextField
            id="reference"
            name="reference"
            label="Reference"
            optional
            width={24}
            value={reference}
            onChange={setReference}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Go back
            </Button>
            <Button type="submit" loading={issue.isPending} disabled={signatories.length === 0}>
              Issue it
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
