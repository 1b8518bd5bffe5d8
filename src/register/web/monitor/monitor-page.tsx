import { Group, SegmentedControl } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { z } from 'zod'
import { halfShape } from '../../../kernel/shapes.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId, useSearchState } from '../../../ui/address/use-address.ts'
import { longDayText } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { Freshness } from '../../../ui/components/freshness.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { StatCard, StatCards } from '../../../ui/components/stat-card.tsx'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { chaseRegister, listRegisters, type RegisterSummary } from '../../contract.ts'
import { isMissing } from '../../rules/screen/register-lists.ts'
import { HandedQueue } from '../handed/handed-queue.tsx'
import { NoRegisters } from '../no-registers.tsx'
import { yearWords } from '../year-words.ts'
import { EarlierBlanks } from './earlier-blanks.tsx'
import { InNoRegister } from './in-no-register.tsx'
import { RegisterTable } from './register-table.tsx'

const filters = z.object({
  half: halfShape.optional(),
  show: z.enum(['missing', 'in', 'all']).default('missing'),
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
      <InNoRegister />
      <Answered question={asked}>
        {({ day, registers, earlier, now }) => (
          <>
            {registers.every(({ pupils }) => pupils === 0) ? (
              <NoRegisters day={day} />
            ) : (
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
            <EarlierBlanks registers={earlier} />
          </>
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
  const shown = { all: inView, missing, in: due.filter((one) => !isMissing(one)) }[search.show]
  const years = [...new Set(registers.flatMap(({ yearGroup }) => (yearGroup === null ? [] : [yearGroup])))]
  return (
    <>
      <Counts due={due} missing={missing} />
      <Group my="md" gap="sm">
        <SegmentedControl
          aria-label="Which registers"
          value={search.show}
          onChange={(show) => setSearch({ show: show === 'missing' ? undefined : show })}
          data={[
            { value: 'missing', label: 'Missing' },
            { value: 'in', label: 'In' },
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
            data={[
              { value: '', label: 'All years' },
              ...years.map((year) => ({ value: year, label: yearWords(year) })),
            ]}
          />
        )}
      </Group>
      <ProblemAlert error={chase.error} />
      {search.show === 'missing' && missing.length === 0 ? (
        <Calm due={due.length} fresh={fresh} />
      ) : (
        <RegisterTable
          key={search.show}
          shown={shown}
          urgentFirst={search.show === 'missing'}
          fresh={fresh}
          onChase={chase.mutate}
          chasing={chase.isPending}
        />
      )}
    </>
  )
}

/** How many registers are in, and how many are not. */
function Counts({
  due,
  missing,
}: {
  readonly due: readonly RegisterSummary[]
  readonly missing: readonly RegisterSummary[]
}) {
  const [search] = useSearchState(filters)
  // A number is a link to precisely the registers that it counts.
  const listOf = (show: 'in' | 'missing') => ({
    to: '/registers' as const,
    search: { show: show === 'missing' ? undefined : show, half: search.half, year: search.year },
  })
  return (
    <StatCards>
      <StatCard
        label="In"
        value={
          <PageLink there={listOf('in')}>
            {due.length - missing.length} of {due.length}
          </PageLink>
        }
        note="of the registers due by now"
      />
      <StatCard
        label="Missing"
        value={<PageLink there={listOf('missing')}>{missing.length}</PageLink>}
        now={missing.length > 0}
        note={
          <PageLink there={listOf('missing')}>{overdueWords(missing.filter(({ overdue }) => overdue).length)}</PageLink>
        }
      />
      <StatCard
        label="Pupils without a mark"
        value={
          <PageLink there={listOf('missing')}>
            {missing.reduce((sum, { counts }) => sum + counts.notMarked, 0)}
          </PageLink>
        }
        note="in the missing registers"
      />
    </StatCards>
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

function overdueWords(count: number): string {
  return count === 0 ? 'none of them should have closed yet' : `${count} should have closed by now`
}
