import type { ReactNode } from 'react'
import { PageLink } from '../../ui/address/page-link.tsx'
import { longDayText, timeText } from '../../ui/clock.tsx'
import { StatusPill } from '../../ui/components/status-pill.tsx'
import { languageName, readableNumber, type ShownMessage } from '../contract.ts'
import styles from './messaging.module.css'
import { CHANNEL_WORDS, eventWord, namesOf, STATE_LOOK } from './words.ts'

/** One message: to whom, about whom, where it stands and why; its words and what happened to it when asked for. */
export function MessageCard({
  message,
  stopped = false,
  children,
}: {
  readonly message: ShownMessage
  /** It waits, and must not go all the same. */
  readonly stopped?: boolean
  readonly children?: ReactNode
}) {
  const { state, channel, pupils } = message
  const look = STATE_LOOK[state]
  const asks = look.tone === 'now' || state === 'unsure'
  return (
    <li className={asks ? `${styles.card} ${styles.asks}` : styles.card}>
      <div className={styles.head}>
        <span className={styles.who}>{message.contactName}</span>
        {stopped ? (
          <StatusPill tone="problem">Does not go</StatusPill>
        ) : (
          <StatusPill tone={look.tone}>{look.word}</StatusPill>
        )}
      </div>
      <div className={styles.quiet}>
        {message.template}, about <Pupils pupils={pupils} />. {CHANNEL_WORDS[channel]}
        {message.address !== null && ` to ${channel === 'text' ? readableNumber(message.address) : message.address}`}
        {message.language !== 'en' && `, in ${languageName(message.language)}`}.
      </div>
      {message.why !== '' && <div>{sentence(message.why)}</div>}
      {message.notes.map((note) => (
        <div key={note} className={styles.quiet}>
          {note}
        </div>
      ))}
      {children}
      <Told message={message} />
    </li>
  )
}

export function Pupils({ pupils }: { readonly pupils: ShownMessage['pupils'] }) {
  const [only] = pupils
  if (pupils.length !== 1 || only === undefined) return namesOf(pupils)
  return <PageLink there={{ to: '/pupils/$pupilId/messages', params: { pupilId: only.id } }}>{only.name}</PageLink>
}

export function Told({ message, children }: { readonly message: ShownMessage; readonly children?: ReactNode }) {
  return (
    <details className={styles.told}>
      <summary>What it says, and what happened to it</summary>
      {message.body !== '' && <Words subject={message.subject} body={message.body} />}
      <ul className={styles.quiet}>
        <li>
          Asked for by {message.by.name}, {message.by.position}, at {timeText(message.at)} on {longDayText(message.at)}
        </li>
        {message.events.map((event) => (
          <li key={`${event.kind} ${event.at}`}>
            {timeText(event.at)}: {eventWord(event.kind)}
            {event.by !== null && ` by ${event.by.name}`}
            {event.why !== '' && ` (${event.why})`}
          </li>
        ))}
      </ul>
      {children}
    </details>
  )
}

export function Words({ subject, body }: { readonly subject: string; readonly body: string }) {
  return (
    <blockquote className={styles.body}>
      {subject !== '' && <strong>{`${subject}\n`}</strong>}
      {body}
    </blockquote>
  )
}

export function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.?!]$/.test(words) ? '' : '.'}`
}
