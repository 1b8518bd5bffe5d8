import { Button, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { Suspense, useState } from 'react'
import { shortDay } from '../../../kernel/day.ts'
import { fullName } from '../../../kernel/names.ts'
import { KEPT_AWAY_NAMES, listSuspensions, type Suspension } from '../../../leave/contract.ts'
import { getPupil } from '../../../roll/contract.ts'
import { type Chosen, PupilChooser } from '../../../roll/web/index.ts'
import { PageLink, useGo } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import type { Input } from '../../../ui/call.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { ChoiceField, DayField, LongTextField, TextField } from '../../../ui/components/fields.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { mayBeLiable, requestPublicPlaceNotice, TOLD_WAYS } from '../../contract.ts'
import { Unverified } from './words.tsx'

type Sent = Input<typeof requestPublicPlaceNotice>['body']

/** A notice about a child in a public place in the first five school days of a suspension: none of the questions of absence are asked for it. */
export function Page() {
  const [pupils, setPupils] = useState<readonly Chosen[]>([])
  const pupil = pupils.at(-1)
  return (
    <>
      <PageHeader
        title="Notice about a public place"
        above={<PageLink there={{ to: '/penalty-notices' }}>Penalty notices</PageLink>}
        lead="For a child who is in a public place in school hours, without good reason, in the first five school days of a suspension or exclusion, after the parents were told that they must not be. It is outside the national framework: no threshold, and it counts towards no limit."
      />
      <p>
        The questions before a notice about absence are not asked here: support, disability, safeguarding and the head’s
        decision are of the national framework, and this is outside it. Speak with the designated safeguarding lead and
        the head first: a child who is out alone may be at risk.
      </p>
      <Section title="The child">
        <Suspense>
          <PupilChooser chosen={pupils} onChange={(chosen) => setPupils(chosen.slice(-1))} />
        </Suspense>
      </Section>
      {pupil !== undefined && <Suspended key={pupil.id} pupil={pupil} />}
    </>
  )
}

/** A notice is about a suspension that is recorded: without one there is nothing to ask for. */
function Suspended({ pupil }: { readonly pupil: Chosen }) {
  const schoolId = useSchoolId()
  const asked = useOperation(listSuspensions, { params: { schoolId } })
  return (
    <Answered question={asked}>
      {({ suspensions }) => {
        const own = suspensions.filter((one) => one.pupil.id === pupil.id)
        return own.length === 0 ? (
          <p>
            No suspension or exclusion of this child is recorded in this school year. The head records it first, on the
            page <PageLink there={{ to: '/suspensions' }}>Suspensions</PageLink>; then ask for the notice here.
          </p>
        ) : (
          <Form pupil={pupil} suspensions={own} />
        )
      }}
    </Answered>
  )
}

function named({ kind, from, to }: Suspension): string {
  const until = to === null ? '' : ` to ${shortDay(to.day)}`
  return `${KEPT_AWAY_NAMES[kind]} from ${shortDay(from.day)}${until}`
}

const NONE: string = ''
const toldWay = (way: string) => `${way.charAt(0).toUpperCase()}${way.slice(1)}`
const EMPTY = { toldOn: '', toldHow: NONE, seenOn: '', where: '', because: '' }

function Form({ pupil, suspensions }: { readonly pupil: Chosen; readonly suspensions: readonly Suspension[] }) {
  const schoolId = useSchoolId()
  const go = useGo()
  const [ids] = useState(() => ({ key: newKey(), threadId: newKey() }))
  const [typed, setTyped] = useState({ suspensionId: suspensions[0]?.id ?? '', ...EMPTY })
  const [contactId, setContact] = useState(NONE)
  const record = useOperation(getPupil, { params: { schoolId, pupilId: pupil.id } })
  const change = (changed: Partial<typeof typed>) => setTyped((last) => ({ ...last, ...changed }))
  const request = useAct(requestPublicPlaceNotice, {
    onDone: ({ threadId }) => {
      notifications.show({ message: 'Asked for. Now ask the authority, and enter what it answers.' })
      go({ to: '/penalty-notices/$threadId', params: { threadId } })
    },
  })
  // A parent in law: somebody with responsibility or care of the child. A neighbour to ring is none.
  const contacts = (record.data?.office?.contacts ?? [])
    .filter((contact) => mayBeLiable(contact))
    .map(({ id, forenames, surname, relationship }) => ({
      value: id as string,
      label: `${fullName(forenames, surname)} (${relationship})`,
    }))
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        // Days are checked where they arrive; the contact is one of the list, or none, which is refused there.
        const body = { ...ids, ...typed, pupilId: pupil.id, contactId } as Sent
        request.mutate({ params: { schoolId }, body })
      }}
    >
      <Section title="What happened">
        <Stack gap="md">
          <ChoiceField
            id="contactId"
            name="contactId"
            label="To which parent"
            hint="Somebody with parental responsibility, or who has care of the child."
            value={contactId}
            onChange={setContact}
            choices={[{ value: NONE, label: 'Choose' }, ...contacts]}
          />
          <LongTextField
            id="because"
            name="because"
            label="Why this parent"
            rows={2}
            value={typed.because}
            onChange={(because) => change({ because })}
          />
          <PlaceFields typed={typed} change={change} suspensions={suspensions} />
          <p>
            Amounts and days to pay are those that the school has entered. <Unverified />
          </p>
          <ProblemAlert error={request.error} />
          <div>
            <Button type="submit" loading={request.isPending} disabled={contactId === NONE || typed.toldHow === NONE}>
              Ask for the notice
            </Button>
          </div>
        </Stack>
      </Section>
    </form>
  )
}

interface Typed {
  readonly suspensionId: string
  readonly toldOn: string
  readonly toldHow: string
  readonly seenOn: string
  readonly where: string
}

function PlaceFields({
  typed,
  change,
  suspensions,
}: {
  readonly typed: Typed
  readonly change: (changed: Partial<Typed>) => void
  readonly suspensions: readonly Suspension[]
}) {
  return (
    <>
      <ChoiceField
        id="suspensionId"
        name="suspensionId"
        label="In which suspension or exclusion"
        value={typed.suspensionId}
        onChange={(suspensionId) => change({ suspensionId })}
        choices={suspensions.map((one) => ({ value: one.id, label: named(one) }))}
      />
      <DayField
        id="toldOn"
        name="toldOn"
        label="Parents told on"
        hint="That the child must not be in a public place on those days."
        value={typed.toldOn}
        onChange={(toldOn) => change({ toldOn })}
      />
      <ChoiceField
        id="toldHow"
        name="toldHow"
        label="How they were told"
        hint="A letter that has not left has told nobody: see that it was posted or given."
        value={typed.toldHow}
        onChange={(toldHow) => change({ toldHow })}
        choices={[{ value: NONE, label: 'Choose' }, ...TOLD_WAYS.map((way) => ({ value: way, label: toldWay(way) }))]}
      />
      <DayField
        id="seenOn"
        name="seenOn"
        label="Seen on"
        hint="One of the first five school days of the suspension."
        value={typed.seenOn}
        onChange={(seenOn) => change({ seenOn })}
      />
      <TextField id="where" name="where" label="Where" value={typed.where} onChange={(where) => change({ where })} />
    </>
  )
}
