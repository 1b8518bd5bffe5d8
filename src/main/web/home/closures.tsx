import { type Day, shortDay } from '../../../kernel/day.ts'
import { listPlans } from '../../../register/contract.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Section } from '../../../ui/components/section.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import styles from './home.module.css'

/** Closures that are in force or to come; nothing where there are none. */
export function Closures({ today }: { readonly today: Day }) {
  const schoolId = useSchoolId()
  const asked = useOperation(listPlans, { params: { schoolId }, querystring: { from: today } })
  const closures = (asked.data?.plans ?? []).filter(({ act, withdrawn }) => act === 'school-closed' && !withdrawn)
  if (closures.length === 0) return null
  return (
    <Section title="Closures" note={<PageLink there={{ to: '/plans' }}>Planned absences and closures</PageLink>}>
      <ul className={styles.names}>
        {closures.map(({ number, first, last, reason, pupils }) => (
          <li key={number}>
            <span>
              {first.day === last.day ? shortDay(first.day) : `${shortDay(first.day)} to ${shortDay(last.day)}`}
              {reason === null ? '' : `: ${reason}`}
            </span>
            <span className={styles.quiet}>
              <PageLink there={{ to: '/plans' }}>{pupils} pupils</PageLink>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
