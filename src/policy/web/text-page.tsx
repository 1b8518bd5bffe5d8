import { PageLink } from '../../ui/address/page-link.tsx'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { getPolicy } from '../contract.ts'
import { Downloads } from './downloads.tsx'
import { PublicTextView } from './public-text.tsx'

/** The public text, as families read it. */
export function Page() {
  const schoolId = useSchoolId()
  const policy = useOperation(getPolicy, { params: { schoolId } })
  const { text, version } = policy.data ?? {}
  return (
    <>
      <PageHeader
        title={text === undefined ? 'Public text of the policy' : `${text.title}, public text`}
        above={<PageLink there={{ to: '/policy' }}>Attendance policy</PageLink>}
        lead="Made from the settings in force: each is printed once, so the text cannot contradict what Firstbell does."
        actions={version != null && <Downloads number={version} />}
      />
      <Answered question={policy}>{(answer) => <PublicTextView text={answer.text} />}</Answered>
    </>
  )
}
