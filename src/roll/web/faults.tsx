import styles from './roll.module.css'

export interface FaultShown {
  readonly code: string
  readonly severity: 'refuse' | 'warn'
  readonly message: string
  readonly source?: string | undefined
  readonly verified?: boolean | undefined
  /** Two values that do not agree. */
  readonly values?: readonly { readonly what: string; readonly value: string }[]
}

/** What is wrong or to be decided, each with both values and where the rule stands. A source nobody here has read says so. */
export function Faults({ of }: { readonly of: readonly FaultShown[] }) {
  if (of.length === 0) return null
  return (
    <ul className={`${styles.list} ${styles.faults}`} aria-label="To decide or to put right">
      {of.map((fault) => (
        <li key={fault.message} className={styles.fault}>
          <p>
            {fault.severity === 'refuse' && <strong>This cannot be. </strong>}
            {fault.message}
          </p>
          {fault.values && (
            <p className={styles.values}>
              {fault.values.map((value) => (
                <span key={value.what}>
                  {value.what}: <b>{value.value}</b>
                </span>
              ))}
            </p>
          )}
          {fault.source !== undefined && (
            <p className={styles.source}>
              {fault.source}
              {fault.verified === false && ' (not verified: check before you rely on it)'}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
