import type { PupilId } from '../../../kernel/ids.ts'
import { PageButton, PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Section } from '../../../ui/components/section.tsx'
import { useMay, useMe } from '../../../ui/me.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { pupilThreshold } from '../../contract.ts'
import { ChildStanding, StandingPill } from './child-standing.tsx'
import styles from './threshold.module.css'

/** Where a child stands to the national threshold, for the pupil's page. Left out where nothing counts, and for those who may not know. */
export function PupilThreshold({ pupilId }: { readonly pupilId: PupilId }) {
  const schoolId = useSchoolId()
  const may = useMay()
  const { schools } = useMe()
  const asked = useOperation(pupilThreshold, { params: { schoolId, pupilId } }, { when: may('enforcement.view') })
  const [child] = asked.data?.children ?? []
  const threshold = asked.data?.threshold
  if (child === undefined || threshold == null || (child.now.length === 0 && child.state === 'below')) return null
  return (
    <Section
      title="National threshold"
      note={<PageLink there={{ to: '/national-threshold', search: { pupil: pupilId } }}>Whole school</PageLink>}
      card
    >
      <p>
        <StandingPill child={child} of={threshold} />
      </p>
      <ChildStanding child={child} weeks={asked.data?.weeks ?? []} of={threshold} />
      {schools.length > 1 && (
        <p className={styles.quiet}>
          Marks of this school alone. Your schools are counted together on the page of the whole school; the work list
          does not see them together.
        </p>
      )}
      {child.considerationId !== null && (
        <PageButton
          there={{ to: '/considerations/$threadId', params: { threadId: child.considerationId } }}
          size="xs"
          variant="default"
        >
          {child.decided ? 'What was decided' : 'What is considered'}
        </PageButton>
      )}
    </Section>
  )
}
