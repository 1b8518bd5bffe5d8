import { Button, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import { type Day, longDay } from '../../../kernel/day.ts'
import { ChoiceField, TextField } from '../../../ui/components/fields.tsx'
import { DAY_OFF_KINDS, type DayOff, type DayOffKind } from '../../contract.ts'
import { DAY_OFF_NAMES } from '../words.ts'

const HALVES = [
  { value: 'day', label: 'The whole day' },
  { value: 'AM', label: 'The morning only' },
  { value: 'PM', label: 'The afternoon only' },
] as const

/** Takes a day of term off, or gives it back. Nothing is saved until the calendar is. */
export function DayOffDialog({
  day,
  present,
  onClose,
  onSet,
}: {
  readonly day: Day
  /** What the day is off for already. */
  readonly present: DayOff | undefined
  readonly onClose: () => void
  /** Undefined: a school day again. */
  readonly onSet: (off: DayOff | undefined) => void
}) {
  const [kind, setKind] = useState<DayOffKind>(present?.kind ?? 'inset')
  const [half, setHalf] = useState<'day' | 'AM' | 'PM'>(present?.half ?? 'day')
  const [reason, setReason] = useState(present?.reason ?? '')
  const named = reason.trim() === '' ? DAY_OFF_NAMES[kind] : reason.trim()
  return (
    <Modal opened onClose={onClose} title={longDay(day)} closeButtonProps={{ 'aria-label': 'Close without a change' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onSet({ day, kind, reason: named, ...(half === 'day' ? {} : { half }) })
        }}
      >
        <Stack>
          <ChoiceField
            label="What it is"
            id="off-kind"
            name="kind"
            value={kind}
            onChange={setKind}
            choices={DAY_OFF_KINDS.map((value) => ({ value, label: DAY_OFF_NAMES[value] }))}
          />
          <ChoiceField label="How much" id="off-half" name="half" value={half} onChange={setHalf} choices={HALVES} />
          <TextField
            label="In words"
            hint="As families read it"
            optional
            id="off-reason"
            name="reason"
            value={reason}
            onChange={setReason}
          />
          <Group justify="flex-end">
            {present !== undefined && (
              <Button variant="default" onClick={() => onSet(undefined)}>
                Make it a school day again
              </Button>
            )}
            <Button type="submit">Take it off</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
