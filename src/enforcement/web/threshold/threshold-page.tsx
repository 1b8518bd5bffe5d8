import { Button, VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import type { Answer } from '../../../kernel/operation.ts'
import { PageButton, PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId, useSearchState } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useMay, useMe } from '../../../ui/me.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { nationalThresholdList, type Standing, thresholdElsewhere } from '../../contract.ts'
import { BeginDialog } from './begin-dialog.tsx'
import { ChildStanding, StandingPill } from './child-standing.tsx'
import styles from './threshold.module.css'

type Shown = Answer<typeof nationalThresholdList>
const chosen = z.object({ pupil: z.string().optional() })

/** Who met the national threshold, or is near it: which sessions make it up, and what undoes it. */
export function Page() {
  const schoolId = useSchoolId()
  const { schools } = useMe()
  const here = useOperation(nationalThresholdList, { params: { schoolId } })
  const both = useOperation(thresholdElsewhere, { querystring: { schoolId } }, { when: schools.length > 1 })
  return (
    <>
      <PageHeader
        title="National threshold"
        lead="Ten sessions of unauthorised absence (G, N, O, U) within ten school weeks ask the school to consider a penalty notice. It is a moment to think, not a fine: support comes first."
        actions={
          <PageButton there={{ to: '/formal-step-settings' }} variant="default">
            The authority’s code
          </PageButton>
        }
      />
      <Answered question={here}>{(answer) => <Lists answer={together(answer, both.data)} />}</Answered>
    </>
  )
}

/** Children who were also at another school of the caller's, counted together, in the place of this school's count alone. */
function together(here: Shown, both: Shown | undefined): Shown {
  if (both === undefined) return here
  const more = new Map(both.children.filter(({ state }) => state !== 'below').map((one) => [one.pupil.id, one]))
  const rest = here.children.filter(({ pupil }) => !more.has(pupil.id))
  return { ...here, children: [...more.values(), ...rest] }
}

function Lists({ answer }: { readonly answer: Shown }) {
  const [search] = useSearchState(chosen)
  const { threshold, children } = answer
  if (threshold === null)
    return <EmptyState title="Nothing to count" because="Enter this year’s calendar: school weeks are counted by it." />
  const met = children.filter(({ state }) => state === 'met')
  const near = children.filter(({ state }) => state === 'near')
  return (
    <>
      <Section title="Met" note={<span data-plain="list">{met.length}</span>}>
        {met.length === 0 ? (
          <p className={styles.quiet}>
            No child has {threshold.sessions} sessions in {threshold.schoolWeeks} school weeks.
          </p>
        ) : (
          <Children of={met} answer={answer} chosen={search.pupil} />
        )}
      </Section>
      <Section title="Near: time to offer help" note={<span data-plain="list">{near.length}</span>}>
        {near.length === 0 ? (
          <p className={styles.quiet}>No child is near it.</p>
        ) : (
          <Children of={near} answer={answer} chosen={search.pupil} />
        )}
      </Section>
      <p className={styles.quiet}>
        {threshold.source}
        {threshold.verified ? '' : ' (unverified)'}. Weeks of holiday do not count; sessions of last school year do.
      </p>
    </>
  )
}

function Children({
  of,
  answer,
  chosen: only,
}: {
  readonly of: readonly Standing[]
  readonly answer: Shown
  readonly chosen: string | undefined
}) {
  const [beginning, setBeginning] = useState<Standing>()
  const may = useMay()
  if (answer.threshold === null) return null
  const amounts = answer.threshold
  return (
    <ul className={styles.children}>
      {of
        .toSorted((one, other) => Number(other.pupil.id === only) - Number(one.pupil.id === only))
        .map((child) => (
          <li key={child.pupil.id} className={styles.child}>
            <div className={styles.head}>
              <h3 className={styles.name}>
                <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId: child.pupil.id } }}>
                  {child.pupil.name}
                </PageLink>
              </h3>
              <span className={styles.quiet}>
                {[child.pupil.yearGroup, child.pupil.group].filter(Boolean).join(', ')}
              </span>
              <StandingPill child={child} of={amounts} />
            </div>
            <ChildStanding child={child} weeks={answer.weeks} of={amounts} />
            {may('enforcement.prepare') && child.state === 'met' && (
              <div className={styles.head}>
                {child.considerationId !== null && (
                  <PageLink there={{ to: '/considerations/$threadId', params: { threadId: child.considerationId } }}>
                    What {child.decided ? 'was decided' : 'is considered'} about {child.pupil.name}
                  </PageLink>
                )}
                {(child.considerationId === null || child.again) && (
                  <Button size="xs" variant="default" onClick={() => setBeginning(child)}>
                    {child.again ? 'Begin the questions for new sessions' : 'Begin the questions'}
                    <VisuallyHidden> about {child.pupil.name}</VisuallyHidden>
                  </Button>
                )}
              </div>
            )}
          </li>
        ))}
      {beginning !== undefined && (
        <BeginDialog
          pupil={beginning.pupil}
          because={
            beginning.again
              ? 'The national threshold was met again, by sessions that nobody has decided on.'
              : `The national threshold was met: ${beginning.making.length} sessions of unauthorised absence in ten school weeks.`
          }
          onClose={() => setBeginning(undefined)}
        />
      )}
    </ul>
  )
}
