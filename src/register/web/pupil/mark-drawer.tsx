import { Button, Drawer, Stack, Text } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import type { Day } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import type { Half } from '../../../kernel/session.ts'
import { isShownAsCode, type ShownCode } from '../../../law/reason-category.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { CodeBadge } from '../../../ui/components/code-badge.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { KeyValues } from '../../../ui/components/key-values.tsx'
import { markOfCode } from '../../../ui/components/mark-of-code.ts'
import { useOpenedLate } from '../../../ui/components/use-opened-late.ts'
import { useMay } from '../../../ui/me.tsx'
import { SmallLoading } from '../../../ui/shell/states.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { markHistory } from '../../contract.ts'
import {
  ACT_WORDS,
  actorWords,
  type Change,
  detailsBesideReason,
  detailWords,
  HELD,
  momentWords,
  reasonRows,
  sessionWords,
} from './change-words.ts'
import styles from './pupil.module.css'

/** One mark and every change of it: what it was, what it became, why, when, and who, in what position. */
export function MarkDrawer({
  pupilId,
  session,
  onClose,
  onAmend,
}: {
  readonly pupilId: PupilId
  readonly session: { readonly day: Day; readonly half: Half } | undefined
  readonly onClose: () => void
  /** Left out where the mark is only looked at. */
  readonly onAmend?: (day: Day, half: Half) => void
}) {
  return (
    <Drawer
      opened={useOpenedLate(session !== undefined)}
      onClose={onClose}
      position="right"
      size="md"
      title={session === undefined ? '' : sessionWords(session)}
      closeButtonProps={{ 'aria-label': 'Close the mark' }}
    >
      {session !== undefined && <History pupilId={pupilId} {...session} onAmend={onAmend} />}
    </Drawer>
  )
}

function History({
  pupilId,
  day,
  half,
  onAmend,
}: {
  readonly pupilId: PupilId
  readonly day: Day
  readonly half: Half
  readonly onAmend: ((day: Day, half: Half) => void) | undefined
}) {
  const schoolId = useSchoolId()
  const may = useMay()
  const asked = useOperation(markHistory, { params: { schoolId, pupilId, day, half } })
  return (
    <Answered question={asked} loading={<SmallLoading />}>
      {({ mark, changes, absencesFromSite }) => (
        <Stack gap="md">
          <p className={styles.standing}>
            <CodeBadge code={mark?.code ?? '-'} size="large" />
            <span>{mark === null ? 'No mark' : nameOf(mark.code)}</span>
          </p>
          {mark !== null && <Details of={mark.details} />}
          {mark?.withheld && <Text>{HELD}.</Text>}
          {absencesFromSite.map(({ left, returned, reason }) => (
            <Text key={left}>
              Left at {left}
              {returned === null ? '' : `, came back at ${returned}`}
              {reason === null ? '' : `: ${reason}`}
            </Text>
          ))}
          {onAmend !== undefined && may('register.amend') && (
            <Button
              variant="default"
              leftSection={<IconPencil size={18} aria-hidden />}
              onClick={() => onAmend(day, half)}
            >
              Amend this mark
            </Button>
          )}
          <h3 className={styles.small}>Every change, oldest first</h3>
          {changes.length === 0 ? (
            <EmptyState title="No change" because="Nobody has marked this session yet." />
          ) : (
            <ol className={styles.changes}>
              {changes.map((change) => (
                <OneChange key={change.number} change={change} />
              ))}
            </ol>
          )}
        </Stack>
      )}
    </Answered>
  )
}

function OneChange({ change }: { readonly change: Change }) {
  return (
    <li className={styles.change}>
      <KeyValues
        of={[
          ['What', `${ACT_WORDS[change.act]} (entry ${change.number})`],
          ['Was', markWords(change.from)],
          ['Became', markWords(change.to)],
          ...reasonRows(change),
          ['When', momentWords(change.at)],
          ['Who', actorWords(change.by)],
        ]}
      />
      <Details of={detailsBesideReason(change.details)} />
    </li>
  )
}

function Details({ of }: { readonly of: Readonly<Record<string, string>> }) {
  const facts = detailWords(of)
  return facts.length === 0 ? null : <KeyValues of={facts} />
}

function nameOf(code: ShownCode): string {
  return markOfCode(code).name ?? code
}

/** "I, illness", or the category alone. */
function markWords(code: ShownCode | null): string {
  if (code === null) return 'No mark'
  return isShownAsCode(code) ? `${code}, ${nameOf(code)}` : nameOf(code)
}
