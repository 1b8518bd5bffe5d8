import { Button, Stack } from '@mantine/core'
import { useState } from 'react'
import { longDay } from '../../kernel/day.ts'
import { CheckField, LongTextField } from '../../ui/components/fields.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { StatusPill } from '../../ui/components/status-pill.tsx'
import { useFields } from '../../ui/components/use-fields.ts'
import { newKey } from '../../ui/new-key.ts'
import { useAct } from '../../ui/use-operation.ts'
import { askAboutPlan, type FamilyPlanShown } from '../contract.ts'
import styles from './family.module.css'

/** What the reader asked about a plan with what the school answered, and room to ask. */
export function PlanQuestions({ plan }: { readonly plan: FamilyPlanShown }) {
  const [asking, setAsking] = useState(false)
  return (
    <Section title="Questions about this plan">
      {plan.questions.length > 0 && (
        <ul className={styles.cards}>
          {plan.questions.map(({ questionId, day, words, safety, answer }) => (
            <li key={questionId} className={styles.card}>
              <div className={styles.head}>
                <h3 className={styles.name}>You asked on {longDay(day)}</h3>
                <StatusPill tone={answer === null ? 'waiting' : 'done'}>
                  {answer !== null ? 'Answered' : safety ? 'With those who keep children safe' : 'With the school'}
                </StatusPill>
              </div>
              <p className={styles.said}>“{words}”</p>
              {safety && (
                <p className={styles.quiet}>The head and the safeguarding lead read it. They will talk with you.</p>
              )}
              {answer !== null && (
                <div className={styles.half}>
                  <span className={styles.label}>
                    {answer.by}, {longDay(answer.day)}
                  </span>
                  {answer.words}
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {asking ? (
        <Ask plan={plan} onSent={() => setAsking(false)} />
      ) : (
        <div className={styles.actions} style={{ marginTop: '0.75rem' }}>
          <Button size="md" variant="default" onClick={() => setAsking(true)}>
            Ask a question
          </Button>
        </div>
      )}
    </Section>
  )
}

const EMPTY = { words: '', safety: false }

function Ask({ plan, onSent }: { readonly plan: FamilyPlanShown; readonly onSent: () => void }) {
  const { schoolId, pupilId, planId, child, school } = plan
  const [ids] = useState(() => ({ key: newKey(), questionId: newKey() }))
  const act = useAct(askAboutPlan, { onDone: onSent })
  const fields = useFields(EMPTY, act.error)
  return (
    <form
      noValidate
      onSubmit={fields.submit((typed) =>
        act.mutate({ params: { schoolId, pupilId, planId }, body: { ...ids, ...typed } }),
      )}
    >
      <Stack gap="sm" mt="sm">
        <ProblemAlert error={act.error} />
        <LongTextField
          label="Your question about the plan"
          hint={`The staff at ${school} who work on it with ${child} read it. The answer will stand here.`}
          rows={2}
          {...fields.bind('words')}
        />
        <CheckField
          label="It is about safety: only those who keep children safe should read it"
          hint="At school these are the head and the safeguarding lead. They get in touch with you. If somebody is in danger now, ring 999."
          {...fields.bind('safety')}
        />
        <Button type="submit" loading={act.isPending} style={{ alignSelf: 'flex-start' }}>
          Send the question
        </Button>
      </Stack>
    </form>
  )
}
