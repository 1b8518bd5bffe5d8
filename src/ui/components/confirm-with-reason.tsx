import { Button, Group, Modal, Stack } from '@mantine/core'
import { type FormEvent, type ReactNode, useEffect, useId, useState } from 'react'
import { LongTextField } from './fields.tsx'
import { ProblemAlert } from './problem-alert.tsx'

/** Asks for the reason before something that the journal keeps for ever. The reason is part of the record, so it must say something. */
export function ConfirmWithReason({
  opened,
  onClose,
  title,
  children,
  confirmLabel,
  onConfirm,
  suggestions = [],
  pending = false,
  error,
}: {
  readonly opened: boolean
  readonly onClose: () => void
  readonly title: string
  /** What will happen, and what it was before. */
  readonly children?: ReactNode
  /** The deed itself: "Change the mark", never "OK". */
  readonly confirmLabel: string
  readonly onConfirm: (reason: string) => void
  /** Reasons often given; one click writes one. */
  readonly suggestions?: readonly string[]
  readonly pending?: boolean
  readonly error?: unknown
}) {
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const id = useId()
  useEffect(() => {
    if (!opened) return
    setReason('')
    setAsked(false)
  }, [opened])
  const missing = reason.trim().length < 3
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (missing) document.getElementById(id)?.focus()
    else onConfirm(reason.trim())
  }
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': 'Close without doing it' }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <ProblemAlert error={error} />
          {children}
          <LongTextField
            label="Reason"
            hint="Kept with the record. Anyone who may see the record can read it."
            id={id}
            name="reason"
            value={reason}
            onChange={setReason}
            {...(asked && missing ? { error: 'Write the reason in a few words.' } : {})}
          />
          {suggestions.length > 0 && (
            <Group gap="xs" role="group" aria-label="Reasons often given">
              {suggestions.map((suggestion) => (
                <Button key={suggestion} variant="default" size="xs" onClick={() => setReason(suggestion)}>
                  {suggestion}
                </Button>
              ))}
            </Group>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Go back
            </Button>
            <Button type="submit" loading={pending}>
              {confirmLabel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
