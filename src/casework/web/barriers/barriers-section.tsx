import { Button } from '@mantine/core'
import { useState } from 'react'
import { longDay } from '../../../kernel/day.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { caseBarriers } from '../../contract.ts'
import type { CaseSectionProps } from '../case/section-props.ts'
import { BarrierCard } from './barrier-card.tsx'
import { CompareTable } from './compare-table.tsx'
import type { Hard } from './hard.ts'
import styles from './questions.module.css'
import { type BarrierDraft, EMPTY_BARRIER, RecordBarrier } from './record-barrier.tsx'
import { Suggestions } from './suggestions.tsx'
import { WhoWasAsked } from './who-was-asked.tsx'

/** What makes school hard: the child's own words, the barriers, who was asked, and what they answered side by side. */
export function BarriersSection({ caseId }: CaseSectionProps) {
  const schoolId = useSchoolId()
  const asked = useOperation(caseBarriers, { params: { schoolId, caseId } })
  return (
    <Section title="What makes school hard">
      <Answered question={asked}>{(hard) => <Whole caseId={caseId} hard={hard} />}</Answered>
    </Section>
  )
}

function Whole({ caseId, hard }: { readonly caseId: string; readonly hard: Hard }) {
  const [draft, setDraft] = useState<BarrierDraft>()
  const mayWrite = hard.mayRecord && hard.open
  const open = hard.barriers.filter(({ eased }) => eased === null)
  const past = hard.barriers.filter(({ eased }) => eased !== null)
  return (
    <>
      <ChildsWords hard={hard} />
      <h3 className={styles.part}>Barriers</h3>
      {open.length === 0 && <p className={styles.intro}>No barrier is recorded yet: nobody has written down why.</p>}
      {open.length > 0 && (
        <ul className={styles.barriers}>
          {open.map((barrier) => (
            <BarrierCard key={barrier.barrierId} {...{ caseId, barrier, mayWrite }} />
          ))}
        </ul>
      )}
      <Suggestions suggestions={hard.suggestions} onRecord={mayWrite ? setDraft : undefined} />
      {mayWrite && (
        <Button variant="default" mt="sm" onClick={() => setDraft(EMPTY_BARRIER)}>
          Record a barrier
        </Button>
      )}
      <WhoWasAsked {...{ caseId, hard, mayWrite }} />
      {hard.voices.length > 0 && <CompareTable hard={hard} />}
      {past.length > 0 && (
        <details>
          <summary>Barriers that have eased</summary>
          <ul className={styles.barriers} style={{ marginTop: '0.75rem' }}>
            {past.map((barrier) => (
              <BarrierCard key={barrier.barrierId} {...{ caseId, barrier }} mayWrite={false} />
            ))}
          </ul>
        </details>
      )}
      {draft !== undefined && <RecordBarrier caseId={caseId} draft={draft} onClose={() => setDraft(undefined)} />}
    </>
  )
}

/** The child is heard first, in the words that the child chose. */
function ChildsWords({ hard: { voices, child } }: { readonly hard: Hard }) {
  const own = voices.find(({ who }) => who === 'pupil')
  if (own === undefined || own.said.length === 0) return null
  return (
    <>
      <h3 className={styles.part}>
        {child} says
        {own.restricted && ' (restricted)'}
      </h3>
      {own.said.map(({ asked, text }) => (
        <blockquote key={asked} className={styles.said} data-plain="name">
          <q>{text}</q>
          <p className={styles.quiet}>{asked}</p>
        </blockquote>
      ))}
      <p className={styles.quiet}>{longDay(own.day)}</p>
    </>
  )
}
