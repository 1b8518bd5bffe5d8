import { PageButton } from '../../../ui/address/page-link.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useMay } from '../../../ui/me.tsx'
import styles from './home.module.css'

/** Where else this person's work may be. */
export function Ways() {
  const may = useMay()
  return (
    <Section title="Go to">
      <div className={styles.ways}>
        {may('register.sign-in') && (
          <PageButton variant="default" there={{ to: '/late-desk' }}>
            Late desk
          </PageButton>
        )}
        {may('register.amend') && (
          <PageButton variant="default" there={{ to: '/week' }}>
            Week grid
          </PageButton>
        )}
        {may('register.plan') && (
          <PageButton variant="default" there={{ to: '/plans' }}>
            Planned absences and closures
          </PageButton>
        )}
        {may('pupil.view') && (
          <PageButton variant="default" there={{ to: '/pupils' }}>
            Pupils
          </PageButton>
        )}
        <PageButton variant="default" there={{ to: '/calendar' }}>
          School calendar
        </PageButton>
        <PageButton variant="default" there={{ to: '/day-clocks' }}>
          Day clocks
        </PageButton>
      </div>
    </Section>
  )
}
