import { addDays, type Day, weekday } from '../../../kernel/day.ts'
import { ChoiceField, DayField, TextField } from '../../../ui/components/fields.tsx'
import { KIND_NAMES, LETTER_KINDS, type OnLadder } from '../../contract.ts'
import { WORDING_NAMES } from './letter-words.ts'
import styles from './letters.module.css'

const WAYS = [
  { value: 'letter', label: 'All printed and posted' },
  { value: 'email', label: 'By e-mail where there is an address' },
] as const
type Way = (typeof WAYS)[number]['value']
/** Days ahead until when a letter asks for an answer, unless somebody says otherwise. */
const REPLY_IN = 10

const AGAINST = [
  { value: 'any', label: 'Everybody' },
  { value: 'clear', label: 'Nothing speaks against it' },
  { value: 'look', label: 'Something to look at' },
  { value: 'stop', label: 'Stopped, or nobody to write to' },
] as const
type Against = (typeof AGAINST)[number]['value']

/** Which of the letters that are due are looked at. */
export interface Filters {
  readonly kind: string
  readonly form: string
  readonly against: Against
}

export const EVERY = 'all'

export interface How {
  readonly help: string
  readonly replyBy: string
  readonly way: Way
}

export function howAtFirst(today: Day): How {
  return { help: 'the attendance office', replyBy: replyDay(today), way: 'letter' }
}

/** Ten days ahead, or the working day after. */
export function replyDay(today: Day): Day {
  let day = addDays(today, REPLY_IN)
  while (weekday(day) > 5) day = addDays(day, 1)
  return day
}

export function FilterFields({
  kinds,
  kind,
  ofKind,
  filters,
  onChange,
}: {
  readonly kinds: readonly (readonly [string, readonly OnLadder[]])[]
  readonly kind: string
  readonly ofKind: readonly OnLadder[]
  readonly filters: Filters
  readonly onChange: (filters: Filters) => void
}) {
  return (
    <div className={styles.fields}>
      <ChoiceField
        label="Which letters"
        id="field-kind"
        name="kind"
        value={kind}
        choices={kinds.map(([value, some]) => ({ value, label: `${value} (${some.length})` }))}
        onChange={(value) => onChange({ ...filters, kind: value, form: EVERY })}
      />
      <ChoiceField
        label="Form"
        id="field-form"
        name="form"
        value={filters.form}
        choices={formsOf(ofKind)}
        onChange={(form) => onChange({ ...filters, form })}
      />
      <ChoiceField<Against>
        label="What speaks against it"
        id="field-against"
        name="against"
        value={filters.against}
        choices={AGAINST}
        onChange={(against) => onChange({ ...filters, against })}
      />
    </div>
  )
}

/** What each letter says besides, and how it goes. */
export function HowFields({ how, onChange }: { readonly how: How; readonly onChange: (how: How) => void }) {
  return (
    <div className={styles.fields}>
      <TextField
        label="Whom families can ask"
        id="field-help"
        name="help"
        value={how.help}
        onChange={(help) => onChange({ ...how, help })}
      />
      <DayField
        label="Answer asked for by"
        id="field-replyBy"
        name="replyBy"
        value={how.replyBy}
        onChange={(replyBy) => onChange({ ...how, replyBy })}
      />
      <ChoiceField<Way>
        label="How they go"
        id="field-way"
        name="way"
        value={how.way}
        onChange={(way) => onChange({ ...how, way })}
        choices={WAYS}
      />
    </div>
  )
}

const WORDINGS: readonly OnLadder['wording'][] = ['absence', 'late', 'good news', 'illness']

/** The kinds of letters that are due, in the order of the ladder; what goes after illness last: nobody is in a hurry for it. */
export function kindsOf(due: readonly OnLadder[]): readonly (readonly [string, readonly OnLadder[]])[] {
  const place = ({ letter, wording }: OnLadder) =>
    10 * WORDINGS.indexOf(wording) + (letter === null ? 0 : LETTER_KINDS.indexOf(letter))
  return [
    ...Map.groupBy(
      due.toSorted((one, other) => place(one) - place(other)),
      kindOf,
    ),
  ]
}

/** "First letter, about absence". */
export function kindOf(row: OnLadder | undefined): string {
  if (row === undefined || row.letter === null) return ''
  return row.wording === 'good news'
    ? KIND_NAMES[row.letter]
    : `${KIND_NAMES[row.letter]}, ${WORDING_NAMES[row.wording]}`
}

export function standsAs({ to, against }: OnLadder): Exclude<Against, 'any'> {
  if (to.length === 0 || against.some(({ severity }) => severity === 'stop')) return 'stop'
  return against.some(({ severity }) => severity === 'look') ? 'look' : 'clear'
}

function formsOf(rows: readonly OnLadder[]): readonly { readonly value: string; readonly label: string }[] {
  const forms = [...Map.groupBy(rows, ({ form }) => form)]
    .map(([form, some]) => ({ value: form, label: `${form} (${some.length})` }))
    .sort((one, other) => one.value.localeCompare(other.value, 'en', { numeric: true }))
  return [{ value: EVERY, label: 'All forms' }, ...forms]
}
