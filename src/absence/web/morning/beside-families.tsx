import { Alert } from '@mantine/core'
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

/** Children who were to be back by today and are not: the family said so, so the call begins with that. They stand in the list of families too. */
export function ExpectedBack({ board }: { readonly board: Board }) {
  const children = board.families
    .flatMap((family) => family.children)
    .filter(({ expectedBack }) => expectedBack !== null && expectedBack <= board.day)
  if (children.length === 0) return null
  return (
    <Section title="Expected back, but absent">
      <ul className={styles.lines}>
        {children.map(({ pupilId, name, groupName, expectedBack }) => (
          <li key={pupilId}>
            <Child pupilId={pupilId} name={name} groupName={groupName} />
            <span className={styles.quiet}>
              {expectedBack === board.day ? 'to be back today' : `to be back on ${longDay(expectedBack ?? board.day)}`}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Reasons that families gave and nobody has accepted yet: the search rests on each. */
export function ReasonsWaiting({ board }: { readonly board: Board }) {
  const children = board.resting.flatMap((family) => family.children).filter(({ state }) => state === 'reported')
  if (children.length === 0) return null
  return (
    <Section
      title="Reason waiting to be accepted"
      note={<PageLink there={{ to: '/absence-reports' }}>Decide on the reasons ({children.length})</PageLink>}
    >
      <ul className={styles.lines}>
        {children.map(({ pupilId, name, groupName }) => (
          <li key={pupilId}>
            <Child pupilId={pupilId} name={name} groupName={groupName} />
            <span className={styles.quiet}>the family gave a reason</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Children whose day of return is known: nobody rings before it. */
export function NotYetBack({ board }: { readonly board: Board }) {
  const children = board.resting.flatMap((family) => family.children).filter(({ state }) => state !== 'reported')
  if (children.length === 0) return null
  return (
    <Section title="Not to be rung just now">
      <ul className={styles.lines}>
        {children.map(({ pupilId, name, groupName, until }) => (
          <li key={pupilId}>
            <Child pupilId={pupilId} name={name} groupName={groupName} />
            <span className={styles.quiet}>
              {until === null ? 'a brother or sister is being rung about' : `expected back on ${longDay(until)}`}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Answers that only a person can place: whose number nobody knows, and of somebody who must not be told. */
export function AnswersToPlace({ board }: { readonly board: Board }) {
  const { replies } = board
  if (replies === null || replies.unplaced + replies.barred === 0) return null
  const { unplaced, barred } = replies
  return (
    <Alert color="yellow" variant="light" role="note" mb="md">
      <PageLink there={{ to: '/messages', search: { show: 'replies' } }}>Answers of families to read</PageLink>
      <span data-plain="list">
        {unplaced > 0 && `: ${unplaced} from nobody we know, so no child has ${unplaced === 1 ? 'it' : 'them'} yet`}
        {barred > 0 && `${unplaced > 0 ? '; ' : ': '}${barred} from somebody who must not be told`}.
      </span>
    </Alert>
  )
}

function Child({
  pupilId,
  name,
  groupName,
}: {
  readonly pupilId: Board['late'][number]['pupilId']
  readonly name: string
  readonly groupName: string | null
}) {
  return (
    <span>
      <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId } }}>{name}</PageLink>{' '}
      <span data-plain="name">{groupName}</span>
    </span>
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
