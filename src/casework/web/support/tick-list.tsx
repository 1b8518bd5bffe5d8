import { Checkbox } from '@mantine/core'
import styles from './support.module.css'

/** Any of a few, under one name. */
export function TickList<Value extends string>({
  label,
  choices,
  chosen,
  onChange,
}: {
  readonly label: string
  readonly choices: readonly { readonly value: Value; readonly label: string }[]
  readonly chosen: readonly Value[]
  readonly onChange: (chosen: Value[]) => void
}) {
  return (
    <fieldset className={styles.group}>
      <legend>{label}</legend>
      {choices.map(({ value, label: name }) => (
        <Checkbox
          key={value}
          label={name}
          checked={chosen.includes(value)}
          onChange={({ currentTarget: { checked } }) =>
            onChange(choices.map((one) => one.value).filter((one) => (one === value ? checked : chosen.includes(one))))
          }
        />
      ))}
    </fieldset>
  )
}
