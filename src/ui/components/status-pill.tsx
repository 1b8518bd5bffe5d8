import {
  IconAlertTriangle,
  IconBell,
  IconCircle,
  IconCircleCheck,
  IconHourglassLow,
  IconPencil,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './status-pill.module.css'

/**
 * `now`: needs doing now (the one brass thing); `waiting`: under way or waiting for somebody; `done`; `changed`: done and
 * changed afterwards; `problem`: overdue or wrong; `quiet`: nothing to do.
 */
export type StatusTone = 'now' | 'waiting' | 'done' | 'changed' | 'problem' | 'quiet'

const SIGNS = {
  now: IconBell,
  waiting: IconHourglassLow,
  done: IconCircleCheck,
  changed: IconPencil,
  problem: IconAlertTriangle,
  quiet: IconCircle,
} as const

export function StatusPill({ tone, children }: { readonly tone: StatusTone; readonly children: ReactNode }) {
  const Sign = SIGNS[tone]
  return (
    <span className={`${styles.pill} ${styles[tone]}`}>
      <Sign size={15} stroke={2} aria-hidden />
      {children}
    </span>
  )
}
