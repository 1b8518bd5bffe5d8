import type { PupilId } from '../../kernel/ids.ts'
import { PageLink } from '../../ui/address/page-link.tsx'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { Section } from '../../ui/components/section.tsx'
import { useMay } from '../../ui/me.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { kindOf, returnsDiary } from '../contract.ts'
import { PupilWorkers } from './pupil-workers.tsx'
import styles from './returns.module.css'
import { dueInWords, ReturnState } from './words.tsx'

/** What is to be told about a pupil, and was. Left out for those who may not know of returns. */
export function PupilReturns({ pupilId }: { readonly pupilId: PupilId }) {
  const schoolId = useSchoolId()
  const may = useMay()
  const asked = useOperation(
    returnsDiary,
    { params: { schoolId }, querystring: { pupilId } },
    { when: may('returns.view') },
  )
  const items = asked.data?.items
  if (items === undefined) return null
  const sensitive = may('pupil.view-sensitive') && may('returns.prepare')
  if (items.length === 0 && !sensitive) return null
  return (
    <Section title="Returns and notices" note={<PageLink there={{ to: '/returns' }}>Returns diary</PageLink>} card>
      {items.length === 0 ? (
        <p className={styles.quiet}>Nothing is due to the authority about this pupil.</p>
      ) : (
        <ul className={styles.lines}>
          {items.map((line) => (
            <li key={line.key}>
              <PageLink there={{ to: '/return', search: { key: line.key } }}>{kindOf(line.kind).name}</PageLink>{' '}
              <ReturnState line={line} />
              <span className={styles.quiet}>{dueInWords(line)}</span>
            </li>
          ))}
        </ul>
      )}
      {sensitive && <PupilWorkers pupilId={pupilId} />}
    </Section>
  )
}
