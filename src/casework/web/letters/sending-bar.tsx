import { Button, Progress } from '@mantine/core'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import styles from './letters.module.css'
import type { LetterSending } from './use-sending.ts'

/** Stays in view under the list: how many are ticked, and how far those are that go. */
export function SendingBar({
  sending,
  ticked,
  onSend,
}: {
  readonly sending: LetterSending
  readonly ticked: number
  readonly onSend: () => void
}) {
  const { now, all } = sending
  return (
    <div className={styles.go}>
      <ProblemAlert error={now?.error} />
      {now !== undefined && (
        <div role="status">
          {now.running && (
            <Progress value={(100 * now.letters) / Math.max(1, all)} aria-label="Letters in the queue" mb="xs" />
          )}
          {said(sending)}{' '}
          {!now.running && now.toPrint > 0 && <PageLink there={{ to: '/outbox' }}>Print and post them</PageLink>}
        </div>
      )}
      <div className={styles.acts}>
        {now?.error === undefined ? (
          <Button loading={now?.running ?? false} disabled={ticked === 0} onClick={onSend}>
            {ticked === 1 ? 'Put 1 letter in the queue' : `Put ${ticked} letters in the queue`}
          </Button>
        ) : (
          <>
            <Button onClick={sending.goOn}>Try the other {all - now.letters} again</Button>
            <Button variant="default" onClick={sending.forget}>
              Leave them and look again
            </Button>
          </>
        )}
        {now === undefined && <span className={styles.quiet}>Each parent who is entitled gets a copy.</span>}
      </div>
    </div>
  )
}

function said({ now, all }: LetterSending): string {
  if (now === undefined) return ''
  const { letters, copies, toPrint, running, error } = now
  if (running) return `${letters} of ${all} letters are in the queue. Stay on this page.`
  const queued = `${letters === 1 ? 'One letter is' : `${letters} letters are`} in the queue, ${copies} ${copies === 1 ? 'copy' : 'copies'} in all, ${toPrint} to print.`
  return error === undefined ? queued : `${queued} The other ${all - letters} were not sent.`
}
