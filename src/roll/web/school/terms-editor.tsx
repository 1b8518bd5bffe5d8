import { Button, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import { type Day, day, daysBetween, longDay, parseDay, shortDay } from '../../../kernel/day.ts'
import { firstDayOf, lastDayOf } from '../../../kernel/school-year.ts'
import { DataTable } from '../../../ui/components/data-table.tsx'
import { DayField, TextField } from '../../../ui/components/fields.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { type SchoolCalendar, schoolDaysBetween, type Term } from '../../contract.ts'
import styles from '../roll.module.css'
import { DAY_OFF_NAMES } from '../words.ts'
import { inOrder } from './year-at-a-glance.tsx'

/** The terms of a year: a half-term holiday is the gap between two. */
export function TermsEditor({
  calendar,
  onChange,
  mayChange,
}: {
  readonly calendar: SchoolCalendar
  readonly onChange: (calendar: SchoolCalendar) => void
  readonly mayChange: boolean
}) {
  const [at, setAt] = useState<number | 'new' | undefined>()
  const put = (term: Term | undefined) => {
    const others = calendar.terms.filter((_, index) => index !== at)
    const terms = term === undefined ? others : [...others, term]
    onChange({ ...calendar, terms: terms.toSorted((one, other) => (one.first < other.first ? -1 : 1)) })
    setAt(undefined)
  }
  return (
    <Section
      title="Terms"
      note={
        mayChange && (
          <Button size="xs" variant="default" onClick={() => setAt('new')}>
            Add a term
          </Button>
        )
      }
    >
      <DataTable
        label="Terms"
        noun={['term', 'terms']}
        rows={calendar.terms.map((term, index) => ({ term, index }))}
        rowKey={({ term, index }) => `${index} ${term.first}`}
        columns={[
          { id: 'name', label: 'Term', onCard: 'title', cell: ({ term }) => term.name },
          { id: 'first', label: 'First day', cell: ({ term }) => longDay(term.first) },
          { id: 'last', label: 'Last day', cell: ({ term }) => longDay(term.last) },
          {
            id: 'days',
            label: 'School days',
            align: 'end',
            cell: ({ term }) => schoolDaysBetween(calendar, term.first, term.last).length,
          },
          ...(mayChange
            ? [
                {
                  id: 'change',
                  label: 'Change',
                  onCard: 'bare' as const,
                  cell: ({ term, index }: { term: Term; index: number }) => (
                    <Button
                      size="compact-sm"
                      variant="default"
                      onClick={() => setAt(index)}
                      aria-label={`Change ${term.name}`}
                    >
                      Change
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
        empty={{
          title: 'No terms entered',
          because: 'Until the terms are here no day of this year is a school day and no register opens.',
        }}
      />
      {at !== undefined && (
        <TermDialog
          calendar={calendar}
          term={at === 'new' ? undefined : calendar.terms[at]}
          onClose={() => setAt(undefined)}
          onPut={put}
        />
      )}
    </Section>
  )
}

function TermDialog({
  calendar,
  term,
  onClose,
  onPut,
}: {
  readonly calendar: SchoolCalendar
  readonly term: Term | undefined
  readonly onClose: () => void
  readonly onPut: (term: Term | undefined) => void
}) {
  const [name, setName] = useState(term?.name ?? '')
  const [first, setFirst] = useState<string>(term?.first ?? '')
  const [last, setLast] = useState<string>(term?.last ?? '')
  const [begins, ends] = [parseDay(first), parseDay(last)]
  const fault = termFault({ name, begins, ends }, calendar)
  const [asked, setAsked] = useState(false)
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (fault === undefined) onPut({ name: name.trim(), first: day(first), last: day(last) })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={term?.name ?? 'A new term'}
      closeButtonProps={{ 'aria-label': 'Close without a change' }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextField label="Name" hint="Autumn 1" id="term-name" name="name" value={name} onChange={setName} />
          <DayField label="First day" id="term-first" name="first" value={first} onChange={setFirst} />
          <DayField label="Last day" id="term-last" name="last" value={last} onChange={setLast} />
          {asked && fault !== undefined && (
            <p role="alert" className={styles.fault}>
              {fault}
            </p>
          )}
          <Group justify="flex-end">
            {term !== undefined && (
              <Button variant="default" onClick={() => onPut(undefined)}>
                Remove the term
              </Button>
            )}
            <Button type="submit">Put it in the calendar</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

interface TermDraft {
  readonly name: string
  readonly begins: Day | undefined
  readonly ends: Day | undefined
}

function termFault({ name, begins, ends }: TermDraft, { year }: SchoolCalendar): string | undefined {
  if (name.trim() === '') return 'Give the term a name.'
  if (begins === undefined || ends === undefined) return 'Give the first and the last day.'
  if (daysBetween(begins, ends) < 0) return 'The last day is before the first. Correct one of the two.'
  const [opens, closes] = [firstDayOf(year), lastDayOf(year)]
  if (begins < opens || ends > closes) return `Both days must lie between ${shortDay(opens)} and ${shortDay(closes)}.`
  return undefined
}

/** INSET days, holidays and closures as a list, for those who read rather than look. */
export function DaysOffList({
  calendar,
  onRemove,
}: {
  readonly calendar: SchoolCalendar
  readonly onRemove?: (day: Day) => void
}) {
  return (
    <Section title="INSET days, bank holidays and closures">
      <DataTable
        label="Days off"
        noun={['day', 'days']}
        rows={inOrder(calendar.daysOff)}
        rowKey={(off) => `${off.day} ${off.half ?? ''}`}
        columns={[
          {
            id: 'day',
            label: 'Day',
            onCard: 'title',
            cell: (off) =>
              `${longDay(off.day)}${off.half === undefined ? '' : `, ${off.half === 'AM' ? 'morning' : 'afternoon'}`}`,
          },
          { id: 'kind', label: 'What it is', cell: (off) => DAY_OFF_NAMES[off.kind] },
          { id: 'reason', label: 'In words', cell: (off) => off.reason },
          ...(onRemove === undefined
            ? []
            : [
                {
                  id: 'remove',
                  label: 'Remove',
                  onCard: 'bare' as const,
                  cell: (off: { day: Day }) => (
                    <Button
                      size="compact-sm"
                      variant="default"
                      onClick={() => onRemove(off.day)}
                      aria-label={`Remove ${longDay(off.day)}`}
                    >
                      Remove
                    </Button>
                  ),
                },
              ]),
        ]}
        empty={{ title: 'None', because: 'Every weekday of every term is a school day.' }}
      />
    </Section>
  )
}
