import { useState } from 'react'
import type { Answer } from '../../../kernel/operation.ts'
import { PageButton } from '../../../ui/address/page-link.tsx'
import { useSchoolId, useSearchState } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useMe } from '../../../ui/me.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { nationalThresholdList, type Standing, thresholdElsewhere } from '../../contract.ts'
import { BeginDialog } from './begin-dialog.tsx'
import { Children } from './children.tsx'
import { FindBar } from './find-bar.tsx'
import { type Find, findChildren, findShape } from './find-children.ts'
import styles from './threshold.module.css'

type Shown = Answer<typeof nationalThresholdList>

/** Who met the national threshold, or is near it: which sessions make it up, what runs already, and what undoes it. */
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
  const known = new Set(here.children.map(({ pupil }) => pupil.id))
  const added = [...more.values()].filter(({ pupil }) => !known.has(pupil.id))
  return { ...here, children: [...added, ...here.children.map((one) => more.get(one.pupil.id) ?? one)] }
}

function Lists({ answer }: { readonly answer: Shown }) {
  const [find, change] = useSearchState(findShape)
  const [beginning, setBeginning] = useState<Standing>()
  const { threshold, children } = answer
  if (threshold === null)
    return <EmptyState title="Nothing to count" because="Enter this year’s calendar: school weeks are counted by it." />
  const found = findChildren(children, find)
  const lists = {
    met: found.filter(({ state }) => state === 'met'),
    near: found.filter(({ state }) => state === 'near'),
  }
  const isNarrow = Object.keys(find).some((name) => name !== 'pupil')
  const more = { weeks: answer.weeks, of: threshold, chosen: find.pupil, onBegin: setBeginning }
  const none = isNarrow
    ? 'Nobody here is what you look for.'
    : `No child has ${threshold.sessions} sessions in ${threshold.schoolWeeks} school weeks.`
  return (
    <>
      {children.length > 0 && <FindBar among={children} find={find} onChange={change} />}
      {find.stands !== 'near' && (
        <Section title="Met" note={<span data-plain="list">{lists.met.length}</span>}>
          <Children key={keyOf(find)} found={lists.met} none={none} {...more} />
        </Section>
      )}
      {find.stands !== 'met' && (
        <Section title="Near: time to offer help" note={<span data-plain="list">{lists.near.length}</span>}>
          <Children key={keyOf(find)} found={lists.near} none={isNarrow ? none : 'No child is near it.'} {...more} />
        </Section>
      )}
      <p className={styles.quiet}>
        Whoever falls below the threshold soonest stands first; of those who are near it, whoever has most sessions.{' '}
        {threshold.source}
        {threshold.verified ? '' : ' (not verified: nobody here has read it)'}. Weeks of holiday do not count; sessions
        of last school year do.
      </p>
      {beginning !== undefined && (
        <BeginDialog pupil={beginning.pupil} because={whyBegin(beginning)} onClose={() => setBeginning(undefined)} />
      )}
    </>
  )
}

/** Another search begins at the top of its list again. */
const keyOf = (find: Find) => JSON.stringify(find)

function whyBegin({ again, making }: Standing): string {
  return again
    ? 'The national threshold was met again, by sessions that nobody has decided on.'
    : `The national threshold was met: ${making.length} sessions of unauthorised absence in ten school weeks.`
}
