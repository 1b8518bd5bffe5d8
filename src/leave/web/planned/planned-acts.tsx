import { Button, Group, Modal, Stack } from '@mantine/core'
import { Suspense, useState } from 'react'
import type { Day } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import { PreviewOfPlan, PupilPicker } from '../../../register/web/index.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { dayText, useNow } from '../../../ui/clock.tsx'
import { ConfirmWithReason } from '../../../ui/components/confirm-with-reason.tsx'
import { CheckField, ChoiceField, DayField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { SmallLoading } from '../../../ui/shell/states.tsx'
import { type Span, SpanFields } from '../../../ui/spans/span-fields.tsx'
import { useAct } from '../../../ui/use-operation.ts'
import {
  movePlanned,
  type PlannedListed,
  previewPlanned,
  putOnPlanned,
  takeOffPlanned,
  withdrawPlanned,
} from '../../contract.ts'
import type { ReadPlanned } from './planned-words.tsx'

/** For everybody on a plan: more pupils, other days, or none of it. */
export function PlannedActs({ answer }: { readonly answer: ReadPlanned }) {
  const { planned } = answer
  const schoolId = useSchoolId()
  const [doing, setDoing] = useState<'put-on' | 'move' | 'withdraw'>()
  const [key, setKey] = useState(newKey)
  const [span, setSpan] = useState<Span>(spanOf(planned))
  const params = { schoolId, plannedId: planned.id }
  const onClose = () => setDoing(undefined)
  const onDone = () => {
    onClose()
    setKey(newKey())
  }
  const move = useAct(movePlanned, { onDone })
  const withdraw = useAct(withdrawPlanned, { onDone })
  return (
    <>
      <Group mb="lg">
        <Button variant="default" onClick={() => setDoing('put-on')}>
          Put more pupils on
        </Button>
        <Button variant="default" onClick={() => setDoing('move')}>
          Change the days
        </Button>
        <Button variant="default" onClick={() => setDoing('withdraw')}>
          Withdraw for everybody
        </Button>
      </Group>
      {doing === 'put-on' && <PutOn answer={answer} onClose={onClose} />}
      <ConfirmWithReason
        opened={doing === 'move'}
        onClose={onClose}
        title={`Change the days: ${planned.title}`}
        confirmLabel="Change the days for everybody"
        suggestions={['Moved by the organiser', 'Weather', 'Entered by mistake']}
        pending={move.isPending}
        error={move.error}
        onConfirm={(reason) =>
          move.mutate({
            params,
            body: {
              key,
              // What is typed is checked by the server, which says what is wrong with it.
              from: { day: span.first as Day, half: span.firstHalf },
              to: { day: span.last as Day, half: span.lastHalf },
              only: planned.only === null ? null : [...planned.only],
              reason,
            },
          })
        }
      >
        <SpanFields span={span} onChange={setSpan} />
        <p>Where somebody has a mark on the new days already, nothing is changed.</p>
      </ConfirmWithReason>
      <ConfirmWithReason
        opened={doing === 'withdraw'}
        onClose={onClose}
        title={`Withdraw: ${planned.title}`}
        confirmLabel="Withdraw for everybody"
        suggestions={['Cancelled', 'Entered by mistake']}
        pending={withdraw.isPending}
        error={withdraw.error}
        onConfirm={(reason) => withdraw.mutate({ params, body: { key, reason } })}
      >
        <p>Everybody is expected at school again. Marks of days that are over stay until they are amended.</p>
      </ConfirmWithReason>
    </>
  )
}

function spanOf({ from, to }: Pick<PlannedListed, 'from' | 'to'>): Span {
  return { first: from.day, firstHalf: from.half, last: to.day, lastHalf: to.half }
}

function PutOn({ answer, onClose }: { readonly answer: ReadPlanned; readonly onClose: () => void }) {
  const { planned } = answer
  const schoolId = useSchoolId()
  const [pupilIds, choose] = useState<readonly PupilId[]>([])
  const [key] = useState(newKey)
  const preview = useAct(previewPlanned, { refreshes: [] })
  const put = useAct(putOnPlanned, { onDone: onClose })
  const [askedFor, setAskedFor] = useState<readonly PupilId[]>()
  // Shown for exactly these pupils: another choice asks for a new preview.
  const shown = askedFor === pupilIds ? preview.data : undefined
  const submit = () => {
    const { kind, title, particulars, agreedDay, from, to, only } = planned
    if (shown === undefined) {
      setAskedFor(pupilIds)
      preview.mutate({
        params: { schoolId },
        body: { kind, title, particulars, agreedDay, from, to, only, pupilIds: [...pupilIds], replace: false },
      })
    } else
      put.mutate({
        params: { schoolId, plannedId: planned.id },
        body: {
          key,
          pupilIds: [...pupilIds],
          seen: { kept: shown.keptCount, replaced: shown.replacedCount, leftOut: shown.leftOutCount },
        },
      })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={`Put more pupils on: ${planned.title}`}
      closeButtonProps={{ 'aria-label': 'Close without changing' }}
    >
      <Stack gap="md">
        <ProblemAlert error={put.error ?? preview.error} />
        <Suspense fallback={<SmallLoading />}>
          <PupilPicker chosen={pupilIds} onChange={choose} />
          {shown !== undefined && <PreviewOfPlan preview={shown} />}
        </Suspense>
        <Group justify="flex-end">
          <Button
            loading={preview.isPending || put.isPending}
            disabled={pupilIds.length === 0 || shown?.marks === 0}
            onClick={submit}
          >
            {shown === undefined ? 'Show what will happen' : `Set ${shown.marks} marks`}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** One pupil does not go: expected at school, from a session on or for all of it. */
export function TakeOff({
  planned,
  pupil,
  onClose,
}: {
  readonly planned: PlannedListed
  readonly pupil: ReadPlanned['pupils'][number] | undefined
  readonly onClose: () => void
}) {
  const schoolId = useSchoolId()
  const today = dayText(useNow(600))
  const [key, setKey] = useState(newKey)
  const [whole, setWhole] = useState(planned.only === null)
  const [day, setDay] = useState<string>(today)
  const [half, setHalf] = useState<'AM' | 'PM'>('AM')
  const [wasIn, setWasIn] = useState(false)
  const off = useAct(takeOffPlanned, {
    onDone: () => {
      setKey(newKey())
      onClose()
    },
  })
  return (
    <ConfirmWithReason
      opened={pupil !== undefined}
      onClose={onClose}
      title={pupil === undefined ? '' : `Take ${pupil.name} off: ${planned.title}`}
      confirmLabel="Take off"
      suggestions={['Did not go', 'Does not go any more', 'Entered by mistake']}
      pending={off.isPending}
      error={off.error}
      onConfirm={(reason) =>
        pupil !== undefined &&
        off.mutate({
          params: { schoolId, plannedId: planned.id },
          // What is typed is checked by the server, which says what is wrong with it.
          body: { key, pupilIds: [pupil.id], from: whole ? null : { day: day as Day, half }, wasIn, reason },
        })
      }
    >
      <p>
        The pupil is expected at school. Where the register has closed, the mark becomes N, absent without a reason, and
        is followed up today.
      </p>
      <CheckField id="off-whole" name="whole" label="For all of it" value={whole} onChange={setWhole} />
      {!whole && (
        <Group align="flex-end">
          <DayField id="off-day" name="day" label="Expected from" value={day} onChange={setDay} />
          <ChoiceField
            id="off-half"
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
      )}
      <CheckField
        id="off-was-in"
        name="wasIn"
        label="The pupil was at school all the time"
        hint="Marks in closed registers then become present. Tick it only if somebody saw them."
        value={wasIn}
        onChange={setWasIn}
      />
    </ConfirmWithReason>
  )
}
