import { Button, Fieldset, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { useGo } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { DayField, LongTextField, NumberField, TextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import type { PlanForm as Form } from '../../contract/entries/plans.ts'
import { type CasePlan, draftPlan } from '../../contract.ts'
import { PartyFields } from './party-fields.tsx'
import { bodyOf, type PlanDraft } from './plan-draft.ts'
import { StepFields } from './step-fields.tsx'

/** Everything that a version of a plan says. */
export function PlanForm({
  caseId,
  form,
  planId,
  version,
  before,
  name,
  start,
}: {
  readonly caseId: string
  readonly form: Form
  readonly planId: string
  readonly version: number
  readonly before: CasePlan['versions'][number]['body'] | undefined
  readonly name: string
  readonly start: PlanDraft
}) {
  const schoolId = useSchoolId()
  const go = useGo()
  const [key] = useState(newKey)
  const [draft, setDraft] = useState(start)
  const change = (changed: Partial<PlanDraft>) => setDraft((last) => ({ ...last, ...changed }))
  const save = useAct(draftPlan, {
    onDone: () => go({ to: '/cases/$caseId', params: { caseId }, search: { part: 'plans' } }),
  })
  const bind = <Name extends TextName>(of: Name) => ({
    id: of,
    name: of,
    value: draft[of],
    onChange: (value: string) => change({ [of]: value }),
  })
  const isPassport = form === 'attendance passport'
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ params: { schoolId, caseId }, body: { key, planId, version, form, body: bodyOf(draft, before) } })
      }}
    >
      <Stack gap="md" mt="md">
        <LongTextField
          label="What the plan is for"
          hint="What everybody hopes for, in words that the child would use."
          rows={2}
          {...bind('aim')}
        />
        <LongTextField
          label={`What ${name} says`}
          hint="In the child’s own words: what is hard, what helps, what they wish for."
          {...bind('childWords')}
        />
        {draft.childWords.trim() === '' && (
          <TextField label={`If ${name} did not want to say anything: why`} optional {...bind('noWords')} />
        )}
        <PartyFields parties={draft.parties} onChange={(parties) => change({ parties })} />
        <LongTextField
          label="What the school does differently"
          hint="One on each line. Adjustments for a disability are formal ones (Equality Act 2010, section 20)."
          optional
          rows={2}
          {...bind('adjustments')}
        />
        <AtSchool isPassport={isPassport} bind={bind} />
        <Days draft={draft} change={change} bind={bind} />
        <StepFields steps={draft.steps} onChange={(steps) => change({ steps })} />
        <ProblemAlert error={save.error} />
        <Group>
          <Button type="submit" loading={save.isPending}>
            Keep as a draft
          </Button>
          <Button
            variant="default"
            onClick={() => go({ to: '/cases/$caseId', params: { caseId }, search: { part: 'plans' } })}
          >
            Go back
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

type TextName = {
  [Name in keyof PlanDraft]: PlanDraft[Name] extends string ? Name : never
}[keyof PlanDraft]
type Bind = (of: TextName) => {
  readonly id: string
  readonly name: string
  readonly value: string
  readonly onChange: (value: string) => void
}

function AtSchool({ isPassport, bind }: { readonly isPassport: boolean; readonly bind: Bind }) {
  return (
    <Fieldset legend={isPassport ? 'What teachers see' : 'At school'}>
      <Stack gap="sm">
        <LongTextField
          label="How they arrive"
          hint="When, by which door, who waits."
          optional={!isPassport}
          rows={2}
          {...bind('arrival')}
        />
        <TextField
          label="Safe adult"
          hint="Whom they go to, and where."
          optional={!isPassport}
          width={50}
          {...bind('safeAdult')}
        />
        <LongTextField label="What helps" hint="In the child’s words." optional rows={2} {...bind('helps')} />
        <LongTextField label="What to avoid" hint="In the child’s words." optional rows={2} {...bind('avoid')} />
      </Stack>
    </Fieldset>
  )
}

/** From, to, reviews and a target in days. */
function Days({
  draft,
  change,
  bind,
}: {
  readonly draft: PlanDraft
  readonly change: (changed: Partial<PlanDraft>) => void
  readonly bind: Bind
}) {
  const { reviews } = draft
  return (
    <Fieldset legend="Days">
      <Group align="flex-end">
        <DayField label="From" {...bind('first')} />
        <DayField label="To" {...bind('last')} />
      </Group>
      <Group align="flex-end" mt="sm">
        {reviews.map((day, place) => (
          <DayField
            // biome-ignore lint/suspicious/noArrayIndexKey: a review has no other name than its place
            key={place}
            id={`review-${place}`}
            name={`review-${place}`}
            label={place === 0 ? 'Looked at again on' : 'And on'}
            value={day}
            onChange={(value) => change({ reviews: reviews.map((one, at) => (at === place ? value : one)) })}
          />
        ))}
        <Button variant="default" onClick={() => change({ reviews: [...reviews, ''] })}>
          Add a review
        </Button>
      </Group>
      <Group align="flex-end" mt="sm">
        <NumberField
          id="target-days"
          name="target-days"
          label="Target: in school on"
          optional
          unit="days"
          min={0}
          max={200}
          value={draft.targetDays}
          onChange={(targetDays) => change({ targetDays })}
        />
        <NumberField
          id="target-of"
          name="target-of"
          label="of the next"
          optional
          unit="days"
          min={1}
          max={200}
          value={draft.targetOf}
          onChange={(targetOf) => change({ targetOf })}
        />
      </Group>
    </Fieldset>
  )
}
