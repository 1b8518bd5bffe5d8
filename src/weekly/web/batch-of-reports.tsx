import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../kernel/operation.ts'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { download } from '../../ui/call.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../ui/components/data-table.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { printReports, type ReportSent, showReports } from '../contract.ts'
import { PaperButton } from './paper-button.tsx'

type Report = Answer<typeof showReports>['reports'][number]

const CHANNELS = { text: 'by text', email: 'by e-mail', letter: 'as a letter to print' } as const

const COLUMNS: readonly Column<Report>[] = [
  { id: 'pupil', label: 'Pupil', onCard: 'title', sortBy: ({ name }) => name, cell: ({ name }) => name },
  { id: 'form', label: 'Form', sortBy: ({ form }) => form, cell: ({ form }) => form },
  {
    id: 'attended',
    label: 'Half days in school',
    cell: ({ possible, attended }) => (possible === 0 ? 'nothing to count' : `${attended} of ${possible}`),
  },
  {
    id: 'sent',
    label: 'Went to',
    cell: ({ sent }) => sentWords(sent),
    sortBy: ({ sent }) => sent.filter(({ channel }) => channel !== null).length,
  },
]

function sentWords(sent: readonly ReportSent[]): string {
  const went = sent.flatMap(({ name, channel }) => (channel === null ? [] : [`${name} ${CHANNELS[channel]}`]))
  return went.length === 0 ? 'nobody: hand the paper over' : went.join(', ')
}

/** As many pages as one PDF holds. */
const IN_ONE_FILE = 400

/** The reports made together: to whom each went, and as papers. */
export function BatchOfReports({ batchId }: { readonly batchId: string }) {
  const schoolId = useSchoolId()
  const params = { schoolId, batchId }
  const [only, setOnly] = useState(false)
  const shown = useOperation(showReports, { params }, { everySeconds: 10 })
  return (
    <Section title="To whom each report went">
      <Answered question={shown}>
        {({ reports }) => {
          const nobody = reports.filter(({ sent }) => sent.every(({ channel }) => channel === null))
          const rows = only ? nobody : reports
          const reportIds = rows.slice(0, IN_ONE_FILE).map(({ reportId }) => reportId)
          return (
            <>
              <Group mb="sm">
                {reportIds.length > 0 && (
                  <PaperButton
                    label={rows.length === 1 ? 'Print it' : `Print ${reportIds.length} of them`}
                    fetchIt={() => download(printReports, { params, body: { reportIds } })}
                  />
                )}
                {nobody.length > 0 && (
                  <Button variant="default" aria-pressed={only} onClick={() => setOnly(!only)}>
                    {only ? 'Show all' : `Show the ${nobody.length} that went to nobody`}
                  </Button>
                )}
              </Group>
              <DataTable
                label="To whom each report went"
                noun={['report', 'reports']}
                rows={rows}
                rowKey={({ reportId }) => reportId}
                columns={COLUMNS}
                atFirst={30}
                empty={{
                  title: 'None made yet',
                  because: 'They are made one after the other. This page looks again by itself.',
                }}
              />
            </>
          )
        }}
      </Answered>
    </Section>
  )
}
