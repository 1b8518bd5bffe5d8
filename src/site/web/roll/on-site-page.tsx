import { Button, SegmentedControl } from '@mantine/core'
import { IconPrinter, IconUsersGroup } from '@tabler/icons-react'
import { z } from 'zod'
import { useSchoolId, useSearchState } from '../../../ui/address/use-address.ts'
import { longDayText, timeText, useNow } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { ChoiceField } from '../../../ui/components/fields.tsx'
import { Freshness } from '../../../ui/components/freshness.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { StatCard, StatCards } from '../../../ui/components/stat-card.tsx'
import { gateKind } from '../../contract.ts'
import { CountingBar } from './counting-bar.tsx'
import { GateGroups, LookFor } from './gate-list.tsx'
import type { Here } from './kept-roll.ts'
import styles from './roll.module.css'
import { type Counting, useRoll } from './use-roll.ts'

const filters = z.object({
  show: z.enum(['look-for', 'everybody']).default('look-for'),
  /** Counting at the assembly point. */
  count: z.enum(['all', 'left']).optional(),
  /** One form alone, as its tutor counts it. */
  form: z.string().max(60).optional(),
})

/** Who is on site now, group by group: read, printed, or ticked off at the assembly point, with or without a network. */
export function Page() {
  const schoolId = useSchoolId()
  const [search, setSearch] = useSearchState(filters)
  const roll = useRoll(schoolId)
  const { here, asked, counting, mayCount } = roll
  const isCounting = mayCount && search.count !== undefined
  return (
    <>
      <PageHeader
        title="Who is on site"
        lead={here && longDayText(here.now)}
        actions={
          <>
            {mayCount && !isCounting && (
              <Button
                leftSection={<IconUsersGroup size={18} aria-hidden />}
                onClick={() => setSearch({ count: 'all' })}
              >
                Count at the assembly point
              </Button>
            )}
            <Button
              variant="default"
              leftSection={<IconPrinter size={18} aria-hidden />}
              onClick={() => window.print()}
            >
              Print
            </Button>
          </>
        }
      />
      {here === undefined ? (
        <Answered question={asked}>{() => null}</Answered>
      ) : here.pupils.every(({ place }) => place === 'not-due') ? (
        <EmptyState title="Nobody is expected" because="The school does not meet today, by its calendar." />
      ) : (
        <>
          <AsOf {...roll} here={here} />
          {isCounting ? (
            <Count here={here} counting={counting} search={search} onSearch={setSearch} />
          ) : (
            <>
              {counting.startedAt !== null && (
                <p className={styles.running}>
                  <strong>A roll call runs since {timeText(counting.startedAt)}</strong>: {counting.accounted.size}{' '}
                  accounted for.
                </p>
              )}
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
              <Ended ended={counting.ended} />
            </>
          )}
        </>
      )}
    </>
  )
}

/** How old the list is, and that it was kept by the device where there is no network. */
function AsOf({
  here,
  asked,
  offline,
}: Pick<ReturnType<typeof useRoll>, 'asked' | 'offline'> & { readonly here: Here }) {
  const now = useNow(15)
  const old = Math.max(0, Math.round((now.getTime() - Date.parse(here.now)) / 60_000))
  return (
    <div className={styles.asOf}>
      {offline ? (
        <p className={styles.running} role="status">
          <strong>No connection.</strong> This list was kept on the device at {timeText(here.now)},{' '}
          {old === 1 ? '1 minute' : `${old} minutes`} ago. Who came or left since is not in it. Ticks are kept here and
          sent later.
        </p>
      ) : (
        <Freshness asOf={here.now} onRefresh={() => void asked.refetch()} refreshing={asked.isFetching} />
      )}
      {here.dayEnded !== null && (
        <p>The school day ended at {here.dayEnded}. This is who was on site then: nobody records who goes home.</p>
      )}
    </div>
  )
}

function Count({
  here,
  counting,
  search: { count, form },
  onSearch,
}: {
  readonly here: Here
  readonly counting: Counting
  readonly search: z.output<typeof filters>
  readonly onSearch: (search: {
    readonly count?: 'all' | 'left' | undefined
    readonly form?: string | undefined
  }) => void
}) {
  const leftOnly = count === 'left'
  const toCount = here.pupils.filter(({ place }) => gateKind(place) !== 'away')
  const left = toCount.filter(({ pupilId }) => !counting.accounted.has(pupilId))
  const inForm = ({ groupName }: { readonly groupName: string | null }) => form === undefined || groupName === form
  const shown = (leftOnly ? left : here.pupils).filter(inForm)
  return (
    <>
      <CountingBar
        counting={counting}
        toCount={toCount.length}
        left={left.length}
        leftOnly={leftOnly}
        onLeftOnly={(only) => onSearch({ count: only ? 'left' : 'all' })}
        onStop={() => onSearch({ count: undefined, form: undefined })}
      />
      {here.groups.length > 1 && (
        <div className={`no-print ${styles.form}`}>
          <ChoiceField
            id="count-form"
            name="form"
            label="Whom you count"
            value={form ?? ''}
            choices={[
              { value: '', label: 'The whole school' },
              ...here.groups.map(({ groupName }) => ({
                value: groupName,
                label: `${groupName}: ${left.filter((pupil) => pupil.groupName === groupName).length} not accounted for yet`,
              })),
            ]}
            onChange={(chosen) => onSearch({ form: chosen === '' ? undefined : chosen })}
          />
        </div>
      )}
      <p className={`no-print ${styles.quiet}`}>
        Press a name when you see the child. Press it again to take that back. Every device shows the same count as soon
        as it has a connection.
      </p>
      <GateGroups here={{ ...here, pupils: [...shown] }} everybody={false} counting={counting} />
    </>
  )
}

function Ended({ ended }: { readonly ended: Counting['ended'] }) {
  if (ended.length === 0) return null
  return (
    <ul className={`no-print ${styles.ended}`} aria-label="Roll calls that are over">
      {ended.map(({ startedAt, endedAt, endedBy, words, accounted }) => (
        <li key={endedAt}>
          {words}, {timeText(startedAt)} to {timeText(endedAt)}: {accounted} accounted for. Ended by {endedBy}.
        </li>
      ))}
    </ul>
  )
}

function Figures({ here: { pupils } }: { readonly here: Here }) {
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
