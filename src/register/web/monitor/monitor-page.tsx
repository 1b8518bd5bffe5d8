import { Button, Group, SegmentedControl } from '@mantine/core'
import { IconBell, IconCircleCheck } from '@tabler/icons-react'
import { z } from 'zod'
import { halfShape } from '../../../kernel/shapes.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId, useSearchState } from '../../../ui/address/use-address.ts'
import { longDayText, timeText } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { DataTable } from '../../../ui/components/data-table.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { Freshness } from '../../../ui/components/freshness.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { StatCard, StatCards } from '../../../ui/components/stat-card.tsx'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { chaseRegister, listRegisters, type RegisterSummary } from '../../contract.ts'
import { isMissing, minutesWords } from '../../rules/screen/register-lists.ts'
import { HandedQueue } from '../handed/handed-queue.tsx'
import { RegisterState } from '../register-state.tsx'

const filters = z.object({
  half: halfShape.optional(),
  show: z.enum(['missing', 'all']).default('missing'),
  year: z.string().optional(),
})

/** Which registers are in and which are not, renewing itself every quarter of a minute. */
export function Page() {
  const schoolId = useSchoolId()
  const asked = useOperation(listRegisters, { params: { schoolId } }, { everySeconds: 15 })
  return (
    <>
      <PageHeader title="Registers today" lead={asked.data && longDayText(asked.data.now)} />
      <HandedQueue />
      <Answered question={asked}>
        {({ registers, now }) => (
          <Board
            registers={registers}
            fresh={
              <Freshness
                asOf={now}
                onRefresh={() => void asked.refetch()}
                refreshing={asked.isFetching}
                failed={asked.error !== null}
              />
            }
          />
        )}
      </Answered>
    </>
  )
}

function Board({
  registers,
  fresh,
}: {
  readonly registers: readonly RegisterSummary[]
  readonly fresh: React.ReactNode
}) {
  const [search, setSearch] = useSearchState(filters)
  const chase = useAct(chaseRegister, { refreshes: [listRegisters] })
  const inView = registers.filter(
    ({ half, yearGroup }) =>
      (search.half === undefined || half === search.half) && (search.year === undefined || yearGroup === search.year),
  )
  const due = inView.filter(({ clock }) => clock.phase !== 'before')
  const missing = due.filter(isMissing)
  const shown = search.show === 'all' ? inView : missing
  const years = [...new Set(registers.flatMap(({ yearGroup }) => (yearGroup === null ? [] : [yearGroup])))]
  return (
    <>
      <StatCards>
        <StatCard
          label="In"
          value={`${due.length - missing.length} of ${due.length}`}
          note="of the registers due by now"
        />
        <StatCard
          label="Missing"
          value={missing.length}
          now={missing.length > 0}
          note={`${missing.filter(({ overdue }) => overdue).length} after the register should have closed`}
        />
        <StatCard
          label="Pupils without a mark"
          value={missing.reduce((sum, { counts }) => sum + counts.notMarked, 0)}
          note="in the missing registers"
        />
      </StatCards>
      <Group my="md" gap="sm">
        <SegmentedControl
          aria-label="Which registers"
          value={search.show}
          onChange={(show) => setSearch({ show: show === 'missing' ? undefined : show })}
          data={[
            { value: 'missing', label: 'Missing' },
            { value: 'all', label: 'All' },
          ]}
        />
        <SegmentedControl
          aria-label="Session"
          value={search.half ?? ''}
          onChange={(half) => setSearch({ half })}
          data={[
            { value: '', label: 'All day' },
            { value: 'AM', label: 'Morning' },
            { value: 'PM', label: 'Afternoon' },
          ]}
        />
        {years.length > 1 && (
          <SegmentedControl
            aria-label="Year group"
            value={search.year ?? ''}
            onChange={(year) => setSearch({ year })}
            data={[{ value: '', label: 'All years' }, ...years.map((year) => ({ value: year, label: `Year ${year}` }))]}
          />
        )}
      </Group>
      <ProblemAlert error={chase.error} />
      {search.show === 'missing' && missing.length === 0 ? (
        <Calm due={due.length} fresh={fresh} />
      ) : (
        <Missing shown={shown} fresh={fresh} onChase={chase.mutate} chasing={chase.isPending} />
      )}
    </>
  )
}

function Calm({ due, fresh }: { readonly due: number; readonly fresh: React.ReactNode }) {
  if (due === 0)
    return (
      <EmptyState title="No register is due yet" because="The first ones open with the school day." action={fresh} />
    )
  return (
    <EmptyState
      icon={IconCircleCheck}
      title="Every register is in"
      because={
        due === 1 ? 'The one register due by now has been taken.' : `All ${due} registers due by now have been taken.`
      }
      action={fresh}
    />
  )
}

function Missing({
  shown,
  fresh,
  onChase,
  chasing,
}: {
  readonly shown: readonly RegisterSummary[]
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
      order={{ column: 'group', downward: false }}
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
          align: 'end',
          sortBy: ({ counts }) => counts.notMarked,
          cell: ({ counts, pupils }) => `${counts.notMarked} of ${pupils}`,
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
            isMissing(row) && row.clock.phase !== 'before' ? (
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
