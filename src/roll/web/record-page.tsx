import { Group } from '@mantine/core'
import { fullName } from '../../kernel/names.ts'
import { PageButton, PageLink } from '../../ui/address/page-link.tsx'
import { Answered } from '../../ui/components/answered.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { PupilContacts } from './pupil-contacts.tsx'
import { PupilEthnicity } from './pupil-ethnicity.tsx'
import { PupilFlags } from './pupil-flags.tsx'
import { PupilParticulars } from './pupil-particulars.tsx'
import { usePupilOfPage } from './use-pupil.ts'

/** The admission register's entry of one pupil. */
export function Page() {
  const { pupilId, pupil } = usePupilOfPage()
  return (
    <Answered question={pupil}>
      {(seen) => (
        <>
          <PageHeader
            title={fullName(seen.preferredForename, seen.preferredSurname)}
            above={<PageLink there={{ to: '/pupils' }}>Pupils</PageLink>}
            lead={[seen.group, 'admission register'].filter((part) => part !== null).join(', ')}
            actions={
              seen.may.contacts && (
                <Group gap="xs">
                  <PageButton there={{ to: '/pupils/$pupilId/as-it-stood', params: { pupilId } }} variant="default">
                    As it stood
                  </PageButton>
                  <PageButton there={{ to: '/pupils/$pupilId/changes', params: { pupilId } }} variant="default">
                    Changes
                  </PageButton>
                </Group>
              )
            }
          />
          <PupilParticulars pupilId={pupilId} />
          <PupilFlags pupilId={pupilId} />
          <PupilEthnicity pupilId={pupilId} />
          <PupilContacts pupilId={pupilId} />
        </>
      )}
    </Answered>
  )
}
