import { daysBetween, shortDay } from '../../../kernel/day.ts'
import { StatusPill, type StatusTone } from '../../../ui/components/status-pill.tsx'
import { type LedgerLine, type PenaltyStage, pounds, STAGE_WORDS } from '../../contract.ts'
import styles from './penalty.module.css'

const TONES: Readonly<Record<PenaltyStage, StatusTone>> = {
  requested: 'waiting',
  'not clear': 'problem',
  checked: 'now',
  'called off': 'quiet',
  issued: 'waiting',
  received: 'waiting',
  paid21: 'done',
  paid28: 'done',
  unpaid: 'problem',
  prosecuted: 'changed',
  withdrawn: 'quiet',
  elsewhere: 'quiet',
  mistaken: 'quiet',
}

export function Stage({ stage }: { readonly stage: PenaltyStage }) {
  return <StatusPill tone={TONES[stage]}>{STAGE_WORDS[stage]}</StatusPill>
}

/** That nobody here has read the law behind something. */
export function Unverified() {
  return <span className={styles.unverified}>Not verified</span>
}

/** The clock of a notice: the days from receipt to the last day to pay, with a mark for each price, and how many are left. */
export function NoticeClock({ line, today }: { readonly line: LedgerLine; readonly today: LedgerLine['issued'] }) {
  const { received, prices, due, daysLeft, stage } = line
  const last = prices.at(-1)
  if (last === undefined || today === null || (stage !== 'issued' && stage !== 'received')) return null
  if (received === null)
    return (
      <span className={styles.quiet}>
        On its way: to be paid by {shortDay(prices[0]?.last ?? last.last)} for the first amount
      </span>
    )
  const gone = Math.max(0, Math.min(last.within, daysBetween(received, today)))
  return (
    <span className={styles.clock}>
      {due !== null && daysLeft !== null && (
        <span>
          {pounds(due)}, {daysLeft === 0 ? 'last day today' : `${daysLeft} ${daysLeft === 1 ? 'day' : 'days'} left`}
        </span>
      )}
      <span className={styles.line} aria-hidden>
        <span className={styles.gone} style={{ display: 'block', width: `${(100 * gone) / last.within}%` }} />
        {prices.map(({ within }) => (
          <span key={within} className={styles.mark} style={{ left: `${(100 * within) / last.within}%` }} />
        ))}
      </span>
      <span className={styles.quiet}>
        Day {gone} of {last.within}:{' '}
        {prices.map((price) => `${pounds(price.pence)} to ${shortDay(price.last)}`).join(', ')}
      </span>
    </span>
  )
}

/** What was paid, given back, or has to be. */
export function Money({ line }: { readonly line: LedgerLine }) {
  const { paid, paidOn, refunded, toRefund } = line
  if (paid === 0) return null
  return (
    <div>
      {pounds(paid)}
      {paidOn !== null && ` on ${shortDay(paidOn)}`}
      {refunded > 0 && <span className={styles.quiet}>{pounds(refunded)} refunded</span>}
      {toRefund > 0 && <strong className={styles.quiet}>{pounds(toRefund)} to refund</strong>}
    </div>
  )
}

/** What became of it, where it was not paid: withdrawn and why, prosecuted. */
export function Outcome({ line }: { readonly line: LedgerLine }) {
  if (line.withdrawn !== null)
    return (
      <div>
        {line.withdrawn.words}
        {line.withdrawn.day !== null && <span className={styles.quiet}>{shortDay(line.withdrawn.day)}</span>}
      </div>
    )
  if (line.prosecuted !== null) return `Prosecuted from ${shortDay(line.prosecuted)}`
  return ''
}
