import { CheckField, LongTextField, TextField } from '../../ui/components/fields.tsx'
import type { Fields } from '../../ui/components/use-fields.ts'
import type { AddressDraft } from '../contract.ts'
import styles from './roll.module.css'

export interface AddressValues {
  readonly lines: string
  readonly town: string
  readonly postcode: string
  readonly confidential: boolean
}

export const NO_ADDRESS: AddressValues = { lines: '', town: '', postcode: '', confidential: false }

/** Undefined where nothing was typed. */
export function addressFrom({ lines, town, postcode, confidential }: AddressValues): AddressDraft | undefined {
  const typed = lines.split('\n').filter((line) => line.trim() !== '')
  if (typed.length === 0 && town === '' && postcode === '') return undefined
  return { lines: typed, town, postcode, confidential }
}

export function AddressFields<Values extends AddressValues>({ fields }: { readonly fields: Fields<Values> }) {
  // A form with an address among its values has exactly these fields; the generic type cannot say so.
  const own = fields as unknown as Fields<AddressValues>
  return (
    <>
      <LongTextField label="House and street" hint="A line each" rows={2} {...own.bind('lines')} />
      <div className={styles.pair}>
        <TextField label="Town" {...own.bind('town')} />
        <TextField label="Postcode" width={10} {...own.bind('postcode')} />
      </div>
      <CheckField
        label="Confidential"
        hint="Hides this address, wherever it stands, from all but the head and the safeguarding lead."
        {...own.bind('confidential')}
      />
    </>
  )
}
