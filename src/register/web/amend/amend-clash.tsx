import { Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { CodeBadge } from '../../../ui/components/code-badge.tsx'
import { actorWords, detailWords, momentWords, sessionWords } from '../pupil/change-words.ts'
import styles from './amend.module.css'
import { type AmendConflict, placeOf } from './use-amending.ts'

type Mark = AmendConflict['marks'][number]

/**
 * Marks that somebody else changed while this amendment was being written: theirs, with what they recorded and why, beside
 * what was about to go over it. Theirs stay unless the person chooses otherwise.
 */
export function AmendClash({
  conflict,
  pending,
  onSettle,
}: {
  readonly conflict: AmendConflict
  readonly pending: boolean
  readonly onSettle: (accepted: ReadonlySet<string>) => void
}) {
  const { marks } = conflict
  const [accepted, setAccepted] = useState<ReadonlySet<string>>(new Set())
  const choose = (key: string, mine: boolean) =>
    setAccepted((last) => new Set(mine ? [...last, key] : [...last].filter((one) => one !== key)))
  return (
    <Stack gap="md">
      <Text role="alert">
        {marks.length === 1 ? 'This mark was' : `${marks.length} of these marks were`} changed while you were writing.
        Nothing of yours has been saved yet.
      </Text>
      <ul className={styles.clashes}>
        {marks.map((mark) => (
          <li key={placeOf(mark)} className={styles.clash}>
            <div className={styles.who}>
              <b>
                {mark.name}, {sessionWords(mark)}
              </b>
              <span className={styles.stays}>{whoChanged(mark)}</span>
              {recorded(mark).map(([label, text]) => (
                <span key={label} className={styles.stays}>
                  {label}: {text}
                </span>
              ))}
            </div>
            <div className={styles.codes}>
              <span>
                Now <CodeBadge code={mark.now ?? '-'} />
              </span>
              <span>
                Yours <CodeBadge code={mark.yours} />
              </span>
            </div>
            <Checkbox
              label={`Use mine for ${mark.name}, ${sessionWords(mark)}`}
              checked={accepted.has(placeOf(mark))}
              onChange={(event) => choose(placeOf(mark), event.currentTarget.checked)}
            />
          </li>
        ))}
      </ul>
      <Group justify="flex-end">
        <Button loading={pending} onClick={() => onSettle(accepted)}>
          {accepted.size === 0
            ? 'Keep what is there'
            : accepted.size === marks.length
              ? 'Use mine'
              : `Use mine for ${accepted.size}, keep the others`}
        </Button>
      </Group>
    </Stack>
  )
}

function whoChanged({ by, at }: Mark): string {
  if (by === null || at === null) return 'The mark was taken away.'
  return `Changed by ${actorWords(by)}, ${momentWords(at)}`
}

/** What the other wrote: the details, and the reason they gave. */
function recorded({ details, reason }: Mark): readonly (readonly [string, string])[] {
  return [...detailWords(details), ...(reason === null ? [] : [['Their reason', reason] as const])]
}
