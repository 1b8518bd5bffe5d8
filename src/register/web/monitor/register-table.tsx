import { Button, Group } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { timeText } from '../../../ui/clock.tsx'
import { DataTable } from '../../../ui/components/data-table.tsx'
import type { RegisterSummary } from '../../contract.ts'
import { isMissing, minutesWords } from '../../rules/screen/register-lists.ts'
import { RegisterState } from '../register-state.tsx'
import { UnmarkedNames } from './unmarked-names.tsx'

/** The registers of a choice, and what to do about each. */
export function RegisterTable({
  shown,
  urgentFirst,
  fresh,
  onChase,
  chasing,
}: {
  readonly shown: readonly RegisterSummary[]
  /** The registers that should have closed stand first, as long as nobody orders them otherwise. */
  readonly urgentFirst: boolean
  readonly fresh: React.ReactNode
  readonly onChase: (input: { params: AddressOf }) => void
  readonly chasing: boolean
}) {
  const schoolId = useSchoolId()
  return (
    <DataTable
      label="Registers"
      noun={['register', 'registers']}
      rows={shown}
      rowKey={({ groupId, half }) => `${groupId} ${half}`}
      note={fresh}
      order={{ column: urgentFirst ? 'time' : 'group', downward: false }}
      empty={{ title: 'No registers here', because: 'None fits this choice of session and year.' }}
      columns={[
        {
          id: 'group',
          label: 'Register',
          onCard: 'title',
          sortBy: ({ groupName, half }) => `${groupName} ${half}`,
          cell: ({ groupId, groupName, day, half }) => (
            <PageLink there={{ to: '/register/$groupId/$day/$half', params: { groupId, day, half } }}>
              {groupName}, {half === 'AM' ? 'morning' : 'afternoon'}
            </PageLink>
          ),
        },
        {
          id: 'state',
          label: 'State',
          sortBy: ({ state }) => state,
          cell: (row) => <RegisterState register={row} />,
        },
        {
          id: 'time',
          label: 'Closes',
          sortBy: ({ clock }) => clock.minutesLeft ?? 0,
          cell: (row) => minutesWords(row),
        },
        {
          id: 'left',
          label: 'Without a mark',
          sortBy: ({ counts }) => counts.notMarked,
          cell: ({ groupId, day, half, counts, pupils, unmarked }) => (
            <>
              <PageLink there={{ to: '/register/$groupId/$day/$half', params: { groupId, day, half } }}>
                {counts.notMarked} of {pupils}
              </PageLink>
              {unmarked.length > 0 && (
                <>
                  : <UnmarkedNames pupils={unmarked} />
                </>
              )}
            </>
          ),
        },
        {
          id: 'tutor',
          label: 'Tutor',
          sortBy: ({ tutors }) => tutors.join(', '),
          cell: ({ tutors }) => (tutors.length === 0 ? 'Nobody yet' : tutors.join(', ')),
        },
        {
          id: 'by',
          label: 'Saved',
          cell: ({ takenBy, takenAt }) => (takenAt === null ? 'Not yet' : `${timeText(takenAt)}, ${takenBy ?? ''}`),
        },
        {
          id: 'chase',
          label: 'Reminder',
          onCard: 'bare',
          cell: (row) =>
            isMissing(row) && row.state !== 'closed' && row.clock.phase !== 'before' ? (
              <Group gap="xs" wrap="nowrap">
                <Button
                  size="xs"
                  variant="default"
                  disabled={chasing}
                  leftSection={<IconBell size={15} aria-hidden />}
                  aria-label={`${row.chasedAt === null ? 'Remind' : 'Remind again'}: ${row.tutors.join(' and ') || 'the tutor'} of ${row.groupName}`}
                  onClick={() => onChase({ params: { schoolId, groupId: row.groupId, day: row.day, half: row.half } })}
                >
                  {row.chasedAt === null ? 'Remind' : 'Remind again'}
                </Button>
                {row.chasedAt !== null && <span>at {timeText(row.chasedAt)}</span>}
              </Group>
            ) : null,
        },
      ]}
    />
  )
}

type AddressOf = {
  readonly schoolId: ReturnType<typeof useSchoolId>
  readonly groupId: RegisterSummary['groupId']
  readonly day: RegisterSummary['day']
  readonly half: RegisterSummary['half']
}
