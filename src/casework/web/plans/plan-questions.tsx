import { Button, Stack } from '@mantine/core'
import { useState } from 'react'
import { longDay } from '../../../kernel/day.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { LongTextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { answerPlanQuestion, type CasePlan } from '../../contract.ts'
import type { OnePlan } from './one-plan.ts'
import styles from './plans.module.css'

/** What parents asked about a plan, and what was answered; answered here. */
export function PlanQuestions({ caseId, plan, may }: OnePlan) {
  if (plan.questions.length === 0) return null
  return (
    <>
      <h4 className={styles.part}>What the family asked</h4>
      <ul className={styles.parties}>
        {plan.questions.map((question) => (
          <li key={question.questionId} className={styles.party}>
            <p className={styles.who}>
              {question.name}, {longDay(question.day)}
            </p>
            <p data-plain="name">“{question.words}”</p>
            {question.answer === null ? (
              <>
                <StatusPill tone="waiting">No answer yet</StatusPill>
                {may.record && <AnswerQuestion caseId={caseId} planId={plan.planId} question={question} />}
              </>
            ) : (
              <p className={styles.quiet}>
                {question.answer.by.name}, {longDay(question.answer.day)}: {question.answer.words}
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

const EMPTY = { words: '' }

function AnswerQuestion({
  caseId,
  planId,
  question: { questionId, name },
}: {
  readonly caseId: string
  readonly planId: string
  readonly question: CasePlan['questions'][number]
}) {
  const schoolId = useSchoolId()
  const [key] = useState(newKey)
  const act = useAct(answerPlanQuestion)
  const fields = useFields(EMPTY, act.error)
  const params = { schoolId, caseId, planId, questionId }
  return (
    <form noValidate onSubmit={fields.submit(({ words }) => act.mutate({ params, body: { key, words } }))}>
      <Stack gap="sm" mt="xs">
        <ProblemAlert error={act.error} />
        <LongTextField
          label={`Answer to ${name}`}
          hint="They read it on the family page, under the plan."
          rows={2}
          {...fields.bind('words')}
        />
        <Button type="submit" variant="default" loading={act.isPending} style={{ alignSelf: 'flex-start' }}>
          Send the answer
        </Button>
      </Stack>
    </form>
  )
}
