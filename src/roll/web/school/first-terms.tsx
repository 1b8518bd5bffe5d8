import { Button, Group, Stack } from '@mantine/core'
import { type FormEvent, useId, useState } from 'react'
import { type Day, parseDay } from '../../../kernel/day.ts'
import { schoolYearName } from '../../../kernel/school-year.ts'
import { DayField, TextField } from '../../../ui/components/fields.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { calendarFaults, type SchoolCalendar, type SchoolType, type Term } from '../../contract.ts'
import styles from '../roll.module.css'

const HALF_TERMS = ['Autumn 1', 'Autumn 2', 'Spring 1', 'Spring 2', 'Summer 1', 'Summer 2'] as const

interface Row {
  readonly name: string
  readonly first: string
  readonly last: string
}

/** All terms of a year that has none yet, entered at once. Names are offered; days are the school's own and never guessed. */
export function FirstTerms({
  calendar,
  type,
  onPut,
}: {
  readonly calendar: SchoolCalendar
  readonly type: SchoolType
  readonly onPut: (terms: readonly Term[]) => void
}) {
  const id = useId()
  const [rows, setRows] = useState<readonly Row[]>(HALF_TERMS.map((name) => ({ name, first: '', last: '' })))
  const [fault, setFault] = useState<string | undefined>()
  const change = (at: number, changed: Partial<Row>) =>
    setRows(rows.map((row, index) => (index === at ? { ...row, ...changed } : row)))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const read = termsOf(rows)
    const found = typeof read === 'string' ? read : impossible({ ...calendar, terms: read }, type)
    setFault(found)
    if (typeof read !== 'string' && found === undefined) onPut(read)
  }
  const bind = (at: number, key: keyof Row) => ({
    id: `${id}-${at}-${key}`,
    name: `${key}-${at}`,
    value: rows[at]?.[key] ?? '',
    onChange: (value: string) => change(at, { [key]: value }),
  })
  return (
    <Section title={`Enter the school year ${schoolYearName(calendar.year)}`} card>
      <form onSubmit={submit} noValidate>
        <Stack>
          <p className={styles.quiet}>
            The first and the last day on which pupils come, of each half-term: your published term dates. Leave a line
            empty that your school does not have. INSET days and bank holidays are taken off afterwards.
          </p>
          {HALF_TERMS.map((name, at) => (
            <fieldset key={name} className={styles.fieldset}>
              <legend>{rows[at]?.name || name}</legend>
              <div className={styles.pair}>
                <TextField label="Name" {...bind(at, 'name')} />
                <DayField label="First day" {...bind(at, 'first')} />
                <DayField label="Last day" {...bind(at, 'last')} />
              </div>
            </fieldset>
          ))}
          {fault !== undefined && (
            <p role="alert" className={styles.fault}>
              {fault}
            </p>
          )}
          <Group>
            <Button type="submit">Put the terms in the calendar</Button>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}

/** The lines that were filled in, or what is missing in them. */
function termsOf(rows: readonly Row[]): readonly Term[] | string {
  const terms: Term[] = []
  for (const { name, first, last } of rows) {
    if (first === '' && last === '') continue
    const days: readonly (Day | undefined)[] = [parseDay(first), parseDay(last)]
    const [begins, ends] = days
    if (name.trim() === '') return 'Give every term with days a name.'
    if (begins === undefined || ends === undefined) return `Give both the first and the last day of ${name}.`
    terms.push({ name: name.trim(), first: begins, last: ends })
  }
  return terms.length === 0 ? 'Enter the days of at least one term.' : terms
}

function impossible(calendar: SchoolCalendar, type: SchoolType): string | undefined {
  return calendarFaults(calendar, type).find((fault) => fault.severity === 'refuse')?.message
}
