import type { day } from '../../kernel/day.ts'
import { CheckField, ChoiceField, DayField, TextField } from '../../ui/components/fields.tsx'
import type { Fields } from '../../ui/components/use-fields.ts'
import { AddressFields, type AddressValues } from './address-fields.tsx'
import styles from './roll.module.css'

export interface ParticularsValues extends AddressValues {
  readonly legalForenames: string
  readonly legalSurname: string
  readonly preferredForename: string
  readonly preferredSurname: string
  readonly born: string
  readonly sex: '' | 'F' | 'M'
  readonly upn: string
  readonly formerUpn: string
  readonly admissionNumber: string
  readonly startingDay: string
  readonly boarder: boolean
  readonly lastSchool: string
}

/** The part of the body that admitting and correcting have in common. Empty days and sex are left for the server to name. */
export function particularsFrom(values: ParticularsValues) {
  const { lines: _lines, town: _town, postcode: _postcode, confidential: _confidential, ...particulars } = values
  return {
    ...particulars,
    born: values.born as ReturnType<typeof day>,
    startingDay: values.startingDay as ReturnType<typeof day>,
    sex: values.sex as 'F' | 'M',
  }
}

/** The particulars of regulation 8. */
export function ParticularsFields({
  fields,
  addressHidden = false,
  boards,
}: {
  readonly fields: Fields<ParticularsValues>
  readonly addressHidden?: boolean
  /** Only schools that board ask whether a pupil does. */
  readonly boards: boolean
}) {
  return (
    <>
      <fieldset className={styles.fieldset}>
        <legend>Names</legend>
        <div className={styles.pair}>
          <TextField label="Legal forenames" {...fields.bind('legalForenames')} />
          <TextField label="Legal surname" {...fields.bind('legalSurname')} />
          <TextField label="Preferred forename" hint="If another" optional {...fields.bind('preferredForename')} />
          <TextField label="Preferred surname" hint="If another" optional {...fields.bind('preferredSurname')} />
        </div>
      </fieldset>
      <fieldset className={styles.fieldset}>
        <legend>Particulars</legend>
        <div className={styles.pair}>
          <DayField label="Date of birth" {...fields.bind('born')} />
          <ChoiceField
            label="Sex"
            choices={[
              { value: '', label: 'Choose' },
              { value: 'F', label: 'Female' },
              { value: 'M', label: 'Male' },
            ]}
            {...fields.bind('sex')}
          />
          <DayField label="Starting day" hint="As agreed with the parent" {...fields.bind('startingDay')} />
          <TextField label="UPN" hint="A letter and 12 digits" optional width={14} {...fields.bind('upn')} />
          <TextField label="Former UPN" optional width={14} {...fields.bind('formerUpn')} />
          <TextField label="Admission number" optional width={20} {...fields.bind('admissionNumber')} />
        </div>
        <TextField label="Last school" hint="Name and town" optional {...fields.bind('lastSchool')} />
        {boards && <CheckField label="Boards at the school" {...fields.bind('boarder')} />}
      </fieldset>
      <fieldset className={styles.fieldset}>
        <legend>Address</legend>
        {addressHidden ? (
          <p>This address is confidential. It stays as it is; ask the head or the safeguarding lead to change it.</p>
        ) : (
          <AddressFields fields={fields} />
        )}
      </fieldset>
    </>
  )
}
