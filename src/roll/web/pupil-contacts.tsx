import { ActionIcon, Button, Group } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconBan } from '@tabler/icons-react'
import { useState } from 'react'
import type { ContactId, PupilId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import { PageButton } from '../../ui/address/page-link.tsx'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { EmptyState } from '../../ui/components/empty-state.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useAct } from '../../ui/use-operation.ts'
import { orderContacts } from '../contract.ts'
import { EndContactDialog } from './end-contact-dialog.tsx'
import styles from './roll.module.css'
import { SeenAddressText } from './seen-address.tsx'
import { usePupil } from './use-pupil.ts'
import { type ContactSeen, dayOrNot, namesOf, type PupilSeen } from './words.ts'

/** A pupil's contacts in the order of calling. Who must not be told stands out before anything else about them. */
export function PupilContacts({ pupilId }: { readonly pupilId: PupilId }) {
  return (
    <Answered question={usePupil(pupilId)}>
      {(pupil) => (
        <Section title="Contacts" note={pupil.may.edit && <AddContact pupilId={pupilId} />}>
          <ContactList pupil={pupil} />
        </Section>
      )}
    </Answered>
  )
}

function AddContact({ pupilId }: { readonly pupilId: PupilId }) {
  return (
    <PageButton
      there={{ to: '/pupils/$pupilId/contacts/$contactId', params: { pupilId, contactId: 'new' } }}
      size="xs"
      variant="default"
      className="no-print"
    >
      Add a contact
    </PageButton>
  )
}

/** The contacts of a record that has been read: as it is, or as it stood. */
export function ContactList({
  pupil,
  barredSince = [],
}: {
  readonly pupil: PupilSeen
  /** Of a past record: whom the present one bars. */
  readonly barredSince?: readonly ContactId[]
}) {
  const schoolId = useSchoolId()
  const act = useAct(orderContacts)
  const [ending, setEnding] = useState<ContactSeen | undefined>()
  if (pupil.office === null)
    return <p className={styles.quiet}>Contacts are for the office. Ask there if somebody must be rung.</p>
  const { contacts } = pupil.office
  const current = contacts.filter((contact) => contact.until === null)
  const toCall = current.filter((contact) => !contact.barred)
  const swap = (contact: ContactSeen, by: -1 | 1) => {
    const ids = current.map((one) => one.id)
    const at = ids.indexOf(contact.id)
    const other = ids[at + by]
    if (other === undefined) return
    const contactIds = ids.map((id): ContactId => (id === contact.id ? other : id === other ? contact.id : id))
    act.mutate({ params: { schoolId, pupilId: pupil.id }, body: { contactIds, reason: 'Order of calling' } })
  }
  if (contacts.length === 0)
    return (
      <EmptyState
        title="No contacts"
        because="Nobody can be rung about this pupil. The admission register must name every parent known to the school."
      />
    )
  return (
    <div className={styles.cards}>
      <ProblemAlert error={act.error} />
      {contacts.map((contact) => (
        <ContactCard
          key={contact.id}
          contact={contact}
          place={toCall.indexOf(contact) + 1}
          barredSince={barredSince.includes(contact.id)}
        >
          {pupil.may.edit && contact.until === null && (
            <Doings
              contact={contact}
              pupilId={pupil.id}
              first={contact === current[0]}
              last={contact === current.at(-1)}
              onMove={(by) => swap(contact, by)}
              onEnd={() => setEnding(contact)}
            />
          )}
        </ContactCard>
      ))}
      {ending && <EndContactDialog pupilId={pupil.id} contact={ending} onClose={() => setEnding(undefined)} />}
    </div>
  )
}

const nameOf = (contact: ContactSeen) => `${contact.title} ${fullName(contact.forenames, contact.surname)}`.trim()

interface Of {
  readonly contact: ContactSeen
  readonly place: number
  readonly barredSince: boolean
  readonly children?: React.ReactNode
}

function ContactCard({ contact, place, barredSince, children }: Of) {
  const ended = contact.until !== null
  const look = [styles.card, contact.barred ? styles.barred : '', ended ? styles.ended : ''].join(' ')
  return (
    <article className={look} aria-label={`${nameOf(contact)}${contact.barred ? ', must not be told' : ''}`}>
      {contact.barred && <BarredBanner contact={contact} />}
      {barredSince && (
        <div className={styles.banner}>
          <IconBan size={22} aria-hidden />
          <span>Since then entered as somebody who MUST NOT BE TOLD.</span>
        </div>
      )}
      <div className={styles.head}>
        <h3 className={styles.name}>
          {!ended && !contact.barred && `${place}. `}
          {nameOf(contact)} <span>{contact.relationship}</span>
        </h3>
        {children}
      </div>
      <Tags contact={contact} />
      {!contact.barred && <Phones contact={contact} />}
      {contact.barred && contact.phones.length > 0 && (
        <details>
          <summary>Telephone and e-mail (do not use)</summary>
          <Phones contact={contact} />
        </details>
      )}
      <div>
        <SeenAddressText of={contact.address} none="Address not recorded" />
      </div>
      {contact.otherPupils.length > 0 && (
        <p className={styles.quiet}>Also a contact of {namesOf(contact.otherPupils)}.</p>
      )}
    </article>
  )
}

function BarredBanner({ contact }: { readonly contact: ContactSeen }) {
  const { barredReason } = contact
  return (
    <div className={styles.banner}>
      <IconBan size={22} aria-hidden />
      <span>
        MUST NOT BE TOLD. Do not ring, write, hand the child over or answer questions.
        <small>
          {barredReason.state === 'shown' && `Why: ${barredReason.reason}`}
          {barredReason.state === 'hidden' && 'Why is known to the head and the safeguarding lead.'}
        </small>
      </span>
    </div>
  )
}

function Tags({ contact }: { readonly contact: ContactSeen }) {
  const responsibility = {
    yes: 'Parental responsibility',
    no: 'No parental responsibility',
    'not-known': 'Parental responsibility not known',
  }[contact.parentalResponsibility]
  const interpreter = contact.interpreter ? ', needs an interpreter' : ''
  return (
    <ul className={styles.tags} aria-label="What this person is to the pupil">
      {contact.livesWith && <li className={`${styles.tag} ${styles.lives}`}>Lives with the pupil</li>}
      {contact.isParent && <li className={styles.tag}>Parent</li>}
      <li className={styles.tag}>{responsibility}</li>
      {contact.emergency && <li className={styles.tag}>Ring in an emergency</li>}
      {!contact.mayBeTold && !contact.barred && <li className={styles.tag}>Not told about attendance</li>}
      {contact.language !== null && (
        <li className={styles.tag}>
          Speaks {contact.language}
          {interpreter}
        </li>
      )}
      {contact.until !== null && <li className={styles.tag}>Ended {dayOrNot(contact.until)}</li>}
    </ul>
  )
}

function Phones({ contact }: { readonly contact: ContactSeen }) {
  if (contact.phones.length === 0 && contact.email === null) return <p className={styles.quiet}>No telephone number.</p>
  return (
    <ul className={styles.list}>
      {contact.phones.map((phone) => (
        <li key={phone.number}>
          {contact.barred ? phone.number : <a href={`tel:${phone.number.replace(/[^\d+]/g, '')}`}>{phone.number}</a>}{' '}
          <span className={styles.quiet}>{phone.kind}</span>
        </li>
      ))}
      {contact.email !== null && <li>{contact.email}</li>}
    </ul>
  )
}

function Doings({
  contact,
  pupilId,
  first,
  last,
  onMove,
  onEnd,
}: {
  readonly contact: ContactSeen
  readonly pupilId: PupilId
  readonly first: boolean
  readonly last: boolean
  readonly onMove: (by: -1 | 1) => void
  readonly onEnd: () => void
}) {
  const name = nameOf(contact)
  return (
    <Group gap="xs" className="no-print">
      <ActionIcon variant="default" disabled={first} aria-label={`Call ${name} earlier`} onClick={() => onMove(-1)}>
        <IconArrowUp size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon variant="default" disabled={last} aria-label={`Call ${name} later`} onClick={() => onMove(1)}>
        <IconArrowDown size={16} aria-hidden />
      </ActionIcon>
      <PageButton
        there={{ to: '/pupils/$pupilId/contacts/$contactId', params: { pupilId, contactId: contact.id } }}
        size="xs"
        variant="default"
        aria-label={`Change ${name}`}
      >
        Change
      </PageButton>
      <Button size="xs" variant="default" onClick={onEnd} aria-label={`End the contact ${name}`}>
        End
      </Button>
    </Group>
  )
}
