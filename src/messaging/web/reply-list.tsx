import { Button, Modal, Stack } from '@mantine/core'
import { Suspense, useState } from 'react'
import type { Answer } from '../../kernel/operation.ts'
import { type Chosen, PupilChooser } from '../../roll/web/index.ts'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { longDayText, timeText } from '../../ui/clock.tsx'
import { EmptyState } from '../../ui/components/empty-state.tsx'
import { LongTextField } from '../../ui/components/fields.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { StatusPill } from '../../ui/components/status-pill.tsx'
import { useFields } from '../../ui/components/use-fields.ts'
import { useMay } from '../../ui/me.tsx'
import { useAct } from '../../ui/use-operation.ts'
import { type listReplies, readableNumber, settleReply } from '../contract.ts'
import { Pupils, Words } from './message-card.tsx'
import styles from './messaging.module.css'

type Reply = Answer<typeof listReplies>['replies'][number]

/** What families answered: those that nobody has dealt with first. */
export function ReplyList({ replies }: { readonly replies: readonly Reply[] }) {
  const [settling, setSettling] = useState<{ reply: Reply; kind: 'placed' | 'dealt-with' }>()
  if (replies.length === 0)
    return (
      <EmptyState
        title="No replies"
        because="Nobody has answered in the last seven days, and none is left from before."
      />
    )
  const open = replies.filter((one) => !one.dealtWith)
  const done = replies.filter((one) => one.dealtWith)
  return (
    <>
      {open.length > 0 && (
        <Section title="To read">
          <ul className={styles.list}>
            {open.map((reply) => (
              <ReplyCard key={reply.id} reply={reply} onSettle={(kind) => setSettling({ reply, kind })} />
            ))}
          </ul>
        </Section>
      )}
      {done.length > 0 && (
        <Section title="Dealt with">
          <ul className={styles.list}>
            {done.map((reply) => (
              <ReplyCard key={reply.id} reply={reply} />
            ))}
          </ul>
        </Section>
      )}
      {settling && <Settling {...settling} onClose={() => setSettling(undefined)} />}
    </>
  )
}

function ReplyCard({
  reply,
  onSettle,
}: {
  readonly reply: Reply
  readonly onSettle?: (kind: 'placed' | 'dealt-with') => void
}) {
  const maySettle = useMay()('messages.send')
  const sender = reply.channel === 'text' ? readableNumber(reply.sender) : reply.sender
  return (
    <li className={reply.dealtWith ? styles.card : `${styles.card} ${styles.asks}`}>
      <div className={styles.head}>
        <span className={styles.who}>{reply.contactName ?? `Unknown: ${sender}`}</span>
        <StatusPill tone={reply.dealtWith ? 'done' : 'now'}>{reply.dealtWith ? 'Dealt with' : 'To read'}</StatusPill>
      </div>
      <div className={styles.quiet}>
        {reply.pupils.length > 0 ? (
          <>
            About <Pupils pupils={reply.pupils} />.{' '}
          </>
        ) : (
          'About whom is not known. '
        )}
        {reply.channel === 'text' ? 'Text message' : 'E-mail'} from {sender} at {timeText(reply.at)} on{' '}
        {longDayText(reply.at)}.
      </div>
      {reply.barred && (
        <p className={styles.barred}>
          Must not be told about a child here. Read it, do not answer, and take it to the designated safeguarding lead.
        </p>
      )}
      <Words subject="" body={reply.body} />
      {reply.acts.map((act) => (
        <div key={act.at} className={styles.quiet}>
          {act.kind === 'placed' ? 'Put to a child' : 'Dealt with'} by {act.byName}
          {act.note !== '' && `: ${act.note}`}
        </div>
      ))}
      {maySettle && onSettle && (
        <div className={styles.foot}>
          <Button size="xs" variant="default" onClick={() => onSettle('dealt-with')}>
            Dealt with
            <span className="visually-hidden"> the reply of {reply.contactName ?? sender}</span>
          </Button>
          {!reply.barred && (
            <Button size="xs" variant="default" onClick={() => onSettle('placed')}>
              {reply.pupils.length === 0 ? 'Say whom it is about' : 'It is about somebody else'}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}

function Settling({
  reply,
  kind,
  onClose,
}: {
  readonly reply: Reply
  readonly kind: 'placed' | 'dealt-with'
  readonly onClose: () => void
}) {
  const schoolId = useSchoolId()
  const act = useAct(settleReply, { onDone: onClose })
  const [chosen, setChosen] = useState<readonly Chosen[]>([])
  const fields = useFields({ note: '' }, act.error)
  const send = (note: string) =>
    act.mutate({
      params: { schoolId, replyId: reply.id },
      body: { kind, note, pupilIds: chosen.map(({ id }) => id) },
    })
  return (
    <Modal
      opened
      onClose={onClose}
      title={kind === 'placed' ? 'Whom is it about?' : 'Dealt with'}
      closeButtonProps={{ 'aria-label': 'Close without saying' }}
    >
      <form noValidate onSubmit={fields.submit(({ note }) => send(note))}>
        <Stack gap="md">
          <ProblemAlert error={act.error} />
          <Words subject="" body={reply.body} />
          {kind === 'placed' && (
            <Suspense>
              <PupilChooser chosen={chosen} onChange={setChosen} />
            </Suspense>
          )}
          <LongTextField
            label="Note"
            optional
            hint="What was done, for whoever reads it next."
            {...fields.bind('note')}
          />
          <Button type="submit" loading={act.isPending}>
            {kind === 'placed' ? 'Put it to this child' : 'Mark as dealt with'}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}
