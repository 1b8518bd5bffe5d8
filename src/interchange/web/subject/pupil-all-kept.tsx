import type { PupilId } from '../../../kernel/ids.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useMay } from '../../../ui/me.tsx'

/** The way to all that is kept about a pupil, for whoever may hand it out. */
export function PupilAllKept({ pupilId }: { readonly pupilId: PupilId }) {
  const may = useMay()
  if (!may('subject.export')) return null
  return (
    <Section title="If the family asks what is kept" card>
      <PageLink there={{ to: '/pupils/$pupilId/all-kept', params: { pupilId } }}>
        All that is kept about this pupil
      </PageLink>
    </Section>
  )
}
