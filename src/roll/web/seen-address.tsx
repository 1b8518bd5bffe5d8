import { IconLock } from '@tabler/icons-react'
import { addressLine, type SeenAddress } from '../contract.ts'
import styles from './roll.module.css'

/** An address as far as the caller may know it. A hidden one says so: nobody should think that there is none. */
export function SeenAddressText({ of, none = 'Not recorded' }: { readonly of: SeenAddress; readonly none?: string }) {
  if (of.state === 'none') return <span className={styles.quiet}>{none}</span>
  if (of.state === 'hidden')
    return (
      <span className={styles.hidden}>
        <IconLock size={16} aria-hidden /> Confidential: ask the head or the safeguarding lead
      </span>
    )
  return (
    <>
      {addressLine(of.address)}
      {of.confidential && (
        <>
          {' '}
          <span className={`${styles.tag} ${styles.sensitive}`}>Confidential: hidden from most staff</span>
        </>
      )}
    </>
  )
}
