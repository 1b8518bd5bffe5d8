import { Fragment, type ReactNode } from 'react'
import styles from './key-values.module.css'

/** Facts about one thing. A fact that is not known says so in words ("Not recorded"), never a dash. */
export function KeyValues({ of }: { readonly of: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className={styles.list}>
      {of.map(([label, value]) => (
        <Fragment key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
