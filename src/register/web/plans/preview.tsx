import { Text } from '@mantine/core'
import { shortDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { CodeBadge } from '../../../ui/components/code-badge.tsx'
import { StatCard, StatCards } from '../../../ui/components/stat-card.tsx'
import type { previewPlan } from '../../contract.ts'
import styles from '../amend/amend.module.css'

export type Preview = Answer<typeof previewPlan>
type Change = Preview['kept'][number]

const COUNT = new Intl.NumberFormat('en-GB')

/** What would happen, in numbers and names, before anything does. */
export function PreviewOf({ preview }: { readonly preview: Preview }) {
  return (
    <div aria-live="polite">
      <StatCards>
        <StatCard
          label="Marks to set"
          value={COUNT.format(preview.marks)}
          note={`${COUNT.format(preview.sessions)} sessions, ${COUNT.format(preview.pupils)} pupils`}
        />
        <StatCard label="Marks kept" value={COUNT.format(preview.keptCount)} note="stand already and stay" />
        <StatCard
          label="Marks replaced"
          value={COUNT.format(preview.replacedCount)}
          note="what was stays in the journal"
          now={preview.replacedCount > 0}
        />
      </StatCards>
      <Marks title="Kept as they are" marks={preview.kept} />
      <Marks title="Replaced" marks={preview.replaced} />
    </div>
  )
}

function Marks({ title, marks }: { readonly title: string; readonly marks: readonly Change[] }) {
  if (marks.length === 0) return null
  return (
    <div style={{ marginTop: '1rem' }}>
      <Text fw={600}>{title}</Text>
      <ul className={styles.marks}>
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
