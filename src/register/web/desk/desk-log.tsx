import { Button } from '@mantine/core'
import { IconDoor } from '@tabler/icons-react'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { CodeBadge } from '../../../ui/components/code-badge.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import styles from './desk.module.css'
import { nameHere, type PupilHere } from './places.ts'

const WORDS = { late: 'came late', 'left-site': 'left', 'on-site': 'came back' } as const

/** Everybody whom the desk recorded today, latest first. */
export function DeskLog({
  pupils,
  day,
  onChoose,
}: {
  readonly pupils: readonly PupilHere[]
  readonly day: string
  readonly onChoose: (pupil: PupilHere) => void
}) {
  const seen = pupils
    .filter(({ time }) => time !== null)
    .sort((one, other) => (other.time ?? '').localeCompare(one.time ?? ''))
  if (seen.length === 0)
    return (
      <EmptyState
        icon={IconDoor}
        title="Nobody yet today"
        because="Pupils who arrive late, leave or come back are listed here."
      />
    )
  return (
    <ul className={styles.log} aria-label={`At the desk on ${day}`}>
      {seen.map((pupil) => (
        <li key={pupil.pupilId}>
          <span className={styles.time}>{pupil.time}</span>
          <span className={styles.optionName}>
            <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId: pupil.pupilId } }}>
              {nameHere(pupil)}
            </PageLink>
            <span className={styles.quiet}>
              {pupil.groupName ?? 'No group'}, {WORDS[pupil.place as keyof typeof WORDS] ?? 'recorded'}
            </span>
          </span>
          {pupil.code !== null && <CodeBadge code={pupil.code} />}
          {pupil.place === 'left-site' && (
            <Button size="xs" variant="default" onClick={() => onChoose(pupil)}>
              Back
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
