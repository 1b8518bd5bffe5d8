import { Button, Group, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { Answer } from '../../../kernel/operation.ts'
import { type Moment, schoolTime } from '../../../kernel/time-of-day.ts'
import {
  DEEMED_RECEIPT,
  type NoticeRule,
  PART_PAYMENTS,
  PUBLIC_PLACE_PRICES,
  pricesOf,
  SIGNATORIES,
  type SignatoryRank,
} from '../../../law/notices/penalty-notices.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { useNow } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { CheckField, ChoiceField, DayField, NumberField, TextField } from '../../../ui/components/fields.tsx'
import { KeyValues } from '../../../ui/components/key-values.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { changePenaltySettings, type PenaltySettings, penaltySettings, pounds, SCHOOL_RANKS } from '../../contract.ts'
import styles from './penalty.module.css'
import { Unverified } from './words.tsx'

type Given = Answer<typeof penaltySettings>
type Settings = Given['settings']

/** Who issues and signs penalty notices, and what the school goes by where nobody has read the law. */
export function Page() {
  const schoolId = useSchoolId()
  const asked = useOperation(penaltySettings, { params: { schoolId } })
  return (
    <>
      <PageHeader
        title="Penalty notices: who issues and signs"
        above={<PageLink there={{ to: '/penalty-notices' }}>Penalty notices</PageLink>}
        lead="Where a rule is marked “not verified”, nobody on this project has read the law on it. Ask your authority, and enter here what it goes by."
      />
      <Law />
      <Answered question={asked}>{(answer) => <Form key={answer.version} answer={answer} />}</Answered>
    </>
  )
}

function Law() {
  // A moment as text is what the server's clock gives too: hence the cast.
  const today = schoolTime(useNow(600).toISOString() as Moment).day
  const words = (rank: 'first' | 'second') =>
    pricesOf(rank, today)
      .map(({ pence, within }) => `${pounds(pence)} within ${within} days of receipt`)
      .join(', ')
  return (
    <Section title="What is fixed">
      <KeyValues
        of={[
          ['First notice', words('first')],
          ['Second in three years', words('second')],
          ['Third in three years', 'None: prosecution or another tool is considered'],
          ['Source', pricesOf('first', today)[0]?.source ?? ''],
        ]}
      />
    </Section>
  )
}

function Form({ answer }: { readonly answer: Given }) {
  const schoolId = useSchoolId()
  const [settings, setSettings] = useState<Settings>(answer.settings)
  const save = useAct(changePenaltySettings, { onDone: () => notifications.show({ message: 'Saved.' }) })
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
      <Section title="Who issues">
        <Stack gap="md">
          <ChoiceField
            id="issuer"
            name="issuer"
            label="Notices are issued by"
            disabled={disabled}
            value={settings.issuer}
            onChange={(issuer) => change({ issuer })}
            choices={[
              { value: 'authority', label: `${answer.authority ?? 'The local authority'}, which the school asks` },
              { value: 'school', label: 'The school, after the authority was asked' },
            ]}
          />
          <TextField
            id="desk"
            name="desk"
            label="Who at the authority is asked and gets copies"
            optional
            disabled={disabled}
            value={settings.desk}
            onChange={(desk) => change({ desk })}
          />
        </Stack>
      </Section>
      <Section title="Who may sign" note={<Unverified />}>
        <p>
          The head, a deputy or assistant head whom the head has authorised, an officer of the authority, the police. A
          post is no rank: a “senior attendance officer” signs only as the deputy or assistant head that they also are.
        </p>
        <Signatories settings={settings} change={change} disabled={disabled} />
      </Section>
      <Amounts settings={settings} change={change} disabled={disabled} />
      <ProblemAlert error={save.error} />
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

const NEW: PenaltySettings['signatories'][number] = {
  name: '',
  rank: 'head',
  authorisedBy: '',
  authorisedOn: null,
  until: null,
}

function Signatories({ settings, change, disabled }: Editing) {
  const { signatories } = settings
  const set = (place: number, changed: Partial<Settings['signatories'][number]>) =>
    change({ signatories: signatories.map((one, at) => (at === place ? { ...one, ...changed } : one)) })
  return (
    <>
      {signatories.map((one, place) => (
        // Rows have no other name than their place, and are only added at the end.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <SignatoryRow key={place} one={one} place={place} disabled={disabled} set={(changed) => set(place, changed)} />
      ))}
      {!disabled && (
        <Button mt="sm" variant="default" onClick={() => change({ signatories: [...signatories, { ...NEW }] })}>
          Add a signatory
        </Button>
      )}
    </>
  )
}

function SignatoryRow({
  one,
  place,
  disabled,
  set,
}: {
  readonly one: Settings['signatories'][number]
  readonly place: number
  readonly disabled: boolean
  readonly set: (changed: Partial<Settings['signatories'][number]>) => void
}) {
  const rule = SIGNATORIES.find(({ rank }) => rank === one.rank)
  const id = (name: string) => ({ id: `${name}-${place}`, name })
  // What is no day yet is refused where it arrives.
  const asDay = (text: string) => (text === '' ? null : text) as Settings['signatories'][number]['until']
  return (
    <div className={styles.signatory}>
      <TextField {...id('name')} label="Name" disabled={disabled} value={one.name} onChange={(name) => set({ name })} />
      <ChoiceField<SignatoryRank>
        {...id('rank')}
        label="Rank"
        disabled={disabled}
        value={one.rank}
        onChange={(rank) => set({ rank })}
        choices={SIGNATORIES.filter(({ rank }) => rank === one.rank || SCHOOL_RANKS.includes(rank)).map(
          ({ rank, name }) => ({ value: rank, label: name }),
        )}
      />
      {rule?.authorisedByHead === true && (
        <>
          <TextField
            {...id('authorisedBy')}
            label="Authorised by"
            disabled={disabled}
            value={one.authorisedBy}
            onChange={(authorisedBy) => set({ authorisedBy })}
          />
          <DayField
            {...id('authorisedOn')}
            label="Authorised on"
            disabled={disabled}
            value={one.authorisedOn ?? ''}
            onChange={(authorisedOn) => set({ authorisedOn: asDay(authorisedOn) })}
          />
        </>
      )}
      <DayField
        {...id('until')}
        label="Until"
        optional
        disabled={disabled}
        value={one.until ?? ''}
        onChange={(until) => set({ until: asDay(until) })}
      />
    </div>
  )
}

function Source({ of }: { readonly of: Pick<NoticeRule<unknown>, 'source'> }) {
  return (
    <span className={styles.quiet}>
      <Unverified /> {of.source}
    </span>
  )
}

function Amounts({ settings, change, disabled }: Editing) {
  const { publicPlace } = settings
  const inPounds = (pence: number | undefined, last: number) => (pence === undefined ? last : 100 * pence)
  return (
    <Section title="What the school goes by" note={<Unverified />}>
      <Stack gap="md">
        <NumberField
          id="deemedDays"
          name="deemedDays"
          label="By post: received after"
          hint={<Source of={DEEMED_RECEIPT} />}
          unit="working days"
          min={0}
          max={10}
          disabled={disabled}
          value={settings.deemedDays}
          onChange={(deemedDays) => change({ deemedDays: deemedDays ?? settings.deemedDays })}
        />
        <CheckField
          id="inParts"
          name="inParts"
          label="The authority takes payment in parts"
          hint={<Source of={PART_PAYMENTS} />}
          disabled={disabled}
          value={settings.inParts}
          onChange={(inParts) => change({ inParts })}
        />
        <Group align="end">
          <NumberField
            id="lower"
            name="lower"
            label="Public place: within 21 days"
            unit="pounds"
            min={1}
            disabled={disabled}
            value={publicPlace.lower / 100}
            onChange={(value) => change({ publicPlace: { ...publicPlace, lower: inPounds(value, publicPlace.lower) } })}
          />
          <NumberField
            id="full"
            name="full"
            label="Public place: within 28 days"
            unit="pounds"
            min={1}
            disabled={disabled}
            value={publicPlace.full / 100}
            onChange={(value) => change({ publicPlace: { ...publicPlace, full: inPounds(value, publicPlace.full) } })}
          />
        </Group>
        <Source of={PUBLIC_PLACE_PRICES[0] ?? DEEMED_RECEIPT} />
      </Stack>
    </Section>
  )
}
