import { useState } from 'react'
import { LongTextField, TextField } from '../../../ui/components/fields.tsx'
import { fieldId } from '../../../ui/components/use-fields.ts'
import { isList, textOf } from '../../contract.ts'
import type { FieldProps } from './field-props.ts'

/** A list typed as text: year groups and codes with commas between them, everything else a line each. */
export function TypedList({ field, path, value, onChange, faults }: FieldProps) {
  const short = field.of.kind === 'list' && (field.of.of.kind === 'year-group' || field.name === 'kinds')
  const items = isList(value) ? value.map(textOf) : []
  const read = (text: string) => text.split(short ? /[,\s]+/ : '\n').filter((item) => item.trim() !== '')
  const [typed, setTyped] = useState('')
  // What is typed stays as it is for as long as it means what the list says: a comma at the end is no mistake yet.
  const means = read(typed).join('\n') === items.join('\n')
  const name = path.join('.')
  const error = faults.get(name) ?? [...faults].find(([at]) => at.startsWith(`${name}.`))?.[1]
  const bound = {
    id: fieldId(name),
    name,
    label: field.label,
    optional: field.optional,
    value: means && typed !== '' ? typed : items.join(short ? ', ' : '\n'),
    onChange: (text: string) => {
      setTyped(text)
      onChange(read(text))
    },
    ...(error === undefined ? {} : { error }),
  }
  return short ? <TextField {...bound} hint="With commas between them" width={20} /> : <LongTextField {...bound} />
}
