import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { longDay } from '../../../kernel/day.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { ConfirmWithReason } from '../../../ui/components/confirm-with-reason.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { carriedInWords, keepAction, type ShownAction } from '../../contract.ts'
import { called } from './meeting-words.ts'
import styles from './meetings.module.css'

/** What was agreed and is still to be done: who, by when, how often it was carried over. */
export function OpenActions({
  caseId,
  actions,
  today,
  mayRecord,
}: {
  readonly caseId: string
  readonly actions: readonly ShownAction[]
  readonly today: string
  readonly mayRecord: boolean
}) {
  return (
    <ul className={styles.cards} aria-label="Actions">
      {actions.map((action) => (
        <li key={action.actionId} className={styles.card}>
          <div className={styles.head}>
            <h4 className={styles.title}>{action.what}</h4>
            <ActionPill action={action} today={today} />
          </div>
          <p className={styles.quiet}>
            {called(action.owner)}, by {longDay(action.due)}
            {action.carried > 0 && ` (${carriedInWords(action)})`}
          </p>
          {action.ended !== null && action.ended.words !== '' && <p className={styles.words}>{action.ended.words}</p>}
          {mayRecord && action.state === 'open' && <ActionButtons caseId={caseId} action={action} />}
        </li>
      ))}
    </ul>
  )
}

export function ActionPill({
  action: { state, due },
  today,
}: {
  readonly action: Pick<ShownAction, 'state' | 'due'>
  readonly today: string
}) {
  if (state === 'done') return <StatusPill tone="done">Done</StatusPill>
  if (state === 'dropped') return <StatusPill tone="quiet">Dropped</StatusPill>
  return due < today ? <StatusPill tone="problem">Overdue</StatusPill> : <StatusPill tone="waiting">To do</StatusPill>
}

function ActionButtons({
  caseId,
  action: { actionId, what },
}: {
  readonly caseId: string
  readonly action: ShownAction
}) {
  const schoolId = useSchoolId()
  const [key] = useState(newKey)
  const [dropping, setDropping] = useState(false)
  const act = useAct(keepAction)
  const params = { schoolId, caseId }
  return (
    <>
      {!dropping && <ProblemAlert error={act.error} />}
      <Group gap="xs" mt="xs">
        <Button
          size="compact-md"
          variant="default"
          aria-label={`Done: ${what}`}
          loading={act.isPending}
          onClick={() => act.mutate({ params, body: { key, step: { kind: 'done', actionId, words: '' } } })}
        >
          Done
        </Button>
        <Button size="compact-md" variant="subtle" aria-label={`Drop: ${what}`} onClick={() => setDropping(true)}>
          Drop…
        </Button>
      </Group>
      <ConfirmWithReason
        opened={dropping}
        onClose={() => setDropping(false)}
        title={`Drop: ${what}`}
        confirmLabel="Drop it"
        pending={act.isPending}
        error={act.error}
        onConfirm={(because) => act.mutate({ params, body: { key, step: { kind: 'dropped', actionId, because } } })}
      >
        <p>It stays in the case, with the reason.</p>
      </ConfirmWithReason>
    </>
  )
}
