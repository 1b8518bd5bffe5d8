import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import { longDay, shortDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { uuidShape } from '../../../kernel/shapes.ts'
import { PageButton, PageLink } from '../../../ui/address/page-link.tsx'
import { usePageParams, useSchoolId } from '../../../ui/address/use-address.ts'
import { download } from '../../../ui/call.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { KeyValues } from '../../../ui/components/key-values.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { StatusPill, type StatusTone } from '../../../ui/components/status-pill.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { useFileDownload } from '../../../ui/use-file-download.ts'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import {
  CONTENT_HEADINGS,
  CONTENT_NAMES,
  printImprove,
  reviewImprove,
  sendImprove,
  showImprove,
} from '../../contract.ts'
import { AnswerForm } from '../gate/answer-form.tsx'
import { BeginDialog } from '../threshold/begin-dialog.tsx'
import styles from './improve.module.css'
import { OutcomeForm } from './outcome-form.tsx'
import { TrackingTable } from './tracking-table.tsx'

type Shown = Answer<typeof showImprove>
const params = z.object({ threadId: uuidShape() })

const STATES: Readonly<Record<Shown['state'], readonly [StatusTone, string]>> = {
  draft: ['waiting', 'Draft: not sent'],
  waiting: ['problem', 'Waiting to leave'],
  sent: ['waiting', 'Sent, not begun'],
  late: ['problem', 'Not with the parent in time'],
  running: ['now', 'Running'],
  over: ['problem', 'Over: say what came of it'],
  ended: ['done', 'Ended'],
}
const STANDS: Readonly<Record<Shown['tracking']['stands'], readonly [StatusTone, string]>> = {
  'on the way': ['waiting', 'On the way'],
  failed: ['problem', 'As many unauthorised as are too many'],
  'out of reach': ['problem', 'What is left is not enough any more'],
  reached: ['done', 'Reached'],
  short: ['problem', 'Fewer in school than asked for'],
}

/** A notice to improve: what it says, every session of its weeks, and what came of it. */
export function Page() {
  const schoolId = useSchoolId()
  const { threadId } = usePageParams(params)
  const asked = useOperation(showImprove, { params: { schoolId, threadId } })
  return (
    <>
      {asked.data === undefined && <PageHeader title="Notice to improve" />}
      <Answered question={asked}>{(of) => <Notice of={of} />}</Answered>
    </>
  )
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

function Notice({ of }: { readonly of: Shown }) {
  const schoolId = useSchoolId()
  const file = useFileDownload()
  const { threadId, pupil, to, told, state, tracking, caseId } = of
  const [tone, words] = STATES[state]
  const [standsTone, stands] = STANDS[tracking.stands]
  return (
    <>
      <PageHeader
        title={`Notice to improve: ${pupil.name}`}
        above={
          <PageLink there={{ to: '/considerations/$threadId', params: { threadId: told.considerationId } }}>
            Before a formal step
          </PageLink>
        }
        lead={`To ${to.name}. From ${longDay(told.first)} to ${longDay(told.last)}, ${told.weeks} school weeks.`}
        actions={
          <Group>
            <Button
              variant="default"
              loading={file.busy}
              onClick={() => void file.start(() => download(printImprove, { params: { schoolId, threadId } }))}
            >
              {state === 'draft' ? 'Preview as PDF' : 'Notice as PDF'}
            </Button>
            {caseId !== null && (
              <PageButton there={{ to: '/cases/$caseId', params: { caseId } }} variant="default">
                Open the case
              </PageButton>
            )}
          </Group>
        }
      />
      <ProblemAlert error={file.error} />
      <Section title="Where it stands" note={<StatusPill tone={tone}>{words}</StatusPill>} card>
        <KeyValues
          of={[
            ['Enough is', `${told.target.attended} of ${told.target.possible} half days in school`],
            ['Too many are', `${told.target.unauthorised} unauthorised or more`],
            [
              'Now',
              `${tracking.attended} of ${tracking.possible} half days in school; ${tracking.unauthorised} unauthorised; ${tracking.left} to come`,
            ],
            ...(tracking.excused === 0
              ? []
              : ([
                  [
                    'Not counted against them',
                    `${tracking.excused} half days: absent with a reason, or no school. ${Math.max(0, told.target.attended - tracking.excused)} in school are enough now.`,
                  ],
                ] as const)),
            ...(of.fate === null ? [] : ([['Its message', sentence(of.fate)]] as const)),
            ...(of.received === null ? [] : ([['The parent has it', `from ${longDay(of.received)}`]] as const)),
            ['Looked at halfway', of.reviewed ? 'Yes' : `From ${longDay(of.halfway)} on`],
            ...(of.earliestEarly === null
              ? []
              : ([['A penalty notice may come early', `from ${longDay(of.earliestEarly)} (a local rule)`]] as const)),
            ...(told.despite === null ? [] : ([['Used although support would not suit', told.despite]] as const)),
          ]}
        />
        <Send of={of} />
      </Section>
      {state !== 'draft' && state !== 'waiting' && state !== 'late' && (
        <Section title="Every session" note={<StatusPill tone={standsTone}>{stands}</StatusPill>} card>
          <TrackingTable of={tracking} />
        </Section>
      )}
      <Halfway of={of} />
      <Outcome of={of} />
      <Section title="What it says" card>
        <dl className={styles.contents}>
          {CONTENT_NAMES.map((name) => (
            <div key={name}>
              <dt>{CONTENT_HEADINGS[name]}</dt>
              <dd>{told.contents[name]}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </>
  )
}

const WAITS = 'See that it leaves; the head can also give it by hand, or withdraw it.'

/** The head sends it; what keeps the gate shut is said here. */
function Send({ of }: { readonly of: Shown }) {
  const schoolId = useSchoolId()
  const [key, setKey] = useState(newKey)
  const [asking, setAsking] = useState(false)
  const send = useAct(sendImprove, {
    onDone: () => {
      setKey(newKey())
      setAsking(false)
    },
  })
  const { state, ways } = of
  if (state === 'late')
    return (
      <p>
        It was not with {of.to.name} before its first day, so nobody is judged on its weeks. The head withdraws it
        below; then choose its weeks anew.
      </p>
    )
  if (state !== 'draft' && state !== 'waiting') return null
  const change = state === 'draft' && of.mayPrepare && <ChangeDraft of={of} />
  if (of.stopped !== null) return <p>It cannot be sent: {of.stopped}</p>
  if (ways.length === 0)
    return (
      <>
        <p className={styles.quiet}>{state === 'draft' ? 'The head sends it.' : WAITS}</p>
        {change}
      </>
    )
  const by = (way: 'message' | 'by hand') =>
    send.mutate({ params: { schoolId, threadId: of.threadId }, body: { key, way } })
  return (
    <>
      <ProblemAlert error={send.error} />
      {of.issuer === 'authority' && (
        <p>By your authority’s code, the authority gives notices to improve. Agree with it who sends this one.</p>
      )}
      <Group>
        {ways.includes('message') && (
          <Button disabled={asking} onClick={() => setAsking(true)}>
            {state === 'draft' ? 'Send to' : 'Send again to'} {of.to.name}
          </Button>
        )}
        <Button variant="default" loading={send.isPending} onClick={() => by('by hand')}>
          It was given by hand
        </Button>
      </Group>
      {asking && (
        <>
          <p role="status">
            This is a formal notice to {of.to.name}. Have you read it as they will, as PDF above? Its words cannot be
            changed once it has gone.
          </p>
          <Group>
            <Button loading={send.isPending} onClick={() => by('message')}>
              Yes, send it
            </Button>
            <Button variant="default" onClick={() => setAsking(false)}>
              Not yet
            </Button>
          </Group>
        </>
      )}
      {change}
    </>
  )
}

function ChangeDraft({ of }: { readonly of: Shown }) {
  return (
    <PageLink
      there={{
        to: '/considerations/$threadId/improve/$contactId',
        params: { threadId: of.told.considerationId, contactId: of.to.id },
      }}
    >
      Change its weeks or its words
    </PageLink>
  )
}

/** What was written halfway, and room for more while there is time. */
function Halfway({ of }: { readonly of: Shown }) {
  const schoolId = useSchoolId()
  const review = useAct(reviewImprove)
  const { state, reviews, mayPrepare, threadId } = of
  const may = (state === 'running' || state === 'over') && mayPrepare
  if (reviews.length === 0 && !may) return null
  return (
    <Section title="Halfway" card>
      {reviews.map(({ day, words, by }) => (
        <p key={`${day}${words}`}>
          {shortDay(day)}: {words} <span className={styles.quiet}>{`${by.name}, ${by.position}`}</span>
        </p>
      ))}
      {may && (
        <AnswerForm
          key={reviews.length}
          id="review"
          label="What helps, what does not, what changes"
          submit="Keep the review"
          busy={review.isPending}
          error={review.error}
          onSend={({ key, words }) => review.mutate({ params: { schoolId, threadId }, body: { key, words } })}
        />
      )}
    </Section>
  )
}

function Outcome({ of }: { readonly of: Shown }) {
  const { ended, mayDecide } = of
  const may = mayDecide && of.outcomes.length > 0
  if (ended === null && !may) return null
  return (
    <Section title="What came of it" card>
      {ended !== null && (
        <p>
          <strong>{ended.outcome.charAt(0).toUpperCase() + ended.outcome.slice(1)}.</strong> {ended.words}{' '}
          {ended.ground === null ? '' : `Ground: ${ended.ground}. `}
          <span className={styles.quiet}>{`${ended.by.name}, ${ended.by.position}`}</span>
        </p>
      )}
      {may && <OutcomeForm of={of} />}
      <GoOn of={of} />
    </Section>
  )
}

/** Where it did not bring enough: the questions before a penalty notice are asked anew, and know of this notice. */
function GoOn({ of }: { readonly of: Shown }) {
  const [beginning, setBeginning] = useState(false)
  const { ended, mayPrepare, pupil, threadId } = of
  const failed = ended?.outcome === 'not improved' || ended?.outcome === 'early penalty notice'
  if (ended?.outcome === 'withdrawn' && mayPrepare)
    return (
      <PageLink
        there={{
          to: '/considerations/$threadId/improve/$contactId',
          params: { threadId: of.told.considerationId, contactId: of.to.id },
        }}
      >
        Build it anew with other weeks
      </PageLink>
    )
  if (!failed || !mayPrepare) return null
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setBeginning(true)}>
        Begin the questions before a penalty notice
      </Button>
      {beginning && (
        <BeginDialog
          pupil={pupil}
          because="A notice to improve did not bring enough."
          noticeId={threadId}
          onClose={() => setBeginning(false)}
        />
      )}
    </>
  )
}
