import { longDay } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Section } from '../../../ui/components/section.tsx'
import { useMay } from '../../../ui/me.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { listCases } from '../../contract.ts'
import styles from '../cases.module.css'
import { stageInWords } from '../words.tsx'

/** The case of a pupil beside the marks, or the way to open one. Left out for those who may not know of cases. */
export function PupilCase({ pupilId }: { readonly pupilId: PupilId }) {
  const schoolId = useSchoolId()
  const may = useMay()
  const asked = useOperation(
    listCases,
    { params: { schoolId }, querystring: { pupilId } },
    { when: may('casework.view') },
  )
  const cases = asked.data?.cases
  if (cases === undefined) return null
  const open = cases.some(({ state }) => state.status === 'open')
  return (
    <Section
      title="Case"
      note={!open && <PageLink there={{ to: '/open-case', search: { pupilId } }}>Open a case</PageLink>}
      card
    >
      {cases.length === 0 && <p className={styles.quiet}>No case has been opened for this pupil.</p>}
      {cases.map(({ caseId, state }) => (
        <p key={caseId}>
          <PageLink there={{ to: '/cases/$caseId', params: { caseId } }}>
            {state.status === 'open' ? stageInWords(state.stage) : `Closed case of ${longDay(state.opened)}`}
          </PageLink>
          <span className={`${styles.quiet} ${styles.block}`}>
            {state.owner === null ? 'Nobody leads it yet' : `Case lead: ${state.owner.name}`}
            {state.review !== null && `, reviewed by ${longDay(state.review)}`}
          </span>
        </p>
      ))}
    </Section>
  )
}
