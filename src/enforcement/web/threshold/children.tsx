import { Button, VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import type { Day } from '../../../kernel/day.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { useMay } from '../../../ui/me.tsx'
import type { Standing } from '../../contract.ts'
import { ChildStanding, StandingPill, type ThresholdAmounts } from './child-standing.tsx'
import styles from './threshold.module.css'

const AT_ONCE = 15

interface OfList {
  readonly weeks: readonly Day[]
  readonly of: ThresholdAmounts
  /** Whom a duty or another page led to: their weeks are open. */
  readonly chosen: string | undefined
  readonly onBegin: (child: Standing) => void
}

/** A part of the list, so many at a time. */
export function Children({
  found,
  none,
  ...list
}: OfList & { readonly found: readonly Standing[]; readonly none: string }) {
  const [shown, setShown] = useState(AT_ONCE)
  if (found.length === 0) return <p className={styles.quiet}>{none}</p>
  return (
    <>
      <ul className={styles.children}>
        {found.slice(0, shown).map((child) => (
          <Child key={child.pupil.id} child={child} {...list} />
        ))}
      </ul>
      {found.length > shown && (
        <Button variant="default" mt="md" onClick={() => setShown(shown + AT_ONCE)}>
          Show more ({found.length - shown} not shown)
        </Button>
      )}
    </>
  )
}

function Child({ child, weeks, of, chosen, onBegin }: OfList & { readonly child: Standing }) {
  const may = useMay()
  const { pupil, considerationId, decided, again, state } = child
  return (
    <li className={styles.child}>
      <div className={styles.head}>
        <h3 className={styles.name}>
          <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId: pupil.id } }}>{pupil.name}</PageLink>
        </h3>
        <span className={styles.quiet}>{[pupil.yearGroup, pupil.group].filter(Boolean).join(', ')}</span>
        <StandingPill child={child} of={of} />
        <Already child={child} />
      </div>
      <div className={styles.below}>
        <details open={pupil.id === chosen}>
          <summary>
            Weeks and sessions<VisuallyHidden> of {pupil.name}</VisuallyHidden>
          </summary>
          <div className={styles.inside}>
            <ChildStanding child={child} weeks={weeks} of={of} />
          </div>
        </details>
        {may('enforcement.prepare') && state === 'met' && (
          <div className={styles.head}>
            {considerationId !== null && (
              <PageLink there={{ to: '/considerations/$threadId', params: { threadId: considerationId } }}>
                What {decided ? 'was decided' : 'is considered'} about {pupil.name}
              </PageLink>
            )}
            {(considerationId === null || again) && (
              <Button size="xs" variant="default" onClick={() => onBegin(child)}>
                {again ? 'Begin the questions for new sessions' : 'Begin the questions'}
                <VisuallyHidden> about {pupil.name}</VisuallyHidden>
              </Button>
            )}
          </div>
        )}
      </div>
    </li>
  )
}

/** What there is about the child already: support comes before law, and nobody should have to open a page to see whether there is any. */
function Already({ child }: { readonly child: Standing }) {
  const may = useMay()
  const { caseId, running, steps, pupil } = child
  return (
    <ul className={styles.already} aria-label={`What there is about ${pupil.name}`}>
      <li>
        {caseId === null ? (
          <span className={styles.already}>
            <StatusPill tone="problem">No case</StatusPill>
            {may('casework.record') && (
              <PageLink there={{ to: '/open-case', search: { pupilId: pupil.id } }}>
                Open one<VisuallyHidden> for {pupil.name}</VisuallyHidden>
              </PageLink>
            )}
          </span>
        ) : (
          <PageLink there={{ to: '/cases/$caseId', params: { caseId } }}>
            Case<VisuallyHidden> of {pupil.name}</VisuallyHidden>
          </PageLink>
        )}
      </li>
      {running.length === 0 && (
        <li>
          <StatusPill tone="quiet">No support runs</StatusPill>
        </li>
      )}
      {running.map((title) => (
        <li key={title}>
          <StatusPill tone="done">{`Runs: ${title}`}</StatusPill>
        </li>
      ))}
      {steps.map((step) => (
        <li key={step}>
          <StatusPill tone="waiting">{step}</StatusPill>
        </li>
      ))}
    </ul>
  )
}
