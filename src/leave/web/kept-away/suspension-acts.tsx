import { Button, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import type { Day } from '../../../kernel/day.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { dayText, useNow } from '../../../ui/clock.tsx'
import { ConfirmWithReason } from '../../../ui/components/confirm-with-reason.tsx'
import { ChoiceField, DayField, TextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { useMay } from '../../../ui/me.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { endSuspension, type ProvisionCode, provideElsewhere, type Suspension } from '../../contract.ts'

/** The letter, other education, and an early end. */
export function SuspensionActs({ suspension }: { readonly suspension: Suspension }) {
  const schoolId = useSchoolId()
  const may = useMay()
  const [doing, setDoing] = useState<'provision' | 'end'>()
  const { id, state, pupil } = suspension
  const isOpen = state === 'running' || state === 'to come'
  const onClose = () => setDoing(undefined)
  return (
    <Group gap="xs">
      {may('leave.suspend') && (
        <Button
          size="xs"
          variant="default"
          component="a"
          href={`/api/schools/${schoolId}/suspensions/${id}/letter`}
          target="_blank"
        >
          Letter<span className="visually-hidden"> about {pupil.name} (PDF, in a new tab)</span>
        </Button>
      )}
      {isOpen && may('register.plan') && (
        <Button size="xs" variant="default" onClick={() => setDoing('provision')}>
          Other education<span className="visually-hidden"> of {pupil.name}</span>
        </Button>
      )}
      {isOpen && may('leave.suspend') && (
        <Button size="xs" variant="default" onClick={() => setDoing('end')}>
          End it<span className="visually-hidden">: the suspension of {pupil.name}</span>
        </Button>
      )}
      {doing === 'provision' && <Provision suspension={suspension} onClose={onClose} />}
      {doing === 'end' && <End suspension={suspension} onClose={onClose} />}
    </Group>
  )
}

interface Dialog {
  readonly suspension: Suspension
  readonly onClose: () => void
}

function Provision({ suspension, onClose }: Dialog) {
  const schoolId = useSchoolId()
  const [key] = useState(newKey)
  const provide = useAct(provideElsewhere, { onDone: onClose })
  const first: string = suspension.lacking ?? suspension.from.day
  const last: string = suspension.to?.day ?? first
  const fields = useFields({ code: 'B' as ProvisionCode, place: '', first, last }, provide.error)
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Other education of ${suspension.pupil.name}`}
      closeButtonProps={{ 'aria-label': 'Close without recording' }}
    >
      <form
        noValidate
        onSubmit={fields.submit((typed) =>
          provide.mutate({
            params: { schoolId, keptAwayId: suspension.id },
            // What is typed is checked by the server, which says what is wrong with it.
            body: { ...typed, key, first: typed.first as Day, last: typed.last as Day },
          }),
        )}
      >
        <Stack gap="md">
          <ProblemAlert error={provide.error} />
          <p>Its mark takes the place of E on these days. Work set at home is not education elsewhere.</p>
          <ChoiceField<ProvisionCode>
            label="Who arranged it"
            choices={[
              { value: 'B', label: 'B  The school: an approved activity off site' },
              { value: 'K', label: 'K  The local authority' },
              { value: 'D', label: 'D  Another school where they are registered' },
            ]}
            {...fields.bind('code')}
          />
          <TextField
            label="Where, and who teaches them there"
            hint="Kept beside each mark."
            {...fields.bind('place')}
          />
          <Group align="flex-end">
            <DayField label="First day" {...fields.bind('first')} />
            <DayField label="Last day" {...fields.bind('last')} />
          </Group>
          <Group justify="flex-end">
            <Button type="submit" loading={provide.isPending}>
              Record it
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function End({ suspension, onClose }: Dialog) {
  const schoolId = useSchoolId()
  const today = dayText(useNow(600))
  const [key] = useState(newKey)
  const [day, setDay] = useState<string>([today, suspension.from.day].sort().at(-1) ?? today)
  const [half, setHalf] = useState<'AM' | 'PM'>('AM')
  const end = useAct(endSuspension, { onDone: onClose })
  return (
    <ConfirmWithReason
      opened
      onClose={onClose}
      title={`${suspension.pupil.name} is expected again`}
      confirmLabel="End the suspension"
      suggestions={['Reinstated', 'Withdrawn by the head', 'Entered by mistake']}
      pending={end.isPending}
      error={end.error}
      onConfirm={(reason) =>
        // What is typed is checked by the server, which says what is wrong with it.
        end.mutate({
          params: { schoolId, keptAwayId: suspension.id },
          body: { key, from: { day: day as Day, half }, reason },
        })
      }
    >
      <Group align="flex-end">
        <DayField id="end-day" name="day" label="Expected from" value={day} onChange={setDay} />
        <ChoiceField
          id="end-half"
          name="half"
          label="First session"
          choices={[
            { value: 'AM', label: 'Morning' },
            { value: 'PM', label: 'Afternoon' },
          ]}
          value={half}
          onChange={setHalf}
        />
      </Group>
    </ConfirmWithReason>
  )
}
