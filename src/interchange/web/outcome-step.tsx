import { Group } from '@mantine/core'
import { PageButton } from '../../ui/address/page-link.tsx'
import { StatusPill } from '../../ui/components/status-pill.tsx'
import styles from './interchange.module.css'
import { type ImportNow, STATE_WORDS } from './words.ts'

/** What came of an import that is over. */
export function OutcomeStep({ now }: { readonly now: ImportNow }) {
  const { text, tone } = STATE_WORDS[now.state]
  return (
    <div className={styles.outcome} role="status">
      <StatusPill tone={tone}>{text}</StatusPill>
      <p>{now.sentence ?? ''}</p>
      {now.state === 'done' && now.gaps.length > 0 && (
        <>
          <p>Still to be added on the pupils’ pages:</p>
          <ul className={styles.notes}>
            {now.gaps.map((gap) => (
              <li key={gap}>{gap}</li>
            ))}
          </ul>
        </>
      )}
      <p className={styles.quiet}>
        {now.files.map(({ name, sha256 }) => `${name} (SHA-256 ${sha256.slice(0, 12)}…)`).join(', ')}
      </p>
      <Group>
        {now.state === 'done' && <PageButton there={{ to: '/pupils' }}>Go to the pupils</PageButton>}
        <PageButton there={{ to: '/roster-import' }} variant="default">
          Another import
        </PageButton>
      </Group>
    </div>
  )
}
