import { Button, Stack } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import { FORM_NAMES, FORMS_OF_PLAN, targetWords } from '../../casework/contract.ts'
import { longDay } from '../../kernel/day.ts'
import { pupilIdShape, schoolIdShape, uuidShape } from '../../kernel/shapes.ts'
import { PageLink } from '../../ui/address/page-link.tsx'
import { usePageParams } from '../../ui/address/use-address.ts'
import { download } from '../../ui/call.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { newKey } from '../../ui/new-key.ts'
import { useFileDownload } from '../../ui/use-file-download.ts'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import { answerPlan, askSchool, type FamilyPlanShown, familyPlanPaper, familyPlans } from '../contract.ts'
import { AnswerForm } from './answer-form.tsx'
import styles from './family.module.css'
import { FamilyFrame } from './family-frame.tsx'

const params = z.object({ school: schoolIdShape, pupil: pupilIdShape, plan: uuidShape() })

/** One plan in plain words, to sign or to say what does not fit. */
export function Page() {
  const { school, pupil, plan: planId } = usePageParams(params)
  const asked = useOperation(familyPlans, {})
  const plan = asked.data?.plans.find(
    (one) => one.planId === planId && one.pupilId === pupil && one.schoolId === school,
  )
  return (
    <FamilyFrame>
      <PageHeader
        title={plan === undefined ? 'A plan' : `${FORM_NAMES[plan.form]} for ${plan.child}`}
        above={<PageLink there={{ to: '/family', place: 'account' }}>My children</PageLink>}
        lead={plan === undefined ? undefined : plan.school}
      />
      <Answered question={asked}>
        {() =>
          plan === undefined ? (
            <p>This plan is not here any more. Please ring the school if you think that it should be.</p>
          ) : (
            <OnePlan key={plan.version} plan={plan} />
          )
        }
      </Answered>
    </FamilyFrame>
  )
}

function OnePlan({ plan }: { readonly plan: FamilyPlanShown }) {
  const { body, child, form } = plan
  const target = targetWords(body)
  return (
    <>
      <Standing plan={plan} />
      <p>{FORMS_OF_PLAN[form].plainly}</p>
      <Section title="What the plan is for">
        <p>{body.aim}</p>
        {target !== '' && <p>What we hope for: {target}.</p>}
      </Section>
      <Section title={`What ${child} says`}>
        {body.childWords === '' ? (
          <p>
            {child} has not written anything here. You are welcome to say what {child} thinks.
          </p>
        ) : (
          <blockquote className={styles.outcome}>“{body.childWords}”</blockquote>
        )}
      </Section>
      <WhoDoesWhat plan={plan} />
      <AtSchool plan={plan} />
      <Section title="When">
        <p>
          From {longDay(body.first)} to {longDay(body.last)}.
          {body.reviews.length > 0 &&
            ` We look at it together again on ${body.reviews.map(longDay).join(', and on ')}.`}
        </p>
        {body.steps.length > 0 && (
          <ol>
            {body.steps.map((step) => (
              <li key={step.id}>
                {longDay(step.first)} to {longDay(step.last)}: {step.words}. In school: {step.comes}.
              </li>
            ))}
          </ol>
        )}
      </Section>
      <Answer plan={plan} />
    </>
  )
}

const STANDS: Readonly<Record<FamilyPlanShown['state'], string>> = {
  yours: 'Please read this plan. You can sign it at the end, or say what does not fit.',
  'you do not agree': 'You said that you do not agree. The school will talk to you. You can still sign below.',
  others: 'You have signed this plan. It begins when everybody has signed.',
  'in force': 'This plan is signed by everybody and holds now.',
  ended: 'This plan has ended.',
}

function Standing({ plan: { state, answered, version } }: { readonly plan: FamilyPlanShown }) {
  return (
    <p className={state === 'yours' ? styles.asked : styles.outcome} role="status">
      {STANDS[state]}
      {version > 1 && state === 'yours' && ' It was changed, so it needs your signature again.'}
      {answered?.agrees === true && ` You signed ${answered.onPaper ? 'on paper ' : ''}on ${longDay(answered.day)}.`}
    </p>
  )
}

function WhoDoesWhat({ plan }: { readonly plan: FamilyPlanShown }) {
  return (
    <Section title="Who does what">
      <ul className={styles.cards}>
        {plan.body.parties.map(({ name, role, isYou, duties }) => (
          <li key={`${role} ${name}`} className={styles.card}>
            <h3 className={styles.dayName}>{isYou ? 'You' : name}</h3>
            <p className={styles.quiet}>{isYou ? name : role}</p>
            {duties.length > 0 && (
              <ul>
                {duties.map((duty) => (
                  <li key={duty}>{duty}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function AtSchool({ plan: { body, child } }: { readonly plan: FamilyPlanShown }) {
  const rows = [
    { label: `How ${child} comes in`, words: body.arrival },
    { label: 'The adult to go to', words: body.safeAdult },
    { label: 'What helps', words: body.helps },
    { label: 'What does not help', words: body.avoid },
    { label: 'What the school does differently', words: body.adjustments.join('. ') },
  ].filter(({ words }) => words !== '')
  if (rows.length === 0) return null
  return (
    <Section title="At school">
      <ul>
        {rows.map(({ label, words }) => (
          <li key={label}>
            <strong>{label}:</strong> {words}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Sign, do not agree, ask, or print. */
function Answer({ plan }: { readonly plan: FamilyPlanShown }) {
  const { schoolId, pupilId, planId, version, state } = plan
  const [key] = useState(newKey)
  const [saying, setSaying] = useState<'no' | 'ask'>()
  const act = useAct(answerPlan, { onDone: () => setSaying(undefined) })
  const { start, busy, error } = useFileDownload()
  const params = { schoolId, pupilId, planId }
  const mayAnswer = state === 'yours' || state === 'you do not agree'
  return (
    <Section title={mayAnswer ? 'Your answer' : 'More'}>
      {mayAnswer && (
        <p>
          {plan.form === 'attendance contract'
            ? 'You do not have to sign. Nobody can make you.'
            : 'If something does not fit, say so. The plan can be changed.'}
        </p>
      )}
      <ProblemAlert error={act.error} />
      <Stack gap="sm">
        <div className={styles.actions}>
          {mayAnswer && (
            <Button
              size="md"
              loading={act.isPending && saying === undefined}
              onClick={() => act.mutate({ params, body: { key, version, agrees: true, words: '' } })}
            >
              I agree and sign
            </Button>
          )}
          {mayAnswer && state !== 'you do not agree' && (
            <Button size="md" variant="default" aria-expanded={saying === 'no'} onClick={() => setSaying('no')}>
              I do not agree
            </Button>
          )}
          <Button size="md" variant="default" aria-expanded={saying === 'ask'} onClick={() => setSaying('ask')}>
            Ask a question
          </Button>
          <Button
            size="md"
            variant="default"
            loading={busy}
            onClick={() => void start(() => download(familyPlanPaper, { params }))}
          >
            Print it
          </Button>
        </div>
        {error !== undefined && <ProblemAlert error={error} />}
        {saying === 'no' && (
          <AnswerForm
            label="What does not fit?"
            press="Tell the school"
            act={act}
            onSend={(words) => act.mutate({ params, body: { key, version, agrees: false, words } })}
          />
        )}
        {saying === 'ask' && <Ask plan={plan} />}
      </Stack>
    </Section>
  )
}

function Ask({ plan: { schoolId, pupilId, form, child } }: { readonly plan: FamilyPlanShown }) {
  const [questionId] = useState(newKey)
  const act = useAct(askSchool, { refreshes: [] })
  if (act.isSuccess)
    return (
      <p role="status" className={styles.outcome}>
        Sent to the school office.{' '}
        <PageLink there={{ to: '/family/messages', place: 'account' }}>The answer will be under Messages.</PageLink>
      </p>
    )
  return (
    <AnswerForm
      label="Your question about the plan"
      press="Send the question"
      act={act}
      onSend={(text) =>
        act.mutate({
          params: { schoolId, pupilId },
          body: { questionId, about: null, text: `${FORM_NAMES[form]} for ${child}: ${text}` },
        })
      }
    />
  )
}
