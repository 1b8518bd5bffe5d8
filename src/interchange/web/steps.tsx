import { VisuallyHidden } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { ImportState } from '../contract.ts'
import styles from './interchange.module.css'

const STEPS = ['Files', 'Questions', 'Preview', 'Result'] as const

const AT: Readonly<Record<ImportState, number>> = {
  pending: 0,
  reading: 0,
  questions: 1,
  ready: 2,
  committing: 2,
  done: 3,
  failed: 3,
  discarded: 3,
}

/** Where an import stands among its four steps. */
export function Steps({ state }: { readonly state: ImportState }) {
  const at = AT[state]
  return (
    <ol className={styles.steps} aria-label="Steps of the import">
      {STEPS.map((name, index) => (
        <li
          key={name}
          className={`${styles.step} ${index === at ? styles.now : index < at ? styles.past : ''}`}
          aria-current={index === at ? 'step' : undefined}
        >
          <span className={styles.number}>
            {index < at ? <IconCheck size={16} stroke={2.5} aria-hidden /> : index + 1}
          </span>
          <span className={styles.stepName}>
            {name}
            {index < at && <VisuallyHidden> (done)</VisuallyHidden>}
          </span>
        </li>
      ))}
    </ol>
  )
}
