import { Radio, Stack } from '@mantine/core'
import { parseDay } from '../../kernel/day.ts'
import { DayField } from '../../ui/components/fields.tsx'
import type { DateOrder } from '../rules/dates.ts'
import styles from './interchange.module.css'
import type { QuestionProps } from './question-props.ts'
import { counted } from './words.ts'

const ORDERS: readonly { readonly value: DateOrder; readonly label: string }[] = [
  { value: 'day-first', label: 'Day first: 4/2 is 4 February' },
  { value: 'month-first', label: 'Month first: 4/2 is 2 April' },
]

export function DateOrderField({ question, answers, change }: QuestionProps<'date-order'>) {
  return (
    <section className={styles.question}>
      <h2>In which order are the dates written?</h2>
      <p>
        {counted(question.ambiguous, 'date')} {question.ambiguous === 1 ? 'is' : 'are'} written in numbers alone, and
        the file does not say whether the day or the month comes first.
        {question.samples.length > 0 && ' If you know one of these pupils, you can tell:'}
      </p>
      {question.samples.length > 0 && (
        <ul className={styles.notes}>
          {question.samples.map(({ name, text, dayFirst, monthFirst }) => (
            <li key={`${name} ${text}`}>
              {name}, <strong>{text}</strong>: {dayFirst} or {monthFirst}?
            </li>
          ))}
        </ul>
      )}
      <Radio.Group
        label="Order of dates"
        value={answers.dateOrder ?? ''}
        onChange={(value) => change({ dateOrder: value as DateOrder })}
      >
        <Stack gap="sm" mt="xs">
          {ORDERS.map(({ value, label }) => (
            <Radio
              key={value}
              value={value}
              label={label}
              description={<Impossible question={question} order={value} />}
            />
          ))}
        </Stack>
      </Radio.Group>
    </section>
  )
}

function Impossible({
  question,
  order,
}: {
  readonly question: QuestionProps<'date-order'>['question']
  readonly order: DateOrder
}) {
  const { count, rows, example } = question.impossible[order]
  if (count === 0) return 'Every date of the file is a day in this order.'
  return (
    <span className={styles.warning}>
      Cannot be right for {counted(count, 'date')}, such as {example}: {rows.join(', ')}
      {count > rows.length && ' and others'}.
    </span>
  )
}

export function SchoolField({ question, answers, change }: QuestionProps<'school'>) {
  return (
    <section className={styles.question}>
      <h2>{question.schools.length === 1 ? 'Is this your school?' : 'Which of these schools is yours?'}</h2>
      <p>Pupils of other schools are passed over.</p>
      <Radio.Group label="School of the file" value={answers.school ?? ''} onChange={(school) => change({ school })}>
        <Stack gap="sm" mt="xs">
          {question.schools.map(({ id, name, pupils, ours }) => (
            <Radio
              key={id}
              value={id}
              label={name}
              description={`${counted(pupils, 'pupil')}, number ${id}${ours ? ', which is your school\u2019s' : ''}`}
            />
          ))}
        </Stack>
      </Radio.Group>
    </section>
  )
}

export function StartingDayField({ question, answers, change }: QuestionProps<'starting-day'>) {
  return (
    <section className={styles.question}>
      <h2>When did the new pupils start?</h2>
      <p>
        {counted(question.pupils, 'new pupil has', 'new pupils have')} no starting day in the file. The admission
        register needs one; give the day for all of them here and correct single pupils afterwards.
      </p>
      <DayField
        id="starting-day"
        name="startingDay"
        label="Starting day"
        value={answers.startingDay ?? ''}
        onChange={(text) => change({ startingDay: parseDay(text) })}
      />
    </section>
  )
}

export function YearByAgeField({ question, answers, change }: QuestionProps<'year-by-age'>) {
  const value = answers.yearByAge === undefined ? '' : answers.yearByAge ? 'age' : 'stop'
  return (
    <section className={styles.question}>
      <h2>Which year group are pupils in who have none in the file?</h2>
      <p>{counted(question.pupils, 'new pupil has', 'new pupils have')} no year group.</p>
      <Radio.Group
        label="Pupils without a year group"
        value={value}
        onChange={(to) => change({ yearByAge: to === 'age' })}
      >
        <Stack gap="sm" mt="xs">
          <Radio value="age" label="The year group of their age" />
          <Radio value="stop" label="I will correct the file" description="These rows then stop the import." />
        </Stack>
      </Radio.Group>
    </section>
  )
}
