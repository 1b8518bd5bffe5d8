import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { type Day, parseDay } from '../../../kernel/day.ts'
import { lastDayOf, schoolYear } from '../../../kernel/school-year.ts'
import { getCalendar } from '../../../roll/contract.ts'
import type { useSchoolId } from '../../../ui/address/use-address.ts'
import { DayField } from '../../../ui/components/fields.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { dayPresets, endsOf } from './day-presets.ts'
import type { AskedText, ChangeAsked } from './use-asked.ts'

const CHOSEN = 'chosen'

/** The one day that a page looks from: now, the end of a term or half-term that is over, or any other. */
export function WhichDay({
  asked,
  year,
  today,
  schoolId,
  onChange,
}: {
  readonly asked: AskedText
  readonly onChange: ChangeAsked
  readonly year: number
  readonly today: Day
  readonly schoolId: ReturnType<typeof useSchoolId>
}) {
  const calendar = useOperation(getCalendar, { params: { schoolId, year: schoolYear(year) } })
  const ends = endsOf(dayPresets(calendar.data?.calendar, { year, today }), today)
  const [choosing, setChoosing] = useState(false)
  const isNamed = asked.to === undefined || ends.some(({ day }) => day === asked.to)
  const lastOfYear = lastDayOf(schoolYear(year))
  return (
    <>
      <NativeSelect
        label="Seen from"
        value={choosing || !isNamed ? CHOSEN : (asked.to ?? '')}
        data={[
          { value: '', label: today <= lastOfYear ? 'Now' : 'The end of the year' },
          ...ends.map(({ day, name }) => ({ value: day, label: name })),
          { value: CHOSEN, label: 'Choose a day…' },
        ]}
        onChange={(event) => {
          const chosen = event.currentTarget.value
          setChoosing(chosen === CHOSEN)
          if (chosen !== CHOSEN) onChange({ from: undefined, to: parseDay(chosen) })
        }}
      />
      {(choosing || !isNamed) && (
        <DayField
          id="figures-to"
          name="to"
          label="Day"
          value={asked.to ?? [today, lastOfYear].sort()[0] ?? today}
          onChange={(text) => onChange({ from: undefined, to: parseDay(text) ?? asked.to })}
        />
      )}
    </>
  )
}
