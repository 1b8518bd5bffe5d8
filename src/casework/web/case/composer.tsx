import { Button, Checkbox, Group, SegmentedControl, Stack } from '@mantine/core'
import { useMemo, useState } from 'react'
import { type Day, longDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import type { Input } from '../../../ui/call.ts'
import { CheckField, ChoiceField, DayField, LongTextField, TextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { ProblemError } from '../../../ui/problem.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { CONTACT_WAYS, type showCase, writeInCase } from '../../contract.ts'
import styles from '../cases.module.css'

type Write = Input<typeof writeInCase>['body']['write']
type Kind = 'note' | 'contact' | 'reviewed'

const KINDS = [
  { value: 'note', label: 'Note' },
  { value: 'contact', label: 'Contact' },
  { value: 'reviewed', label: 'Review' },
]

interface Composing {
  readonly caseId: string
  readonly today: Day
  readonly mayRestrict: boolean
  /** Restricted entries about which nobody has written yet what was done. */
  readonly toAnswer: Answer<typeof showCase>['toAnswer']
}

/** Writes into the case: a note, a contact with the family, what a review came to. */
export function Composer({ caseId, today, mayRestrict, toAnswer }: Composing) {
  const schoolId = useSchoolId()
  const [kind, setKind] = useState<Kind>('note')
  const [key, setKey] = useState(newKey)
  const [about, setAbout] = useState<readonly number[]>([])
  const initial = useMemo(() => blank(today), [today])
  const write = useAct(writeInCase, {
    onDone: () => {
      setKey(newKey())
      setAbout([])
      fields.reset()
    },
  })
  const fields = useFields(initial, write.error)
  // What is ticked is answered, and nothing by itself: another worry about the same child leaves the first one waiting.
  const answersOf = (typed: Typed) =>
    mayRestrict && typed.restricted
      ? toAnswer.map(({ number }) => number).filter((number) => about.includes(number))
      : undefined
  const save = (typed: Typed) =>
    write.mutate(
      {
        params: { schoolId, caseId },
        body: {
          key,
          restricted: mayRestrict && kind !== 'reviewed' && typed.restricted,
          write: toWrite(kind, typed, answersOf(typed)),
        },
      },
      {
        // An answer was lost on its way, and the words were changed since: sent once more, they are an entry of their own.
        onError: (error) => {
          if (error instanceof ProblemError && error.code === 'sent.otherwise') setKey(newKey())
        },
      },
    )
  return (
    <form onSubmit={fields.submit(save)} noValidate>
      <Stack gap="sm">
        <ProblemAlert error={write.error} />
        <SegmentedControl
          aria-label="What is written"
          data={KINDS}
          value={kind}
          onChange={(value) => setKind(value as Kind)}
        />
        {kind === 'contact' && <ContactFields fields={fields} />}
        <LongTextField
          label={kind === 'reviewed' ? 'What the review came to' : 'What was said or seen'}
          {...fields.bind('words')}
        />
        {kind === 'reviewed' && <DayField label="Looked at again by" optional {...fields.bind('next')} />}
        {mayRestrict && kind !== 'reviewed' && (
          <CheckField
            label="Restricted: about the child’s safety"
            hint="Read by the head and the safeguarding lead alone. Nobody else is told that it is there."
            {...fields.bind('restricted')}
          />
        )}
        {mayRestrict && kind === 'note' && fields.values.restricted && toAnswer.length > 0 && (
          <fieldset className={styles.toAnswer}>
            <legend>Tick what it says was done about: that waits no longer</legend>
            {toAnswer.map(({ number, title, day, by }) => (
              <Checkbox
                key={number}
                label={`${title}, ${longDay(day)} (${by})`}
                checked={about.includes(number)}
                onChange={(event) =>
                  setAbout(event.currentTarget.checked ? [...about, number] : about.filter((one) => one !== number))
                }
              />
            ))}
          </fieldset>
        )}
        <Group>
          <Button type="submit" variant="default" loading={write.isPending}>
            Write it down
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function blank(today: Day) {
  return {
    words: '',
    with: '',
    way: 'telephone' as (typeof CONTACT_WAYS)[number],
    reached: 'yes' as 'yes' | 'no',
    day: today as string,
    next: '',
    restricted: false,
  }
}
type Typed = ReturnType<typeof blank>

function toWrite(kind: Kind, typed: Typed, answers: number[] | undefined): Write {
  const { words, way, day, next } = typed
  if (kind === 'note') return { kind, words, ...(answers && { answers }) }
  if (kind === 'reviewed') return { kind, words, next: next || null }
  return { kind, day, with: typed.with, way, reached: typed.reached === 'yes', words }
}

const WAYS = CONTACT_WAYS.map((value) => ({ value, label: value.slice(0, 1).toUpperCase() + value.slice(1) }))
const REACHED = [
  { value: 'yes', label: 'Reached' },
  { value: 'no', label: 'Not reached' },
] as const

function ContactFields({ fields }: { readonly fields: ReturnType<typeof useFields<Typed>> }) {
  return (
    <>
      <TextField label="With" hint="Mother, the child, the school nurse …" {...fields.bind('with')} />
      <Group align="end">
        <ChoiceField label="How" {...fields.bind('way')} choices={WAYS} />
        <ChoiceField label="Whether reached" {...fields.bind('reached')} choices={REACHED} />
        <DayField label="Day" {...fields.bind('day')} />
      </Group>
    </>
  )
}
