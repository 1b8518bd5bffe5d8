import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { ChoiceField } from '../../../ui/components/fields.tsx'
import type { Standing } from '../../contract.ts'
import { type Find, HAS, HAS_WORDS } from './find-children.ts'
import styles from './threshold.module.css'

/** Finds children of the list by name, year group, where they stand, and what there is about them already. */
export function FindBar({
  among,
  find,
  onChange,
}: {
  readonly among: readonly Standing[]
  readonly find: Find
  readonly onChange: (change: Partial<Record<keyof Find, unknown>>) => void
}) {
  const [text, setText] = useState(find.text ?? '')
  const [settled] = useDebouncedValue(text, 200)
  useEffect(() => {
    if (settled !== (find.text ?? '')) onChange({ text: settled })
  }, [settled, find.text, onChange])
  const years = [...new Set(among.flatMap(({ pupil }) => pupil.yearGroup ?? []))].toSorted((one, other) =>
    one.localeCompare(other, 'en-GB', { numeric: true }),
  )
  return (
    <search className={styles.find}>
      <TextInput
        type="search"
        label="Find by name"
        id="find-text"
        name="text"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ChoiceField
        label="Year group"
        id="find-year"
        name="year"
        value={find.year ?? ''}
        onChange={(year) => onChange({ year })}
        choices={[{ value: '', label: 'All' }, ...years.map((year) => ({ value: year, label: year }))]}
      />
      <ChoiceField
        label="Stands"
        id="find-stands"
        name="stands"
        value={find.stands ?? ''}
        onChange={(stands) => onChange({ stands })}
        choices={[
          { value: '', label: 'Met and near' },
          { value: 'met', label: 'Met' },
          { value: 'near', label: 'Near' },
        ]}
      />
      <ChoiceField
        label="What there is"
        id="find-has"
        name="has"
        value={find.has ?? ''}
        onChange={(has) => onChange({ has })}
        choices={[
          { value: '', label: 'Whatever there is' },
          ...HAS.map((has) => ({ value: has, label: HAS_WORDS[has] })),
        ]}
      />
    </search>
  )
}
