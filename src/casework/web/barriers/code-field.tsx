import { TextInput } from '@mantine/core'
import styles from './code-field.module.css'

/**
 * A code for this once: hidden from whoever looks on, and no password, so that no browser offers to keep it, and none fills in what another child's
 * member of staff had.
 */
export function CodeField({
  label,
  value,
  onChange,
  error,
}: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error?: string | undefined
}) {
  return (
    <TextInput
      id="screen-code"
      name="screen-code"
      label={label}
      type="text"
      inputMode="numeric"
      maxLength={8}
      autoComplete="off"
      autoCorrect="off"
      spellCheck={false}
      data-1p-ignore
      data-lpignore="true"
      classNames={{ input: styles.hidden ?? '' }}
      aria-required
      maw="28ch"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      {...(error === undefined ? {} : { error })}
    />
  )
}
