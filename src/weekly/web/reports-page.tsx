import { Button } from '@mantine/core'
import { useState } from 'react'
import { shortDay } from '../../kernel/day.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import { yearGroupName } from '../../law/school-age.ts'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../ui/components/data-table.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { StatusPill } from '../../ui/components/status-pill.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { listReports, type ReportBatch } from '../contract.ts'
import { BatchOfReports } from './batch-of-reports.tsx'
import { MakeReports } from './make-reports.tsx'
import styles from './weekly.module.css'

/** Reports on attendance to every family: made, previewed, sent and printed. */
export function Page() {
  const schoolId = useSchoolId()
  const [making, setMaking] = useState(false)
  const [opened, setOpened] = useState<string>()
  const reports = useOperation(listReports, { params: { schoolId } }, { everySeconds: 5 })
  return (
    <>
      <PageHeader
        title="Reports to parents"
        lead="A page for each child in plain words, to each parent who is entitled to it: the year in half days and days, what was missed, the last weeks, and how the school helps."
        actions={!making && <Button onClick={() => setMaking(true)}>Make reports</Button>}
      />
      <Answered question={reports}>
        {({ batches, promised }) => (
          <>
            {promised.map(({ every, about, section }) => (
              <p key={`${every} ${about}`}>
                The policy promises parents a report on {about} every {every} (section {section}).
              </p>
            ))}
            {making && (
              <MakeReports
                onClose={() => setMaking(false)}
                onStarted={(batchId) => {
                  setMaking(false)
                  setOpened(batchId)
                }}
              />
            )}
            <DataTable
              label="Reports to parents"
              noun={['set of reports', 'sets of reports']}
              rows={batches}
              rowKey={({ batchId }) => batchId}
              columns={columnsFor(setOpened)}
              empty={{ title: 'None yet', because: 'Reports that are made are listed here, with how far they are.' }}
            />
            {opened !== undefined && <BatchOfReports key={opened} batchId={opened} />}
          </>
        )}
      </Answered>
    </>
  )
}

function columnsFor(onOpen: (batchId: string) => void): readonly Column<ReportBatch>[] {
  return [
    {
      id: 'part',
      label: 'For',
      onCard: 'title',
      cell: ({ yearGroup }) => (yearGroup === null ? 'The whole school' : yearGroupName(yearGroup)),
    },
    { id: 'days', label: 'Days', cell: ({ from, to }) => `${shortDay(from)} to ${shortDay(to)}` },
    { id: 'made', label: 'How far', cell: (batch) => <HowFar batch={batch} /> },
    {
      id: 'nobody',
      label: 'To hand over',
      cell: ({ toNobody }) => (toNobody === 0 ? '' : `${toNobody} went to nobody`),
    },
    { id: 'by', label: 'By', cell: ({ by, at }) => `${by.name}, ${shortDay(schoolTime(at).day)}` },
    {
      id: 'acts',
      label: 'Do',
      onCard: 'bare',
      cell: ({ batchId }) => (
        <Button variant="default" size="compact-md" onClick={() => onOpen(batchId)}>
          Look at them
        </Button>
      ),
    },
  ]
}

function HowFar({ batch: { made, pupils } }: { readonly batch: ReportBatch }) {
  if (made === pupils)
    return <StatusPill tone="done">{pupils === 1 ? 'One made and sent' : `All ${pupils} made and sent`}</StatusPill>
  return (
    <>
      <progress className={styles.progress} value={made} max={pupils} aria-label="Reports made" />
      <div>
        {made} of {pupils} made
      </div>
    </>
  )
}
