import { useState } from 'react'
import { day } from '../../kernel/day.ts'
import type { Answer } from '../../kernel/operation.ts'
import type { TimeOfDay } from '../../kernel/time-of-day.ts'
import { clockFaults, type DayClock } from '../../law/day-clock.ts'
import { type YearGroup, yearGroupName } from '../../law/school-age.ts'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { dayText, useNow } from '../../ui/clock.tsx'
import { ConfirmWithReason } from '../../ui/components/confirm-with-reason.tsx'
import { DayField, TextField, TimeField } from '../../ui/components/fields.tsx'
import { useFields } from '../../ui/components/use-fields.ts'
import { useAct } from '../../ui/use-operation.ts'
import { type listDayClocks, setDayClock } from '../contract.ts'
import { Faults } from './faults.tsx'
import styles from './roll.module.css'

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

function valuesOf(present: Present | undefined, today: string) {
  const other = present?.alsoStated.find((one) => one.which === 'amClose')
  const clock = present?.clock
  return {
    arriveBy: clock?.arriveBy ?? '',
    amOpen: clock?.amOpen ?? '',
    amClose: clock?.amClose ?? '',
    pmOpen: clock?.pmOpen ?? '',
    pmClose: clock?.pmClose ?? '',
    dayEnd: clock?.dayEnd ?? '',
    from: today,
    otherClose: (other?.time ?? '') as string,
    where: other?.where ?? '',
  }
}

/** Sets a year group's clock from a day on. What the school will have to decide about it is shown before it is saved. */
export function ClockDialog({
  yearGroup,
  present,
  answer,
  onClose,
}: {
  readonly yearGroup: YearGroup
  readonly present: Present | undefined
  readonly answer: Clocks
  readonly onClose: () => void
}) {
  const schoolId = useSchoolId()
  const today = dayText(useNow())
  const act = useAct(setDayClock, { onDone: onClose })
  const [initial] = useState(() => valuesOf(present, today))
  const fields = useFields(initial, act.error)
  const { values } = fields
  const clock = values as unknown as DayClock
  const complete = TIMES.every(([key]) => values[key] !== '')
  const faults = complete ? clockFaults([{ yearGroup, clock }]) : []
  const beginsThatDay = answer.all.find((one) => one.yearGroup === yearGroup && one.from === values.from)
  const save = (reason: string) => {
    const others = (present?.alsoStated ?? []).filter((one) => one.which !== 'amClose')
    const stated = { which: 'amClose' as const, time: values.otherClose as TimeOfDay, where: values.where }
    act.mutate({
      params: { schoolId, yearGroup },
      body: {
        from: day(values.from),
        clock: Object.fromEntries(TIMES.map(([key]) => [key, values[key]])) as unknown as DayClock,
        alsoStated: values.otherClose === '' ? others : [...others, stated],
        version: beginsThatDay?.version ?? 0,
        reason,
      },
    })
  }
  return (
    <ConfirmWithReason
      opened
      onClose={onClose}
      title={`The clock of ${yearGroupName(yearGroup)}`}
      confirmLabel="Set the clock"
      pending={act.isPending}
      error={act.error}
      onConfirm={save}
    >
      <div className={styles.times}>
        {TIMES.map(([key, label]) => (
          <TimeField key={key} label={label} {...fields.bind(key)} />
        ))}
      </div>
      <Faults of={faults} />
      <DayField label="From" hint="Marks made before stay as they are." {...fields.bind('from')} />
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
