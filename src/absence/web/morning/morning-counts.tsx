import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Freshness } from '../../../ui/components/freshness.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { StatCard, StatCards } from '../../../ui/components/stat-card.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { morningCounts } from '../../contract.ts'

/** The morning board in numbers, for the home of whoever follows up: each leads to the board. */
export function MorningCounts() {
  const schoolId = useSchoolId()
  const asked = useOperation(morningCounts, { params: { schoolId } }, { everySeconds: 60 })
  // Beside other parts of the home that say what went wrong: this one is only left out.
  if (asked.data === undefined || !asked.data.meets) return null
  const { asOf, counts } = asked.data
  const board = (value: number) => <PageLink there={{ to: '/morning' }}>{value}</PageLink>
  return (
    <Section
      title="To follow up"
      note={<Freshness asOf={asOf} onRefresh={() => void asked.refetch()} refreshing={asked.isFetching} />}
    >
      <StatCards>
        <StatCard
          label="Families to ring"
          value={board(counts.families)}
          note={<PageLink there={{ to: '/morning' }}>{counts.due} with something due now</PageLink>}
          now={counts.due > 0}
        />
        <StatCard
          label="Reasons to accept"
          value={<PageLink there={{ to: '/morning' }}>{counts.reported}</PageLink>}
          note={<PageLink there={{ to: '/morning' }}>{counts.paused} away until a known day</PageLink>}
          now={counts.reported > 0}
        />
        <StatCard
          label="Expected back, absent"
          value={board(counts.expected)}
          note={<PageLink there={{ to: '/morning' }}>{counts.ended} found or explained today</PageLink>}
        />
      </StatCards>
    </Section>
  )
}
