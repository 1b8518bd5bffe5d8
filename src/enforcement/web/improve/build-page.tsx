import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import { type Day, longDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { contactIdShape, uuidShape } from '../../../kernel/shapes.ts'
import { PageLink, useGo } from '../../../ui/address/page-link.tsx'
import { usePageParams, useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { ChoiceField, DayField, LongTextField, NumberField } from '../../../ui/components/fields.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { type Fields, useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import {
  CONTENT_HEADINGS,
  CONTENT_NAMES,
  draftImprove,
  earlyWords,
  enoughWords,
  type NoticeContents,
  prepareImprove,
} from '../../contract.ts'
import styles from './improve.module.css'

type Prepared = Answer<typeof prepareImprove>
const params = z.object({ threadId: uuidShape(), contactId: contactIdShape })
const WEEKS = ['3', '4', '5', '6'] as const

/** Builds a notice to improve for one parent, from a proposal that follows from the marks, the case and the settings. */
export function Page() {
  const schoolId = useSchoolId()
  const { threadId, contactId } = usePageParams(params)
  const [period, setPeriod] = useState<{ first?: Day; weeks?: number }>({})
  const asked = useOperation(
    prepareImprove,
    { params: { schoolId, threadId }, querystring: { contactId, ...period } },
    { keepLast: true },
  )
  return (
    <>
      <PageHeader
        title="Build a notice to improve"
        above={
          <PageLink there={{ to: '/considerations/$threadId', params: { threadId } }}>Before a formal step</PageLink>
        }
        lead={
          asked.data === undefined
            ? ''
            : `To ${asked.data.to}, about ${asked.data.child}. Each parent has a notice of their own.`
        }
      />
      <Answered question={asked}>
        {(prepared) => (
          <Form
            key={`${prepared.first} ${prepared.weeks}`}
            prepared={prepared}
            of={{ threadId, contactId }}
            onPeriod={setPeriod}
          />
        )}
      </Answered>
    </>
  )
}

/** What the numbers say themselves is not typed: the paper and the tracking are one. */
type Typed = Omit<NoticeContents, 'enough' | 'early'>

interface Values extends Typed {
  readonly first: string
  readonly weeks: (typeof WEEKS)[number]
  readonly unauthorised: number | undefined
  readonly attended: number | undefined
  readonly despite: string
  readonly whyParent: string
}

function typedOf({ enough: _enough, early: _early, ...typed }: NoticeContents): Typed {
  return typed
}

function Form({
  prepared,
  of,
  onPeriod,
}: {
  readonly prepared: Prepared
  readonly of: z.output<typeof params>
  readonly onPeriod: (period: { first: Day; weeks: number }) => void
}) {
  const schoolId = useSchoolId()
  const go = useGo()
  // A draft that is changed stays the same notice; one that was withdrawn has another take its place.
  const drafted = prepared.before?.state === 'draft' ? prepared.before.threadId : undefined
  const [ids] = useState(() => ({ key: newKey(), threadId: drafted ?? newKey() }))
  const draft = useAct(draftImprove, {
    onDone: ({ threadId }) => go({ to: '/notices-to-improve/$threadId', params: { threadId } }),
  })
  const [initial] = useState<Values>(() => ({
    ...typedOf(prepared.contents),
    first: prepared.first,
    weeks: WEEKS.find((weeks) => weeks === String(prepared.weeks)) ?? '6',
    unauthorised: prepared.target.unauthorised,
    attended: prepared.target.attended,
    despite: '',
    whyParent: '',
  }))
  const fields = useFields(initial, draft.error)
  const send = ({ first, weeks, unauthorised, attended, despite, whyParent, ...contents }: Values) =>
    draft.mutate({
      params: { schoolId },
      body: {
        ...ids,
        considerationId: of.threadId,
        contactId: of.contactId,
        // What is typed is checked by the server, which says what is wrong with it.
        first: first as Day,
        weeks: Number(weeks),
        contents,
        target: { unauthorised: unauthorised ?? 0, attended: attended ?? 0 },
        despite: despite.trim() === '' ? null : despite,
        whyParent: whyParent.trim() === '' ? null : whyParent,
      },
    })
  const { values } = fields
  const changed = values.first !== prepared.first || values.weeks !== String(prepared.weeks)
  const { first, last, weeks, earlyAfterWeeks, preferredName: child } = prepared
  const target = {
    unauthorised: values.unauthorised ?? 1,
    attended: values.attended ?? 0,
    possible: prepared.target.possible,
  }
  const told = { child, first, last, weeks, target, earlyAfterWeeks }
  const said = { enough: enoughWords(told), early: earlyWords(told) }
  return (
    <form noValidate onSubmit={fields.submit(send)}>
      <Stack gap="lg">
        <ProblemAlert error={draft.error} />
        {!prepared.open && (
          <p>
            <StatusPill tone="problem">The gate is shut</StatusPill> {prepared.missing.join(' ')}
          </p>
        )}
        {prepared.unsuitable !== null && (
          <Section title="A notice to improve does not suit here" card>
            <p>{prepared.unsuitable}</p>
            <LongTextField label="Why it is used all the same" {...fields.bind('despite')} />
          </Section>
        )}
        {prepared.ask !== null && (
          <Section title={`Why ${prepared.to} is a parent in law`} card>
            <p>
              {prepared.because}. {prepared.ask}
            </p>
            <LongTextField label="How they look after the child" rows={2} {...fields.bind('whyParent')} />
          </Section>
        )}
        <Period fields={fields} prepared={prepared} onPeriod={onPeriod} />
        <Section title="The eight contents" card>
          <Stack gap="md">
            <Text>
              Write so that a child of eleven can read it: short words, no threats, nothing about other people.
            </Text>
            {prepared.before !== null && (
              <Text>
                {prepared.before.state === 'draft'
                  ? 'These are the words of the draft.'
                  : 'These are the words of the notice that was withdrawn.'}{' '}
                What happened is told as the register has it now: read all of it again.
              </Text>
            )}
            {CONTENT_NAMES.map((name) =>
              name === 'enough' || name === 'early' ? (
                <div key={name}>
                  <Text fw={600} size="sm">
                    {CONTENT_HEADINGS[name]}
                  </Text>
                  <p className={styles.said}>{said[name]}</p>
                  <span className={styles.quiet}>It follows from the weeks and numbers above.</span>
                </div>
              ) : (
                <LongTextField key={name} label={CONTENT_HEADINGS[name]} rows={2} {...fields.bind(name)} />
              ),
            )}
          </Stack>
        </Section>
        <Group>
          <Button type="submit" loading={draft.isPending} disabled={!prepared.open || changed}>
            Keep the draft
          </Button>
          {changed && <Text size="sm">Work out the weeks above first: its days and its words follow from them.</Text>}
        </Group>
      </Stack>
    </form>
  )
}

function Period({
  fields,
  prepared,
  onPeriod,
}: {
  readonly fields: Fields<Values>
  readonly prepared: Prepared
  readonly onPeriod: (period: { first: Day; weeks: number }) => void
}) {
  const { first, weeks } = fields.values
  const changed = first !== prepared.first || weeks !== String(prepared.weeks)
  return (
    <Section title="Its weeks, and what is enough" card>
      <Stack gap="md">
        <Group align="end">
          <DayField label="First day" {...fields.bind('first')} />
          <ChoiceField
            label="School weeks"
            {...fields.bind('weeks')}
            choices={WEEKS.map((value) => ({ value, label: `${value} weeks` }))}
          />
          {changed && (
            <Button variant="default" onClick={() => onPeriod({ first: first as Day, weeks: Number(weeks) })}>
              Work out these weeks
            </Button>
          )}
        </Group>
        <Text>
          It ends on {longDay(prepared.last)}: {prepared.target.possible} half days of school
          {prepared.away === 0
            ? '.'
            : `. On ${prepared.away} more the child is not expected: they are away by a part-time timetable.`}
        </Text>
        <NumberField
          label={`Enough, of ${prepared.target.possible}`}
          hint="Half days in school."
          min={0}
          max={prepared.target.possible}
          {...fields.bind('attended')}
        />
        <NumberField
          label="Too many"
          hint="Unauthorised half days; 1 is any."
          min={1}
          {...fields.bind('unauthorised')}
        />
      </Stack>
    </Section>
  )
}
