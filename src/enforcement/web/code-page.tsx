import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../kernel/operation.ts'
import { PageLink } from '../../ui/address/page-link.tsx'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { CheckField, ChoiceField, NumberField, TextField } from '../../ui/components/fields.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { StatusPill } from '../../ui/components/status-pill.tsx'
import { type Fields, useFields } from '../../ui/components/use-fields.ts'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import { changeEnforcementSettings, enforcementSettings, SETTING_WORDS, type SettingName } from '../contract.ts'

type Shown = Answer<typeof enforcementSettings>

/** What the authority's code of conduct says, as the school entered it: each with where it says so. */
export function Page() {
  const schoolId = useSchoolId()
  const asked = useOperation(enforcementSettings, { params: { schoolId } })
  return (
    <>
      <PageHeader
        title="The authority’s code"
        above={<PageLink there={{ to: '/national-threshold' }}>National threshold</PageLink>}
        lead="None of this is national law: each authority decides it in its code of conduct. Enter what yours says and where; until then Firstbell’s own choice holds and is shown as unverified."
      />
      <Answered question={asked}>{(answer) => <Form key={answer.version} answer={answer} />}</Answered>
    </>
  )
}

interface Values {
  requestWithin: number | undefined
  reuseSessions: boolean
  improveWeeks: number | undefined
  improveFailsAt: number | undefined
  earlyAfterWeeks: number | undefined
  improveIssuer: 'school' | 'authority'
  requestWithinSource: string
  reuseSessionsSource: string
  improveWeeksSource: string
  improveFailsAtSource: string
  earlyAfterWeeksSource: string
  improveIssuerSource: string
}
const NAMES = Object.keys(SETTING_WORDS) as SettingName[]

function Form({ answer }: { readonly answer: Shown }) {
  const schoolId = useSchoolId()
  const { settings, version, mayChange, authority } = answer
  const change = useAct(changeEnforcementSettings)
  const [initial] = useState<Values>(() => ({
    requestWithin: settings.requestWithin ?? undefined,
    reuseSessions: settings.reuseSessions,
    improveWeeks: settings.improveWeeks,
    improveFailsAt: settings.improveFailsAt,
    earlyAfterWeeks: settings.earlyAfterWeeks ?? undefined,
    improveIssuer: settings.improveIssuer,
    requestWithinSource: settings.sources.requestWithin ?? '',
    reuseSessionsSource: settings.sources.reuseSessions ?? '',
    improveWeeksSource: settings.sources.improveWeeks ?? '',
    improveFailsAtSource: settings.sources.improveFailsAt ?? '',
    earlyAfterWeeksSource: settings.sources.earlyAfterWeeks ?? '',
    improveIssuerSource: settings.sources.improveIssuer ?? '',
  }))
  const fields = useFields(initial, change.error)
  const save = (values: Values) =>
    change.mutate({
      params: { schoolId },
      body: {
        version,
        settings: {
          requestWithin: values.requestWithin ?? null,
          reuseSessions: values.reuseSessions,
          improveWeeks: values.improveWeeks ?? 0,
          improveFailsAt: values.improveFailsAt ?? 0,
          earlyAfterWeeks: values.earlyAfterWeeks ?? null,
          improveIssuer: values.improveIssuer,
          sources: Object.fromEntries(
            NAMES.flatMap((name) => (values[`${name}Source`].trim() === '' ? [] : [[name, values[`${name}Source`]]])),
          ),
        },
      },
    })
  return (
    <form noValidate onSubmit={fields.submit(save)}>
      <Stack gap="lg">
        <ProblemAlert error={change.error} />
        <p>
          {authority === null
            ? 'No local authority is entered for this school.'
            : `The local authority is ${authority}.`}
        </p>
        {NAMES.map((name) => (
          <Setting key={name} name={name} fields={fields} disabled={!mayChange} />
        ))}
        {mayChange ? (
          <Group>
            <Button type="submit" loading={change.isPending}>
              Save
            </Button>
          </Group>
        ) : (
          <p>The head changes this.</p>
        )}
      </Stack>
    </form>
  )
}

function Setting({
  name,
  fields,
  disabled,
}: {
  readonly name: SettingName
  readonly fields: Fields<Values>
  readonly disabled: boolean
}) {
  const { label, seen } = SETTING_WORDS[name]
  const source = fields.values[`${name}Source`]
  const verified = source.trim() !== ''
  return (
    <Section
      title={label}
      note={<StatusPill tone={verified ? 'done' : 'quiet'}>{verified ? 'With its source' : 'Unverified'}</StatusPill>}
      card
    >
      <Stack gap="sm">
        <Text c="dimmed" size="sm">
          Seen elsewhere. {seen}
        </Text>
        <Value name={name} fields={fields} disabled={disabled} />
        <TextField
          label="Where the code says so"
          hint="The code’s name, section, and the day it was read."
          optional
          disabled={disabled}
          {...fields.bind(`${name}Source`)}
        />
      </Stack>
    </Section>
  )
}

function Value({
  name,
  fields,
  disabled,
}: {
  readonly name: SettingName
  readonly fields: Fields<Values>
  readonly disabled: boolean
}) {
  const more = { disabled }
  if (name === 'reuseSessions') return <CheckField label="They may" {...more} {...fields.bind('reuseSessions')} />
  if (name === 'improveIssuer')
    return (
      <ChoiceField
        label="Who"
        {...more}
        choices={[
          { value: 'school', label: 'The school' },
          { value: 'authority', label: 'The authority' },
        ]}
        {...fields.bind('improveIssuer')}
      />
    )
  const optional = name === 'requestWithin' || name === 'earlyAfterWeeks'
  return <NumberField label="Number" {...more} optional={optional} min={1} {...fields.bind(name)} />
}
