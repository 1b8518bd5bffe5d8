import { z } from 'zod'
import { PageLink } from '../../ui/address/page-link.tsx'
import { usePageParams, useSchoolId } from '../../ui/address/use-address.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { getImport } from '../contract.ts'
import type { At } from './at.ts'
import { FilesStep } from './files-step.tsx'
import { OutcomeStep } from './outcome-step.tsx'
import { PreviewStep } from './preview-step.tsx'
import { QuestionsStep } from './questions-step.tsx'
import { Steps } from './steps.tsx'
import type { ImportNow } from './words.ts'
import { WorkingStep } from './working-step.tsx'

const params = z.object({ importId: z.uuid() })

/** One import from its files to its result; the step is the state that it is in. */
export function Page() {
  const schoolId = useSchoolId()
  const { importId } = usePageParams(params)
  const now = useOperation(getImport, { params: { schoolId, importId } })
  const atWork = now.data?.state === 'reading' || now.data?.state === 'committing'
  // Asked again and again only while something happens by itself.
  useOperation(getImport, { params: { schoolId, importId } }, atWork ? { everySeconds: 1 } : {})
  return (
    <>
      <PageHeader
        title={titleOf(now.data)}
        above={<PageLink there={{ to: '/roster-import' }}>Roster imports</PageLink>}
        lead={now.data?.files.map(({ name }) => name).join(', ')}
      />
      <Answered question={now}>
        {(imported) => (
          <>
            <Steps state={imported.state} />
            <Step now={imported} at={{ schoolId, importId }} />
          </>
        )}
      </Answered>
    </>
  )
}

function titleOf(now: ImportNow | undefined): string {
  return now?.title == null ? 'Roster import' : `Roster import: ${now.title}`
}

function Step({ now, at }: { readonly now: ImportNow; readonly at: At }) {
  switch (now.state) {
    case 'pending':
      return <FilesStep now={now} at={at} />
    case 'reading':
    case 'committing':
      return <WorkingStep now={now} />
    case 'questions':
      return <QuestionsStep now={now} at={at} />
    case 'ready':
      return <PreviewStep now={now} at={at} />
    default:
      return <OutcomeStep now={now} />
  }
}
