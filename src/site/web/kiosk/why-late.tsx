import { LATE_REASON_KEYS, LATE_REASONS, type LateReason } from '../../contract.ts'
import type { FoundPupil } from './find-myself.tsx'
import styles from './kiosk.module.css'

/** Why, by one press, and that signs in. Nobody has to say. */
export function WhyLate({
  pupil,
  pending,
  onSignIn,
  onNotMe,
}: {
  readonly pupil: FoundPupil
  readonly pending: boolean
  readonly onSignIn: (as: { readonly back: boolean; readonly reason: LateReason | null }) => void
  readonly onNotMe: () => void
}) {
  const late = (reason: LateReason | null) => () => onSignIn({ back: false, reason })
  return (
    <div className={styles.why} aria-busy={pending}>
      <h2 id="kiosk-title">
        {pupil.name}
        {pupil.groupName !== null && <span>, {pupil.groupName}</span>}
      </h2>
      <p className={styles.hint}>Why are you late? Press one to sign in.</p>
      <ul className={styles.reasons}>
        {LATE_REASON_KEYS.map((reason) => (
          <li key={reason}>
            <button type="button" disabled={pending} onClick={late(reason)}>
              {LATE_REASONS[reason]}
            </button>
          </li>
        ))}
        <li>
          <button type="button" disabled={pending} onClick={late(null)}>
            I would rather not say
          </button>
        </li>
        <li>
          <button type="button" disabled={pending} onClick={() => onSignIn({ back: true, reason: null })}>
            I was here today, and I am back
          </button>
        </li>
      </ul>
      <button type="button" className={styles.next} onClick={onNotMe}>
        That is not me
      </button>
    </div>
  )
}
