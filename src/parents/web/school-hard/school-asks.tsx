import { PageButton } from '../../../ui/address/page-link.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { familySchoolHard } from '../../contract.ts'
import styles from '../family.module.css'

/** On a family's first page: that a school asks what makes school hard. Nothing where none does. */
export function SchoolAsks() {
  const { data } = useOperation(familySchoolHard, {})
  const asking = (data?.children ?? []).filter(({ asked }) => asked !== null)
  const [first] = asking
  if (first === undefined) return null
  return (
    <section className={styles.card} style={{ marginBottom: '0.75rem' }} aria-label="The school asks">
      <h2 className={styles.name}>The school would like to hear from you</h2>
      <p className={styles.said}>
        {first.school} asks what makes school hard for {asking.map(({ child }) => child).join(' and ')}, so that it can
        help. It takes about five minutes.
      </p>
      <div className={styles.actions}>
        <PageButton there={{ to: '/family/school-hard', place: 'account' }}>Tell the school</PageButton>
      </div>
    </section>
  )
}
