import { Button } from '@mantine/core'
import type { Body } from '../../kernel/operation.ts'
import { CheckField, ChoiceField, LongTextField, TextField } from '../../ui/components/fields.tsx'
import type { Fields } from '../../ui/components/use-fields.ts'
import type { addContact } from '../contract.ts'
import { AddressFields, type AddressValues, addressFrom, NO_ADDRESS } from './address-fields.tsx'
import styles from './roll.module.css'
import { type ContactSeen, RESPONSIBILITY_CHOICES } from './words.ts'

type Person = NonNullable<Body<typeof addContact>['person']>

/** A contact's form. Numbers are text fields of their own: an office types them as it hears them. */
export interface ContactValues extends AddressValues {
  readonly title: string
  readonly forenames: string
  readonly surname: string
  readonly mobile: string
  readonly home: string
  readonly work: string
  readonly otherPhone: string
  readonly email: string
  readonly language: string
  readonly interpreter: boolean
  readonly relationship: string
  readonly isParent: boolean
  readonly parentalResponsibility: Person['parentalResponsibility']
  readonly livesWith: boolean
  readonly emergency: boolean
  readonly mayBeTold: boolean
  readonly barred: boolean
  readonly barredReason: string
  readonly sameAddress: boolean
}

export const NEW_CONTACT: ContactValues = {
  ...NO_ADDRESS,
  title: '',
  forenames: '',
  surname: '',
  mobile: '',
  home: '',
  work: '',
  otherPhone: '',
  email: '',
  language: '',
  interpreter: false,
  relationship: '',
  isParent: true,
  parentalResponsibility: 'not-known',
  livesWith: true,
  emergency: true,
  mayBeTold: true,
  barred: false,
  barredReason: '',
  sameAddress: true,
}

const PHONES = [
  ['mobile', 'mobile', 'Mobile'],
  ['home', 'home', 'Home telephone'],
  ['work', 'work', 'Work telephone'],
  ['otherPhone', 'other', 'Other telephone'],
] as const

export function contactValuesOf(contact: ContactSeen): ContactValues {
  const phone = (kind: string) => contact.phones.find((one) => one.kind === kind)?.number ?? ''
  const { state } = contact.address
  const address = contact.address.state === 'shown' ? contact.address : undefined
  return {
    ...contact,
    email: contact.email ?? '',
    language: contact.language ?? '',
    mobile: phone('mobile'),
    home: phone('home'),
    work: phone('work'),
    otherPhone: phone('other'),
    barredReason: contact.barredReason.state === 'shown' ? contact.barredReason.reason : '',
    sameAddress: false,
    lines: address?.address.lines.join('\n') ?? '',
    town: address?.address.town ?? '',
    postcode: address?.address.postcode ?? '',
    confidential: address?.confidential ?? state === 'hidden',
  }
}

/** What the operation is to be told. Several numbers of one kind that the form cannot show are kept. */
export function personFrom(values: ContactValues, known?: ContactSeen): Person {
  const { title, forenames, surname, email, language, interpreter, sameAddress } = values
  const typed = PHONES.map(([name, kind]) => ({ kind, number: values[name].trim() })).filter((one) => one.number !== '')
  const further = (known?.phones ?? []).filter(
    (phone, index, all) => all.findIndex((one) => one.kind === phone.kind) !== index,
  )
  const address = addressFrom(values)
  return {
    title,
    forenames,
    surname,
    email,
    language,
    interpreter,
    phones: [...typed, ...further],
    relationship: values.relationship,
    isParent: values.isParent,
    parentalResponsibility: values.parentalResponsibility,
    livesWith: values.livesWith,
    emergency: values.emergency,
    mayBeTold: values.mayBeTold,
    barred: values.barred,
    ...(values.barredReason === '' ? {} : { barredReason: values.barredReason }),
    ...(sameAddress ? { sameAddress } : address === undefined ? {} : { address }),
  }
}

export function ContactFields({
  fields,
  addressHidden = false,
  reasonHidden = false,
}: {
  readonly fields: Fields<ContactValues>
  /** The caller may not see the address, so the form leaves it alone. */
  readonly addressHidden?: boolean
  /** The caller may not see why the contact must not be told. */
  readonly reasonHidden?: boolean
}) {
  return (
    <>
      <fieldset className={styles.fieldset}>
        <legend>Who</legend>
        <div className={styles.pair}>
          <TextField label="Title" optional width={10} {...fields.bind('title')} />
          <TextField label="Forename" {...fields.bind('forenames')} />
          <TextField label="Surname" {...fields.bind('surname')} />
        </div>
      </fieldset>
      <fieldset className={styles.fieldset}>
        <legend>What they are to the pupil</legend>
        <LinkFields fields={fields} />
      </fieldset>
      <fieldset className={styles.fieldset}>
        <legend>How to reach them</legend>
        <div className={styles.pair}>
          {PHONES.map(([name, , label]) => (
            <TextField key={name} type="tel" label={label} optional {...fields.bind(name)} />
          ))}
          <TextField type="email" label="E-mail" optional {...fields.bind('email')} />
          <TextField label="Language" hint="If not English" optional {...fields.bind('language')} />
        </div>
        <CheckField label="Needs an interpreter" {...fields.bind('interpreter')} />
      </fieldset>
      <fieldset className={styles.fieldset}>
        <legend>Address</legend>
        {addressHidden ? (
          <p>This address is confidential. It stays as it is; ask the head or the safeguarding lead to change it.</p>
        ) : (
          <>
            <CheckField label="The same as the pupil’s" {...fields.bind('sameAddress')} />
            {!fields.values.sameAddress && <AddressFields fields={fields} />}
          </>
        )}
      </fieldset>
      <ToldFields fields={fields} reasonHidden={reasonHidden} />
    </>
  )
}

/** What a person is to this one pupil; it may be something else to a brother or sister. */
export function LinkFields({ fields }: { readonly fields: Fields<ContactValues> }) {
  return (
    <>
      <TextField label="To the pupil" hint="Mother, grandfather, social worker …" {...fields.bind('relationship')} />
      <CheckField label="A parent: entered in the admission register" {...fields.bind('isParent')} />
      <CheckField label="Lives with the pupil" {...fields.bind('livesWith')} />
      <ChoiceField
        label="Parental responsibility"
        choices={RESPONSIBILITY_CHOICES}
        {...fields.bind('parentalResponsibility')}
      />
      <CheckField label="Ring in an emergency" disabled={fields.values.barred} {...fields.bind('emergency')} />
    </>
  )
}

export function ToldFields({
  fields,
  reasonHidden,
}: {
  readonly fields: Fields<ContactValues>
  readonly reasonHidden: boolean
}) {
  const { barred } = fields.values
  return (
    <fieldset className={styles.fieldset}>
      <legend>What they may be told</legend>
      <CheckField label="May be told about the pupil’s attendance" disabled={barred} {...fields.bind('mayBeTold')} />
      <CheckField
        label="MUST NOT be told anything"
        hint="A court order, a bail condition, a refuge. Everybody in the office sees this; why, only the head and the safeguarding lead."
        disabled={barred && reasonHidden}
        {...fields.bind('barred')}
      />
      {barred &&
        (reasonHidden ? (
          <p className={styles.quiet}>Why is known to the head and the safeguarding lead, who alone can change this.</p>
        ) : (
          <LongTextField
            label="Why not"
            hint="The order and its date, or who decided."
            {...fields.bind('barredReason')}
          />
        ))}
    </fieldset>
  )
}

/** One button's height of space between a form and its save. */
export function SaveBar({ label, pending }: { readonly label: string; readonly pending: boolean }) {
  return (
    <div>
      <Button type="submit" loading={pending}>
        {label}
      </Button>
    </div>
  )
}
