import { Checkbox } from '@mantine/core'
import {
  CheckField,
  ChoiceField,
  DayField,
  LongTextField,
  TextField,
  TimeField,
} from '../../../ui/components/fields.tsx'
import { fieldId } from '../../../ui/components/use-fields.ts'
import { type Field, inside, isList, type Tree, textOf } from '../../contract.ts'
import { AmountField } from './amount-field.tsx'
import type { FieldProps } from './field-props.ts'
import styles from './form.module.css'
import { GroupList } from './group-list.tsx'
import { TypedList } from './typed-list.tsx'

/** One value of the policy, typed as what it is. */
export function FieldView(props: FieldProps) {
  const { of } = props.field
  if (of.kind === 'group') return <Fields {...props} fields={of.fields} />
  if (of.kind !== 'list') return <OneField {...props} />
  if (of.of.kind === 'group') return <GroupList {...props} of={of.of} fieldsOf={(inner) => <Fields {...inner} />} />
  if (of.of.kind === 'one-of') return <Several {...props} choices={of.of.choices} />
  return <TypedList {...props} />
}

/** The fields of a group, one below the other or beside each other. */
export function Fields({ fields, path, value, onChange, faults }: FieldProps & { readonly fields: readonly Field[] }) {
  return (
    <div className={styles.fields}>
      {fields.map((field) => (
        <div key={field.name} className={isWide(field) ? styles.wideField : undefined}>
          <FieldView
            field={field}
            path={[...path, field.name]}
            value={inside(value, field.name)}
            onChange={(next) => onChange(withName(value, field, next))}
            faults={faults}
          />
        </div>
      ))}
    </div>
  )
}

/** What may be left out goes when it is emptied; what is needed stays there empty, and is asked for. */
function withName(value: Tree | undefined, { name, optional }: Field, next: Tree | undefined): Tree {
  const named = typeof value === 'object' && !isList(value) ? value : {}
  const empty = next === undefined || next === '' || (isList(next) && next.length === 0)
  if (empty && optional) return Object.fromEntries(Object.entries(named).filter(([other]) => other !== name))
  return { ...named, [name]: next ?? '' }
}

const isWide = ({ name, of }: Field) =>
  name === 'words' || (of.kind === 'list' && of.of.kind !== 'year-group') || ['means', 'cites'].includes(name)

const HINTS: Partial<Record<Field['of']['kind'], string>> = {
  percent: 'Such as 95 %',
  threshold: 'A percentage, or the word target',
  pounds: 'Such as £80',
  calendar: 'YYYY-MM-DD, YYYY-MM or YYYY',
}

function OneField({ field, path, value, onChange, faults }: FieldProps) {
  const { of, label, optional } = field
  const text = textOf(value)
  const name = path.join('.')
  const error = faults.get(name)
  const bound = {
    id: fieldId(name),
    name,
    value: text,
    onChange,
    ...(error === undefined ? {} : { error }),
    label,
    optional,
  }
  if (of.kind === 'time') return <TimeField {...bound} />
  if (of.kind === 'day') return <DayField {...bound} />
  if (of.kind === 'amount') return <AmountField {...bound} />
  if (of.kind === 'yes-no' && !optional)
    return (
      <CheckField
        {...{ id: bound.id, name, label, ...(error === undefined ? {} : { error }) }}
        value={['yes', 'true'].includes(text.toLowerCase())}
        onChange={(is) => onChange(is ? 'yes' : 'no')}
      />
    )
  if (of.kind === 'one-of' || of.kind === 'yes-no') {
    const choices = of.kind === 'one-of' ? of.choices : YES_NO
    return <ChoiceField {...bound} choices={optional ? [{ value: '', label: 'Not said' }, ...choices] : choices} />
  }
  if (of.kind === 'text' && (field.name === 'words' || text.length > 60)) return <LongTextField {...bound} rows={2} />
  const hint = HINTS[of.kind]
  return (
    <TextField
      {...bound}
      {...(hint === undefined ? {} : { hint })}
      {...(of.kind === 'text' ? {} : { width: of.kind === 'section' ? 16 : 12 })}
    />
  )
}

const YES_NO = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
]

/** Several of a few: what is ticked is in the list. */
function Several({
  field,
  path,
  value,
  onChange,
  faults,
  choices,
}: FieldProps & { readonly choices: readonly { readonly value: string; readonly label: string }[] }) {
  const chosen = isList(value) ? value.map(textOf) : []
  const error = faults.get(path.join('.'))
  return (
    <Checkbox.Group
      label={field.label}
      value={chosen}
      onChange={(next) => onChange(choices.flatMap((one) => (next.includes(one.value) ? [one.value] : [])))}
      {...(error === undefined ? {} : { error })}
    >
      <div className={styles.several}>
        {choices.map((one) => (
          <Checkbox key={one.value} value={one.value} label={one.label} size="sm" />
        ))}
      </div>
    </Checkbox.Group>
  )
}
