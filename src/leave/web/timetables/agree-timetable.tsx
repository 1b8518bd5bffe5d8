import { Button, Fieldset, Group, Modal, Stack } from '@mantine/core'
import { Suspense, useState } from 'react'
import type { Day } from '../../../kernel/day.ts'
import { type Chosen, PupilChooser } from '../../../roll/web/index.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { DayField, LongTextField, TextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { WeeklySessions } from '../../../ui/spans/weekly-sessions.tsx'
import { useAct } from '../../../ui/use-operation.ts'
import { agreeTimetable } from '../../contract.ts'

const EMPTY = { reason: '', times: '', agreedWith: '', agreedDay: '', first: '', review: '', last: '' }

/** Records what was agreed with a parent. */
export function AgreeTimetable({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title="Record a part-time timetable"
      closeButtonProps={{ 'aria-label': 'Close without recording' }}
    >
      {opened && <Form onClose={onClose} />}
    </Modal>
  )
}

function Form({ onClose }: { readonly onClose: () => void }) {
  const schoolId = useSchoolId()
  const [pupils, setPupils] = useState<readonly Chosen[]>([])
  const [away, setAway] = useState<readonly string[]>([])
  const [key] = useState(newKey)
  const agree = useAct(agreeTimetable, { onDone: onClose })
  const fields = useFields(EMPTY, agree.error)
  const [pupil] = pupils
  const save = ({ agreedDay, first, review, last, ...words }: typeof EMPTY) => {
    if (pupil === undefined) return
    agree.mutate({
      params: { schoolId },
      body: {
        key,
        pupilId: pupil.id,
        away: away.map((one) => ({
          weekday: Number(one[0]),
          half: one.endsWith('PM') ? ('PM' as const) : ('AM' as const),
        })),
        ...words,
        // What is typed is checked by the server, which says what is wrong with it.
        agreedDay: agreedDay as Day,
        first: first as Day,
        review: review as Day,
        last: last as Day,
      },
    })
  }
  return (
    <form noValidate onSubmit={fields.submit(save)}>
      <Stack gap="md">
        <ProblemAlert error={agree.error} />
        <Suspense>
          <PupilChooser chosen={pupils} onChange={(chosen) => setPupils(chosen.slice(-1))} />
        </Suspense>
        <Fieldset legend="Sessions for which the pupil does not come">
          <WeeklySessions sessions={away} onChange={setAway} />
        </Fieldset>
        <TextField label="Agreed times" hint="Such as “Home at 12.30 on Mondays”." {...fields.bind('times')} />
        <LongTextField
          label="Why"
          hint="What is exceptional, and what the timetable is for."
          {...fields.bind('reason')}
        />
        <Group align="flex-end">
          <TextField label="Agreed with" hint="The parent’s name." width={30} {...fields.bind('agreedWith')} />
          <DayField label="Agreed on" {...fields.bind('agreedDay')} />
        </Group>
        <Group align="flex-end">
          <DayField label="First day" {...fields.bind('first')} />
          <DayField label="Review on" {...fields.bind('review')} />
          <DayField label="Last day" {...fields.bind('last')} />
        </Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Go back
          </Button>
          <Button type="submit" loading={agree.isPending} disabled={pupil === undefined || away.length === 0}>
            Record it
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
