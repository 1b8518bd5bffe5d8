import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { StatCard, StatCards } from '../../ui/components/stat-card.tsx'
import { useAct } from '../../ui/use-operation.ts'
import { commitImport } from '../contract.ts'
import type { At } from './at.ts'
import { DiscardButton } from './discard-button.tsx'
import styles from './interchange.module.css'
import { PreviewRows } from './preview-rows.tsx'
import { QuestionsStep } from './questions-step.tsx'
import { counted, type ImportNow } from './words.ts'

/** What every row would do, and the button that does it. */
export function PreviewStep({ now, at }: { readonly now: ImportNow; readonly at: At }) {
  const [asking, setAsking] = useState(false)
  if (asking) return <QuestionsStep now={now} at={at} onCancel={() => setAsking(false)} />
  const counts = now.counts
  if (counts === null) return null
  const remarks = [...(now.sentence === null ? [] : [now.sentence]), ...now.notes, ...now.gaps]
  return (
    <>
      <div className={styles.cards}>
        <StatCards>
          <StatCard label="New pupils" value={counts.new} />
          <StatCard label="Changed" value={counts.changed} />
          <StatCard label="Unchanged" value={counts.unchanged} />
          <StatCard label="On roll, not in the file" value={counts.leaving} note="Nothing happens to them" />
          <StatCard
            label="Must be put right"
            value={counts.stop}
            note={`and ${counts.check.toLocaleString('en-GB')} to look at`}
            now={counts.stop + counts.check > 0}
          />
        </StatCards>
      </div>
      {remarks.length > 0 && (
        <Section title="Good to know">
          <ul className={styles.notes}>
            {remarks.map((remark) => (
              <li key={remark}>{remark}</li>
            ))}
          </ul>
        </Section>
      )}
      <Section
        title="Rows"
        note={
          now.questions.length > 0 && (
            <Button variant="subtle" size="compact-sm" onClick={() => setAsking(true)}>
              Change the answers
            </Button>
          )
        }
      >
        <PreviewRows at={at} counts={counts} />
      </Section>
      <CommitBar counts={counts} at={at} />
    </>
  )
}

function CommitBar({ counts, at }: { readonly counts: NonNullable<ImportNow['counts']>; readonly at: At }) {
  const [checked, setChecked] = useState(false)
  const commit = useAct(commitImport)
  const blocked = counts.stop > 0
  return (
    <>
      <ProblemAlert error={commit.error} />
      <div className={styles.commit}>
        <p>{blocked ? blockedText(counts.stop) : willText(counts)}</p>
        {!blocked && counts.check > 0 && (
          <Checkbox
            label={`I have looked at the ${counted(counts.check, 'row')} to look at`}
            checked={checked}
            onChange={(event) => setChecked(event.currentTarget.checked)}
          />
        )}
        <Button
          disabled={blocked || (counts.check > 0 && !checked)}
          loading={commit.isPending}
          onClick={() => commit.mutate({ params: at, body: { checked } })}
        >
          Commit the import
        </Button>
        <DiscardButton at={at} />
      </div>
    </>
  )
}

function blockedText(stop: number): string {
  return `${counted(stop, 'row')} must be put right before anything is committed. Correct the file and import it again.`
}

function willText({ new: added, changed }: { readonly new: number; readonly changed: number }): string {
  if (added === 0 && changed === 0) return 'There is nothing to do: your roll says the same already.'
  const parts = [
    added === 0 ? '' : `${counted(added, 'pupil')} will be added`,
    changed === 0 ? '' : `${counted(changed, 'pupil')} will be changed`,
  ]
  return `${parts.filter((part) => part !== '').join(' and ')}: all of it or nothing.`
}
