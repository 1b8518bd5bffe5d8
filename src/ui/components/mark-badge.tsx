import { IconArrowUpRight, IconCheck, IconClock, IconX } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { Icon } from '../screen.ts'
import styles from './mark-badge.module.css'
import { type MarkLook, wordsOfMark } from './mark-look.ts'

const SIGNS: Readonly<Partial<Record<MarkLook, ComponentType<{ size: number; stroke: number }> | Icon>>> = {
  present: IconCheck,
  late: IconClock,
  'late-in': IconClock,
  elsewhere: IconArrowUpRight,
  authorised: IconX,
  unauthorised: IconX,
}

/**
 * One mark: its letter code, its sign and the edge of its class. `small` leaves the sign out where a grid has no room;
 * letter and edge still tell the marks apart.
 */
export function MarkBadge({
  code,
  look,
  name,
  detail,
  size = 'medium',
}: {
  readonly code: string
  readonly look: MarkLook
  /** The code's name in law: "illness". Said aloud and shown on pointing. */
  readonly name?: string
  /** What belongs to this one mark: "arrived 08:52". */
  readonly detail?: string
  readonly size?: 'small' | 'medium' | 'large'
}) {
  const Sign = size === 'small' ? undefined : SIGNS[look]
  const label = wordsOfMark({ code, look, ...(name ? { name } : {}), ...(detail ? { detail } : {}) })
  return (
    <span
      role="img"
      aria-label={label}
      title={label}
      className={[styles.mark, styles[look], size === 'medium' ? '' : styles[size]].join(' ')}
    >
      {code === '-' ? '' : code}
      {Sign && <Sign size={size === 'large' ? 18 : 14} stroke={2.4} />}
    </span>
  )
}
