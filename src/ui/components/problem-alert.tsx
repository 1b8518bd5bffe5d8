import { IconAlertTriangle, IconWifiOff } from '@tabler/icons-react'
import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react'
import { headline, OfflineError, ProblemError } from '../problem.ts'
import styles from './problem-alert.module.css'
import { fieldId } from './use-fields.ts'

/**
 * Says what went wrong and what to do. It takes the focus when something the person did has failed (not when a page
 * opens with it: then it is only said aloud), and each field at fault is a link to that
 * field (whose `id` is `fieldId(path)`, as the fields of `fields.tsx` have). Renders nothing without an error.
 */
export function ProblemAlert({
  error,
  action,
}: {
  readonly error: unknown
  /** A way on: a button to try again. */
  readonly action?: ReactNode
}) {
  const place = useRef<HTMLDivElement>(null)
  const last = useRef(error)
  useEffect(() => {
    if (error && error !== last.current) place.current?.focus()
    last.current = error
  }, [error])
  if (!error) return null
  const offline = error instanceof OfflineError
  const problem = error instanceof ProblemError ? error : undefined
  return (
    <div
      ref={place}
      role="alert"
      tabIndex={-1}
      className={offline ? `${styles.alert} ${styles.offline}` : styles.alert}
    >
      {offline ? <IconWifiOff size={22} aria-hidden /> : <IconAlertTriangle size={22} aria-hidden />}
      <div>
        <p className={styles.title}>{headline(error)}</p>
        {problem && problem.errors.length > 0 && (
          <ul className={styles.list}>
            {problem.errors.map(({ path, message }) => (
              <li key={`${path} ${message}`}>
                {path === '' ? (
                  message
                ) : (
                  <a href={`#${fieldId(path)}`} onClick={goToField}>
                    {message}
                  </a>
                )}
              </li>
            ))}
          </ul>
        )}
        {problem !== undefined && problem.status >= 500 && problem.problem.requestId && (
          <p className={styles.quote}>If you report this, quote {problem.problem.requestId}.</p>
        )}
        {action && <div className={styles.action}>{action}</div>}
      </div>
    </div>
  )
}

function goToField(event: MouseEvent<HTMLAnchorElement>) {
  event.preventDefault()
  const field = document.getElementById(event.currentTarget.hash.slice(1))
  field?.scrollIntoView({ block: 'center' })
  field?.focus({ preventScroll: true })
}
