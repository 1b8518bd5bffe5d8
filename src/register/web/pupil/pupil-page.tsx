import { Tabs } from '@mantine/core'
import { z } from 'zod'
import type { Day } from '../../../kernel/day.ts'
import { fullName } from '../../../kernel/names.ts'
import { type SchoolYear, schoolYear, schoolYearOf } from '../../../kernel/school-year.ts'
import { pupilIdShape } from '../../../kernel/shapes.ts'
import { PupilContacts, PupilFlags, PupilParticulars } from '../../../roll/web/index.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { usePageParams, useSchoolId, useSearchState } from '../../../ui/address/use-address.ts'
import { download } from '../../../ui/call.ts'
import { dayText, useNow } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { useMay } from '../../../ui/me.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { attendanceCertificate, pupilYear } from '../../contract.ts'
import { DownloadButton } from '../papers/download-button.tsx'
import { AttendanceTab } from './attendance-tab.tsx'

const TABS = ['attendance', 'particulars', 'contacts', 'flags'] as const
const search = z.object({ year: z.coerce.number().int().min(1990).max(2100).optional(), tab: z.enum(TABS).optional() })

/** One pupil: their year of sessions, and what the school knows about them. */
export function Page() {
  const schoolId = useSchoolId()
  const { pupilId } = usePageParams(z.object({ pupilId: pupilIdShape }))
  const [state, setState] = useSearchState(search)
  const may = useMay()
  // The page's clock is the school's; a day of it is always a day of the calendar.
  const today = dayText(useNow(60)) as Day
  const thisYear = schoolYearOf(today)
  const year: SchoolYear = state.year === undefined ? thisYear : schoolYear(state.year)
  const asked = useOperation(pupilYear, { params: { schoolId, pupilId, year } }, { keepLast: true })
  return (
    <Answered question={asked}>
      {(answer) => (
        <>
          <PageHeader
            title={fullName(answer.preferredName, answer.familyName)}
            above={<PageLink there={{ to: '/pupils' }}>Pupils</PageLink>}
            actions={
              may('register.certify') && (
                <DownloadButton
                  label="Certificate of attendance"
                  fetchIt={() =>
                    download(attendanceCertificate, {
                      params: { schoolId, pupilId },
                      querystring: { from: answer.firstDay, to: year === thisYear ? today : `${year + 1}-07-31` },
                    })
                  }
                />
              )
            }
          />
          <Tabs
            keepMounted={false}
            value={state.tab ?? 'attendance'}
            onChange={(tab) => setState({ tab: tab === 'attendance' ? undefined : tab })}
          >
            <Tabs.List mb="lg">
              <Tabs.Tab value="attendance">Attendance</Tabs.Tab>
              <Tabs.Tab value="particulars">Particulars</Tabs.Tab>
              {may('pupil.view-contacts') && <Tabs.Tab value="contacts">Contacts</Tabs.Tab>}
              <Tabs.Tab value="flags">Flags</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="attendance">
              <AttendanceTab
                pupilId={pupilId}
                answer={answer}
                thisYear={thisYear}
                onYear={(one) => setState({ year: one === thisYear ? undefined : one })}
              />
            </Tabs.Panel>
            <Tabs.Panel value="particulars">
              <PupilParticulars pupilId={pupilId} />
            </Tabs.Panel>
            <Tabs.Panel value="contacts">
              <PupilContacts pupilId={pupilId} />
            </Tabs.Panel>
            <Tabs.Panel value="flags">
              <PupilFlags pupilId={pupilId} />
            </Tabs.Panel>
          </Tabs>
        </>
      )}
    </Answered>
  )
}
