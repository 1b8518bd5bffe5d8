import { Group } from '@mantine/core'
import { listGroups } from '../../roll/contract.ts'
import { PageButton } from '../../ui/address/page-link.tsx'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { EmptyState } from '../../ui/components/empty-state.tsx'
import { useOperation } from '../../ui/use-operation.ts'

/** Why a school has no registers on a day, and what to do about it: first its pupils and groups, then its calendar and clocks. */
export function NoRegisters({ day }: { readonly day: string }) {
  const schoolId = useSchoolId()
  const asked = useOperation(listGroups, { params: { schoolId }, querystring: { day } })
  return (
    <Answered question={asked}>
      {({ groups, withoutGroup }) => {
        if (groups.length === 0) return <NoGroups pupils={withoutGroup} />
        if (groups.every(({ pupils }) => pupils === 0)) return <NoPupils />
        return (
          <EmptyState
            title="No registers on this day"
            because="The calendar has no school on it, or no day clock says when registers open. Look at both if the school does meet."
            action={
              <Group justify="center">
                <PageButton there={{ to: '/calendar' }} variant="default">
                  School calendar
                </PageButton>
                <PageButton there={{ to: '/day-clocks' }} variant="default">
                  Day clocks
                </PageButton>
              </Group>
            }
          />
        )
      }}
    </Answered>
  )
}

/** A school without registration groups. */
export function NoGroups({ pupils }: { readonly pupils: number }) {
  return (
    <EmptyState
      title="No registration groups yet"
      because={
        pupils === 0
          ? 'Registers are taken group by group. Import the roster: pupils, groups and tutors come in together, after a preview. Or make the groups first.'
          : `${pupils === 1 ? '1 pupil is' : `${pupils} pupils are`} on roll and in no group, so no register lists them. Make the groups, or import the roster with them.`
      }
      action={<FirstSteps />}
    />
  )
}

/** A school whose groups are empty. */
export function NoPupils() {
  return (
    <EmptyState
      title="No pupils on roll"
      because="There are groups, and nobody is in them on this day. Import the roster, or admit pupils one by one."
      action={<FirstSteps />}
    />
  )
}

function FirstSteps() {
  return (
    <Group justify="center">
      <PageButton there={{ to: '/roster-import' }}>Import a roster</PageButton>
      <PageButton there={{ to: '/groups' }} variant="default">
        Groups and tutors
      </PageButton>
      <PageButton there={{ to: '/admit-pupil' }} variant="default">
        Admit a pupil
      </PageButton>
    </Group>
  )
}
