import { Button, SegmentedControl } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { z } from 'zod'
import type { Answer } from '../../../kernel/operation.ts'
import { useSchoolId, useSearchState } from '../../../ui/address/use-address.ts'
import { longDayText } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { Freshness } from '../../../ui/components/freshness.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { StatCard, StatCards } from '../../../ui/components/stat-card.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { whoIsHere } from '../../contract.ts'
import { gateKind } from '../../rules/screen/at-the-gate.ts'
import styles from './desk.module.css'
import { GateGroups, LookFor } from './gate-list.tsx'

const filters = z.object({ show: z.enum(['look-for', 'everybody']).default('look-for') })

/** Who is on site now, group by group, to count at the assembly point. */
export function Page() {
  const schoolId = useSchoolId()
  const [search, setSearch] = useSearchState(filters)
  const asked = useOperation(whoIsHere, { params: { schoolId } }, { everySeconds: 60 })
  return (
    <>
      <PageHeader
        title="Who is on site"
        lead={asked.data && longDayText(asked.data.now)}
        actions={
          <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
            Print
          </Button>
        }
      />
      <Answered question={asked}>
        {(here) => {
          if (here.pupils.every(({ place }) => place === 'not-due'))
            return <EmptyState title="Nobody is expected" because="The school does not meet today, by its calendar." />
          return (
            <>
              <div className={styles.asOf}>
                <Freshness asOf={here.now} onRefresh={() => void asked.refetch()} refreshing={asked.isFetching} />
                {here.dayEnded !== null && (
                  <p>
                    The school day ended at {here.dayEnded}. This is who was on site then: nobody records who goes home.
                  </p>
                )}
              </div>
              <Figures here={here} />
              <div className={`no-print ${styles.choice}`}>
                <SegmentedControl
                  aria-label="Whom to show"
                  value={search.show}
                  data={[
                    { value: 'look-for', label: 'For the assembly point' },
                    { value: 'everybody', label: 'Everybody' },
                  ]}
                  onChange={(show) => setSearch({ show: show === 'everybody' ? show : undefined })}
                />
              </div>
              <LookFor pupils={here.pupils.filter(({ place }) => gateKind(place) === 'look-for')} />
              <GateGroups here={here} everybody={search.show === 'everybody'} />
            </>
          )
        }}
      </Answered>
    </>
  )
}

function Figures({ here: { pupils } }: { readonly here: Answer<typeof whoIsHere> }) {
  const count = (...places: (typeof pupils)[number]['place'][]) =>
    pupils.filter(({ place }) => places.includes(place)).length
  const lookFor = count('no-reason', 'not-marked')
  const away = [
    [count('left-site'), 'left the site'],
    [count('elsewhere'), 'somewhere else'],
    [count('absent'), 'absent'],
    [count('not-due'), 'not expected'],
  ] as const
  return (
    <StatCards>
      <StatCard
        label="On site"
        value={count('on-site', 'late')}
        note={`of ${pupils.length} on roll; to be counted at the assembly point`}
      />
      <StatCard
        label="To be looked for"
        value={lookFor}
        note="not seen when their register was taken, and nobody has said why"
        now={lookFor > 0}
      />
      <StatCard label="Not registered yet" value={count('not-yet')} note="may be here already: their tutors can say" />
      <StatCard
        label="Away, reason known"
        value={away.reduce((sum, [of]) => sum + of, 0)}
        note={away.flatMap(([of, words]) => (of === 0 ? [] : [`${of} ${words}`])).join(', ')}
      />
    </StatCards>
  )
}
