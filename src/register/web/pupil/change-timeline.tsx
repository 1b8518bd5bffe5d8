import { IconCalendarEvent, IconDoorEnter, IconDoorExit, IconPencil } from '@tabler/icons-react'
import { CodeBadge } from '../../../ui/components/code-badge.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { Timeline } from '../../../ui/components/timeline.tsx'
import type { Icon } from '../../../ui/screen.ts'
import type { Act } from '../../contract.ts'
import { ACT_WORDS, actorWords, type Change, momentWords, sessionWords } from './change-words.ts'
import styles from './pupil.module.css'

const SIGNS: Readonly<Partial<Record<Act, Icon>>> = {
  amended: IconPencil,
  'signed-in': IconDoorEnter,
  returned: IconDoorEnter,
  'left-site': IconDoorExit,
  planned: IconCalendarEvent,
  'school-closed': IconCalendarEvent,
  withdrawn: IconCalendarEvent,
}

/** What happened to a pupil's marks, newest first. Marks that one act changed together stand together. */
export function ChangeTimeline({ label, changes }: { readonly label: string; readonly changes: readonly Change[] }) {
  if (changes.length === 0)
    return (
      <EmptyState
        title="No mark was changed"
        because="Amendments, sign-ins at the desk, planned absences and their withdrawal are listed here."
      />
    )
  const acts = [...Map.groupBy(changes, ({ number }) => number).values()]
  return (
    <Timeline
      label={label}
      entries={acts.map((act) => {
        const [first] = act
        const sign = first === undefined ? undefined : SIGNS[first.act]
        return {
          id: String(first?.number),
          title: <ActTitle act={act} />,
          when: first === undefined ? '' : momentWords(first.at),
          ...(first === undefined ? {} : { by: actorWords(first.by) }),
          ...(sign === undefined ? {} : { icon: sign }),
          ...bodyOf(first),
        }
      })}
    />
  )
}

function bodyOf(change: Change | undefined) {
  if (change?.reason != null) return { body: `“${change.reason}”` }
  return change?.withheld ? { body: 'The office holds the details.' } : {}
}

function ActTitle({ act }: { readonly act: readonly Change[] }) {
  const inOrder = act.toSorted((one, other) => `${one.day}${one.half}`.localeCompare(`${other.day}${other.half}`))
  const [first] = inOrder
  const last = inOrder.at(-1)
  if (first === undefined || last === undefined) return null
  return (
    <span className={styles.actTitle}>
      {ACT_WORDS[first.act]}
      {first.from !== first.to && (
        <>
          <CodeBadge code={first.from ?? '-'} size="small" />
          <span aria-hidden>→</span>
          <span className="visually-hidden">became</span>
          <CodeBadge code={first.to ?? '-'} size="small" />
        </>
      )}
      <span>
        {inOrder.length === 1
          ? sessionWords(first)
          : `${inOrder.length} sessions, ${sessionWords(first)} to ${sessionWords(last)}`}
      </span>
    </span>
  )
}
