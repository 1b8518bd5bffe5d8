import { Button, Group, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { Answer } from '../../kernel/operation.ts'
import { PageLink } from '../../ui/address/page-link.tsx'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { CheckField, NumberField, TextField } from '../../ui/components/fields.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import {
  changeReturnSettings,
  DESK_NAMES,
  DESKS,
  type Desk,
  type DeskContact,
  KINDS_OF_RETURN,
  returnSettings,
} from '../contract.ts'
import styles from './returns.module.css'

type Given = Answer<typeof returnSettings>
type Settings = Given['settings']

/** Who at the authority is written to, amounts that no law names, and fields beyond those that the law names. */
export function Page() {
  const schoolId = useSchoolId()
  const asked = useOperation(returnSettings, { params: { schoolId } })
  return (
    <>
      <PageHeader
        title="What is agreed with the authority"
        above={<PageLink there={{ to: '/returns' }}>Returns diary</PageLink>}
        lead="The law says what must be told. Who takes it, how often, and what else a form asks for is between the school and its authority: nothing on this page is law."
      />
      <Answered question={asked}>{(answer) => <Form key={answer.version} answer={answer} />}</Answered>
    </>
  )
}

function Form({ answer }: { readonly answer: Given }) {
  const schoolId = useSchoolId()
  const [settings, setSettings] = useState(answer.settings)
  const save = useAct(changeReturnSettings, {
    onDone: () => notifications.show({ message: 'Saved.' }),
  })
  const change = (changed: Partial<Settings>) => setSettings((last) => ({ ...last, ...changed }))
  const disabled = !answer.mayChange
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ params: { schoolId }, body: { version: answer.version, settings } })
      }}
    >
      <ProblemAlert error={save.error} />
      <Section title={`Contacts at ${answer.authority ?? 'the local authority'}`}>
        <div className={styles.columns}>
          {DESKS.map((desk) => (
            <DeskFields
              key={desk}
              desk={desk}
              contact={settings.desks[desk]}
              disabled={disabled}
              onChange={(contact) => change({ desks: { ...settings.desks, [desk]: contact } })}
            />
          ))}
        </div>
      </Section>
      <Section title="Amounts and lists">
        <Stack gap="md">
          <p>
            Sessions of unauthorised absence in a month that put a pupil on its attendance return. The law wants to know
            of children who fail to attend regularly, at least monthly, and names no number.
          </p>
          <NumberField
            id="irregularSessions"
            name="irregularSessions"
            label="Irregular from"
            unit="sessions"
            min={1}
            max={60}
            disabled={disabled}
            value={settings.irregularSessions}
            onChange={(value) => change({ irregularSessions: value ?? settings.irregularSessions })}
          />
          <p>
            School days in which the authority is told of a part-time timetable. Leave it empty where it has named none:
            no national limit was found.
          </p>
          <NumberField
            id="partTimeWithin"
            name="partTimeWithin"
            label="Timetable told in"
            optional
            unit="school days"
            min={0}
            max={60}
            disabled={disabled}
            value={settings.partTimeWithin ?? undefined}
            onChange={(value) => change({ partTimeWithin: value ?? null })}
          />
          <p>
            How far the attendance of a pupil with an education, health and care plan falls, a month against the school
            year before it, until the authority is told. For the two to agree.
          </p>
          <NumberField
            id="ehcpPoints"
            name="ehcpPoints"
            label="Fall of"
            unit="points"
            min={1}
            max={50}
            disabled={disabled}
            value={settings.ehcpPoints}
            onChange={(value) => change({ ehcpPoints: value ?? settings.ehcpPoints })}
          />
          <Switches settings={settings} change={change} disabled={disabled} />
        </Stack>
      </Section>
      <Section title="Fields beyond those that the law names">
        <p>
          What the law names is always told and is not here. Fields that nobody has verified are on until you switch
          them off; what no source names is off until you switch it on because the authority asks for it.
        </p>
        <FieldSwitches answer={answer} settings={settings} change={change} disabled={disabled} />
      </Section>
      {answer.mayChange && (
        <Group mt="lg">
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
        </Group>
      )}
    </form>
  )
}

interface Editing {
  readonly settings: Settings
  readonly change: (changed: Partial<Settings>) => void
  readonly disabled: boolean
}

function Switches({ settings, change, disabled }: Editing) {
  return (
    <>
      <CheckField
        id="localTenDays"
        name="localTenDays"
        label="The authority also lists ten days missed in a year that were not one after the other"
        hint="A local list. The law’s own, ten school days in a row, is always kept."
        disabled={disabled}
        value={settings.localTenDays}
        onChange={(localTenDays) => change({ localTenDays })}
      />
      <CheckField
        id="virtualSchool"
        name="virtualSchool"
        label="The virtual school wants the attendance of looked-after pupils at the end of each term"
        disabled={disabled}
        value={settings.virtualSchool}
        onChange={(virtualSchool) => change({ virtualSchool })}
      />
      <CheckField
        id="finalYear"
        name="finalYear"
        label="The authority has asked for deletion returns of those who finish the last year as well"
        disabled={disabled}
        value={settings.finalYear}
        onChange={(finalYear) => change({ finalYear })}
      />
    </>
  )
}

const NOBODY: DeskContact = { name: '', email: '', telephone: '', portal: '' }

function DeskFields({
  desk,
  contact = NOBODY,
  disabled,
  onChange,
}: {
  readonly desk: Desk
  readonly contact: DeskContact | undefined
  readonly disabled: boolean
  readonly onChange: (contact: DeskContact) => void
}) {
  const field = (name: keyof DeskContact, label: string) => ({
    id: `${desk}-${name}`,
    name: `${desk}.${name}`,
    label,
    optional: true,
    disabled,
    value: contact[name],
    onChange: (value: string) => onChange({ ...contact, [name]: value }),
  })
  return (
    <fieldset className={styles.desk}>
      <legend>{DESK_NAMES[desk]}</legend>
      <TextField {...field('name', 'Named contact')} />
      <TextField type="email" {...field('email', 'E-mail')} />
      <TextField type="tel" {...field('telephone', 'Telephone')} />
      <TextField {...field('portal', 'Portal’s address')} />
    </fieldset>
  )
}

function FieldSwitches({ answer, settings, change, disabled }: Editing & { readonly answer: Given }) {
  return (
    <div className={styles.columns}>
      {KINDS_OF_RETURN.map(({ kind, name }) => (
        <fieldset key={kind} className={styles.desk}>
          <legend>{name}</legend>
          {answer.fields
            .filter((field) => field.kind === kind)
            .map(({ key, label, standing, told }) => (
              <CheckField
                key={key}
                id={`field-${key}`}
                name={key}
                label={label}
                hint={standing === 'unverified' ? 'Not verified' : 'No source names it'}
                disabled={disabled}
                value={settings.fields[key] ?? told}
                onChange={(value) => change({ fields: { ...settings.fields, [key]: value } })}
              />
            ))}
        </fieldset>
      ))}
    </div>
  )
}
