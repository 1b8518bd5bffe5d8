import { Alert } from '@mantine/core'
import { listGroups } from '../../../roll/contract.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { useOperation } from '../../../ui/use-operation.ts'

/** Pupils on roll whom no group holds: nobody takes a register that lists them, so nobody would miss them. Nothing where there are none. */
export function InNoRegister() {
  const schoolId = useSchoolId()
  const { data } = useOperation(listGroups, { params: { schoolId } })
  if (data === undefined || data.withoutGroup === 0 || data.groups.length === 0) return null
  const one = data.withoutGroup === 1
  return (
    <Alert
      color="brass"
      mb="md"
      title={one ? '1 pupil is in no register' : `${data.withoutGroup} pupils are in no register`}
    >
      {one ? 'This pupil is' : 'They are'} on roll and in no registration group, so no teacher is asked about{' '}
      {one ? 'them' : 'any of them'}.{' '}
      <PageLink there={{ to: '/pupils', search: { group: 'none' } }}>See who, and move them to a group</PageLink>.
    </Alert>
  )
}
