import type { ReactNode } from 'react'
import { fullName } from '../../../kernel/names.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { listRegisters, type RegisterSummary, schoolToday, whoIsHere } from '../../../register/contract.ts'
import { isMissingRegister, registerMinutes } from '../../../register/web/index.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { Freshness } from '../../../ui/components/freshness.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { StatCard, StatCards } from '../../../ui/components/stat-card.tsx'
import { useMay } from '../../../ui/me.tsx'
import { SmallLoading } from '../../../ui/shell/states.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import styles from './home.module.css'

type Pupil = Answer<typeof whoIsHere>['pupils'][number]
const SHOWN = 8

/** The morning board of the office: numbers, registers missing, absences without a reason, late arrivals. */
export function OfficeToday() {
  const schoolId = useSchoolId()
  const may = useMay()
  const today = useOperation(schoolToday, { params: { schoolId } }, { everySeconds: 30 })
  const registers = useOperation(listRegisters, { params: { schoolId } }, { everySeconds: 30 })
  // Not asked again and again: each look at where every pupil is, is written down in the audit trail.
  const here = useOperation(whoIsHere, { params: { schoolId } }, { when: may('register.view') })
  return (
    <Answered question={today}>
      {(figures) => (
        <>
          <Section
            title="The school now"
            note={<Freshness asOf={figures.now} onRefresh={() => void today.refetch()} refreshing={today.isFetching} />}
          >
            <Figures figures={figures} />
          </Section>
          <div className={styles.columns}>
            <Answered question={registers} loading={<SmallLoading />}>
              {(answer) => <Missing registers={answer.registers} />}
            </Answered>
            {here.data !== undefined && (
              <>
                <Names
                  title="Absent without a reason"
                  none="Every absence so far has a reason."
                  pupils={here.data.pupils.filter(({ place }) => place === 'no-reason')}
                />
                <Names
                  title="Came late"
                  none="Nobody has come late so far."
                  pupils={here.data.pupils.filter(({ place }) => place === 'late')}
                />
              </>
            )}
          </div>
        </>
      )}
    </Answered>
  )
}

function Figures({ figures }: { readonly figures: Answer<typeof schoolToday> }) {
  const { onRoll, onSite, late, absentWithReason, absentWithoutReason, elsewhere, notMarked, notYet, registers } =
    figures
  if (figures.half === null) return <p className={styles.quiet}>The school does not meet today.</p>
  return (
    <StatCards>
      <StatCard
        label="On site"
        value={<Whereabouts>{onSite}</Whereabouts>}
        note={
          <Whereabouts>
            of {onRoll} on roll, {late} came late
          </Whereabouts>
        }
      />
      <StatCard
        label="Absent without a reason"
        value={<Whereabouts lookFor>{absentWithoutReason}</Whereabouts>}
        note={
          <Whereabouts>
            {absentWithReason} with a reason, {elsewhere} elsewhere
          </Whereabouts>
        }
        now={absentWithoutReason > 0}
      />
      <StatCard
        label="Not registered yet"
        value={<PageLink there={{ to: '/registers', search: { show: 'all' } }}>{notYet}</PageLink>}
        note={
          notMarked === 0 ? (
            'their registers are not in, or not due yet'
          ) : (
            <PageLink there={{ to: '/registers' }}>
              and {notMarked} without a mark in a register that was saved
            </PageLink>
          )
        }
      />
      <StatCard
        label="Registers in, of those due so far"
        value={
          <PageLink there={{ to: '/registers', search: { show: 'in' } }}>
            {registers.taken} of {registers.due}
          </PageLink>
        }
        note={
          <PageLink there={{ to: '/registers' }}>
            {registers.overdue === 0 ? 'None is overdue: registers today' : `${registers.overdue} overdue`}
          </PageLink>
        }
        now={registers.overdue > 0}
      />
    </StatCards>
  )
}

/** A count of pupils leads to where they are listed by name, for those who may see them. */
function Whereabouts({ lookFor = false, children }: { readonly lookFor?: boolean; readonly children: ReactNode }) {
  const may = useMay()
  if (!may('register.view')) return children
  return <PageLink there={{ to: '/on-site', search: lookFor ? {} : { show: 'everybody' } }}>{children}</PageLink>
}

function Missing({ registers }: { readonly registers: readonly RegisterSummary[] }) {
  // Those that should have closed stand first: the list is cut short, and they are what the office rings about.
  const missing = registers
    .filter((one) => isMissingRegister(one) && one.clock.phase !== 'before')
    .toSorted((one, other) => one.clock.closes.localeCompare(other.clock.closes))
  const due = registers.some(({ clock }) => clock.phase !== 'before')
  const none = due ? 'Every register due so far is in.' : 'No register is due yet today.'
  return (
    <List title="Registers missing" none={none} count={missing.length} more="/registers">
      {missing.slice(0, SHOWN).map((one) => (
        <li key={`${one.groupId} ${one.half}`}>
          <span>
            <PageLink
              there={{
                to: '/register/$groupId/$day/$half',
                params: { groupId: one.groupId, day: one.day, half: one.half },
              }}
            >
              {one.groupName}, {one.half === 'AM' ? 'morning' : 'afternoon'}
            </PageLink>
            <br />
            <span className={styles.quiet}>{one.tutors.join(', ') || 'No tutor yet'}</span>
          </span>
          <span className={one.overdue ? styles.late : styles.quiet}>{registerMinutes(one)}</span>
        </li>
      ))}
    </List>
  )
}

function Names({
  title,
  none,
  pupils,
}: {
  readonly title: string
  readonly none: string
  readonly pupils: readonly Pupil[]
}) {
  return (
    <List title={title} none={none} count={pupils.length} more="/on-site">
      {pupils.slice(0, SHOWN).map(({ pupilId, preferredName, familyName, groupName, time }) => (
        <li key={pupilId}>
          <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId } }}>
            {fullName(preferredName, familyName)}
          </PageLink>
          <span className={styles.quiet}>{groupName}</span>
          {time !== null && <span>{time}</span>}
        </li>
      ))}
    </List>
  )
}

function List({
  title,
  none,
  count,
  more,
  children,
}: {
  readonly title: string
  readonly none: string
  readonly count: number
  readonly more: '/registers' | '/on-site'
  readonly children: ReactNode
}) {
  return (
    <Section title={title} note={count > 0 && <span data-plain="list">{count}</span>}>
      {count === 0 ? (
        <p className={styles.quiet}>{none}</p>
      ) : (
        <>
          <ul className={styles.names}>{children}</ul>
          {count > SHOWN && (
            <p className={styles.more}>
              <PageLink
                there={more === '/on-site' ? { to: '/on-site', search: { show: 'everybody' } } : { to: '/registers' }}
              >
                and {count - SHOWN} more
              </PageLink>
            </p>
          )}
        </>
      )}
    </Section>
  )
}
