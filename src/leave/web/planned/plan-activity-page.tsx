import { PageLink } from '../../../ui/address/page-link.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { PlannedForm } from './planned-form.tsx'
import { PAGES } from './planned-words.tsx'

/** Plans a trip or another activity for several pupils. */
export function Page() {
  return (
    <>
      <PageHeader
        title={PAGES.activities.plan}
        above={<PageLink there={{ to: '/activities' }}>{PAGES.activities.title}</PageLink>}
        lead="First what will happen, with whoever is absent, planned for something else or not on roll; then all of it in one act, or nothing."
      />
      <PlannedForm page="activities" />
    </>
  )
}
