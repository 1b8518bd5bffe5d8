import { Button } from '@mantine/core'
import { useState } from 'react'
import { shortDay } from '../../kernel/day.ts'
import type { Answer } from '../../kernel/operation.ts'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { ConfirmWithReason } from '../../ui/components/confirm-with-reason.tsx'
import { KeyValues } from '../../ui/components/key-values.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useAct } from '../../ui/use-operation.ts'
import { type previewPolicy, savePolicy } from '../contract.ts'
import { ChangesTable } from './changes-table.tsx'
import { Findings } from './findings.tsx'
import styles from './policy.module.css'
import { counted } from './words.ts'

type Preview = NonNullable<Answer<typeof previewPolicy>['preview']>

/** What a file would say, contradict and change, and the button that saves it. */
export function PreviewOf({ of, onSaved }: { readonly of: Preview; readonly onSaved: () => void }) {
  const stops = of.findings.filter(({ severity }) => severity === 'stop').length
  return (
    <>
      <Section title="What you are about to save">
        <KeyValues
          of={[
            ['Policy', `${of.text.title} of ${of.text.school}`],
            ['Version', of.label],
            ['In force from', shortDay(of.inForceFrom)],
          ]}
        />
      </Section>
      <Findings of={of.findings} title="What it contradicts" />
      <Section title="What it changes">
        <ChangesTable of={of.changes} before="Now" after="Then" />
      </Section>
      <SaveBar of={of} stops={stops} onSaved={onSaved} />
    </>
  )
}

function SaveBar({
  of,
  stops,
  onSaved,
}: {
  readonly of: Preview
  readonly stops: number
  readonly onSaved: () => void
}) {
  const schoolId = useSchoolId()
  const [asking, setAsking] = useState(false)
  const save = useAct(savePolicy, { onDone: onSaved })
  const open = of.findings.filter(({ severity }) => severity === 'law' || severity === 'conflict').length
  return (
    <div className={styles.save}>
      <p>
        {stops > 0
          ? 'It cannot be saved: something in it cannot work. Correct it first; the findings above say where.'
          : open > 0
            ? `${counted(open, ['finding stays', 'findings stay'])} open. Until you decide, what stands first is in force, and never beyond the law.`
            : 'Nothing stands in its way.'}
      </p>
      <Button disabled={stops > 0} onClick={() => setAsking(true)}>
        Save as the next version
      </Button>
      <ConfirmWithReason
        opened={asking}
        onClose={() => setAsking(false)}
        title="Save this policy"
        confirmLabel="Save the policy"
        suggestions={['Approved by the governing board', 'Yearly review', 'Contradictions put right']}
        pending={save.isPending}
        error={save.error}
        onConfirm={(reason) =>
          save.mutate({ params: { schoolId }, body: { content: of.content, sha256: of.sha256, seen: of.seen, reason } })
        }
      >
        <p>
          Version {of.label} will be in force from {shortDay(of.inForceFrom)}. Earlier versions are kept.
        </p>
      </ConfirmWithReason>
    </div>
  )
}
