import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { addDays, type Day } from '../../kernel/day.ts'
import type { ContactId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import { PageLink, useGo } from '../../ui/address/page-link.tsx'
import { dayText, useNow } from '../../ui/clock.tsx'
import { Answered } from '../../ui/components/answered.tsx'
import { EmptyState } from '../../ui/components/empty-state.tsx'
import { CheckField, DayField, LongTextField } from '../../ui/components/fields.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { fieldId, useFields } from '../../ui/components/use-fields.ts'
import { useAct } from '../../ui/use-operation.ts'
import { tellFutureAddress } from '../contract.ts'
import { AddressFields, addressFrom, NO_ADDRESS } from './address-fields.tsx'
import styles from './roll.module.css'
import { usePupilOfPage } from './use-pupil.ts'
import type { ContactSeen, Office, PupilSeen } from './words.ts'

/** Where the school has been told that a pupil will live, from when and with whom (regulation 8(3)). */
export function Page() {
  const { pupil } = usePupilOfPage()
  return (
    <Answered question={pupil}>
      {(seen) => (
        <>
          <PageHeader
            title="Moving home"
            above={
              <PageLink there={{ to: '/pupils/$pupilId/record', params: { pupilId: seen.id } }}>
                {fullName(seen.preferredForename, seen.preferredSurname)}
              </PageLink>
            }
            lead="Told where a pupil will live, the school enters the new address, whom the pupil will live with and from when. On that day it becomes the address by itself, and the history keeps both."
          />
          {seen.office !== null && <MoveHome pupil={seen} office={seen.office} />}
        </>
      )}
    </Answered>
  )
}

function MoveHome({ pupil, office }: { readonly pupil: PupilSeen; readonly office: Office }) {
  if (office.future.address.state === 'hidden')
    return (
      <EmptyState
        title="A move is entered"
        because="It is confidential. The head or the safeguarding lead can see and change it."
      />
    )
  return <FutureForm key={pupil.version} pupil={pupil} office={office} />
}

function valuesOf(office: Office, tomorrow: string) {
  const { address, from } = office.future
  const shown = address.state === 'shown' ? address : undefined
  const present = office.address
  return {
    lines: shown?.address.lines.join('\n') ?? NO_ADDRESS.lines,
    town: shown?.address.town ?? '',
    postcode: shown?.address.postcode ?? '',
    // A family that may not be found now is not to be found after the move, unless somebody who may see it says so.
    confidential:
      shown?.confidential ?? (present.state === 'hidden' || (present.state === 'shown' && present.confidential)),
    from: (from ?? tomorrow) as string,
    reason: '',
  }
}

function FutureForm({ pupil, office }: { readonly pupil: PupilSeen; readonly office: Office }) {
  const go = useGo()
  const now = useNow()
  const { params } = usePupilOfPage()
  const act = useAct(tellFutureAddress, {
    onDone: () => go({ to: '/pupils/$pupilId/record', params: { pupilId: pupil.id } }),
  })
  const [initial] = useState(() => valuesOf(office, addDays(dayText(now) as Day, 1)))
  const fields = useFields(initial, act.error)
  const [together, setTogether] = useState<readonly ContactId[]>(office.future.contactIds)
  const save = (future: boolean) => {
    const { reason, from, ...values } = fields.values
    const address = addressFrom(values) ?? { lines: [], town: '', postcode: '' }
    // A day that was not typed as one is for the server to name.
    const told = { address, contactIds: [...together], from: from as Day }
    act.mutate({ params, body: { future: future ? told : null, version: pupil.version, reason } })
  }
  return (
    <form className={styles.form} noValidate onSubmit={fields.submit(() => save(true))}>
      <ProblemAlert error={act.error} />
      <fieldset className={styles.fieldset}>
        <legend>New address</legend>
        <AddressFields fields={fields} />
        <DayField label="From which day" hint="The first day there" {...fields.bind('from')} />
      </fieldset>
      <LivesWith contacts={office.contacts} chosen={together} onChange={setTogether} />
      <LongTextField label="Reason" hint="Such as: told by the mother at the gate." {...fields.bind('reason')} />
      <Group>
        <Button type="submit" loading={act.isPending}>
          Enter the move
        </Button>
        {office.future.address.state !== 'none' && (
          <Button variant="default" onClick={() => save(false)} loading={act.isPending}>
            Take the move back
          </Button>
        )}
      </Group>
    </form>
  )
}

/** Whom the pupil will live with: their address becomes the new one too, for every pupil who has them as a contact. */
function LivesWith({
  contacts,
  chosen,
  onChange,
}: {
  readonly contacts: readonly ContactSeen[]
  readonly chosen: readonly ContactId[]
  readonly onChange: (chosen: readonly ContactId[]) => void
}) {
  const present = contacts.filter((contact) => contact.until === null && !contact.barred)
  return (
    <fieldset className={styles.fieldset}>
      <legend>Who the pupil will live with there</legend>
      {present.length === 0 && <p>No contact can be chosen. Add the parent as a contact first.</p>}
      {present.map((contact) => (
        <CheckField
          key={contact.id}
          id={fieldId(`with ${contact.id}`)}
          name={`with ${contact.id}`}
          label={`${fullName(contact.forenames, contact.surname)}, ${contact.relationship}`}
          value={chosen.includes(contact.id)}
          onChange={(on) => onChange(on ? [...chosen, contact.id] : chosen.filter((id) => id !== contact.id))}
        />
      ))}
      <p className={styles.quiet}>
        The new address becomes theirs too on that day. Whoever is not chosen no longer lives with the pupil from then
        on.
      </p>
    </fieldset>
  )
}
