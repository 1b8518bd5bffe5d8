import type { Day } from '../../kernel/day.ts'
import { shortDay } from '../../kernel/day.ts'
import { StatusPill } from '../../ui/components/status-pill.tsx'
import { type CaseLine, STAGE_NAMES, STAGES, type Stage } from '../contract.ts'
import styles from './cases.module.css'

/** "4 Facilitate support": the number says at a glance how far a case has come. */
export function stageInWords(stage: Stage): string {
  return `${STAGES.indexOf(stage) + 1} ${STAGE_NAMES[stage]}`
}

export function yearAndGroup({ yearGroup, group, onRoll }: CaseLine['child']): string {
  const where = [yearGroup, group].filter((one) => one !== null).join(', ')
  return onRoll ? where : `${where === '' ? '' : `${where}, `}has left`
}

/** The day of the review: overdue says so, and where there is none that is said too. */
export function Review({ day, today }: { readonly day: Day | null; readonly today: Day }) {
  if (day === null) return <span className={styles.quiet}>No day is set</span>
  if (day < today)
    return (
      <StatusPill tone="problem">
        <span>
          Overdue since <span className={styles.whole}>{shortDay(day)}</span>
        </span>
      </StatusPill>
    )
  return day === today ? <StatusPill tone="now">Today</StatusPill> : shortDay(day)
}

export function daysInWords(days: number): string {
  if (days === 0) return 'today'
  return days === 1 ? '1 school day ago' : `${days} school days ago`
}
