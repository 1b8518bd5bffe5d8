import { NativeSelect, TextInput } from '@mantine/core'
import { POLICY_UNITS } from '../../contract.ts'
import styles from './form.module.css'

/** "5 school days", as its number and its unit. */
export function AmountField({
  id,
  name,
  label,
  optional,
  value,
  onChange,
  error,
}: {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly optional: boolean
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error?: string
}) {
  const [, number = '', word = ''] = /^\s*(\S*)\s*(.*?)\s*$/.exec(value) ?? []
  const unit = POLICY_UNITS.find((one) => [one, one.replace(/s$/, '')].includes(word.toLowerCase())) ?? 'school days'
  const say = (amount: string, of: string) => onChange(amount.trim() === '' && optional ? '' : `${amount.trim()} ${of}`)
  return (
    <fieldset className={styles.amount}>
      <legend>{optional ? `${label} (optional)` : label}</legend>
      <div>
        <TextInput
          id={id}
          name={name}
          aria-label={`${label}: how many`}
          inputMode="numeric"
          value={number}
          onChange={(event) => say(event.currentTarget.value.replaceAll(/\s/g, ''), unit)}
          error={error !== undefined}
          w="5rem"
        />
        <NativeSelect
          aria-label={`${label}: of what`}
          data={[...POLICY_UNITS]}
          value={unit}
          onChange={(event) => say(number, event.currentTarget.value)}
        />
      </div>
      {error !== undefined && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  )
}
