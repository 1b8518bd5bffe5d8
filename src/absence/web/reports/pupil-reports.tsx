import type { Day } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import { firstDayOf, schoolYearOf } from '../../../kernel/school-year.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { dayText, useNow } from '../../../ui/clock.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useMay } from '../../../ui/me.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { listReports } from '../../contract.ts'
import { CATEGORY_NAMES, daysOfReport, ReportStatePill } from './report-words.tsx'

/** What the family reported this school year, beside the marks. */
export function PupilReports({ pupilId }: { readonly pupilId: PupilId }) {
  const schoolId = useSchoolId()
  const may = useMay()('absence.view')
  const from = firstDayOf(schoolYearOf(dayText(useNow(600)) as Day))
  const asked = useOperation(listReports, { params: { schoolId }, querystring: { pupilId, from } }, { when: may })
  if (!may) return null
  const reports = asked.data?.reports ?? []
  return (
    <Section
      title="Reports of absence this year"
      note={<PageLink there={{ to: '/absence-reports' }}>All reports</PageLink>}
      card
    >
      {reports.length === 0 ? (
        'The family has reported nothing this year.'
      ) : (
        <ul>
          {reports.map((report) => (
            <li key={report.id}>
              {daysOfReport(report)}: {CATEGORY_NAMES[report.category].toLowerCase()}
              {report.words !== '' && `, “${report.words}”`} ({report.reporter.name}){' '}
              <ReportStatePill state={report.state} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
