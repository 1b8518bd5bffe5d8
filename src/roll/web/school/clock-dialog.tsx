import { useState } from 'react'
import { type Day, day } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import type { TimeOfDay } from '../../../kernel/time-of-day.ts'
import { clockFaults, type DayClock } from '../../../law/day-clock.ts'
import { type YearGroup, yearGroupName } from '../../../law/school-age.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { ConfirmWithReason } from '../../../ui/components/confirm-with-reason.tsx'
import { CheckField, DayField, TextField, TimeField } from '../../../ui/components/fields.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { type listDayClocks, setDayClocks } from '../../contract.ts'
import { Faults } from '../faults.tsx'
import styles from '../roll.module.css'

type Clocks = Answer<typeof listDayClocks>
type Present = Clocks['clocks'][number]

const TIMES = [
  ['arriveBy', 'Arrive by'],
  ['amOpen', 'Morning opens'],
  ['amClose', 'Morning closes'],
  ['pmOpen', 'Afternoon opens'],
  ['pmClose', 'Afternoon closes'],
  ['dayEnd', 'Day ends'],
] as const

function valuesOf(present: Present | undefined, from: string) {
  const other = present?.alsoStated.find((one) => one.which === 'amClose')
  const clock = present?.clock
  return {
    arriveBy: clock?.arriveBy ?? '',
    amOpen: clock?.amOpen ?? '',
    amClose: clock?.amClose ?? '',
    pmOpen: clock?.pmOpen ?? '',
    pmClose: clock?.pmClose ?? '',
    dayEnd: clock?.dayEnd ?? '',
    from,
    otherClose: (other?.time ?? '') as string,
    where: other?.where ?? '',
  }
}

/**
 * Sets the clock of one year group, or the same one for several, from a day on. What the school will have to decide about it
 * is shown before it is saved.
 */
export function ClockDialog({
  chosen: chosenFirst,
  present,
  answer,
  from,
  onClose,
}: {
  /** The year groups it is for, until others are chosen. */
  readonly chosen: readonly YearGroup[]
  /** The clock that it begins with. */
  readonly present: Present | undefined
  readonly answer: Clocks
  readonly from: Day
  readonly onClose: () => void
}) {
  const schoolId = useSchoolId()
  const act = useAct(setDayClocks, { onDone: onClose })
  const [chosen, setChosen] = useState(chosenFirst)
  const [initial] = useState(() => valuesOf(present, from))
  const fields = useFields(initial, act.error)
  const { values } = fields
  const [asked, setAsked] = useState(false)
  const missing = missingIn(values, chosen)
  const save = (reason: string) => {
    setAsked(true)
    if (missing !== undefined) return
    act.mutate({ params: { schoolId }, body: { ...bodyOf({ values, chosen, present, answer }), reason } })
  }
  const [first] = chosen
  return (
    <ConfirmWithReason
      opened
      onClose={onClose}
      title={
        chosen.length === 1 && first ? `The clock of ${yearGroupName(first)}` : 'One clock for several year groups'
      }
      confirmLabel={chosen.length > 1 ? `Set the clock of ${chosen.length} year groups` : 'Set the clock'}
      suggestions={answer.all.length === 0 ? ['Times of the attendance policy'] : []}
      pending={act.isPending}
      error={act.error}
      onConfirm={save}
    >
      <YearGroups of={answer.yearGroups} chosen={chosen} onChange={setChosen} />
      <div className={styles.times}>
        {TIMES.map(([key, label]) => (
          <TimeField key={key} label={label} {...fields.bind(key)} />
        ))}
      </div>
      {asked && missing !== undefined && (
        <p role="alert" className={styles.fault}>
          {missing}
        </p>
      )}
      {missing === undefined && first && (
        <Faults of={clockFaults([{ yearGroup: first, clock: values as unknown as DayClock }])} />
      )}
      <DayField
        label="From"
        hint="Before this day the clock there was holds; marks already made stay as they are."
        {...fields.bind('from')}
      />
      <div className={styles.pair}>
        <TimeField
          label="Morning closes, another paper says"
          hint="Only one can hold. Note it so that it is put right."
          optional
          {...fields.bind('otherClose')}
        />
        <TextField label="Which paper" optional {...fields.bind('where')} />
      </div>
    </ConfirmWithReason>
  )
}

type Values = ReturnType<typeof valuesOf>

function missingIn(values: Values, chosen: readonly YearGroup[]): string | undefined {
  if (chosen.length === 0) return 'Choose at least one year group.'
  if (values.from === '') return 'Say from which day the clock holds.'
  const left = TIMES.find(([key]) => values[key] === '')
  return left && `Enter all six times: “${left[1]}” is empty.`
}

function bodyOf(of: {
  readonly values: Values
  readonly chosen: readonly YearGroup[]
  readonly present: Present | undefined
  readonly answer: Clocks
}) {
  const { values, chosen, present, answer } = of
  const others = (present?.alsoStated ?? []).filter((one) => one.which !== 'amClose')
  const stated = { which: 'amClose' as const, time: values.otherClose as TimeOfDay, where: values.where }
  const versionOf = (yearGroup: YearGroup) =>
    answer.all.find((one) => one.yearGroup === yearGroup && one.from === values.from)?.version ?? 0
  return {
    yearGroups: chosen.map((yearGroup) => ({ yearGroup, version: versionOf(yearGroup) })),
    from: day(values.from),
    clock: Object.fromEntries(TIMES.map(([key]) => [key, values[key]])) as unknown as DayClock,
    // Setting a time for several year groups leaves alone what papers say of each.
    ...(chosen.length > 1 && values.otherClose === ''
      ? {}
      : { alsoStated: values.otherClose === '' ? others : [...others, stated] }),
  }
}

function YearGroups({
  of,
  chosen,
  onChange,
}: {
  readonly of: readonly YearGroup[]
  readonly chosen: readonly YearGroup[]
  readonly onChange: (chosen: readonly YearGroup[]) => void
}) {
  return (
    <fieldset className={styles.fieldset}>
      <legend>Year groups</legend>
      <div className={styles.times}>
        {of.map((yearGroup) => (
          <CheckField
            key={yearGroup}
            id={`clock-of-${yearGroup}`}
            name={`clock-of-${yearGroup}`}
            label={yearGroupName(yearGroup)}
            value={chosen.includes(yearGroup)}
            onChange={(yes) => onChange(of.filter((one) => (one === yearGroup ? yes : chosen.includes(one))))}
          />
        ))}
      </div>
    </fieldset>
  )
}
