import { Group } from '@mantine/core'
import { z } from 'zod'
import { PageLink, useGo } from '../../../ui/address/page-link.tsx'
import { usePageParams, useSchoolId } from '../../../ui/address/use-address.ts'
import { download } from '../../../ui/call.ts'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { caseMeetings, meetingAgenda, meetingPaper } from '../../contract.ts'
import { PaperButton } from '../plans/paper-button.tsx'
import { AtTheTable } from './at-the-table.tsx'

const params = z.object({ caseId: z.uuid(), meetingId: z.uuid() })

/** The agenda of one meeting about a child, and its minutes as they are written. */
export function Page() {
  const schoolId = useSchoolId()
  const go = useGo()
  const of = usePageParams(params)
  const { caseId, meetingId } = of
  const meetings = useOperation(caseMeetings, { params: { schoolId, caseId } })
  const isAhead = meetings.data?.meetings.find((one) => one.meetingId === meetingId)?.state === 'called'
  const agenda = useOperation(meetingAgenda, { params: { schoolId, ...of } })
  const paper = (to: 'panel' | 'family') => () => download(meetingPaper, { params: { schoolId, ...of, for: to } })
  return (
    <>
      <PageHeader
        title={agenda.data === undefined ? 'Meeting' : `${agenda.data.title}: ${agenda.data.child}`}
        above={<PageLink there={{ to: '/cases/$caseId', params: { caseId } }}>The case</PageLink>}
        lead={agenda.data?.when}
        actions={
          isAhead && (
            <Group gap="xs">
              <PaperButton label="Print for the table" fetchIt={paper('panel')} />
              {agenda.data?.withFamily === true && (
                <PaperButton label="Print for the family" fetchIt={paper('family')} />
              )}
            </Group>
          )
        }
      />
      <AtTheTable
        caseId={caseId}
        meetingId={meetingId}
        onKept={() => go({ to: '/cases/$caseId', params: { caseId } })}
      />
    </>
  )
}
