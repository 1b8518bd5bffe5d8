import { Button, VisuallyHidden } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { shortDay } from '../../../kernel/day.ts'
import { schoolTime } from '../../../kernel/time-of-day.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Section } from '../../../ui/components/section.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { useAct } from '../../../ui/use-operation.ts'
import {
  ALTERNATIVES,
  answerConsideration,
  type Consideration,
  decideFormalStep,
  type GatedStep,
} from '../../contract.ts'
import { AnswerForm } from './answer-form.tsx'
import styles from './gate.module.css'
import { Safeguarding } from './safeguarding.tsx'

const STEPS = [
  { value: 'notice to improve', label: 'A notice to improve' },
  { value: 'penalty notice', label: 'A penalty notice' },
] as const
const TOOLS = [
  ...STEPS,
  { value: 'more support', label: 'More support' },
  { value: 'attendance contract', label: 'An attendance contract' },
  { value: 'education supervision order', label: 'An education supervision order' },
  { value: 'prosecution', label: 'Prosecution' },
] as const
const DECISIONS = [...STEPS, { value: 'no notice', label: 'No notice now' }] as const
const ANSWER_WORDS: Readonly<Record<string, string>> = {
  given: 'Support was given or offered',
  unsuitable: 'Support would not suit',
  'go on': 'Safeguarding does not speak against it',
  stop: 'Must not go on',
  yes: 'There is a disability',
  no: 'There is no disability',
  'not known': 'Nobody knows yet',
  refused: 'Leave was asked for and refused',
  'none asked': 'No leave was asked for',
}

/** The six questions, and for a holiday one about leave, each with its last answer; whoever may answer does so here. */
export function Questions({ of }: { readonly of: Consideration }) {
  const { gates, may, said } = of
  const best = said.find(({ question }) => question === 'best tool')?.answer
  const step: GatedStep = best === 'penalty notice' ? 'penalty notice' : 'notice to improve'
  const gate = gates.find((one) => one.step === step)
  const missing = (question: string) => gate?.items.find((item) => item.question === question)?.missing ?? null
  const leave = gates.flatMap(({ items }) => items).find(({ question }) => question === 'leave')
  const alternatives = [...new Set([...ALTERNATIVES['notice to improve'], ...ALTERNATIVES[step]])]
  return (
    <Section title={leave === undefined ? 'The six questions' : 'The six questions, and one about leave'}>
      <ol className={styles.questions}>
        <Question
          title="1. Was there support, or why would none suit?"
          of={of}
          asks={['support']}
          missing={missing('support')}
        >
          {may.prepare && <Support of={of} />}
        </Question>
        {leave !== undefined && (
          <Question
            title="1a. Before a penalty notice for the holiday (G): was leave asked for, and refused?"
            of={of}
            asks={['leave']}
            missing={leave.missing}
          >
            <p className={styles.quiet}>
              Some of these sessions are coded G, a holiday that the school did not grant: this is asked besides the
              six.
            </p>
            {of.leaveSent.map((words) => (
              <p key={words}>The letter with the refusal is on record. {words}.</p>
            ))}
            {may.prepare && <Leave of={of} />}
          </Question>
        )}
        <Question
          title="2. Equality Act: is there a disability, and which adjustments were considered?"
          of={of}
          asks={['equality']}
          missing={missing('equality')}
        >
          {may.prepare && <Equality of={of} />}
        </Question>
        <Question
          title="3. Does safeguarding speak against it?"
          of={of}
          asks={['safeguarding']}
          missing={missing('safeguarding')}
        >
          {may.safeguard ? (
            <Safeguarding threadId={of.threadId} />
          ) : (
            <p className={styles.quiet}>
              The designated safeguarding lead answers this, or the head; nobody else reads the words.
            </p>
          )}
        </Question>
        <Question
          title="4. Why none of the alternatives?"
          of={of}
          asks={alternatives.map((tool) => `alternative: ${tool}`)}
          missing={missing('alternatives')}
        >
          {may.prepare && <Alternative of={of} tools={alternatives} />}
        </Question>
        <Question
          title="5. Which tool is best for this child?"
          of={of}
          asks={['best tool']}
          missing={missing('best tool')}
        >
          {may.prepare && <BestTool of={of} />}
        </Question>
        <Question title="6. The head’s decision" of={of} asks={['decision']} missing={missing('decision')}>
          {may.decide ? (
            <Decision of={of} />
          ) : (
            <p className={styles.quiet}>The head decides, and nobody in their place.</p>
          )}
        </Question>
      </ol>
    </Section>
  )
}

function Question({
  title,
  of,
  asks,
  missing,
  children,
}: {
  readonly title: string
  readonly of: Consideration
  readonly asks: readonly string[]
  readonly missing: string | null
  readonly children: ReactNode
}) {
  const [open, setOpen] = useState(false)
  const said = of.said.filter(({ question }) => asks.includes(question))
  const formed = missing !== null || open
  return (
    <li className={styles.question}>
      <div className={styles.head}>
        <h3 className={styles.title}>{title}</h3>
        {missing === null ? (
          <StatusPill tone="done">Answered</StatusPill>
        ) : (
          <StatusPill tone="waiting">Open</StatusPill>
        )}
      </div>
      {said.map(({ question, answer, words, by, at }) => (
        <blockquote key={question} className={styles.said}>
          <strong>
            {question.startsWith('alternative: ')
              ? sentence(question.slice(13))
              : (ANSWER_WORDS[answer] ?? sentence(answer))}
          </strong>
          {words === '' ? '' : `: ${words}`}
          <span className={styles.by}>
            {by.name}, {by.position}, {shortDay(schoolTime(at).day)}
          </span>
        </blockquote>
      ))}
      {missing !== null && <p>{missing}</p>}
      {formed ? (
        children
      ) : (
        <div>
          <Button size="xs" variant="default" onClick={() => setOpen(true)}>
            Answer again<VisuallyHidden>: {title}</VisuallyHidden>
          </Button>
        </div>
      )}
    </li>
  )
}

const sentence = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}`

/** A form is made anew where its own question was answered: what is being written in another stays. */
function lastOn(of: Consideration, question: string): number {
  return Math.max(0, ...of.said.filter((one) => one.question.startsWith(question)).map(({ number }) => number))
}

function useAnswer(of: Consideration) {
  const schoolId = useSchoolId()
  const act = useAct(answerConsideration)
  const params = { schoolId, threadId: of.threadId }
  return { act, params }
}

function Support({ of }: { readonly of: Consideration }) {
  const { act, params } = useAnswer(of)
  return (
    <AnswerForm
      key={lastOn(of, 'support')}
      id="support"
      choice={{
        label: 'Support',
        choices: [
          { value: 'given', label: 'It was given or offered: see the case' },
          { value: 'unsuitable', label: 'None would suit' },
        ],
      }}
      label="What was given and what came of it, or why none would suit"
      submit="Keep the answer"
      busy={act.isPending}
      error={act.error}
      onSend={({ key, ...body }) => act.mutate({ params, body: { key, answer: { kind: 'support-answered', body } } })}
    />
  )
}

function Leave({ of }: { readonly of: Consideration }) {
  const { act, params } = useAnswer(of)
  return (
    <AnswerForm
      key={lastOn(of, 'leave')}
      id="leave"
      choice={{
        label: 'Leave for these days',
        choices: [
          { value: 'refused', label: 'It was asked for, and refused in writing: see Leave' },
          { value: 'none asked', label: 'Nobody asked for it' },
        ],
      }}
      label="When, how and to whom the letter with the refusal was sent, or how it is known that nobody asked"
      submit="Keep the answer"
      busy={act.isPending}
      error={act.error}
      onSend={({ key, ...body }) => act.mutate({ params, body: { key, answer: { kind: 'leave-answered', body } } })}
    />
  )
}

function Equality({ of }: { readonly of: Consideration }) {
  const { act, params } = useAnswer(of)
  return (
    <AnswerForm
      key={lastOn(of, 'equality')}
      id="equality"
      choice={{
        label: 'Has the child, or the parent, a disability?',
        choices: [
          { value: 'not known', label: 'Not known yet' },
          { value: 'no', label: 'No' },
          { value: 'yes', label: 'Yes' },
        ],
      }}
      label="How that is known, which reasonable adjustments were considered, and what became of them"
      submit="Keep the answer"
      busy={act.isPending}
      error={act.error}
      onSend={({ key, answer, words }) =>
        act.mutate({
          params,
          body: { key, answer: { kind: 'equality-answered', body: { disability: answer, words } } },
        })
      }
    />
  )
}

function Alternative({ of, tools }: { readonly of: Consideration; readonly tools: readonly string[] }) {
  const { act, params } = useAnswer(of)
  const open = tools.filter((tool) => !of.said.some(({ question }) => question === `alternative: ${tool}`))
  const choices = TOOLS.filter(({ value }) => tools.includes(value)).toSorted(
    (one, other) => Number(open.includes(other.value)) - Number(open.includes(one.value)),
  )
  return (
    <AnswerForm
      key={lastOn(of, 'alternative')}
      id="alternative"
      choice={{ label: 'Which alternative', choices }}
      label="Why not this"
      submit="Keep why not"
      busy={act.isPending}
      error={act.error}
      onSend={({ key, answer, words }) =>
        act.mutate({ params, body: { key, answer: { kind: 'alternative-answered', body: { tool: answer, words } } } })
      }
    />
  )
}

function BestTool({ of }: { readonly of: Consideration }) {
  const { act, params } = useAnswer(of)
  return (
    <AnswerForm
      key={lastOn(of, 'best tool')}
      id="best"
      choice={{ label: 'The best tool', choices: TOOLS }}
      label="Why it is best for this child"
      submit="Keep the answer"
      busy={act.isPending}
      error={act.error}
      onSend={({ key, answer, words }) =>
        act.mutate({ params, body: { key, answer: { kind: 'best-tool-answered', body: { tool: answer, words } } } })
      }
    />
  )
}

function Decision({ of }: { readonly of: Consideration }) {
  const schoolId = useSchoolId()
  const act = useAct(decideFormalStep)
  return (
    <AnswerForm
      key={of.number}
      id="decision"
      choice={{ label: 'Your decision', choices: DECISIONS }}
      label="Your reasons"
      hint="You decide on the sessions and answers above, as they stand now. If they change, you decide again."
      submit="Decide"
      busy={act.isPending}
      error={act.error}
      onSend={({ key, answer, words }) =>
        act.mutate({
          params: { schoolId, threadId: of.threadId },
          body: { key, seen: of.number, decision: answer, words },
        })
      }
    />
  )
}
