import { NativeSelect } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { type Day, parseDay } from '../../../kernel/day.ts'
import { firstDayOf, lastDayOf, schoolYear, schoolYearName, schoolYearOf } from '../../../kernel/school-year.ts'
import { yearGroupName } from '../../../law/school-age.ts'
import { FLAGS, flagsSeenBy, getCalendar, getSchool, listGroups } from '../../../roll/contract.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { dayText, useNow } from '../../../ui/clock.tsx'
import { DayField } from '../../../ui/components/fields.tsx'
import { useMay } from '../../../ui/me.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import styles from './asked.module.css'
import { ChosenEthnicity } from './chosen-ethnicity.tsx'
import { ChosenFlags } from './chosen-flags.tsx'
import { ChosenList } from './chosen-list.tsx'
import { type DayPreset, dayPresets, presetOf } from './day-presets.ts'
import { type AskedText, type ChangeAsked, listOf, textOfList } from './use-asked.ts'
import { WhichDay } from './which-day.tsx'

const YEARS_OFFERED = 4
const CHOSEN = 'chosen'

/** What a page of figures is asked: year, days, and which pupils. It changes the address, and the page asks again. */
export function FilterBar({
  asked,
  onChange,
  note,
  daysOnly = false,
  asAt = false,
}: {
  readonly asked: AskedText
  readonly onChange: ChangeAsked
  /** For pages about the whole school. */
  readonly daysOnly?: boolean
  /** For pages that count from the beginning of the year to one day. */
  readonly asAt?: boolean
  /** At the end of the bar: to which session the figures count, and how fresh they are. */
  readonly note?: ReactNode
}) {
  const schoolId = useSchoolId()
  // The page's clock is the school's; a day of it is always a day of the calendar.
  const today = dayText(useNow(60)) as Day
  const year = asked.year ?? schoolYearOf(asked.from ?? asked.to ?? today)
  return (
    <search className={`${styles.bar} no-print`} aria-label="Which figures">
      <WhichYear asked={asked} year={year} today={today} onChange={onChange} />
      {asAt ? (
        <WhichDay key={`${asked.to} ${year}`} {...{ asked, year, today, onChange, schoolId }} />
      ) : (
        <WhichDays key={`${asked.from} ${asked.to} ${year}`} {...{ asked, year, today, onChange, schoolId }} />
      )}
      {!daysOnly && <WhichPupils asked={asked} onChange={onChange} />}
      {note !== undefined && <div className={styles.note}>{note}</div>}
    </search>
  )
}

interface Part {
  readonly asked: AskedText
  readonly onChange: ChangeAsked
}

function WhichYear({ year, today, onChange }: Part & { readonly year: number; readonly today: Day }) {
  const thisYear = schoolYearOf(today)
  const offered = Array.from({ length: YEARS_OFFERED }, (_, back) => thisYear - back)
  const years = offered.includes(year as typeof thisYear) ? offered : [...offered, year]
  return (
    <NativeSelect
      label="School year"
      value={String(year)}
      data={years.map((one) => ({ value: String(one), label: schoolYearName(schoolYear(one)) }))}
      onChange={(event) => {
        const chosen = Number(event.currentTarget.value)
        onChange({ year: chosen === thisYear ? undefined : chosen, from: undefined, to: undefined })
      }}
    />
  )
}

function WhichDays({
  asked,
  year,
  today,
  schoolId,
  onChange,
}: Part & { readonly year: number; readonly today: Day; readonly schoolId: ReturnType<typeof useSchoolId> }) {
  const calendar = useOperation(getCalendar, { params: { schoolId, year: schoolYear(year) } })
  const presets = dayPresets(calendar.data?.calendar, { year, today })
  const preset = presetOf(presets, asked)
  const [choosing, setChoosing] = useState(false)
  const ownDays = choosing || preset === undefined
  return (
    <>
      <NativeSelect
        label="Days"
        value={ownDays ? CHOSEN : (preset?.id ?? CHOSEN)}
        data={[
          ...GROUPS.map((group) => ({ group, items: itemsOf(presets, group) })).filter(({ items }) => items.length > 0),
          { group: 'Any others', items: [{ value: CHOSEN, label: 'Choose days…' }] },
        ]}
        onChange={(event) => {
          const chosen = presets.find(({ id }) => id === event.currentTarget.value)
          setChoosing(chosen === undefined)
          if (chosen !== undefined) onChange({ from: chosen.from, to: chosen.to })
        }}
      />
      {ownDays && (
        <>
          <DayField
            id="figures-from"
            name="from"
            label="From"
            value={asked.from ?? firstDayOf(schoolYear(year))}
            onChange={(text) => onChange({ from: parseDay(text) ?? asked.from })}
          />
          <DayField
            id="figures-to"
            name="to"
            label="To"
            value={asked.to ?? [today, lastDayOf(schoolYear(year))].sort()[0] ?? today}
            onChange={(text) => onChange({ to: parseDay(text) ?? asked.to })}
          />
        </>
      )}
    </>
  )
}

const GROUPS = ['Up to now', 'Terms', 'Half-terms'] as const

function itemsOf(presets: readonly DayPreset[], group: DayPreset['group']) {
  return presets.filter((preset) => preset.group === group).map(({ id, name }) => ({ value: id, label: name }))
}

function WhichPupils({ asked, onChange }: Part) {
  const schoolId = useSchoolId()
  const may = useMay()
  const groups = useOperation(listGroups, { params: { schoolId } })
  const school = useOperation(getSchool, { params: { schoolId } })
  const flags = flagsSeenBy({
    contacts: may('pupil.view-contacts'),
    sensitive: may('pupil.view-sensitive'),
  })
  return (
    <>
      <ChosenList
        label="Year groups"
        all="All year groups"
        choices={(school.data?.yearGroups ?? []).map((one) => ({ value: one, label: yearGroupName(one) }))}
        chosen={listOf(asked.yearGroups)}
        onChange={(chosen) => onChange({ yearGroups: textOfList(chosen) })}
      />
      <ChosenList
        label="Classes"
        all="All classes"
        choices={(groups.data?.groups ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        chosen={listOf(asked.groupIds)}
        onChange={(chosen) => onChange({ groupIds: textOfList(chosen) })}
      />
      <NativeSelect
        label="Sex"
        value={asked.sex ?? ''}
        data={[
          { value: '', label: 'Girls and boys' },
          { value: 'F', label: 'Girls' },
          { value: 'M', label: 'Boys' },
        ]}
        onChange={(event) => {
          const chosen = event.currentTarget.value
          onChange({ sex: chosen === 'F' || chosen === 'M' ? chosen : undefined })
        }}
      />
      <ChosenEthnicity asked={asked} onChange={onChange} />
      <ChosenFlags
        flags={flags.map((kind) => ({ kind, name: FLAGS[kind].name }))}
        having={listOf(asked.with)}
        without={listOf(asked.without)}
        onChange={(having, without) => onChange({ with: textOfList(having), without: textOfList(without) })}
      />
    </>
  )
}
