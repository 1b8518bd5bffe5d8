import { Button } from '@mantine/core'
import { IconChecks } from '@tabler/icons-react'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { TimeLeft } from '../../../ui/components/time-left.tsx'
import type { Register } from '../../contract.ts'
import type { SheetCounts } from '../../rules/screen/register-sheet.ts'
import { STATE_LOOK } from '../state-look.ts'
import { closingMoment } from './closing-moment.ts'
import styles from './register-bars.module.css'

/** Stays in view over the grid: who is here, who is left, and how long until the register closes. */
export function RegisterHead({
  register,
  counts,
  onRest,
}: {
  readonly register: Register
  readonly counts: SheetCounts
  readonly onRest: (() => void) | undefined
}) {
  const { tone, word } = STATE_LOOK[register.state]
  const open = register.state === 'not-taken' || register.state === 'being-taken'
  const early = open && register.clock.phase === 'before'
  return (
    <div className={styles.head}>
      <dl className={styles.counts}>
        <Count label="Present" value={counts.present} />
        <Count label="Late" value={counts.late} />
        <Count label="Absent" value={counts.absent} />
        {counts.elsewhere > 0 && (
          <Count label="Elsewhere" value={counts.elsewhere} title="Away on an approved activity or at another school" />
        )}
        {counts.notRequired > 0 && (
          <Count label="Not due" value={counts.notRequired} title="Not required to attend here in this session" />
        )}
        <Count label="Left" value={counts.left} now={counts.left > 0 && onRest !== undefined} />
      </dl>
      <div className={styles.state}>
        <StatusPill tone={early ? 'quiet' : tone}>{word}</StatusPill>
        {early && <span className={styles.opens}>Opens at {register.clock.opens}</span>}
        {!early && register.clock.minutesLeft !== null && register.state !== 'closed' && (
          <TimeLeft closesAt={closingMoment(register)} closedWord={open ? 'Should have closed' : 'Closed'} />
        )}
      </div>
      {onRest && <RestButton left={counts.left} onRest={onRest} />}
    </div>
  )
}

function Count({
  label,
  value,
  now = false,
  title,
}: {
  readonly label: string
  readonly value: number
  readonly now?: boolean
  readonly title?: string
}) {
  return (
    <div className={now ? `${styles.count} ${styles.now}` : styles.count} title={title}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}

export function RestButton({ left, onRest }: { readonly left: number; readonly onRest: () => void }) {
  return (
    <Button
      variant="default"
      className={styles.rest ?? ''}
      leftSection={<IconChecks size={18} aria-hidden />}
      // Still there for the focus: a button that goes dead under a finger or a key takes the place on the page with it.
      data-disabled={left === 0}
      aria-disabled={left === 0}
      aria-keyshortcuts="Shift+Space"
      title="Shift and Space"
      onClick={() => {
        if (left > 0) onRest()
      }}
    >
      Mark the rest present
    </Button>
  )
}
