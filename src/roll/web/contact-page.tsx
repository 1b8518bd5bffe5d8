import { useState } from 'react'
import { z } from 'zod'
import type { ContactId } from '../../kernel/ids.ts'
import { fullName } from '../../kernel/names.ts'
import { PageLink, useGo } from '../../ui/address/page-link.tsx'
import { usePageParams } from '../../ui/address/use-address.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { EmptyState } from '../../ui/components/empty-state.tsx'
import { LongTextField } from '../../ui/components/fields.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { useFields } from '../../ui/components/use-fields.ts'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import { addContact, changeContact, offerContacts } from '../contract.ts'
import { ChosenContact, type Offered, Offers } from './chosen-contact.tsx'
import { ContactFields, contactValuesOf, NEW_CONTACT, personFrom, SaveBar } from './contact-fields.tsx'
import styles from './roll.module.css'
import { usePupilOfPage } from './use-pupil.ts'
import { type ContactSeen, namesOf, type PupilSeen } from './words.ts'

const ofPage = z.object({ contactId: z.string() })

/** A new contact of a pupil, or a change of one. */
export function Page() {
  const { contactId } = usePageParams(ofPage)
  const { pupil } = usePupilOfPage()
  return (
    <Answered question={pupil}>
      {(seen) => {
        const contact = seen.office?.contacts.find((one) => one.id === contactId)
        const title = contact === undefined ? 'Add a contact' : `Change ${fullName(contact.forenames, contact.surname)}`
        return (
          <>
            <PageHeader
              title={title}
              above={
                <PageLink there={{ to: '/pupils/$pupilId/record', params: { pupilId: seen.id } }}>
                  {seen.preferredForename} {seen.preferredSurname}
                </PageLink>
              }
            />
            {contactId === 'new' ? (
              <NewContact pupil={seen} />
            ) : contact === undefined ? (
              <EmptyState
                title="No such contact"
                because="This person is not a contact of this pupil, or you may not see contacts."
              />
            ) : (
              <KnownContact key={`${contact.version} ${contact.linkVersion}`} pupil={seen} contact={contact} />
            )}
          </>
        )
      }}
    </Answered>
  )
}

function useBack(pupil: PupilSeen) {
  const go = useGo()
  return () => go({ to: '/pupils/$pupilId/record', params: { pupilId: pupil.id } })
}

function NewContact({ pupil }: { readonly pupil: PupilSeen }) {
  const { params } = usePupilOfPage()
  const offers = useOperation(offerContacts, { params })
  const [chosen, setChosen] = useState<Offered | undefined>()
  if (chosen !== undefined)
    return <ChosenContact key={chosen.id} pupil={pupil} offered={chosen} onBack={() => setChosen(undefined)} />
  return (
    <>
      <Offers of={offers.data?.contacts ?? []} onChoose={setChosen} />
      <NewPerson pupil={pupil} />
    </>
  )
}

function NewPerson({ pupil }: { readonly pupil: PupilSeen }) {
  const act = useAct(addContact, { onDone: useBack(pupil) })
  const [initial] = useState({ ...NEW_CONTACT, reason: 'New contact given by the family' })
  const fields = useFields(initial, act.error)
  const { schoolId } = usePupilOfPage().params
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={fields.submit(({ reason, ...values }) =>
        act.mutate({ params: { schoolId, pupilId: pupil.id }, body: { person: personFrom(values), reason } }),
      )}
    >
      <ProblemAlert error={act.error} />
      <ContactFields fields={fields} />
      <LongTextField label="Reason" hint="Kept with the record." {...fields.bind('reason')} />
      <SaveBar label="Add the contact" pending={act.isPending} />
    </form>
  )
}

function KnownContact({ pupil, contact }: { readonly pupil: PupilSeen; readonly contact: ContactSeen }) {
  const act = useAct(changeContact, { onDone: useBack(pupil) })
  const [initial] = useState({ ...contactValuesOf(contact), reason: '' })
  const fields = useFields(initial, act.error)
  const { schoolId } = usePupilOfPage().params
  const hidden = contact.address.state === 'hidden'
  const save = ({ reason, ...values }: typeof initial) => {
    const { address, sameAddress, ...person } = personFrom(values, contact)
    const where = hidden ? {} : sameAddress ? { sameAddress } : { address: address ?? null }
    act.mutate({
      params: { schoolId, pupilId: pupil.id, contactId: contact.id as ContactId },
      body: { ...person, ...where, version: contact.version, linkVersion: contact.linkVersion, reason },
    })
  }
  return (
    <form className={styles.form} noValidate onSubmit={fields.submit(save)}>
      <ProblemAlert error={act.error} />
      {contact.otherPupils.length > 0 && (
        <p className={styles.notes}>
          One record for brothers and sisters: names, numbers and address change for {namesOf(contact.otherPupils)} too.
        </p>
      )}
      <ContactFields fields={fields} addressHidden={hidden} reasonHidden={contact.barredReason.state === 'hidden'} />
      <LongTextField
        label="Reason"
        hint="Why this is being changed. Kept with the record."
        {...fields.bind('reason')}
      />
      <SaveBar label="Save the change" pending={act.isPending} />
    </form>
  )
}
