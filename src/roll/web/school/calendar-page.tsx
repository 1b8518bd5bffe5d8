import { Button } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import type { Day } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { type SchoolYear, schoolYear, schoolYearName, schoolYearOf } from '../../../kernel/school-year.ts'
import { useSchoolId, useSearchState } from '../../../ui/address/use-address.ts'
import { dayText, useNow } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { ConfirmWithReason } from '../../../ui/components/confirm-with-reason.tsx'
import { ChoiceField } from '../../../ui/components/fields.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { StatCard, StatCards } from '../../../ui/components/stat-card.tsx'
import { useMay } from '../../../ui/me.tsx'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import {
  calendarFaults,
  changeCalendar,
  type DayOff,
  getCalendar,
  getSchool,
  LEAST_SESSIONS,
  type SchoolCalendar,
  type SchoolType,
  schoolDays,
  schoolWeeks,
  sessionsOf,
} from '../../contract.ts'
import { Faults } from '../faults.tsx'
import styles from '../roll.module.css'
import { DayOffDialog } from './day-off-dialog.tsx'
import { FirstTerms } from './first-terms.tsx'
import { DaysOffList, TermsEditor } from './terms-editor.tsx'
import { inOrder, YearAtAGlance } from './year-at-a-glance.tsx'

const search = z.object({ year: z.coerce.number().int().min(2000).max(2099).optional() })

/** The school year on one page: terms, INSET, holidays, closures; what it counts to; and changes with a preview. */
export function Page() {
  const schoolId = useSchoolId()
  const thisYear = schoolYearOf(dayText(useNow()) as Day)
  const [asked, setSearch] = useSearchState(search)
  const year = schoolYear(asked.year ?? thisYear)
  const calendar = useOperation(getCalendar, { params: { schoolId, year } })
  const school = useOperation(getSchool, { params: { schoolId } })
  const years = [thisYear - 1, thisYear, thisYear + 1].map((one) => ({
    value: String(one),
    label: schoolYearName(schoolYear(one)),
  }))
  return (
    <>
      <PageHeader
        title={`School calendar ${schoolYearName(year)}`}
        actions={
          <ChoiceField
            label="Year"
            id="calendar-year"
            name="year"
            value={String(year)}
            onChange={(chosen) => setSearch({ year: chosen })}
            choices={years}
          />
        }
      />
      <Answered question={calendar}>
        {(answer) => (
          <CalendarEditor key={`${year} ${answer.version}`} saved={answer} type={school.data?.type ?? 'academy'} />
        )}
      </Answered>
    </>
  )
}

const countsOf = (calendar: SchoolCalendar) => ({
  schoolDays: schoolDays(calendar).length,
  sessions: sessionsOf(calendar).length,
  schoolWeeks: schoolWeeks(calendar).length,
})

function CalendarEditor({ saved, type }: { readonly saved: Answer<typeof getCalendar>; readonly type: SchoolType }) {
  const mayChange = useMay()('school.administer')
  const [calendar, setCalendar] = useState<SchoolCalendar>(saved.calendar)
  const [day, setDay] = useState<Day | undefined>()
  const empty = calendar.terms.length === 0
  const changed = JSON.stringify(calendar) !== JSON.stringify(saved.calendar)
  const setOff = (of: Day, off: DayOff | undefined) => {
    const others = calendar.daysOff.filter((one) => one.day !== of)
    setCalendar({ ...calendar, daysOff: inOrder(off === undefined ? others : [...others, off]) })
    setDay(undefined)
  }
  return (
    <>
      {!empty && <Counts now={countsOf(calendar)} before={changed ? saved.counts : undefined} />}
      <Faults of={calendarFaults(calendar, type)} />
      {changed && (
        <SaveChanges
          calendar={calendar}
          version={saved.version}
          impossible={calendarFaults(calendar, type).some((fault) => fault.severity === 'refuse')}
          onDrop={() => setCalendar(saved.calendar)}
        />
      )}
      {empty && mayChange && (
        <FirstTerms calendar={calendar} type={type} onPut={(terms) => setCalendar({ ...calendar, terms })} />
      )}
      {!empty && (
        <Section
          title="The year at a glance"
          note={mayChange ? 'Press a day of term to take it off, or to give it back.' : undefined}
        >
          <YearAtAGlance calendar={calendar} {...(mayChange && { onDay: setDay })} />
        </Section>
      )}
      {!(empty && mayChange) && <TermsEditor calendar={calendar} onChange={setCalendar} mayChange={mayChange} />}
      {!empty && (
        <DaysOffList calendar={calendar} {...(mayChange && { onRemove: (of: Day) => setOff(of, undefined) })} />
      )}
      {day !== undefined && (
        <DayOffDialog
          day={day}
          present={calendar.daysOff.find((one) => one.day === day)}
          onClose={() => setDay(undefined)}
          onSet={(off) => setOff(day, off)}
        />
      )}
    </>
  )
}

type CountsOf = ReturnType<typeof countsOf>

function Counts({ now, before }: { readonly now: CountsOf; readonly before: CountsOf | undefined }) {
  const note = (key: keyof CountsOf) => {
    if (before === undefined || before[key] === now[key]) return undefined
    const by = now[key] - before[key]
    return `${by > 0 ? '+' : '−'}${Math.abs(by)} against what is saved`
  }
  return (
    <StatCards>
      <StatCard label="School days" value={now.schoolDays} note={note('schoolDays')} />
      <StatCard
        label="Sessions"
        value={now.sessions}
        note={note('sessions') ?? `${LEAST_SESSIONS} is the least for maintained schools`}
      />
      <StatCard label="School weeks" value={now.schoolWeeks} note={note('schoolWeeks')} />
    </StatCards>
  )
}

function SaveChanges({
  calendar,
  version,
  impossible,
  onDrop,
}: {
  readonly calendar: SchoolCalendar
  readonly version: number
  readonly impossible: boolean
  readonly onDrop: () => void
}) {
  const schoolId = useSchoolId()
  const [asking, setAsking] = useState(false)
  const act = useAct(changeCalendar, { onDone: () => setAsking(false) })
  const save = (reason: string) =>
    act.mutate({
      params: { schoolId, year: calendar.year },
      body: { terms: [...calendar.terms], daysOff: [...calendar.daysOff], version, reason },
    })
  return (
    <div className={styles.preview} role="status">
      <p>
        <strong>Not saved yet.</strong> Marks already made on a day that is taken off stay in the register, but are no
        longer counted.
      </p>
      <div>
        <Button disabled={impossible} onClick={() => setAsking(true)}>
          Save the calendar
        </Button>{' '}
        <Button variant="default" onClick={onDrop}>
          Drop the changes
        </Button>
      </div>
      <ConfirmWithReason
        opened={asking}
        onClose={() => setAsking(false)}
        title={`Save the calendar ${schoolYearName(calendar.year as SchoolYear)}`}
        confirmLabel="Save the calendar"
        suggestions={['Term dates published', 'INSET day moved']}
        pending={act.isPending}
        error={act.error}
        onConfirm={save}
      />
    </div>
  )
}
