import { Button, Group, Stack } from '@mantine/core'
import { Suspense, useState } from 'react'
import type { Day } from '../../../kernel/day.ts'
import type { ContactId } from '../../../kernel/ids.ts'
import { momentAt, type TimeOfDay } from '../../../kernel/time-of-day.ts'
import { getPupil } from '../../../roll/contract.ts'
import { type Chosen, PupilChooser } from '../../../roll/web/index.ts'
import { PageLink, useGo } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { dayText, timeText, useNow } from '../../../ui/clock.tsx'
import {
  CheckField,
  ChoiceField,
  DayField,
  LongTextField,
  TextField,
  TimeField,
} from '../../../ui/components/fields.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import {
  enterReports,
  REPORT_CATEGORIES,
  REPORT_CHANNELS,
  type ReportCategory,
  type ReportChannel,
  type Until,
} from '../../contract.ts'
import { CATEGORY_NAMES, CHANNEL_NAMES } from './report-words.tsx'

type Length = 'one-day' | 'day' | 'returns' | 'unknown'

const LENGTHS: readonly { readonly value: Length; readonly label: string }[] = [
  { value: 'one-day', label: 'That day only' },
  { value: 'returns', label: 'Until a day of return' },
  { value: 'day', label: 'Until a last day away' },
  { value: 'unknown', label: 'Nobody knows yet' },
]

const EMPTY = {
  category: 'illness' as ReportCategory,
  words: '',
  name: '',
  channel: 'phone' as ReportChannel,
  first: '',
  half: 'AM' as 'AM' | 'PM',
  length: 'one-day' as Length,
  until: '',
  time: '',
  alone: false,
}

/** The office writes down what a family tells it on the telephone, at the desk, by e-mail or text. */
export function Page() {
  return (
    <>
      <PageHeader
        title="Report an absence"
        above={<PageLink there={{ to: '/absence-reports' }}>Reports of absence</PageLink>}
        lead="What a family tells you. Brothers and sisters can be entered at once. Nothing is marked before it is accepted."
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
  const [contactId, setContactId] = useState<ContactId | null>(null)
  // Made once: a second press of the button is the same reports, not more of them.
  const [keys] = useState(() => Array.from({ length: 10 }, newKey))
  const enter = useAct(enterReports, { onDone: () => go({ to: '/absence-reports' }) })
  const fields = useFields(EMPTY, enter.error)
  const { values } = fields
  const save = (typed: typeof EMPTY) =>
    enter.mutate({
      params: { schoolId },
      body: {
        children: pupils.flatMap(({ id }, at) => (keys[at] === undefined ? [] : [{ reportId: keys[at], pupilId: id }])),
        // What is typed is checked by the server, which says what is wrong with it.
        first: { day: (typed.first || today) as Day, half: typed.half },
        until: untilOf(typed, today),
        category: typed.category,
        words: typed.words,
        // Not ticked is not said: nobody knows.
        alone: typed.alone ? true : null,
        channel: typed.channel,
        reporter: { contactId, name: typed.name },
        receivedAt: receivedAt(now, typed.time),
      },
    })
  return (
    <form noValidate onSubmit={fields.submit(save)}>
      <Stack gap="lg" maw="52rem">
        <ProblemAlert error={enter.error} />
        <Section title="Who is away">
          <Suspense>
            <PupilChooser chosen={pupils} onChange={setPupils} />
          </Suspense>
        </Section>
        <Section title="Who tells you">
          <Stack gap="md">
            <Contacts
              pupils={pupils}
              onSibling={(sibling) => setPupils([...pupils, sibling])}
              onChoose={(contact) => {
                setContactId(contact.id)
                fields.change({ name: contact.name })
              }}
            />
            <TextField
              label="Name"
              width={40}
              {...fields.bind('name')}
              onChange={(name) => {
                setContactId(null)
                fields.change({ name })
              }}
            />
            <Group align="flex-end">
              <ChoiceField
                label="How"
                choices={REPORT_CHANNELS.filter((one) => one !== 'portal').map((value) => ({
                  value,
                  label: CHANNEL_NAMES[value],
                }))}
                {...fields.bind('channel')}
              />
              <TimeField
                label="At"
                hint="A voicemail: when it was left."
                {...fields.bind('time')}
                value={values.time || timeText(now)}
              />
            </Group>
          </Stack>
        </Section>
        <Section title="Why, and how long">
          <Stack gap="md">
            <ChoiceField
              label="Why"
              choices={REPORT_CATEGORIES.map((value) => ({ value, label: CATEGORY_NAMES[value] }))}
              {...fields.bind('category')}
            />
            <LongTextField label="In their words" rows={2} {...fields.bind('words')} />
            <CheckField
              label="At home alone: no grown-up is there"
              hint="Where they say so. The morning board then has the child among the first."
              {...fields.bind('alone')}
            />
            <Group align="flex-end">
              <DayField label="From" {...fields.bind('first')} value={values.first || today} />
              <ChoiceField
                label="Beginning in"
                choices={[
                  { value: 'AM', label: 'the morning' },
                  { value: 'PM', label: 'the afternoon' },
                ]}
                {...fields.bind('half')}
              />
              <ChoiceField label="How long" choices={LENGTHS} {...fields.bind('length')} />
              {(values.length === 'day' || values.length === 'returns') && (
                <DayField label={values.length === 'day' ? 'Last day away' : 'Back on'} {...fields.bind('until')} />
              )}
            </Group>
          </Stack>
        </Section>
        <Group>
          <Button type="submit" loading={enter.isPending} disabled={pupils.length === 0 || pupils.length > 10}>
            Enter the report
          </Button>
          {pupils.length === 0 && <span>Choose a pupil first.</span>}
          {pupils.length > 10 && <span>Enter at most ten pupils at once.</span>}
        </Group>
      </Stack>
    </form>
  )
}

/** The contacts of the first child, each one press away, and the other children whose contacts they are. */
function Contacts({
  pupils,
  onChoose,
  onSibling,
}: {
  readonly pupils: readonly Chosen[]
  readonly onSibling: (sibling: Chosen) => void
  readonly onChoose: (contact: { readonly id: ContactId; readonly name: string }) => void
}) {
  const schoolId = useSchoolId()
  const [first] = pupils
  const asked = useOperation(
    getPupil,
    { params: { schoolId, pupilId: first?.id ?? ('' as Chosen['id']) } },
    { when: first !== undefined },
  )
  const contacts = first === undefined ? [] : (asked.data?.office?.contacts ?? [])
  if (contacts.length === 0) return null
  const others = new Map(contacts.flatMap(({ otherPupils }) => otherPupils.map((one) => [one.id, one] as const)))
  const siblings = [...others.values()].filter(({ id }) => !pupils.some((one) => one.id === id))
  return (
    <>
      {siblings.length > 0 && (
        <Group gap="xs" role="group" aria-label="Brothers and sisters">
          Away too?
          {siblings.map((one) => (
            <Button key={one.id} variant="default" size="xs" onClick={() => onSibling(one)}>
              Add {one.name}
            </Button>
          ))}
        </Group>
      )}
      <Group gap="xs" role="group" aria-label="Contacts of the first child">
        {contacts.map(({ id, forenames, surname, relationship, barred }) => {
          const name = `${forenames} ${surname}`
          return (
            <Button key={id} variant="default" size="xs" onClick={() => onChoose({ id, name })}>
              {name} ({relationship.toLowerCase()}
              {barred && ', must not be told'})
            </Button>
          )
        })}
      </Group>
    </>
  )
}

function untilOf({ length, until, first }: typeof EMPTY, today: string): Until {
  if (length === 'unknown') return { kind: 'unknown' }
  if (length === 'one-day') return { kind: 'day', day: (first || today) as Day }
  return { kind: length, day: until as Day }
}

/** Today at the time that was typed; now where none was, or where it makes none. */
function receivedAt(now: Date, time: string): ReturnType<typeof momentAt> {
  try {
    if (time !== '') return momentAt(dayText(now) as Day, time as TimeOfDay)
  } catch {
    return time as ReturnType<typeof momentAt>
  }
  return now.toISOString() as ReturnType<typeof momentAt>
}
