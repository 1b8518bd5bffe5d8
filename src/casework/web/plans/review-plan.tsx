import { Button, Fieldset, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import type { Day } from '../../../kernel/day.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { ChoiceField, DayField, LongTextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import type { DUTY_KEPT, STEP_WENT } from '../../contract/entries/plans.ts'
import { type CasePlan, comesWords, reviewPlan } from '../../contract.ts'

type Kept = (typeof DUTY_KEPT)[number]
type Went = (typeof STEP_WENT)[number]

const KEPT = [
  { value: '', label: 'Not talked about' },
  { value: 'kept', label: 'Kept' },
  { value: 'partly', label: 'Kept in part' },
  { value: 'not kept', label: 'Not kept' },
] as const
const WENT = [
  { value: '', label: 'Not yet' },
  { value: 'well', label: 'Went well' },
  { value: 'hard', label: 'Was hard' },
  { value: 'not tried', label: 'Was not tried' },
] as const

/** What a review came to: who kept what, how the steps went, what the child says now, and when it is looked at next. */
export function ReviewPlan({
  caseId,
  plan,
  name,
  onClose,
}: {
  readonly caseId: string
  readonly plan: CasePlan
  readonly name: string
  readonly onClose: () => void
}) {
  const schoolId = useSchoolId()
  const [key] = useState(newKey)
  const version = plan.versions.find((one) => one.version === plan.standing)
  const [kept, setKept] = useState<Readonly<Record<string, Kept | ''>>>({})
  const [went, setWent] = useState<Readonly<Record<string, Went | ''>>>({})
  const review = useAct(reviewPlan, { onDone: onClose })
  const [empty] = useState({ words: '', childWords: '', next: '' })
  const fields = useFields(empty, review.error)
  if (version === undefined) return null
  const { body } = version
  const save = ({ words, childWords, next }: typeof empty) =>
    review.mutate({
      params: { schoolId, caseId, planId: plan.planId },
      body: {
        key,
        version: version.version,
        duties: Object.entries(kept).flatMap(([dutyId, of]) => (of === '' ? [] : [{ dutyId, kept: of, words: '' }])),
        steps: Object.entries(went).flatMap(([stepId, of]) => (of === '' ? [] : [{ stepId, went: of }])),
        words,
        childWords,
        next: next === '' ? null : (next as Day),
      },
    })
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title="Review of the plan"
      closeButtonProps={{ 'aria-label': 'Close without recording' }}
    >
      <form noValidate onSubmit={fields.submit(save)}>
        <Stack gap="md">
          <ProblemAlert error={review.error} />
          <Fieldset legend="Who kept what">
            <Choices
              of={body.parties.flatMap((party) =>
                party.duties.map(({ id, words }) => ({ id, label: `${party.name}: ${words}` })),
              )}
              choices={KEPT}
              chosen={kept}
              onChoose={setKept}
            />
          </Fieldset>
          {body.steps.length > 0 && (
            <Fieldset legend="How the steps went">
              <Choices
                of={body.steps.map((step) => ({ id: step.id, label: `${step.words}: ${comesWords(step)}` }))}
                choices={WENT}
                chosen={went}
                onChoose={setWent}
              />
            </Fieldset>
          )}
          <LongTextField
            label={`What ${name} says now`}
            hint="In the child’s own words."
            optional
            {...fields.bind('childWords')}
          />
          <LongTextField label="What the review came to" {...fields.bind('words')} />
          <DayField
            label="Next review"
            hint="Leave it empty to keep the days that the plan names."
            optional
            {...fields.bind('next')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Go back
            </Button>
            <Button type="submit" loading={review.isPending}>
              Keep the review
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** The same choice of each of several things. */
function Choices<Value extends string>({
  of,
  choices,
  chosen,
  onChoose,
}: {
  readonly of: readonly { readonly id: string; readonly label: string }[]
  readonly choices: readonly { readonly value: Value | ''; readonly label: string }[]
  readonly chosen: Readonly<Record<string, Value | ''>>
  readonly onChoose: (chosen: Readonly<Record<string, Value | ''>>) => void
}) {
  return (
    <Stack gap="sm">
      {of.map(({ id, label }) => (
        <ChoiceField
          key={id}
          id={`choice-${id}`}
          name={`choice-${id}`}
          label={label}
          optional
          choices={choices}
          value={chosen[id] ?? ''}
          onChange={(value) => onChoose({ ...chosen, [id]: value })}
        />
      ))}
    </Stack>
  )
}
