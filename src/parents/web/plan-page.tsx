import { z } from 'zod'
import { FORM_NAMES, FORMS_OF_PLAN, targetWords } from '../../casework/contract.ts'
import { longDay } from '../../kernel/day.ts'
import { pupilIdShape, schoolIdShape, uuidShape } from '../../kernel/shapes.ts'
import { PageLink } from '../../ui/address/page-link.tsx'
import { usePageParams } from '../../ui/address/use-address.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { type FamilyPlanShown, familyPlans } from '../contract.ts'
import { AnswerPlan } from './answer-plan.tsx'
import styles from './family.module.css'
import { FamilyFrame } from './family-frame.tsx'
import { PlanQuestions } from './plan-questions.tsx'

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
      <AnswerPlan plan={plan} />
      <PlanQuestions plan={plan} />
    </>
  )
}

const STANDS: Readonly<Record<FamilyPlanShown['state'], string>> = {
  yours: 'Please read this plan. You can sign it at the end, or say what does not fit.',
  'you do not agree': 'You said that you do not agree. The school will talk to you. You can still sign below.',
  'with the school': 'The school is still working on this plan. There is nothing for you to sign now.',
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
