import { STAGE_NAMES, STAGES, type Stage } from '../../contract.ts'
import styles from '../cases.module.css'

/** The six stages from left to right, with the one where the case stands. Said in words as well: colour tells nothing alone. */
export function StageStrip({ stage, closed }: { readonly stage: Stage; readonly closed: boolean }) {
  const at = STAGES.indexOf(stage)
  return (
    <ol className={styles.stages} aria-label="Stages of support before law">
      {STAGES.map((one, place) => (
        <li
          key={one}
          className={`${styles.stage} ${place < at ? styles.passed : ''} ${place === at && !closed ? styles.here : ''}`}
          {...(place === at ? { 'aria-current': 'step' } : {})}
        >
          <span className={styles.stageNumber}>
            {place + 1}
            {place === at && (closed ? ', closed here' : ', now here')}
          </span>
          {STAGE_NAMES[one]}
        </li>
      ))}
    </ol>
  )
}
