import { Stack } from '@mantine/core'
import { useState } from 'react'
import { ROLE_NAMES, type Role } from '../../identity/contract.ts'
import { addDays, type Day, parseDay } from '../../kernel/day.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { parseTimeOfDay } from '../../kernel/time-of-day.ts'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { ConfirmWithReason } from '../../ui/components/confirm-with-reason.tsx'
import { CheckField, ChoiceField, DayField, TimeField } from '../../ui/components/fields.tsx'
import { ProblemError } from '../../ui/problem.ts'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import { dutyDone, dutyTakers, handOverDuty, snoozeDuty, wakeDuty } from '../contract.ts'

export type Acting = 'done' | 'snooze' | 'wake' | 'hand-over'

interface DialogOf {
  readonly keys: readonly string[]
  readonly onClose: () => void
  readonly onDone: () => void
}

/** The dialog of one act about the chosen duties. */
export function ActDialog({ acting, today, ...of }: DialogOf & { readonly acting: Acting; readonly today: Day }) {
  if (acting === 'done') return <DoneDialog {...of} />
  if (acting === 'wake') return <WakeDialog {...of} />
  return acting === 'snooze' ? <SnoozeDialog {...of} today={today} /> : <HandOverDialog {...of} />
}

const duties = (keys: readonly string[]) => (keys.length === 1 ? 'this duty' : `${keys.length} duties`)

function DoneDialog({ keys, onClose, onDone }: DialogOf) {
  const schoolId = useSchoolId()
  const act = useAct(dutyDone, { onDone })
  return (
    <ConfirmWithReason
      opened
      onClose={onClose}
      title={`Write down ${duties(keys)} as done`}
      confirmLabel="Write it down"
      pending={act.isPending}
      error={act.error}
      suggestions={['Spoke to the family', 'Sent today', 'Done in the last meeting']}
      onConfirm={(reason) => act.mutate({ params: { schoolId }, body: { keys: [...keys], reason } })}
    >
      Say what was done. It stays in the record under your name, and cannot be written twice.
    </ConfirmWithReason>
  )
}

function WakeDialog({ keys, onClose, onDone }: DialogOf) {
  const schoolId = useSchoolId()
  const act = useAct(wakeDuty, { onDone })
  return (
    <ConfirmWithReason
      opened
      onClose={onClose}
      title={`Take up ${duties(keys)} again`}
      confirmLabel="Take it up again"
      pending={act.isPending}
      error={act.error}
      onConfirm={(reason) => act.mutate({ params: { schoolId }, body: { keys: [...keys], reason } })}
    />
  )
}

function SnoozeDialog({ keys, onClose, onDone, today }: DialogOf & { readonly today: Day }) {
  const schoolId = useSchoolId()
  const act = useAct(snoozeDuty, { onDone })
  const [until, setUntil] = useState<string>(addDays(today, 1))
  const [time, setTime] = useState('')
  const [knows, setKnows] = useState(false)
  const beyond = act.error instanceof ProblemError && act.error.code === 'duties.snooze-beyond-due'
  const day = parseDay(until)
  const wrongTime = time !== '' && parseTimeOfDay(time) === undefined
  return (
    <ConfirmWithReason
      opened
      onClose={onClose}
      title={`Put off ${duties(keys)}`}
      confirmLabel="Put it off"
      pending={act.isPending}
      error={act.error}
      suggestions={['Waiting for a call back', 'Waiting for evidence', 'The family is on the way']}
      onConfirm={(reason) => {
        if (day === undefined || wrongTime) return
        const when = { day, time: parseTimeOfDay(time) ?? null }
        act.mutate({ params: { schoolId }, body: { keys: [...keys], reason, until: when, beyondDue: knows } })
      }}
    >
      <Stack gap="sm">
        <DayField
          id="snooze-day"
          name="until"
          label="Until the end of"
          value={until}
          onChange={setUntil}
          {...(day === undefined ? { error: 'Choose a day.' } : {})}
        />
        <TimeField
          id="snooze-time"
          name="time"
          label="Or until this time of it"
          optional
          value={time}
          onChange={setTime}
          {...(wrongTime ? { error: 'Give the time as 09:30.' } : {})}
        />
        {(beyond || knows) && (
          <CheckField
            id="snooze-beyond"
            name="beyondDue"
            label="I know that this goes beyond the due date, and that its clock goes on running"
            value={knows}
            onChange={setKnows}
          />
        )}
      </Stack>
    </ConfirmWithReason>
  )
}

function HandOverDialog({ keys, onClose, onDone }: DialogOf) {
  const schoolId = useSchoolId()
  const takers = useOperation(dutyTakers, { params: { schoolId } })
  const act = useAct(handOverDuty, { onDone })
  const [to, setTo] = useState('')
  const { roles = [], people = [] } = takers.data ?? {}
  const choices = [
    { value: '', label: 'Choose …' },
    ...roles.map(({ role }) => ({ value: `role ${role}`, label: `Everybody who is: ${ROLE_NAMES[role]}` })),
    ...people.map(({ personId, name, position }) => ({ value: `person ${personId}`, label: `${name}, ${position}` })),
  ]
  const [asked, setAsked] = useState(false)
  return (
    <ConfirmWithReason
      opened
      onClose={onClose}
      title={`Hand over ${duties(keys)}`}
      confirmLabel="Hand over"
      pending={act.isPending}
      error={act.error ?? takers.error}
      suggestions={['Knows the family', 'Away today', 'Safeguarding']}
      onConfirm={(reason) => {
        setAsked(true)
        const [kind, id] = to.split(' ')
        if (id === undefined) return
        // The value is one that this list was made of.
        const taker = kind === 'role' ? { role: id as Role } : { personId: id as PersonId }
        act.mutate({ params: { schoolId }, body: { keys: [...keys], reason, to: taker } })
      }}
    >
      <ChoiceField
        id="hand-over-to"
        name="to"
        label="To"
        value={to}
        choices={choices}
        onChange={setTo}
        {...(asked && to === '' ? { error: 'Choose somebody.' } : {})}
      />
    </ConfirmWithReason>
  )
}
