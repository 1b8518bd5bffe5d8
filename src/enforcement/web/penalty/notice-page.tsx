import { Alert, Button, Group } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import { longDay } from '../../../kernel/day.ts'
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
import { Timeline } from '../../../ui/components/timeline.tsx'
import { useFileDownload } from '../../../ui/use-file-download.ts'
import { useOperation } from '../../../ui/use-operation.ts'
import { KIND_WORDS, pounds, printPenaltyNotice, rankWords, readPenaltyNotice } from '../../contract.ts'
import { EarlierDialog } from './earlier-dialog.tsx'
import { History, rankSentence } from './history.tsx'
import { IssueDialog } from './issue-dialog.tsx'
import styles from './penalty.module.css'
import { STEP_WORDS, StepDialog, type StepKind } from './step-dialog.tsx'
import { Money, NoticeClock, Outcome, Stage, Unverified } from './words.tsx'

type Notice = Answer<typeof readPenaltyNotice>

/** One penalty notice: its clock and money, what it rests on, the three years, and every step. */
export function Page() {
  const schoolId = useSchoolId()
  const { threadId } = usePageParams(z.object({ threadId: uuidShape() }))
  const notice = useOperation(readPenaltyNotice, { params: { schoolId, threadId } })
  const above = <PageLink there={{ to: '/penalty-notices' }}>Penalty notices</PageLink>
  return (
    <>
      {notice.data === undefined && <PageHeader title="Penalty notice" above={above} />}
      <Answered question={notice}>
        {(answer) => (
          <>
            <PageHeader
              title={`Penalty notice: ${answer.line.parent} for ${answer.line.pupil.name}`}
              above={above}
              actions={<Stage stage={answer.line.stage} />}
            />
            <Whole answer={answer} />
          </>
        )}
      </Answered>
    </>
  )
}

function Whole({ answer }: { readonly answer: Notice }) {
  const { line, steps } = answer
  return (
    <>
      {line.stage === 'unpaid' && (
        <Alert color="red" title="Not paid, and nothing can be paid any more" mb="md">
          The authority either prosecutes for the absence or withdraws the notice.
          {answer.courtUntil !== null &&
            ` A court can be asked until ${longDay(answer.courtUntil)}, six months from the first session (not verified).`}
        </Alert>
      )}
      {answer.lost !== null && (
        <Alert
          color="red"
          title={line.issued === null ? 'Call this off: its reasons no longer stand' : 'This should be withdrawn'}
          mb="md"
        >
          {answer.lost}{' '}
          {line.issued === null
            ? 'Tell the authority that it is not to issue a notice.'
            : 'Ask the authority to withdraw it, and enter that it was withdrawn. What was paid goes back.'}
        </Alert>
      )}
      <Acts answer={answer} />
      <Section title="The notice">
        <KeyValues of={factsOf(answer)} />
      </Section>
      {answer.sessions.length > 0 && (
        <Section title={`What it rests on: ${answer.sessions.length} sessions`}>
          <ul className={styles.sessions}>
            {answer.sessions.map(({ day, half, code }) => (
              <li key={`${day} ${half}`}>
                {longDay(day)}, {half === 'AM' ? 'morning' : 'afternoon'}: {code}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="Three years, this parent and this child">
        <p>Another one, asked for today: {rankSentence(answer.rank)}</p>
        <History lines={answer.history} without={line.threadId} />
      </Section>
      <Section title="Every step">
        <Timeline
          label="What was done about this notice"
          entries={steps
            .map(({ day, title, words, by, position }, place) => ({
              id: String(place),
              title,
              when: longDay(day),
              by: `${by}, ${position}`,
              body: words,
            }))
            .toReversed()}
        />
      </Section>
    </>
  )
}

function factsOf({
  line,
  because,
  homeAuthority,
  authority,
  today,
}: Notice): readonly (readonly [string, React.ReactNode])[] {
  const { pupil, parent, kind, rank, where, issued, received, deemed, prices } = line
  const unverified = prices.some(({ verified }) => !verified)
  return [
    [
      'Child',
      <PageLink key="pupil" there={{ to: '/pupils/$pupilId', params: { pupilId: pupil.id } }}>
        {pupil.name}
      </PageLink>,
    ],
    ['Parent', parent],
    [where === null ? 'Why this parent' : 'How it is known', because],
    ['Kind', kind === 'absence' ? KIND_WORDS.absence : `${KIND_WORDS[kind]}: outside the framework, not counted`],
    ...(where === null ? [['Notice', rankWords(rank)] as const] : [['Issued by', where] as const]),
    ...(line.considerationId === null
      ? []
      : [
          [
            'Considered',
            <PageLink
              key="considered"
              there={{ to: '/considerations/$threadId', params: { threadId: line.considerationId } }}
            >
              What was asked before
            </PageLink>,
          ] as const,
        ]),
    ['Issued', issued === null ? 'Not yet' : longDay(issued)],
    ...(issued === null || where !== null
      ? []
      : ([
          ['Received', received === null ? 'On its way' : receivedWords(received, deemed)],
          ...toPay(line, today),
          [
            'Amounts',
            <>
              {prices.map(({ pence, within }) => `${pounds(pence)} within ${within} days`).join(', ')}{' '}
              {unverified && <Unverified />}
              <span className={styles.quiet}>{prices[0]?.source}</span>
            </>,
          ],
          ['Paid', line.paid === 0 ? 'Nothing' : <Money key="money" line={line} />],
          ['Paid to', authority ?? 'The local authority'],
        ] as const)),
    ...(line.withdrawn === null && line.prosecuted === null
      ? []
      : [['What became of it', <Outcome key="end" line={line} />] as const]),
    ...(homeAuthority === null ? [] : [['Home authority', homeAuthority] as const]),
  ]
}

/** What can be paid now; nothing of a notice that is paid, withdrawn or before a court. */
function toPay(line: Notice['line'], today: Notice['today']): readonly (readonly [string, React.ReactNode])[] {
  const { stage, prices } = line
  if (stage === 'issued' || stage === 'received')
    return [['To pay', <NoticeClock key="clock" line={line} today={today} />]]
  const last = prices.at(-1)?.last
  return stage !== 'unpaid' || last === undefined
    ? []
    : [['To pay', `Nothing any more: the last day was ${longDay(last)}`]]
}

function receivedWords(received: Parameters<typeof longDay>[0], deemed: boolean) {
  return (
    <>
      {longDay(received)}
      {deemed && (
        <>
          {' '}
          <Unverified />
          <span className={styles.quiet}>Taken to be so, because it went by post</span>
        </>
      )}
    </>
  )
}

const ORDER: readonly StepKind[] = [
  'penalty-checked',
  'penalty-issued',
  'penalty-received',
  'penalty-paid',
  'penalty-copied',
  'penalty-prosecuted',
  'penalty-withdrawn',
  'penalty-refunded',
  'penalty-called-off',
  'penalty-mistaken',
]

/** The step that is expected next stands out; where nothing is, or somebody has to decide between two, none does. */
function expected({ stage, deemed }: Notice['line']): StepKind | null {
  if (stage === 'requested' || stage === 'not clear') return 'penalty-checked'
  if (stage === 'checked') return 'penalty-issued'
  if (stage === 'issued') return 'penalty-received'
  if (stage !== 'received') return null
  return deemed ? 'penalty-received' : 'penalty-paid'
}

/** Once the last day to pay is over, the authority decides: that comes before money that is told of late. */
const AFTER_THE_LAST_DAY: readonly StepKind[] = ['penalty-prosecuted', 'penalty-withdrawn']

function Acts({ answer }: { readonly answer: Notice }) {
  const schoolId = useSchoolId()
  const { line, next, may, today } = answer
  const [step, setStep] = useState<StepKind | 'issue' | 'earlier' | null>(null)
  const file = useFileDownload()
  const close = () => setStep(null)
  const ours = line.issuer === 'school'
  const order = line.stage === 'unpaid' ? [...new Set([...AFTER_THE_LAST_DAY, ...ORDER])] : ORDER
  const lead = answer.lost === null ? expected(line) : null
  const offered = order
    .filter((kind) => next.includes(kind) && !(kind === 'penalty-issued' && ours))
    .filter((kind) => kind !== 'penalty-refunded' || line.toRefund > 0)
    .filter((kind) => kind !== 'penalty-copied' || ours)
  const print = (of: 'request' | 'notice') =>
    void file.start(() =>
      download(printPenaltyNotice, { params: { schoolId, threadId: line.threadId }, querystring: { of } }),
    )
  return (
    <>
      <ProblemAlert error={file.error} />
      <Group className="no-print" mb="lg">
        {may.prepare &&
          offered.map((kind) => (
            <Button key={kind} variant={kind === lead ? 'filled' : 'default'} onClick={() => setStep(kind)}>
              {STEP_WORDS[kind].button}
            </Button>
          ))}
        {may.issue && line.stage === 'checked' && <Button onClick={() => setStep('issue')}>Issue the notice</Button>}
        {may.prepare && line.contactId !== null && (
          <Button variant="default" onClick={() => setStep('earlier')}>
            Enter an earlier notice
          </Button>
        )}
        {line.where === null && (
          <Button variant="default" loading={file.busy} onClick={() => print('request')}>
            Request as PDF
          </Button>
        )}
        {line.issued !== null && line.where === null && (
          <Button variant="default" loading={file.busy} onClick={() => print('notice')}>
            Record as PDF
          </Button>
        )}
        <PageButton
          there={{ to: '/formal-steps/$threadId/evidence-pack', params: { threadId: line.threadId } }}
          variant="default"
        >
          Evidence pack
        </PageButton>
      </Group>
      {step === 'issue' && <IssueDialog answer={answer} onClose={close} />}
      {step === 'earlier' && line.contactId !== null && (
        <EarlierDialog pupilId={line.pupil.id} contactId={line.contactId} parent={line.parent} onClose={close} />
      )}
      {step !== null && step !== 'issue' && step !== 'earlier' && (
        <StepDialog kind={step} threadId={line.threadId} today={today} due={dueFor(step, line)} onClose={close} />
      )}
    </>
  )
}

function dueFor(step: StepKind, line: Notice['line']): number {
  return step === 'penalty-refunded' ? line.toRefund : (line.due ?? 0)
}
