import { Button } from '@mantine/core'
import { useState } from 'react'
import { PageButton } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { download } from '../../../ui/call.ts'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { StatusPill, type StatusTone } from '../../../ui/components/status-pill.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { type CasePlan, FORM_NAMES, offerPlan, printPlan } from '../../contract.ts'
import { sentInWords } from '../meetings/meeting-words.ts'
import { EndPlan } from './end-plan.tsx'
import type { OnePlan } from './one-plan.ts'
import { PaperButton } from './paper-button.tsx'
import { daysOfPlan, PlanContent } from './plan-content.tsx'
import { PlanEffect } from './plan-effect.tsx'
import { PlanParties } from './plan-parties.tsx'
import { PlanQuestions } from './plan-questions.tsx'
import { PlanReviews } from './plan-reviews.tsx'
import { PlanSteps } from './plan-steps.tsx'
import styles from './plans.module.css'
import { ReviewPlan } from './review-plan.tsx'

const TONES: Readonly<Record<CasePlan['state'], StatusTone>> = {
  drafted: 'quiet',
  'waiting for signatures': 'waiting',
  'in force': 'done',
  'under review': 'now',
  ended: 'quiet',
}
const STATES: Readonly<Record<CasePlan['state'], string>> = {
  drafted: 'Draft',
  'waiting for signatures': 'Waiting for signatures',
  'in force': 'In force',
  'under review': 'To be reviewed',
  ended: 'Ended',
}

/** The latest version of a plan, with everything that can be done about it. */
export function PlanCard(of: OnePlan) {
  const { plan, child, today } = of
  const latest = plan.versions.at(-1)
  const [open, setOpen] = useState(plan.state !== 'ended')
  if (latest === undefined) return null
  const title = FORM_NAMES[plan.form]
  return (
    <article className={styles.plan} aria-label={title}>
      <div className={styles.head}>
        <h3 className={styles.title}>
          {title}
          {latest.version > 1 && `, version ${latest.version}`}
        </h3>
        <StatusPill tone={TONES[plan.state]}>{STATES[plan.state]}</StatusPill>
      </div>
      <p className={styles.quiet}>{plan.words}</p>
      <p className={styles.quiet}>{daysOfPlan(latest.body)}</p>
      {plan.state === 'ended' && (
        <Button variant="subtle" size="compact-sm" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Show less' : 'Show the plan'}
        </Button>
      )}
      {open && (
        <>
          <PlanContent body={latest.body} name={child.name} />
          <PlanParties {...of} version={latest} />
          {latest.body.steps.length > 0 && <PlanSteps {...of} version={latest} today={today} />}
          <PlanQuestions {...of} />
          <PlanReviews plan={plan} />
          <PlanEffect caseId={of.caseId} plan={plan} name={child.name} />
        </>
      )}
      <Acts {...of} version={latest.version} />
    </article>
  )
}

function Acts({ caseId, plan, child, may, version }: OnePlan & { readonly version: number }) {
  const schoolId = useSchoolId()
  const { planId, state } = plan
  const [key] = useState(newKey)
  const [doing, setDoing] = useState<'review' | 'end'>()
  const offer = useAct(offerPlan)
  const close = () => setDoing(undefined)
  return (
    <>
      <ProblemAlert error={offer.error} />
      {offer.data !== undefined && <p role="status">{sentInWords(offer.data.sent)}</p>}
      <div className={styles.acts}>
        {may.record && state === 'drafted' && (
          <Button
            loading={offer.isPending}
            onClick={() => offer.mutate({ params: { schoolId, caseId, planId }, body: { key, version } })}
          >
            Put it forward to sign
          </Button>
        )}
        {may.record && plan.standing !== null && (
          <Button variant={state === 'under review' ? 'filled' : 'default'} onClick={() => setDoing('review')}>
            Review it
          </Button>
        )}
        {may.record && state !== 'ended' && (
          <PageButton
            variant="default"
            there={{ to: '/cases/$caseId/write-plan', params: { caseId }, search: { plan: planId } }}
          >
            Write a new version
          </PageButton>
        )}
        <PaperButton
          label="Print"
          fetchIt={() => download(printPlan, { params: { schoolId, caseId, planId, version } })}
        />
        {may.record && plan.ended === null && (
          <Button variant="default" onClick={() => setDoing('end')}>
            {state === 'ended' ? 'Say how it went' : 'End it'}
          </Button>
        )}
      </div>
      {doing === 'review' && <ReviewPlan caseId={caseId} plan={plan} name={child.name} onClose={close} />}
      {doing === 'end' && <EndPlan caseId={caseId} plan={plan} onClose={close} />}
    </>
  )
}
