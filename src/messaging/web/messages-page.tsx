import { Alert, SegmentedControl } from '@mantine/core'
import { z } from 'zod'
import { PageButton } from '../../ui/address/page-link.tsx'
import { useSchoolId, useSearchState } from '../../ui/address/use-address.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { EmptyState } from '../../ui/components/empty-state.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { listMessages, listReplies, type MessageState, type ShownMessage } from '../contract.ts'
import { AnotherWay } from './another-way.tsx'
import { MessageCard, sentence } from './message-card.tsx'
import styles from './messaging.module.css'
import { ReplyList } from './reply-list.tsx'

const SHOWN = {
  open: { label: 'To do', states: ['unsure', 'by-hand', 'to-print', 'waiting'] },
  replies: { label: 'Replies', states: [] },
  sent: { label: 'Sent', states: ['sent', 'delivered', 'merged'] },
  failed: { label: 'Not sent', states: ['failed', 'lapsed', 'withdrawn'] },
} as const satisfies Record<string, { label: string; states: readonly MessageState[] }>
type Shown = keyof typeof SHOWN

const NOTHING: Readonly<Record<Exclude<Shown, 'replies'>, { title: string; because: string }>> = {
  open: { title: 'Nothing waits', because: 'Every message has gone or been taken back.' },
  sent: { title: 'Nothing was sent', because: 'No message went to a family in the last seven days.' },
  failed: { title: 'Nothing failed', because: 'Every message of the last seven days went.' },
}

const search = z.object({ show: z.enum(['open', 'replies', 'sent', 'failed']).optional() })

/** Messages to families of the last week, what waits, what failed and what was answered. */
export function Page() {
  const schoolId = useSchoolId()
  const [{ show = 'open' }, change] = useSearchState(search)
  const messages = useOperation(listMessages, { params: { schoolId }, querystring: {} })
  const replies = useOperation(listReplies, { params: { schoolId }, querystring: {} })
  const unread = replies.data?.replies.filter((one) => !one.dealtWith).length
  const countOf = (one: Shown) =>
    one === 'replies'
      ? unread
      : messages.data?.messages.filter(({ state }) => (SHOWN[one].states as readonly MessageState[]).includes(state))
          .length
  return (
    <>
      <PageHeader
        title="Messages"
        lead="What was sent to families in the last seven days, what waits for somebody, and what they answered."
        actions={
          <>
            <PageButton there={{ to: '/message-templates' }} variant="default">
              Templates
            </PageButton>
            <PageButton there={{ to: '/outbox' }}>Send by hand and print</PageButton>
          </>
        }
      />
      {messages.data?.faults.map((fault) => (
        <Alert key={fault} color="red" title="Messages do not go" mb="md">
          {sentence(fault)} Whoever runs Firstbell has to mend its settings; nothing is lost meanwhile.
        </Alert>
      ))}
      <SegmentedControl
        mb="md"
        size="sm"
        aria-label="Which messages"
        value={show}
        onChange={(value) => change({ show: value })}
        data={(Object.keys(SHOWN) as Shown[]).map((value) => ({
          value,
          label: countOf(value) === undefined ? SHOWN[value].label : `${SHOWN[value].label} (${countOf(value)})`,
        }))}
      />
      {show === 'replies' ? (
        <Answered question={replies}>{(answer) => <ReplyList replies={answer.replies} />}</Answered>
      ) : (
        <Answered question={messages}>
          {(answer) => (
            <List
              show={show}
              messages={answer.messages.filter(({ state }) =>
                (SHOWN[show].states as readonly MessageState[]).includes(state),
              )}
            />
          )}
        </Answered>
      )}
    </>
  )
}

function List({
  show,
  messages,
}: {
  readonly show: Exclude<Shown, 'replies'>
  readonly messages: readonly ShownMessage[]
}) {
  if (messages.length === 0) return <EmptyState {...NOTHING[show]} />
  return (
    <ul className={styles.list} aria-label={SHOWN[show].label}>
      {messages.map((message) => (
        <MessageCard key={message.id} message={message}>
          {(message.state === 'failed' || message.state === 'lapsed') && <AnotherWay message={message} />}
        </MessageCard>
      ))}
    </ul>
  )
}
