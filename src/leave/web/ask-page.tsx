import { Button, Group, Stack } from '@mantine/core'
import { Suspense, useState } from 'react'
import type { Day } from '../../kernel/day.ts'
import { momentAt, type TimeOfDay } from '../../kernel/time-of-day.ts'
import { type Chosen, PupilChooser } from '../../roll/web/index.ts'
import { PageLink, useGo } from '../../ui/address/page-link.tsx'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { dayText, timeText, useNow } from '../../ui/clock.tsx'
import { ChoiceField, DayField, LongTextField, TextField, TimeField } from '../../ui/components/fields.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useFields } from '../../ui/components/use-fields.ts'
import { newKey } from '../../ui/new-key.ts'
import { type Span, SpanFields } from '../../ui/spans/span-fields.tsx'
import { useAct } from '../../ui/use-operation.ts'
import { askLeave, CHANNELS, type Channel, KINDS_OF_LEAVE, kindOfLeave, type LeaveKind } from '../contract.ts'
import { CHANNEL_NAMES } from './leave-words.tsx'

const EMPTY = {
  kind: 'exceptional' as LeaveKind,
  reason: '',
  particulars: '',
  askedBy: '',
  channel: 'form' as Channel,
  day: '',
  time: '',
}

/** The office enters what a family asked for on paper, by telephone or at the desk. */
export function Page() {
  return (
    <>
      <PageHeader
        title="Enter a request for leave"
        above={<PageLink there={{ to: '/leave' }}>Leave of absence</PageLink>}
        lead="Brothers and sisters can be entered at once; the head decides for each."
      />
      <Form />
    </>
  )
}

function Form() {
  const schoolId = useSchoolId()
  const go = useGo()
  const now = useNow(60)
  const today = dayText(now)
  const [pupils, setPupils] = useState<readonly Chosen[]>([])
  const [span, setSpan] = useState<Span>({ first: today, firstHalf: 'AM', last: today, lastHalf: 'PM' })
  // Made once: a second press of the button is the same requests, not more of them.
  const [keys] = useState(() => Array.from({ length: 10 }, newKey))
  const ask = useAct(askLeave, { onDone: () => go({ to: '/leave' }) })
  const fields = useFields(EMPTY, ask.error)
  const { asks } = kindOfLeave(fields.values.kind)
  const save = ({ kind, reason, particulars, askedBy, channel, day, time }: typeof EMPTY) =>
    ask.mutate({
      params: { schoolId },
      body: {
        pupils: pupils.flatMap(({ id }, at) => (keys[at] === undefined ? [] : [{ requestId: keys[at], pupilId: id }])),
        kind,
        // What is typed is checked by the server, which says what is wrong with it.
        from: { day: span.first as Day, half: span.firstHalf },
        to: { day: span.last as Day, half: span.lastHalf },
        reason,
        particulars: asks === '' ? '' : particulars,
        askedBy,
        channel,
        askedAt:
          day === '' && time === ''
            ? (now.toISOString() as ReturnType<typeof momentAt>)
            : askedAt(day || today, time || timeText(now)),
      },
    })
  return (
    <form noValidate onSubmit={fields.submit(save)}>
      <Stack gap="lg" maw="52rem">
        <ProblemAlert error={ask.error} />
        <Section title="Who">
          <Suspense>
            <PupilChooser chosen={pupils} onChange={setPupils} />
          </Suspense>
        </Section>
        <Section title="Which days">
          <SpanFields span={span} onChange={setSpan} />
        </Section>
        <Section title="What for">
          <Stack gap="md">
            <ChoiceField
              label="Kind of leave"
              choices={KINDS_OF_LEAVE.map(({ kind, name }) => ({ value: kind, label: name }))}
              {...fields.bind('kind')}
            />
            {asks !== '' && <TextField label={asks} {...fields.bind('particulars')} />}
            <LongTextField label="Reason" hint="As the family gave it." {...fields.bind('reason')} />
          </Stack>
        </Section>
        <Section title="Who asked, and when">
          <Stack gap="md">
            <TextField label="Asked by" hint="The parent’s name." width={40} {...fields.bind('askedBy')} />
            <ChoiceField
              label="How it came"
              choices={CHANNELS.filter((one) => one !== 'portal').map((one) => ({
                value: one,
                label: CHANNEL_NAMES[one],
              }))}
              {...fields.bind('channel')}
            />
            <Group align="flex-end">
              <DayField
                label="Received on"
                hint="Decides whether it came before the absence."
                {...fields.bind('day')}
                value={fields.values.day || today}
              />
              <TimeField label="At" {...fields.bind('time')} value={fields.values.time || timeText(now)} />
            </Group>
          </Stack>
        </Section>
        <Group>
          <Button type="submit" loading={ask.isPending} disabled={pupils.length === 0 || pupils.length > 10}>
            Enter the request
          </Button>
          {pupils.length === 0 && <span>Choose a pupil first.</span>}
          {pupils.length > 10 && <span>Enter at most ten pupils at once.</span>}
        </Group>
      </Stack>
    </form>
  )
}

function askedAt(day: string, time: string) {
  try {
    return momentAt(day as Day, time as TimeOfDay)
  } catch {
    // No day or no time: the server says so beside the field.
    return `${day} ${time}` as ReturnType<typeof momentAt>
  }
}
