import { Button, SegmentedControl } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { Suspense, useMemo, useState } from 'react'
import type { Day } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import { fullName } from '../../../kernel/names.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { type SchoolYear, schoolYear, schoolYearName } from '../../../kernel/school-year.ts'
import type { Half } from '../../../kernel/session.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { CodeBadge } from '../../../ui/components/code-badge.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { percentText } from '../../../ui/components/percentage.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { SessionStrip } from '../../../ui/components/session-strip.tsx'
import { StatCard, StatCards } from '../../../ui/components/stat-card.tsx'
import { useMay } from '../../../ui/me.tsx'
import { SmallLoading } from '../../../ui/shell/states.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { pupilHistory, type pupilYear, type Tally } from '../../contract.ts'
import { AmendRange } from './amend-range.tsx'
import { useBesideMarks } from './beside-marks.tsx'
import { ChangeTimeline } from './change-timeline.tsx'
import { MarkDrawer } from './mark-drawer.tsx'
import styles from './pupil.module.css'
import { daysOfYear } from './year-days.ts'

interface At {
  readonly day: Day
  readonly half: Half
}

/** A pupil's year: the strip, what it comes to, and what was changed in it. */
export function AttendanceTab({
  pupilId,
  answer,
  thisYear,
  onYear,
}: {
  readonly pupilId: PupilId
  readonly answer: Answer<typeof pupilYear>
  readonly thisYear: SchoolYear
  readonly onYear: (year: SchoolYear) => void
}) {
  const may = useMay()
  const [open, setOpen] = useState<At>()
  const [amending, setAmending] = useState<At>()
  const days = useMemo(() => daysOfYear(answer), [answer])
  const name = fullName(answer.preferredName, answer.familyName)
  const last = days.at(-1)
  const year = schoolYear(answer.year)
  const beside = useBesideMarks()
  return (
    <>
      <div className={styles.bar}>
        <SegmentedControl
          aria-label="School year"
          value={String(answer.year)}
          data={[thisYear, schoolYear(thisYear - 1)].map((one) => ({ value: String(one), label: schoolYearName(one) }))}
          onChange={(value) => onYear(schoolYear(Number(value)))}
        />
        {may('register.amend') && last !== undefined && (
          <Button variant="default" onClick={() => setAmending({ day: last.day, half: 'AM' })}>
            Amend marks
          </Button>
        )}
      </div>
      <div className={styles.rates}>
        <Rates tally={answer.tally} missing={answer.missing} />
      </div>
      <Suspense>
        {beside.map((Beside, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes while the app runs
          <Beside key={place} pupilId={pupilId} year={year} />
        ))}
      </Suspense>
      <Section title={`Sessions of ${schoolYearName(year)}`}>
        {days.length === 0 ? (
          <EmptyState
            title="No sessions"
            because={`There are no marks and no sessions in ${schoolYearName(year)} yet.`}
          />
        ) : (
          <div className={styles.stripCard}>
            <SessionStrip
              label={`Attendance of ${name} in ${schoolYearName(year)}`}
              days={days}
              onChoose={(day, half) => setOpen({ day, half })}
            />
          </div>
        )}
      </Section>
      {answer.tally.byCode.length > 0 && <ByCode tally={answer.tally} />}
      <Changes pupilId={pupilId} year={year} name={name} />
      <MarkDrawer
        pupilId={pupilId}
        session={open}
        onClose={() => setOpen(undefined)}
        onAmend={(day, half) => {
          setOpen(undefined)
          setAmending({ day, half })
        }}
      />
      {amending !== undefined && (
        <AmendRange
          pupil={{ id: pupilId, name }}
          days={days}
          version={answer.version}
          from={amending}
          onClose={() => setAmending(undefined)}
          onDone={(changed) => {
            setAmending(undefined)
            notifications.show({ message: changed === 1 ? 'The mark is changed.' : `${changed} marks are changed.` })
          }}
        />
      )}
    </>
  )
}

function Rates({ tally, missing }: { readonly tally: Tally; readonly missing: number }) {
  return (
    <StatCards>
      <Rate label="Attendance" count={tally.attended} of={tally.possible} />
      <Rate label="Authorised absence" count={tally.authorised} of={tally.possible} />
      <Rate label="Unauthorised absence" count={tally.unauthorised} of={tally.possible} />
      <StatCard
        label="Late"
        value={tally.lateBeforeClose + tally.lateAfterClose}
        note={`${tally.lateBeforeClose} before and ${tally.lateAfterClose} after the register closed`}
      />
      {missing > 0 && (
        <StatCard label="Sessions without a mark" value={missing} now note="Counted neither way until marked" />
      )}
    </StatCards>
  )
}

/** A rate never stands without its sessions. */
function Rate({ label, count, of }: { readonly label: string; readonly count: number; readonly of: number }) {
  if (of === 0) return <StatCard label={label} value="None yet" note="No sessions so far" />
  return <StatCard label={label} value={`${percentText(count, of)} %`} note={`${count} of ${of} sessions`} />
}

function ByCode({ tally }: { readonly tally: Tally }) {
  return (
    <Section title="By code" card>
      <table className={styles.codes}>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Code</th>
            <th scope="col">Meaning</th>
            <th scope="col">Sessions</th>
          </tr>
        </thead>
        <tbody>
          {tally.byCode.map(({ code, name, sessions }) => (
            <tr key={code}>
              <td>
                <CodeBadge code={code} />
              </td>
              <td>{name}</td>
              <td>{sessions}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

function Changes({
  pupilId,
  year,
  name,
}: {
  readonly pupilId: PupilId
  readonly year: SchoolYear
  readonly name: string
}) {
  const schoolId = useSchoolId()
  const asked = useOperation(pupilHistory, { params: { schoolId, pupilId, year } })
  return (
    <Section title="Marks changed">
      <Answered question={asked} loading={<SmallLoading />}>
        {({ changes }) => <ChangeTimeline label={`Changes of ${name}’s marks`} changes={changes} />}
      </Answered>
    </Section>
  )
}
