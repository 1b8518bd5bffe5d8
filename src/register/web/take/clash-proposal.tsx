import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { isShownAsCode } from '../../../law/reason-category.ts'
import { timeText } from '../../../ui/clock.tsx'
import { CodeBadge } from '../../../ui/components/code-badge.tsx'
import { useMe, useMySchool } from '../../../ui/me.tsx'
import type { Conflict } from '../offline/kept-database.ts'
import styles from './clash-proposal.module.css'

/**
 * Marks that somebody else set meanwhile. Nothing of yours goes over them by itself: each stays unless you choose yours. A
 * sign-in at the desk knows more than a look around the room, so to keep is the default.
 */
export function ClashProposal({
  conflict,
  lead,
  pending = false,
  onSettle,
  onClose,
}: {
  readonly conflict: Conflict
  readonly lead: string
  readonly pending?: boolean
  readonly onSettle: (accepted: ReadonlySet<string>) => void
  readonly onClose: () => void
}) {
  const [accepted, setAccepted] = useState<ReadonlySet<string>>(new Set())
  const yourself = useAllYours(conflict)
  const choose = (id: string, yours: boolean) =>
    setAccepted((last) => new Set(yours ? [...last, id] : [...last].filter((one) => one !== id)))
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={`${yourself ? 'You changed marks in another window' : 'Somebody else changed marks'} of this register`}
      closeButtonProps={{ 'aria-label': 'Close and decide later' }}
    >
      <Stack gap="md">
        <Text>{lead}</Text>
        <ul className={styles.list}>
          {conflict.marks.map((mark) => (
            <li key={mark.pupilId} className={styles.mark}>
              <div className={styles.who}>
                <b>{mark.name}</b>
                <span className={styles.by}>{wordsOf(mark)}</span>
              </div>
              <div className={styles.codes}>
                <span>
                  Now <CodeBadge code={mark.now ?? '-'} />
                </span>
                <span>
                  Yours <CodeBadge code={mark.yours} />
                </span>
              </div>
              {mark.now === null || isShownAsCode(mark.now) ? (
                <Checkbox
                  label={`Use mine for ${mark.name}`}
                  checked={accepted.has(mark.pupilId)}
                  onChange={(event) => choose(mark.pupilId, event.currentTarget.checked)}
                />
              ) : (
                <Text size="sm">Arranged by the office: it stays.</Text>
              )}
            </li>
          ))}
        </ul>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Decide later
          </Button>
          <Button loading={pending} onClick={() => onSettle(accepted)}>
            {accepted.size === 0 ? 'Keep what is there' : `Use mine for ${accepted.size}, keep the others`}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** Whether everything in the way is the caller's own, of another window or device, as far as name and position tell. */
function useAllYours({ marks }: Conflict): boolean {
  const { person } = useMe()
  const position = useMySchool()?.position
  return marks.every(({ by }) => by !== null && by.name === person?.name && by.position === position)
}

function wordsOf({ by, at, act }: Conflict['marks'][number]): string {
  if (by === null || at === null) return 'The mark was taken away.'
  const did = act === 'signed-in' ? 'signed in at the desk' : act === 'planned' ? 'planned' : 'marked'
  return `${did} by ${by.name}${by.position === '' ? '' : `, ${by.position}`}, at ${timeText(at)}`
}
