import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { yearGroupName } from '../../../law/school-age.ts'
import { PageButton, PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { useMay } from '../../../ui/me.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { listGroups } from '../../contract.ts'
import styles from '../roll.module.css'
import type { GroupSeen } from '../words.ts'
import { GroupDialog, TutorsDialog } from './group-dialogs.tsx'

type Open = { readonly what: 'change' | 'tutors'; readonly group: GroupSeen } | { readonly what: 'new' }

/** Registration groups, their tutors and how many pupils each has. */
export function Page() {
  const schoolId = useSchoolId()
  const may = useMay()
  const [mayChange, mayImport] = [may('school.administer'), may('roster.import')]
  const groups = useOperation(listGroups, { params: { schoolId } })
  const [open, setOpen] = useState<Open | undefined>()
  const close = () => setOpen(undefined)
  return (
    <>
      <PageHeader
        title="Groups and tutors"
        lead="Each group’s register is taken together, by one of its tutors."
        actions={mayChange && <Button onClick={() => setOpen({ what: 'new' })}>Add a group</Button>}
      />
      <Answered question={groups}>
        {(answer) => (
          <>
            {answer.withoutGroup > 0 && (
              <p className={styles.notes}>
                {answer.withoutGroup} {answer.withoutGroup === 1 ? 'pupil is' : 'pupils are'} in no group: no register
                lists them.{' '}
                <PageLink there={{ to: '/pupils', search: { group: 'none' } }}>Find them among the pupils</PageLink> and
                move them to one.
              </p>
            )}
            <DataTable
              label="Groups"
              noun={['group', 'groups']}
              rows={answer.groups}
              rowKey={(group) => group.id}
              columns={mayChange ? [...COLUMNS, doings(setOpen)] : COLUMNS}
              empty={{
                title: 'No groups',
                because: 'Without groups no register is taken. A roster brings its groups with it; or add one by hand.',
                action: mayImport && (
                  <PageButton variant="default" there={{ to: '/roster-import' }}>
                    Import a roster
                  </PageButton>
                ),
              }}
            />
          </>
        )}
      </Answered>
      {open?.what === 'new' && <GroupDialog onClose={close} />}
      {open?.what === 'change' && <GroupDialog group={open.group} onClose={close} />}
      {open?.what === 'tutors' && <TutorsDialog group={open.group} onClose={close} />}
    </>
  )
}

const COLUMNS: readonly Column<GroupSeen>[] = [
  {
    id: 'name',
    label: 'Group',
    onCard: 'title',
    cell: (group) => <PageLink there={{ to: '/pupils', search: { group: group.id } }}>{group.name}</PageLink>,
    sortBy: (group) => group.name,
  },
  {
    id: 'year',
    label: 'Year group',
    cell: (group) => (group.yearGroup === null ? 'Mixed' : yearGroupName(group.yearGroup)),
  },
  {
    id: 'tutors',
    label: 'Tutors',
    cell: (group) =>
      group.tutors.length === 0 ? (
        <span className={styles.quiet}>Nobody: the office takes this register</span>
      ) : (
        group.tutors.map((tutor) => tutor.name).join(', ')
      ),
  },
  { id: 'pupils', label: 'Pupils', align: 'end', cell: (group) => group.pupils, sortBy: (group) => group.pupils },
]

const doings = (open: (what: Open) => void): Column<GroupSeen> => ({
  id: 'change',
  label: 'Change',
  onCard: 'bare',
  cell: (group) => (
    <Group gap="xs">
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`Change ${group.name}`}
        onClick={() => open({ what: 'change', group })}
      >
        Change
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`Set the tutors of ${group.name}`}
        onClick={() => open({ what: 'tutors', group })}
      >
        Tutors
      </Button>
    </Group>
  ),
})
