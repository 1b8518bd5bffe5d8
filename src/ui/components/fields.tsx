import { Checkbox, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { TypedField, type Typing } from './typed-field.tsx'
import { readDay, readTime, writeDay } from './typed-values.ts'
import type { Bound } from './use-fields.ts'

interface FieldWords {
  readonly label: string
  /** A hint under the label: the shape of a right answer, or why it is asked. */
  readonly hint?: ReactNode
  /** Fields are needed unless they say so: the label gets "(optional)". */
  readonly optional?: boolean
  readonly disabled?: boolean
}

function words({ label, hint, optional, disabled }: FieldWords) {
  return {
    label: optional ? `${label} (optional)` : label,
    ...(hint === undefined ? {} : { description: hint }),
    disabled: disabled ?? false,
    'aria-required': !optional,
  }
}

function bound({ id, name, error }: Pick<Bound<unknown>, 'id' | 'name' | 'error'>) {
  return { id, name, ...(error === undefined ? {} : { error }) }
}

export function TextField({
  type = 'text',
  autoComplete,
  autoFocus,
  width,
  ...field
}: FieldWords &
  Bound<string> & {
    readonly type?: 'text' | 'email' | 'tel' | 'password' | 'search'
    readonly autoComplete?: string
    readonly autoFocus?: boolean
    /** The longest answer expected, in characters: a box should be as wide as what goes in it. */
    readonly width?: number
  }) {
  return (
    <TextInput
      {...words(field)}
      {...bound(field)}
      type={type}
      value={field.value}
      onChange={(event) => field.onChange(event.currentTarget.value)}
      maw={width === undefined ? 'var(--fb-measure)' : `${width + 4}ch`}
      {...(autoComplete === undefined ? {} : { autoComplete })}
      {...(autoFocus ? { 'data-autofocus': true, autoFocus } : {})}
    />
  )
}

interface TypedWords extends FieldWords, Bound<string> {
  readonly autoFocus?: boolean
}

const DAY: Typing = {
  read: readDay,
  write: writeDay,
  shape: 'dd/mm/yyyy',
  mend: 'Write the day as day/month/year, such as 23/11/2026.',
}

const TIME: Typing = {
  read: readTime,
  write: (value) => value,
  shape: 'hh:mm',
  mend: 'Write the time on a 24-hour clock, such as 08:40.',
}

/** A day: shown as `dd/mm/yyyy` in every browser, with the value `YYYY-MM-DD`. What is no day is the value as typed. */
export function DayField(field: TypedWords) {
  return <TypedField {...typed(field)} typing={DAY} calendar maw="18ch" />
}

/** A time, `HH:MM` on a 24-hour clock in every browser. What is no time is the value as typed. */
export function TimeField(field: TypedWords) {
  return <TypedField {...typed(field)} typing={TIME} maw="18ch" />
}

function typed({ value, onChange, autoFocus, ...field }: TypedWords) {
  const focus = autoFocus ? { 'data-autofocus': true, autoFocus } : {}
  return { ...words(field), ...bound(field), ...focus, value, onChange }
}

export function LongTextField({ rows = 3, ...field }: FieldWords & Bound<string> & { readonly rows?: number }) {
  return (
    <Textarea
      {...words(field)}
      {...bound(field)}
      value={field.value}
      onChange={(event) => field.onChange(event.currentTarget.value)}
      minRows={rows}
      autosize
      maw="var(--fb-measure)"
    />
  )
}

export function NumberField({
  min,
  max,
  unit,
  ...field
}: FieldWords & Bound<number | undefined> & { readonly min?: number; readonly max?: number; readonly unit?: string }) {
  return (
    <NumberInput
      {...words(field)}
      {...bound(field)}
      value={field.value ?? ''}
      onChange={(value) => field.onChange(typeof value === 'number' ? value : undefined)}
      allowDecimal={false}
      maw="12rem"
      {...(min === undefined ? {} : { min })}
      {...(max === undefined ? {} : { max })}
      {...(unit === undefined ? {} : { suffix: ` ${unit}` })}
    />
  )
}

export interface Choice<Value extends string> {
  readonly value: Value
  readonly label: string
}

/** One of a few. The browser's own list: it works on every phone and with every screen reader. */
export function ChoiceField<Value extends string>({
  choices,
  ...field
}: FieldWords & Bound<Value> & { readonly choices: readonly Choice<Value>[] }) {
  return (
    <NativeSelect
      {...words(field)}
      {...bound(field)}
      data={choices.map(({ value, label }) => ({ value, label }))}
      value={field.value}
      onChange={(event) => {
        const chosen = choices.find(({ value }) => value === event.currentTarget.value)
        if (chosen !== undefined) field.onChange(chosen.value)
      }}
      maw="24rem"
    />
  )
}

export function CheckField({ label, hint, disabled, ...field }: Omit<FieldWords, 'optional'> & Bound<boolean>) {
  return (
    <Checkbox
      {...bound(field)}
      label={label}
      {...(hint === undefined ? {} : { description: hint })}
      disabled={disabled ?? false}
      checked={field.value}
      onChange={(event) => field.onChange(event.currentTarget.checked)}
    />
  )
}
