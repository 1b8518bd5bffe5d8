import { useState } from 'react'
import { z } from 'zod'
import type { Answer } from '../../../kernel/operation.ts'
import { uuidShape } from '../../../kernel/shapes.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { usePageParams, useSchoolId, useSearchState } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { ChoiceField } from '../../../ui/components/fields.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { useMe } from '../../../ui/me.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { useOperation } from '../../../ui/use-operation.ts'
import { PLAN_FORMS, type PlanForm } from '../../contract/entries/plans.ts'
import { casePlans, FORM_NAMES, FORMS_OF_PLAN } from '../../contract.ts'
import { draftOf, newDraft } from './plan-draft.ts'
import { PlanForm as Fields } from './plan-form.tsx'
import styles from './plans.module.css'

const params = z.object({ caseId: uuidShape() })
const search = z.object({ plan: uuidShape().optional(), form: z.enum(PLAN_FORMS).optional() })

/** A plan is written here, or the next version of one. */
export function Page() {
  const schoolId = useSchoolId()
  const { caseId } = usePageParams(params)
  const asked = useOperation(casePlans, { params: { schoolId, caseId } })
  return (
    <>
      <PageHeader
        title="Write a plan"
        above={
          <PageLink there={{ to: '/cases/$caseId', params: { caseId }, search: { part: 'plans' } }}>The case</PageLink>
        }
        lead={
          asked.data === undefined
            ? undefined
            : `For ${asked.data.child.fullName}. Write it together: with the child, the parents and whoever helps.`
        }
      />
      <Answered question={asked}>{(known) => <Writing caseId={caseId} known={known} />}</Answered>
    </>
  )
}

function Writing({ caseId, known }: { readonly caseId: string; readonly known: Answer<typeof casePlans> }) {
  const schoolId = useSchoolId()
  const { schools } = useMe()
  const [state, setState] = useSearchState(search)
  const [newPlan] = useState(newKey)
  const plan = known.plans.find(({ planId }) => planId === state.plan)
  const before = plan?.versions.at(-1)
  const form: PlanForm = plan?.form ?? state.form ?? 'action plan'
  const school = schools.find(({ id }) => id === schoolId)?.name ?? 'The school'
  const other = known.plans.find((one) => one.form === form && one.state !== 'ended')
  return (
    <>
      {plan === undefined && (
        <ChoiceField
          id="form"
          name="form"
          label="Kind of plan"
          hint={FORMS_OF_PLAN[form].means}
          choices={PLAN_FORMS.map((value) => ({ value, label: FORM_NAMES[value] }))}
          value={form}
          onChange={(value) => setState({ form: value === 'action plan' ? undefined : value })}
        />
      )}
      {plan === undefined && other !== undefined ? (
        <p className={styles.quiet}>
          This case has a plan of this kind.{' '}
          <PageLink there={{ to: '/cases/$caseId/write-plan', params: { caseId }, search: { plan: other.planId } }}>
            Write a new version of it
          </PageLink>
          , or end it first.
        </p>
      ) : (
        <Fields
          key={`${plan?.planId ?? 'new'} ${form}`}
          caseId={caseId}
          form={form}
          planId={plan?.planId ?? newPlan}
          version={(before?.version ?? 0) + 1}
          before={before?.body}
          name={known.child.name}
          start={
            before === undefined
              ? newDraft({
                  form,
                  today: known.today,
                  reviewOn: known.reviewOn,
                  school,
                  child: known.child.fullName,
                  parents: known.parents,
                })
              : draftOf(before.body)
          }
        />
      )}
    </>
  )
}
