import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react'
import { listPeople } from '../../../identity/contract.ts'
import type { Day } from '../../../kernel/day.ts'
import { schoolYearOf } from '../../../kernel/school-year.ts'
import { getCalendar, getSchool, listDayClocks, listGroups } from '../../../roll/contract.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Section } from '../../../ui/components/section.tsx'
import { useMay } from '../../../ui/me.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import styles from './home.module.css'
import { isBeingSetUp, setUpSteps } from './set-up-steps.ts'

/** What a new school still needs before its registers can be taken; nothing where they can. */
export function SettingUp({ today }: { readonly today: Day }) {
  const schoolId = useSchoolId()
  const may = useMay()
  const params = { schoolId }
  const school = useOperation(getSchool, { params })
  const calendar = useOperation(getCalendar, { params: { ...params, year: schoolYearOf(today) } })
  const clocks = useOperation(listDayClocks, { params })
  const groups = useOperation(listGroups, { params })
  const people = useOperation(listPeople, { params })
  if (!school.data || !calendar.data || !clocks.data || !groups.data || !people.data) return null
  const steps = setUpSteps({
    school: school.data,
    calendar: calendar.data,
    clocks: clocks.data,
    groups: groups.data,
    people: people.data,
  })
  if (!isBeingSetUp(steps)) return null
  const left = steps.filter((step) => !step.done).length
  return (
    <Section title="Setting up" note={`${steps.length - left} of ${steps.length} done`} card>
      <ol className={styles.steps}>
        {steps.map(({ title, done, says, command, to }) => (
          <li key={to}>
            {done ? (
              <IconCircleCheckFilled className={styles.done} size={22} role="img" aria-label="Done" />
            ) : (
              <IconCircle className={styles.open} size={22} role="img" aria-label="To do" />
            )}
            <div>
              <p className={styles.name}>
                <PageLink there={{ to }}>{title}</PageLink>
              </p>
              <p className={styles.quiet}>
                {says} {command !== undefined && <code>{command}</code>}
              </p>
            </div>
          </li>
        ))}
      </ol>
      <p className={styles.quiet}>
        Whoever else works here is added under <PageLink there={{ to: '/people' }}>People and roles</PageLink>: teachers
        take the registers of their own groups, attendance officers those of every group.
        {may('register.take')
          ? ''
          : ' Your own position administers the school and takes no registers; somebody with the role “Attendance officer” does.'}
      </p>
    </Section>
  )
}
