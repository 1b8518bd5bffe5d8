import { Button } from '@mantine/core'
import { useState } from 'react'
import { longDay } from '../../../kernel/day.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { ConfirmWithReason } from '../../../ui/components/confirm-with-reason.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { BARRIERS, type BarrierShown, easeBarrier } from '../../contract.ts'
import { saidWords } from './barrier-words.ts'
import styles from './questions.module.css'

const ANSWERS = { accepted: 'accepted', refused: 'not wanted' } as const

/** One barrier: whose words, since when, and what was offered for it. */
export function BarrierCard({
  caseId,
  barrier,
  mayWrite,
}: {
  readonly caseId: string
  readonly barrier: BarrierShown
  readonly mayWrite: boolean
}) {
  const { kind, words, recorded, by, eased, restricted, offers } = barrier
  const { title } = BARRIERS[kind]
  return (
    <li className={styles.barrier}>
      <div className={styles.head}>
        <h4 className={styles.name}>{title}</h4>
        {restricted && <StatusPill tone="changed">Restricted</StatusPill>}
        {eased !== null && <StatusPill tone="done">Eased</StatusPill>}
      </div>
      <p style={{ whiteSpace: 'pre-wrap' }} data-plain="name">
        “{words}”
      </p>
      <p className={styles.quiet}>
        {saidWords(barrier)}. Recorded {longDay(recorded)} by {by.name}.
      </p>
      {offers.length === 0
        ? eased === null && <p className={styles.quiet}>Nothing has been offered for it yet.</p>
        : offers.map((offer) => (
            <p key={`${offer.title} ${offer.day}`}>
              Offered: {offer.title}, {offer.answer === null ? 'no answer yet' : ANSWERS[offer.answer]}
            </p>
          ))}
      {eased !== null && (
        <p>
          Eased {longDay(eased.day)}: {eased.because}
        </p>
      )}
      {mayWrite && eased === null && <Ease {...{ caseId, barrier }} />}
    </li>
  )
}

function Ease({
  caseId,
  barrier: { barrierId, kind, words },
}: {
  readonly caseId: string
  readonly barrier: BarrierShown
}) {
  const schoolId = useSchoolId()
  const [key, setKey] = useState<string>()
  const act = useAct(easeBarrier, { onDone: () => setKey(undefined) })
  return (
    <div className={styles.actions}>
      <Button
        variant="default"
        size="compact-md"
        aria-label={`It has eased: ${BARRIERS[kind].title}`}
        onClick={() => setKey(newKey())}
      >
        It has eased
      </Button>
      <ConfirmWithReason
        opened={key !== undefined}
        onClose={() => setKey(undefined)}
        title={`${BARRIERS[kind].title}: what eased it?`}
        confirmLabel="Record that it has eased"
        pending={act.isPending}
        error={act.error}
        onConfirm={(because) =>
          act.mutate({ params: { schoolId, caseId, barrierId }, body: { key: key ?? newKey(), because } })
        }
      >
        <p>“{words}”</p>
      </ConfirmWithReason>
    </div>
  )
}
