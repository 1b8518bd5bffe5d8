import { Suspense } from 'react'
import { longDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { usePageParams, useSchoolId } from '../../../ui/address/use-address.ts'
import { longDayText, timeText } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { KeyValues } from '../../../ui/components/key-values.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Percentage } from '../../../ui/components/percentage.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { Timeline } from '../../../ui/components/timeline.tsx'
import { PageLoading } from '../../../ui/shell/states.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { atCase, STAGE_NAMES, showCase } from '../../contract.ts'
import { CASE_SECTIONS } from './sections.tsx'

type Shown = Answer<typeof showCase>

const params = atCase.pick({ caseId: true })

/** One case: the child, where it stands, what each part of the work has to say, and everything that happened. */
export function Page() {
  const schoolId = useSchoolId()
  const { caseId } = usePageParams(params)
  const asked = useOperation(showCase, { params: { schoolId, caseId } })
  return (
    <>
      {asked.data === undefined && <PageHeader title="Case" />}
      <Answered question={asked}>{(shown) => <Case shown={shown} />}</Answered>
    </>
  )
}

function Case({ shown }: { readonly shown: Shown }) {
  const { caseId, child } = shown
  return (
    <>
      <PageHeader
        title={`Case: ${child.name}`}
        above={<PageLink there={{ to: '/pupils/$pupilId', params: { pupilId: child.id } }}>The pupil’s marks</PageLink>}
      />
      <Standing shown={shown} />
      {CASE_SECTIONS.map(({ id, Section: Part }) => (
        <div key={id} id={id}>
          <Suspense fallback={<PageLoading />}>
            <Part caseId={caseId} pupilId={child.id} />
          </Suspense>
        </div>
      ))}
      <Section title="What happened">
        <Timeline label="What happened in this case" entries={shown.happened.map(entryOf)} />
      </Section>
    </>
  )
}

function Standing({ shown: { child, sessions, state } }: { readonly shown: Shown }) {
  return (
    <Section title="Where it stands">
      <KeyValues
        of={[
          ['Stage', state.status === 'closed' ? 'Closed' : STAGE_NAMES[state.stage]],
          ['Year and group', [child.yearGroup, child.group].filter((one) => one !== null).join(', ') || 'None'],
          [
            'Attendance this year',
            sessions === null ? (
              'No register has closed'
            ) : (
              <Percentage key="rate" count={sessions.attended} of={sessions.possible} what={child.name} />
            ),
          ],
          ['Looked after by', state.owner?.name ?? 'Nobody yet'],
          ['To be reviewed by', state.review === null ? 'No day is set' : longDay(state.review)],
          ['Opened because', state.because],
        ]}
      />
    </Section>
  )
}

function entryOf({ id, at, title, words, by, restricted }: Shown['happened'][number]) {
  return {
    id,
    title: restricted ? `${title} (restricted)` : title,
    when: `${longDayText(at)}, ${timeText(at)}`,
    by,
    body: words === '' ? undefined : <p>{words}</p>,
  }
}
