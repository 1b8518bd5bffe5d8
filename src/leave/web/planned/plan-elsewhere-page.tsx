import { PageLink } from '../../../ui/address/page-link.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { PlannedForm } from './planned-form.tsx'
import { PAGES } from './planned-words.tsx'

/** Records the sessions of the week that pupils spend at another place. */
export function Page() {
  return (
    <>
      <PageHeader
        title={PAGES.elsewhere.plan}
        above={<PageLink there={{ to: '/elsewhere' }}>{PAGES.elsewhere.title}</PageLink>}
        lead="Choose the sessions of the week that are spent there and until when. For all other sessions the pupil is expected here."
      />
      <PlannedForm page="elsewhere" />
    </>
  )
}
