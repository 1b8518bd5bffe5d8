import { z } from 'zod'
import { uuidShape } from '../../kernel/shapes.ts'
import { PageLink } from '../../ui/address/page-link.tsx'
import { usePageParams, useSchoolId } from '../../ui/address/use-address.ts'
import { longDayText, timeText } from '../../ui/clock.tsx'
import { Answered } from '../../ui/components/answered.tsx'
import { KeyValues } from '../../ui/components/key-values.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { Section } from '../../ui/components/section.tsx'
import { Timeline } from '../../ui/components/timeline.tsx'
import { useMay } from '../../ui/me.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { kindOfLeave, readLeave, sessionInWords } from '../contract.ts'
import { DecideLeave } from './decide-leave.tsx'
import { DecisionLettersSection } from './decision-letters.tsx'
import { LeaveActs } from './leave-acts.tsx'
import {
  aheadInWords,
  CHANNEL_NAMES,
  LeaveState,
  type ReadLeave,
  sessionsInWords,
  spanInWords,
} from './leave-words.tsx'

/** One request: what was asked, what the law and the policy say, what was decided. */
export function Page() {
  const schoolId = useSchoolId()
  const { requestId } = usePageParams(z.object({ requestId: uuidShape() }))
  const read = useOperation(readLeave, { params: { schoolId, requestId } })
  return (
    <>
      {read.data === undefined && (
        <PageHeader title="Request for leave" above={<PageLink there={{ to: '/leave' }}>Leave of absence</PageLink>} />
      )}
      <Answered question={read}>{(answer) => <Request answer={answer} />}</Answered>
    </>
  )
}

function Request({ answer }: { readonly answer: ReadLeave }) {
  const { request, steps } = answer
  const may = useMay()
  const open = request.state === 'waiting' || request.state === 'waiting for the family'
  return (
    <>
      <PageHeader
        title={`Leave for ${request.pupil.name}`}
        above={<PageLink there={{ to: '/leave' }}>Leave of absence</PageLink>}
        lead={`${spanInWords(request)}: ${sessionsInWords(request.sessions)} asked for${grantedInWords(request)}`}
        actions={<LeaveState state={request.state} />}
      />
      <Section title="What was asked">
        <Asked answer={answer} />
      </Section>
      {open && may('leave.decide') && <DecideLeave answer={answer} />}
      {(request.state === 'granted' || request.state === 'refused') && (
        <DecisionLettersSection requestId={request.id} />
      )}
      <LeaveActs answer={answer} />
      {steps.length > 0 && (
        <Section title="What was done">
          <Timeline label="What was done about this request" entries={steps.map(entryOf).toReversed()} />
        </Section>
      )}
    </>
  )
}

/** What became of it in sessions, where that is not all or nothing. */
function grantedInWords({ state, sessions, granted }: ReadLeave['request']): string {
  if (state !== 'granted' || granted === sessions) return ''
  return `, ${granted} of them granted. The rest is not: absence in it is unauthorised.`
}

function Asked({ answer }: { readonly answer: ReadLeave }) {
  const { request, earlier, grantableFrom } = answer
  const kind = kindOfLeave(request.kind)
  return (
    <KeyValues
      of={[
        [
          'Pupil',
          <PageLink key="pupil" there={{ to: '/pupils/$pupilId', params: { pupilId: request.pupil.id } }}>
            {request.pupil.name}
          </PageLink>,
        ],
        ['For', kind.name],
        ['Reason', request.reason],
        ...(kind.asks === '' ? [] : [[kind.asks, request.particulars] as const]),
        [
          'Asked',
          `${longDayText(request.askedAt)}, ${timeText(request.askedAt)}, by ${request.askedBy}. ${CHANNEL_NAMES[request.channel]}, ${aheadInWords(request)}.`,
        ],
        ['Entered by', `${request.entered.by.name}, ${request.entered.by.position}`],
        [
          'Can be granted',
          grantableFrom === null
            ? 'No: the request came when all of this absence had begun'
            : `From ${sessionInWords(grantableFrom)}`,
        ],
        ['What the law asks', `${kind.test} (${kind.source.source}${kind.source.verified ? '' : ', unverified'})`],
        [
          'Leave granted before, this school year',
          earlier.length === 0
            ? 'None'
            : earlier.map((one) => `${spanInWords(one)}: ${sessionsInWords(one.sessions)}`).join('; '),
        ],
      ]}
    />
  )
}

const STEP_TITLES: Readonly<Record<ReadLeave['steps'][number]['kind'], string>> = {
  questioned: 'Asked the family',
  answered: 'The family answered',
  granted: 'Granted',
  refused: 'Refused',
  withdrawn: 'Withdrawn',
}

function entryOf(step: ReadLeave['steps'][number]) {
  const span = step.from === null || step.to === null ? '' : `: ${spanInWords({ from: step.from, to: step.to })}`
  return {
    id: String(step.number),
    title: `${STEP_TITLES[step.kind]}${span}`,
    when: `${longDayText(step.at)}, ${timeText(step.at)}`,
    by: `${step.by.name}, ${step.by.position}`,
    body: (
      <>
        <p>{step.reason}</p>
        {step.conditions !== '' && <p>On condition: {step.conditions}</p>}
        {step.judged.length > 0 && (
          <p>{step.judged.map(({ test, met }) => `${test}: ${met ? 'yes' : 'no'}`).join('; ')}</p>
        )}
      </>
    ),
  }
}
