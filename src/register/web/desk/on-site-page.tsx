import { Button, SegmentedControl } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { z } from 'zod'
import { useSchoolId, useSearchState } from '../../../ui/address/use-address.ts'
import { longDayText } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { Freshness } from '../../../ui/components/freshness.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { StatCard, StatCards } from '../../../ui/components/stat-card.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { whoIsHere } from '../../contract.ts'
import styles from './desk.module.css'
import { nameHere, PLACE_LOOK, type PupilHere } from './places.ts'

const filters = z.object({ show: z.enum(['look-for', 'everybody']).default('look-for') })

/** Those to look for in an evacuation: everybody on site, and everybody of whom it is not known. */
const LOOKED_FOR: readonly PupilHere['place'][] = ['on-site', 'late', 'not-marked']

/** Who is on site now, group by group, to tick off at the assembly point. */
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
        {({ pupils, now }) => {
          const count = (...places: PupilHere['place'][]) => pupils.filter(({ place }) => places.includes(place)).length
          const shown = pupils.filter(({ place }) => search.show === 'everybody' || LOOKED_FOR.includes(place))
          return (
            <>
              <StatCards>
                <StatCard label="On site" value={count('on-site', 'late')} note={`of ${pupils.length} on roll`} />
                <StatCard
                  label="No mark yet"
                  value={count('not-marked')}
                  note="must be looked for"
                  now={count('not-marked') > 0}
                />
                <StatCard label="Left the site" value={count('left-site')} note="signed out at the desk" />
                <StatCard label="Elsewhere or absent" value={count('elsewhere', 'absent', 'no-reason', 'not-due')} />
              </StatCards>
              <div className="no-print" style={{ margin: '1rem 0' }}>
                <SegmentedControl
                  aria-label="Whom to show"
                  value={search.show}
                  data={[
                    { value: 'look-for', label: 'To look for' },
                    { value: 'everybody', label: 'Everybody' },
                  ]}
                  onChange={(show) => setSearch({ show: show === 'everybody' ? show : undefined })}
                />
              </div>
              <p>
                <Freshness asOf={now} onRefresh={() => void asked.refetch()} refreshing={asked.isFetching} />
              </p>
              {shown.length === 0 ? (
                <EmptyState title="Nobody" because="No pupil is on site, and none is without a mark." />
              ) : (
                <Groups pupils={shown} />
              )}
            </>
          )
        }}
      </Answered>
    </>
  )
}

function Groups({ pupils }: { readonly pupils: readonly PupilHere[] }) {
  const groups = [...Map.groupBy(pupils, ({ groupName }) => groupName ?? 'In no group')].sort(([one], [other]) =>
    one.localeCompare(other, 'en-GB', { numeric: true }),
  )
  return (
    <div className={styles.groups}>
      {groups.map(([name, ofGroup]) => (
        <section key={name} className={styles.group} aria-label={name}>
          <h2>
            {name} <span className={styles.quiet}>{ofGroup.length}</span>
          </h2>
          <ul>
            {ofGroup.map((pupil) => (
              <li key={pupil.pupilId}>
                <span className={styles.box} aria-hidden />
                <span style={{ flex: 1 }}>{nameHere(pupil)}</span>
                {pupil.place === 'not-marked' && <span className={styles.quiet}>no mark yet</span>}
                {pupil.place !== 'on-site' && pupil.place !== 'not-marked' && (
                  <StatusPill tone={PLACE_LOOK[pupil.place].tone}>
                    {PLACE_LOOK[pupil.place].word}
                    {pupil.time !== null && ` ${pupil.time}`}
                  </StatusPill>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
