import { Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { longDay, shortDay } from '../../kernel/day.ts'
import type { PupilId, SchoolId } from '../../kernel/ids.ts'
import type { Answer } from '../../kernel/operation.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { minutesInWords } from '../../measures/contract.ts'
import { download } from '../../ui/call.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { LongTextField } from '../../ui/components/fields.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useFileDownload } from '../../ui/use-file-download.ts'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import { halfDays } from '../../weekly/contract.ts'
import { ReportView } from '../../weekly/web/index.ts'
import { chooseFamilyPraise, familyReportPaper, familyWeek } from '../contract.ts'
import styles from './family.module.css'

type Week = Answer<typeof familyWeek>
interface Child {
  readonly schoolId: SchoolId
  readonly pupilId: PupilId
}

/** The latest week, the school's reports, and the family's word about praise. */
export function ChildWeek({ name, ...child }: Child & { readonly name: string }) {
  const week = useOperation(familyWeek, { params: child })
  return (
    <Answered question={week}>
      {(of) => (
        <>
          <Section title={of.monday === null ? 'This week' : `Week of ${shortDay(of.monday)}`}>
            <LatestWeek of={of} />
          </Section>
          <Section title="Reports from the school">
            {of.reports.length === 0 && <p>The school has not sent a report yet. It will be here when it does.</p>}
            {of.reports.map(({ reportId, at, report }) => (
              <details key={reportId} className={styles.day}>
                <summary>Report of {longDay(schoolTime(at).day)}</summary>
                <ReportView report={report} />
                <PrintReport child={child} reportId={reportId} />
              </details>
            ))}
          </Section>
          <Section title="Praise" card>
            <Praise of={of} name={name} child={child} />
          </Section>
        </>
      )}
    </Answered>
  )
}

function LatestWeek({ of: { monday, week, halfTerm, late, minutesLate } }: { readonly of: Week }) {
  if (monday === null || week.possible === 0) return <p>Nothing has been counted this week yet.</p>
  const minutes = minutesLate === null || minutesLate === 0 ? '' : `, ${minutesInWords(minutesLate)} in all`
  return (
    <>
      <p>
        In school for {week.attended} of {halfDays(week.possible)}. A school day is two half days.
      </p>
      <p>
        This half term: {halfTerm.attended} of {halfDays(halfTerm.possible)}.
      </p>
      {late > 0 && (
        <p>
          Came late {late === 1 ? 'once' : `${late} times`}
          {minutes}.
        </p>
      )}
    </>
  )
}

function PrintReport({ child, reportId }: { readonly child: Child; readonly reportId: string }) {
  const { start, busy, error } = useFileDownload()
  return (
    <>
      <Button
        variant="default"
        mt="sm"
        loading={busy}
        onClick={() => void start(() => download(familyReportPaper, { params: { ...child, reportId } }))}
      >
        Print this report
      </Button>
      {error !== undefined && <ProblemAlert error={error} />}
    </>
  )
}

/** The school may praise a child unless the family says no: some children do not like it, and some families have a reason. */
function Praise({ of, name, child }: { readonly of: Week; readonly name: string; readonly child: Child }) {
  const [reason, setReason] = useState('')
  const act = useAct(chooseFamilyPraise)
  const wanted = of.praiseWanted
  return (
    <Stack gap="md">
      {of.praised !== null && (
        <p className={styles.said}>
          On {longDay(of.praised.day)} the school praised {name}: {of.praised.words}.
        </p>
      )}
      <p className={styles.said}>
        {wanted
          ? `The school may tell ${name} and you when things go well. If you would rather it did not, say so here. You need not say why.`
          : `You have asked the school not to praise ${name} for attendance.`}
      </p>
      {wanted && (
        <LongTextField
          id="praise-reason"
          name="reason"
          label="Why, if you like"
          optional
          rows={2}
          value={reason}
          onChange={setReason}
        />
      )}
      <ProblemAlert error={act.error} />
      <Group>
        <Button
          variant="default"
          loading={act.isPending}
          onClick={() => act.mutate({ params: child, body: { wanted: !wanted, reason } })}
        >
          {wanted ? 'No praise about attendance, please' : 'Praise is welcome again'}
        </Button>
      </Group>
    </Stack>
  )
}
