import { StatusPill } from '../../ui/components/status-pill.tsx'
import type { RegisterSummary } from '../contract.ts'
import { STATE_LOOK } from './state-look.ts'

/** The state of a register; one that should be in and is not, or that closed without somebody, is a problem. */
export function RegisterState({
  register,
}: {
  readonly register: Pick<RegisterSummary, 'state' | 'overdue' | 'clock' | 'counts'>
}) {
  const { tone, word } = STATE_LOOK[register.state]
  const early = register.state === 'not-taken' && register.clock.phase === 'before'
  return (
    <StatusPill tone={register.overdue ? 'problem' : early ? 'quiet' : tone}>
      {word}
      {register.overdue && (register.state === 'closed' ? `, ${blanksWords(register.counts.notMarked)}` : ', overdue')}
    </StatusPill>
  )
}

/** "1 pupil has no mark". */
function blanksWords(blanks: number): string {
  return blanks === 1 ? '1 pupil has no mark' : `${blanks} pupils have no mark`
}
