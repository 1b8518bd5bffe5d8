import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { PageLink } from '../../ui/address/page-link.tsx'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { ConfirmWithReason } from '../../ui/components/confirm-with-reason.tsx'
import { EmptyState } from '../../ui/components/empty-state.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import { listOutbox, type MessageToDo, settleMessages } from '../contract.ts'
import { type Doing, LettersToPrint, type Outcome } from './letters-to-print.tsx'
import { MessageCard, Words } from './message-card.tsx'
import styles from './messaging.module.css'

/** What waits for a person: to say whether it went, to send by hand, to print and post. It prints as a list to work from. */
export function Page() {
  const schoolId = useSchoolId()
  const asked = useOperation(listOutbox, { params: { schoolId } })
  const settle = useAct(settleMessages, {
    onDone: ({ settled }, { body }) => notifications.show({ message: settledInWords(settled, body.messageIds.length) }),
  })
  const [refusing, setRefusing] = useState<readonly string[]>([])
  const say = (messageIds: readonly string[], outcome: Outcome, more: { reason?: string; hadGone?: true } = {}) =>
    settle.mutate(
      {
        params: { schoolId },
        body: { messageIds: [...messageIds], outcome, ...more },
      },
      { onSuccess: () => setRefusing([]) },
    )
  const doing: Doing = {
    say,
    hadGone: (messageId) => say([messageId], 'sent', { hadGone: true }),
    refuse: setRefusing,
    pending: settle.isPending,
  }
  return (
    <>
      <PageHeader
        title="Send by hand and print"
        above={<PageLink there={{ to: '/messages' }}>Messages</PageLink>}
        lead="No service could send these, or a person has to. Send each, then tick it off: nobody else will send it too."
        actions={
          <Button variant="default" onClick={() => window.print()}>
            Print this list
          </Button>
        }
      />
      <ProblemAlert error={refusing.length === 0 ? settle.error : undefined} />
      <Answered question={asked}>{({ messages }) => <Lists messages={messages} doing={doing} />}</Answered>
      <ConfirmWithReason
        opened={refusing.length > 0}
        onClose={() => setRefusing([])}
        title="Do not send"
        confirmLabel="Take it back"
        suggestions={['The reason is known by now', 'The family was rung']}
        pending={settle.isPending}
        error={settle.error}
        onConfirm={(reason) => say(refusing, 'not-sent', { reason })}
      >
        {refusing.length === 1 ? 'One message is not sent.' : `${refusing.length} messages are not sent.`}
      </ConfirmWithReason>
    </>
  )
}

function settledInWords(settled: number, asked: number): string {
  const done = settled === 1 ? '1 message is settled.' : `${settled} messages are settled.`
  return settled === asked ? done : `${done} ${asked - settled} changed meanwhile: look at the list again.`
}

function Lists({ messages: all, doing }: { readonly messages: readonly MessageToDo[]; readonly doing: Doing }) {
  const forbidden = all.filter((one) => one.mustNotGo !== null)
  const messages = all.filter((one) => one.mustNotGo === null)
  const [unsure, byHand, letters] = (['unsure', 'by-hand', 'to-print'] as const).map((state) =>
    messages.filter((one) => one.state === state),
  )
  if (all.length === 0)
    return <EmptyState title="Nothing waits for you" because="Every message went by itself, or was ticked off." />
  return (
    <>
      {forbidden.length > 0 && <Forbidden messages={forbidden} doing={doing} />}
      {unsure !== undefined && unsure.length > 0 && (
        <Section title="Did these go?">
          <p className={styles.quiet}>
            The connection broke off before the server had answered. Look in the sent mail, or ask the family; sending
            it again without knowing could reach them twice.
          </p>
          <ul className={styles.list}>
            {unsure.map((message) => (
              <ToDo key={message.id} message={message} doing={doing} />
            ))}
          </ul>
        </Section>
      )}
      {byHand !== undefined && byHand.length > 0 && <ByHand messages={byHand} doing={doing} />}
      {letters !== undefined && letters.length > 0 && <LettersToPrint letters={letters} doing={doing} />}
    </>
  )
}

/** Why a person sends them is said once above where it is the same of all, as on a morning without a text service. */
function ByHand({ messages, doing }: { readonly messages: readonly MessageToDo[]; readonly doing: Doing }) {
  const [why = '', ...others] = new Set(messages.map((message) => message.why))
  const isOne = messages.length > 1 && others.length === 0 && why !== ''
  return (
    <Section title={`To send by hand (${messages.length})`}>
      {isOne && <p className={styles.quiet}>Of all of these: {why}.</p>}
      <ul className={styles.list}>
        {messages.map((message) => (
          <ToDo key={message.id} message={isOne ? { ...message, why: '' } : message} doing={doing} />
        ))}
      </ul>
    </Section>
  )
}

/** What a change on the record since has forbidden: it is taken back, or somebody says that it was too late. */
function Forbidden({ messages, doing }: { readonly messages: readonly MessageToDo[]; readonly doing: Doing }) {
  return (
    <Section title="These must not go any more">
      <ul className={styles.list}>
        {messages.map((message) => (
          <MessageCard key={message.id} message={message} stopped>
            <p className={styles.barred}>{message.mustNotGo}</p>
            <div className={`${styles.foot} no-print`}>
              {message.anew && (
                <Button size="xs" disabled={doing.pending} onClick={() => doing.say([message.id], 'anew')}>
                  Word it anew<span className="visually-hidden">: {message.contactName}</span>
                </Button>
              )}
              <Button
                size="xs"
                variant={message.anew ? 'default' : 'filled'}
                disabled={doing.pending}
                onClick={() => doing.refuse([message.id])}
              >
                Take it back<span className="visually-hidden">: {message.contactName}</span>
              </Button>
              <Button size="xs" variant="default" disabled={doing.pending} onClick={() => doing.hadGone(message.id)}>
                It had gone already<span className="visually-hidden">: {message.contactName}</span>
              </Button>
            </div>
          </MessageCard>
        ))}
      </ul>
    </Section>
  )
}

function ToDo({ message, doing }: { readonly message: MessageToDo; readonly doing: Doing }) {
  const aloud = <span className="visually-hidden"> to {message.contactName}</span>
  const unsure = message.state === 'unsure'
  return (
    <MessageCard message={message}>
      <Words subject={message.subject} body={message.body} />
      <div className={`${styles.foot} no-print`}>
        <Button size="xs" disabled={doing.pending} onClick={() => doing.say([message.id], 'sent')}>
          {unsure ? 'It went' : 'I have sent it'}
          {aloud}
        </Button>
        {unsure && (
          <Button size="xs" variant="default" disabled={doing.pending} onClick={() => doing.say([message.id], 'again')}>
            It did not: send it again{aloud}
          </Button>
        )}
        <Button size="xs" variant="default" disabled={doing.pending} onClick={() => doing.refuse([message.id])}>
          Do not send{aloud}
        </Button>
      </div>
    </MessageCard>
  )
}
