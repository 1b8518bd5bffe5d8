import { Alert, Text } from '@mantine/core'
import { shortDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { CodeBadge } from '../../../ui/components/code-badge.tsx'
import { StatCard, StatCards } from '../../../ui/components/stat-card.tsx'
import type { previewPlan } from '../../contract.ts'
import styles from '../amend/amend.module.css'

export type Preview = Answer<typeof previewPlan>
type Change = Preview['kept'][number]

const COUNT = new Intl.NumberFormat('en-GB')
const counted = (count: number, noun: string) => `${COUNT.format(count)} ${noun}${count === 1 ? '' : 's'}`

/** What would happen, in numbers and names, before anything does. */
export function PreviewOf({ preview }: { readonly preview: Preview }) {
  return (
    <div aria-live="polite">
      <StatCards>
        <StatCard
          label="Marks to set"
          value={COUNT.format(preview.marks)}
          note={`${counted(preview.sessions, 'session')}, ${counted(preview.pupils, 'pupil')}`}
        />
        <StatCard label="Marks kept" value={COUNT.format(preview.keptCount)} note="stand already and stay" />
        <StatCard
          label="Marks replaced"
          value={COUNT.format(preview.replacedCount)}
          note="what was stays in the journal"
          now={preview.replacedCount > 0}
        />
      </StatCards>
      {preview.over > 0 && (
        <Alert color="orange" variant="light" mt="md" title="Some of these days are over">
          {preview.over === 1 ? '1 session is' : `${COUNT.format(preview.over)} sessions are`} of days before today. The
          journal will say that this was entered afterwards.
        </Alert>
      )}
      <LeftOut preview={preview} />
      <Marks title="Kept as they are" marks={preview.kept} />
      <Marks title="Replaced" marks={preview.replaced} />
    </div>
  )
}

/** Who is on roll for only a part of the sessions, or none: nobody should wonder later why they have no mark. */
function LeftOut({ preview }: { readonly preview: Preview }) {
  const { leftOut, leftOutCount } = preview
  if (leftOutCount === 0) return null
  return (
    <div style={{ marginTop: '1rem' }}>
      <Text fw={600}>Not on roll for all of it</Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <ul className={styles.marks} tabIndex={0} aria-label="Not on roll for all of it">
        {leftOut.slice(0, 50).map(({ pupilId, name, sessions, because }) => (
          <li key={pupilId}>
            <span className={styles.when}>
              <b>{name}</b> {because}: {sessions === 1 ? '1 session is' : `${sessions} sessions are`} left out.
            </span>
          </li>
        ))}
      </ul>
      {leftOutCount > 50 && <Text c="dimmed">and {COUNT.format(leftOutCount - 50)} more</Text>}
    </div>
  )
}

function Marks({ title, marks }: { readonly title: string; readonly marks: readonly Change[] }) {
  if (marks.length === 0) return null
  return (
    <div style={{ marginTop: '1rem' }}>
      <Text fw={600}>{title}</Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <ul className={styles.marks} tabIndex={0} aria-label={title}>
        {marks.slice(0, 50).map(({ pupilId, name, day, half, from, to }) => (
          <li key={`${pupilId} ${day} ${half}`}>
            <span className={styles.when}>
              <b>{name}</b>, {shortDay(day)}, {half === 'AM' ? 'morning' : 'afternoon'}
            </span>
            <CodeBadge code={from ?? '-'} />
            {from !== to && (
              <>
                <span aria-hidden>→</span>
                <span className="visually-hidden">becomes</span>
                <CodeBadge code={to ?? '-'} />
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
