import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { useAct } from '../../ui/use-operation.ts'
import { type Answers, answerQuestions, type Question } from '../contract.ts'
import { isAnswered } from '../rules/questions.ts'
import type { At } from './at.ts'
import { DiscardButton } from './discard-button.tsx'
import styles from './interchange.module.css'
import { DateOrderField, SchoolField, StartingDayField, YearByAgeField } from './question-fields.tsx'
import { GradesField, GroupsField, SexesField } from './question-lists.tsx'
import { counted, type ImportNow } from './words.ts'

/** What the files do not say: asked, never guessed. Also to change an answer after the preview. */
export function QuestionsStep({
  now,
  at,
  onCancel,
}: {
  readonly now: ImportNow
  readonly at: At
  readonly onCancel?: () => void
}) {
  const [answers, setAnswers] = useState<Answers>(now.answers)
  const send = useAct(answerQuestions)
  const open = now.questions.filter((question) => !isAnswered(question, answers)).length
  const change = (changed: Partial<Answers>) => setAnswers((last) => ({ ...last, ...changed }))
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send.mutate({ params: at, body: bodyOf(answers) })
      }}
    >
      <ProblemAlert error={send.error} />
      <p className={styles.quiet}>
        The files do not say these things, and a guess could put a wrong birthday or a wrong year group on your roll.
      </p>
      {now.questions.map((question) => (
        <QuestionField key={question.kind} question={question} answers={answers} change={change} />
      ))}
      <Group>
        <Button type="submit" loading={send.isPending} disabled={open > 0}>
          Continue
        </Button>
        {onCancel === undefined ? (
          <DiscardButton at={at} />
        ) : (
          <Button variant="subtle" onClick={onCancel}>
            Back to the preview
          </Button>
        )}
        <span className={styles.quiet} role="status">
          {open > 0 && `${counted(open, 'question')} still to answer`}
        </span>
      </Group>
    </form>
  )
}

type Body = ImportNow['answers']

/** Answers as they are sent: what is readonly here is plain there. */
function bodyOf(answers: Answers): Body {
  return structuredClone(answers) as Body
}

interface FieldProps {
  readonly question: Question
  readonly answers: Answers
  readonly change: (changed: Partial<Answers>) => void
}

function QuestionField({ question, ...rest }: FieldProps) {
  switch (question.kind) {
    case 'date-order':
      return <DateOrderField question={question} {...rest} />
    case 'school':
      return <SchoolField question={question} {...rest} />
    case 'grades':
      return <GradesField question={question} {...rest} />
    case 'groups':
      return <GroupsField question={question} {...rest} />
    case 'starting-day':
      return <StartingDayField question={question} {...rest} />
    case 'year-by-age':
      return <YearByAgeField question={question} {...rest} />
    case 'sexes':
      return <SexesField question={question} {...rest} />
  }
}
