import { longDay } from '../../../kernel/day.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { timeText } from '../../../ui/clock.tsx'
import { CodeBadge } from '../../../ui/components/code-badge.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import type { Board } from './board-answer.ts'
import { CODE_SAYS } from './ended-words.ts'
import styles from './morning.module.css'

/** Registers that should have closed and are not whole: children in them may be missing without anybody knowing. Those still open are counted. */
export function Registers({ board }: { readonly board: Board }) {
  const { registers, day } = board
  const overdue = registers.filter((one) => one.overdue)
  const open = registers.filter((one) => !one.overdue)
  if (registers.length === 0) return null
  return (
    <Section title="Registers not in" note={<PageLink there={{ to: '/registers' }}>Remind their tutors</PageLink>}>
      <ul className={styles.registers}>
        {overdue.map(({ groupId, groupName, half, closes, unmarked, pupils, tutors }) => (
          <li key={`${groupId} ${half}`}>
            <PageLink there={{ to: '/register/$groupId/$day/$half', params: { groupId, day, half } }}>
              {groupName}, {half === 'AM' ? 'morning' : 'afternoon'}
            </PageLink>
            <span className={styles.quiet} data-plain="list">
              {unmarked === pupils ? 'not taken' : `${unmarked} without a mark`}, {tutors.join(', ') || 'no tutor yet'}
            </span>
            <StatusPill tone="problem">closed {closes}</StatusPill>
          </li>
        ))}
      </ul>
      {open.length > 0 && (
        <p className={styles.quiet}>
          <PageLink there={{ to: '/registers' }}>
            {open.length} {open.length === 1 ? 'register is' : 'registers are'} open
          </PageLink>
          , until {open.at(-1)?.closes}.
        </p>
      )}
    </Section>
  )
}

/** Families whom nobody rings just now, and why. */
export function Resting({ board }: { readonly board: Board }) {
  const children = board.resting.flatMap((family) => family.children)
  const waiting = children.filter(({ state }) => state === 'reported').length
  if (children.length === 0) return null
  return (
    <Section
      title="Not to be rung just now"
      note={waiting > 0 && <PageLink there={{ to: '/absence-reports' }}>Decide on the reasons ({waiting})</PageLink>}
    >
      <ul className={styles.lines}>
        {children.map(({ pupilId, name, groupName, state, until }) => (
          <li key={pupilId}>
            <span>
              <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId } }}>{name}</PageLink>{' '}
              <span data-plain="name">{groupName}</span>
            </span>
            <span className={styles.quiet}>
              {state === 'paused' && until !== null
                ? `expected back on ${longDay(until)}`
                : 'the family gave a reason; it waits to be accepted'}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

export function Late({ board }: { readonly board: Board }) {
  const { late } = board
  return (
    <Section title="Came late" note={late.length > 0 && <span data-plain="list">{late.length}</span>}>
      {late.length === 0 ? (
        <p className={styles.quiet}>Nobody has come late so far.</p>
      ) : (
        <ul className={styles.lines}>
          {late.map(({ pupilId, name, groupName, code, time }) => (
            <li key={pupilId}>
              <span>
                <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId } }}>{name}</PageLink>{' '}
                <span data-plain="name">{groupName}</span>
              </span>
              <span>
                <CodeBadge code={code} /> {time ?? <span className={styles.quiet}>no time</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

/** Whose search of today is over, and how: also where a mark was changed during the call. */
export function Ended({ board }: { readonly board: Board }) {
  const { ended } = board
  return (
    <Section title="Found or explained today" note={ended.length > 0 && <span data-plain="list">{ended.length}</span>}>
      {ended.length === 0 ? (
        <p className={styles.quiet}>Nobody yet.</p>
      ) : (
        <ul className={styles.lines}>
          {ended.map(({ pupilId, name, groupName, how, code, words, at, by }) => (
            <li key={pupilId}>
              <span>
                <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId } }}>{name}</PageLink>{' '}
                <span data-plain="name">{groupName}</span>
                {words !== '' && (
                  <span className={styles.quiet} data-plain="name">
                    <br />
                    {words}
                  </span>
                )}
              </span>
              <span className={styles.how}>
                <span>
                  {CODE_SAYS[how]} {code !== null && <CodeBadge code={code} />}
                </span>
                {at !== null && (
                  <span className={styles.quiet}>
                    {timeText(at)}
                    {by !== null && `, ${by.name}`}
                  </span>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
