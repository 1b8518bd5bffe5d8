import { MarkBadge } from './mark-badge.tsx'
import { markOfCode } from './mark-of-code.ts'

/** A MarkBadge that finds out from the table of codes what its letter means. */
export function CodeBadge({
  code,
  detail,
  size = 'medium',
}: {
  readonly code: string
  readonly detail?: string
  readonly size?: 'small' | 'medium' | 'large'
}) {
  return <MarkBadge {...markOfCode(code, detail)} size={size} />
}
