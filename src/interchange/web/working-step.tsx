import { Progress } from '@mantine/core'
import styles from './interchange.module.css'
import { counted, type ImportNow } from './words.ts'

/** What is happening by itself, and how far it has come. */
export function WorkingStep({ now }: { readonly now: ImportNow }) {
  const { done, total } = now.progress
  const committing = now.state === 'committing'
  const title = committing ? 'Your roll is being changed' : 'The files are being read'
  const percent = total === 0 ? 0 : Math.round((100 * done) / total)
  return (
    <div className={styles.outcome}>
      <p role="status">
        <strong>{title} …</strong> {total > 0 && `${done.toLocaleString('en-GB')} of ${counted(total, 'pupil')}`}
      </p>
      <Progress.Root size="lg" w="100%">
        <Progress.Section value={percent === 0 ? 100 : percent} animated={percent === 0} aria-label={title} />
      </Progress.Root>
      <p className={styles.quiet}>
        {committing
          ? 'All of it is done or nothing. You may leave this page; the work goes on.'
          : 'Nothing changes yet. You may leave this page and come back.'}
      </p>
    </div>
  )
}
