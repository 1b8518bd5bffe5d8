import { CHILDLINE } from '../../../law/childline.ts'
import styles from './childs-steps.module.css'

/** What a child knows before they begin: who reads it, what cannot stay a secret, and whom they can go to. */
export function WhoIsTold({ lead }: { readonly lead: string | null }) {
  return (
    <div className={styles.told}>
      <p>
        <strong>Who reads this?</strong> Grown-ups at school who want to help you.
      </p>
      <p>
        <strong>Is it a secret?</strong> No. {WHAT_IS_PASSED_ON}
      </p>
      <WhoHelps lead={lead} />
    </div>
  )
}

/** Beside the box for their own words. */
export function BesideWords({ lead }: { readonly lead: string | null }) {
  return (
    <div className={styles.told}>
      <p>{WHAT_IS_PASSED_ON}</p>
      <WhoHelps lead={lead} />
    </div>
  )
}

const WHAT_IS_PASSED_ON =
  'If you say that somebody hurts you, or that you want to hurt yourself, the school tells the people whose job is to keep children safe.'

/** Whom they can go to now. */
export function WhoHelps({ lead }: { readonly lead: string | null }) {
  return (
    <p>
      <strong>Do you need help now?</strong> Go to{' '}
      {lead === null ? 'any adult you trust here' : `${lead}, who looks after safety here, or any adult you trust`}. You
      can ring Childline for free, day or night: <strong className={styles.number}>{CHILDLINE.number}</strong>.
    </p>
  )
}
