import { useState } from 'react'
import { addDays, type Day, weekday } from '../../../kernel/day.ts'
import { momentAt } from '../../../kernel/time-of-day.ts'
import { myRegisters, type RegisterSummary } from '../../../register/contract.ts'
import { isMissingRegister, RegisterState, registerCounts, WeekOfGroup } from '../../../register/web/index.ts'
import { PageButton, PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { timeText } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { TimeLeft } from '../../../ui/components/time-left.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import styles from './home.module.css'

/** A tutor's own registers of today, the one that is due first, and the week of each group. */
export function MyRegisters({ alone, today }: { readonly alone: boolean; readonly today: Day }) {
  const schoolId = useSchoolId()
  const asked = useOperation(myRegisters, { params: { schoolId } }, { everySeconds: 30 })
  return (
    <Answered question={asked} loading={null}>
      {({ registers }) => {
        if (registers.length === 0 && !alone) return null
        const groups = [...new Map(registers.map((one) => [one.groupId, one.groupName]))]
        return (
          <>
            <Section title="My registers">
              {registers.length === 0 ? (
                <EmptyState
                  title="No register of yours today"
                  because="You are not the tutor of a group that meets today, or the school is not open."
                />
              ) : (
                <ul className={styles.registers}>
                  {registers.map((one) => (
                    <OneRegister key={`${one.groupId} ${one.half}`} register={one} />
                  ))}
                </ul>
              )}
            </Section>
            {groups.map(([groupId, name]) => (
              <Section key={groupId} title={`${name} this week`}>
                <WeekOfGroup groupId={groupId} day={schoolDayOf(today)} />
              </Section>
            ))}
          </>
        )
      }}
    </Answered>
  )
}

/** On a weekend the week to look at is the one that ended. */
function schoolDayOf(today: Day): Day {
  return weekday(today) > 5 ? addDays(today, 5 - weekday(today)) : today
}

function OneRegister({ register }: { readonly register: RegisterSummary }) {
  const { groupId, groupName, day, half, clock, counts, takenAt, pupils } = register
  const missing = isMissingRegister(register)
  const closed = register.state === 'closed'
  // After the close a blank is the office's to fill.
  const due = missing && !closed && clock.phase !== 'before'
  // The moment a register closes does not move while the page is open.
  const [closesAt] = useState(() => momentAt(day, clock.closes))
  return (
    <li className={due ? `${styles.register} ${styles.due}` : styles.register}>
      <div>
        <p className={styles.name}>
          {groupName}, {half === 'AM' ? 'morning' : 'afternoon'}
        </p>
        <p className={styles.quiet}>
          <PageLink there={{ to: '/register/$groupId/$day/$half', params: { groupId, day, half } }}>
            {missing
              ? `${counts.notMarked} of ${pupils} without a mark. ${closed ? 'Closed: the office fills them in.' : `Open ${clock.opens} to ${clock.closes}.`}`
              : `${registerCounts(counts)} of ${pupils}${takenAt === null ? '' : `, saved at ${timeText(takenAt)}`}`}
          </PageLink>
        </p>
      </div>
      <RegisterState register={register} />
      {due && clock.minutesLeft !== null && <TimeLeft closesAt={closesAt} closedWord="Should have closed" />}
      <PageButton
        variant={due ? 'filled' : 'default'}
        there={{ to: '/register/$groupId/$day/$half', params: { groupId, day, half } }}
      >
        {due ? 'Take the register' : 'Open'}
        <span className="visually-hidden">
          {' '}
          of {groupName}, {half === 'AM' ? 'morning' : 'afternoon'}
        </span>
      </PageButton>
    </li>
  )
}
