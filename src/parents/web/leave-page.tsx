import { Button, Stack } from '@mantine/core'
import { useState } from 'react'
import type { Day } from '../../kernel/day.ts'
import type { Answer } from '../../kernel/operation.ts'
import { KINDS_OF_LEAVE, kindOfLeave, type LeaveKind } from '../../leave/contract.ts'
import { addressOf } from '../../ui/call.ts'
import { dayText, useNow } from '../../ui/clock.tsx'
import { Answered } from '../../ui/components/answered.tsx'
import { EmptyState } from '../../ui/components/empty-state.tsx'
import { ChoiceField, LongTextField, TextField } from '../../ui/components/fields.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { StatusPill } from '../../ui/components/status-pill.tsx'
import { useFields } from '../../ui/components/use-fields.ts'
import { newKey } from '../../ui/new-key.ts'
import { type Span, SpanFields } from '../../ui/spans/span-fields.tsx'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import {
  answerAboutLeave,
  type FamilyChild,
  familyLeave,
  familyLeaveLetter,
  myFamily,
  requestLeave,
} from '../contract.ts'
import { AnswerForm } from './answer-form.tsx'
import { ChooseChildren } from './choose-children.tsx'
import styles from './family.module.css'
import { FamilyFrame } from './family-frame.tsx'
import { LEAVE_WORDS, sessionWords } from './words.ts'

type Requests = Answer<typeof familyLeave>

/** What was asked for and decided, and the way to ask. */
export function Page() {
  const leave = useOperation(familyLeave, {})
  const family = useOperation(myFamily, {})
  const [asking, setAsking] = useState(false)
  return (
    <FamilyFrame>
      <PageHeader
        title="Leave"
        lead="The head can agree to time away from school where something exceptional happens, if you ask before it begins."
        actions={
          asking ? undefined : (
            <Button size="md" onClick={() => setAsking(true)}>
              Ask for leave
            </Button>
          )
        }
      />
      <Answered question={leave}>
        {({ requests, notice }) => (
          <>
            {asking && (
              <Answered question={family}>
                {({ children }) => (
                  <Section title="Ask for leave" card>
                    <Form family={children} notice={notice} onDone={() => setAsking(false)} />
                  </Section>
                )}
              </Answered>
            )}
            <Section title="What you asked for">
              {requests.length === 0 && (
                <EmptyState
                  title="Nothing yet"
                  because="What you ask for here, and what the head decides, stays on this page."
                />
              )}
              <ul className={styles.cards}>
                {requests.map((one) => (
                  <Request key={one.id} request={one} />
                ))}
              </ul>
            </Section>
          </>
        )}
      </Answered>
    </FamilyFrame>
  )
}

const EMPTY = { kind: 'exceptional' as LeaveKind, reason: '', particulars: '' }

function Form({
  family,
  notice,
  onDone,
}: {
  readonly family: readonly FamilyChild[]
  readonly notice: Requests['notice']
  readonly onDone: () => void
}) {
  const today = dayText(useNow(60))
  const [only] = family.length === 1 ? family : []
  const [chosen, setChosen] = useState<readonly string[]>(only === undefined ? [] : [only.pupilId])
  const [span, setSpan] = useState<Span>({ first: today, firstHalf: 'AM', last: today, lastHalf: 'PM' })
  const [keys] = useState(() => new Map(family.map(({ pupilId }) => [pupilId, newKey()])))
  const act = useAct(requestLeave, { onDone })
  const fields = useFields(EMPTY, act.error)
  const { asks } = kindOfLeave(fields.values.kind)
  return (
    <form
      noValidate
      onSubmit={fields.submit(({ kind, reason, particulars }) =>
        act.mutate({
          body: {
            children: family
              .filter(({ pupilId }) => chosen.includes(pupilId))
              .map(({ schoolId, pupilId }) => ({ schoolId, pupilId, id: keys.get(pupilId) ?? newKey() })),
            kind,
            from: { day: span.first as Day, half: span.firstHalf },
            to: { day: span.last as Day, half: span.lastHalf },
            reason,
            particulars: asks === '' ? '' : particulars,
          },
        }),
      )}
    >
      <Stack gap="md">
        {notice.map(({ schoolId, school, words }) => (
          <p key={schoolId} className={styles.quiet}>
            {school} asks for requests {words} ahead. You can ask later too: say why it could not be sooner.
          </p>
        ))}
        {family.length > 1 && <ChooseChildren chosen={chosen} onChange={setChosen} family={family} />}
        <SpanFields span={span} onChange={setSpan} />
        <ChoiceField
          label="What is it for?"
          choices={KINDS_OF_LEAVE.map(({ kind }) => ({ value: kind, label: LEAVE_WORDS[kind] }))}
          {...fields.bind('kind')}
        />
        {asks !== '' && <TextField label={asks} {...fields.bind('particulars')} />}
        <LongTextField
          label="Tell the head why"
          hint="What happens, and why it cannot be in the holidays."
          {...fields.bind('reason')}
        />
        <ProblemAlert error={act.error} />
        <div className={styles.actions}>
          <Button type="submit" loading={act.isPending} disabled={chosen.length === 0}>
            Send to the head
          </Button>
          <Button variant="default" onClick={onDone}>
            Not now
          </Button>
        </div>
        {chosen.length === 0 && <p className={styles.quiet}>Choose a child first.</p>}
      </Stack>
    </form>
  )
}

const STATES = {
  waiting: { tone: 'waiting', words: 'With the head' },
  'waiting for the family': { tone: 'now', words: 'The school asks' },
  granted: { tone: 'done', words: 'Agreed' },
  refused: { tone: 'quiet', words: 'Not agreed' },
  withdrawn: { tone: 'quiet', words: 'Taken back' },
} as const

function Request({ request }: { readonly request: Requests['requests'][number] }) {
  const { id: requestId, schoolId, pupilId, child, kind, from, to, state, words, hasLetter, reason } = request
  const act = useAct(answerAboutLeave)
  const look = STATES[state]
  const params = { schoolId, pupilId, requestId }
  const asks = state === 'waiting for the family'
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <h3 className={styles.name}>
          {child}: {LEAVE_WORDS[kind].toLowerCase()}
        </h3>
        <StatusPill tone={look.tone}>{look.words}</StatusPill>
      </div>
      <p className={styles.quiet}>
        {sessionWords(from)} to{' '}
        {to.half === 'PM' ? sessionWords({ ...to, half: 'AM' }) : `midday on ${sessionWords({ ...to, half: 'AM' })}`}
      </p>
      <p className={styles.said}>“{reason}”</p>
      {words.map((line) => (
        <p key={line} className={asks ? styles.asked : styles.outcome}>
          {line}
        </p>
      ))}
      {asks && (
        <AnswerForm
          label="Your answer"
          press="Send the answer"
          act={act}
          onSend={(text) => act.mutate({ params, body: { text } })}
        />
      )}
      {hasLetter && (
        <p className={styles.outcome}>
          <a href={addressOf(familyLeaveLetter, { params })} target="_blank" rel="noreferrer">
            The decision as a letter (PDF)
          </a>
        </p>
      )}
    </li>
  )
}
