import { Button, Fieldset, Group, Stack } from '@mantine/core'
import { DayField, TextField } from '../../../ui/components/fields.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { WeeklySessions } from '../../../ui/spans/weekly-sessions.tsx'
import type { StepDraft } from './plan-draft.ts'
import styles from './plans.module.css'

/** A phased return, step by step. Steps with half days away reach the registers once the plan is signed and the head puts them there. */
export function StepFields({
  steps,
  onChange,
}: {
  readonly steps: readonly StepDraft[]
  readonly onChange: (steps: readonly StepDraft[]) => void
}) {
  const change = (id: string, changed: Partial<StepDraft>) =>
    onChange(steps.map((step) => (step.id === id ? { ...step, ...changed } : step)))
  return (
    <Fieldset legend="Step by step (optional)">
      <Stack gap="sm">
        {steps.map((step, place) => (
          <div key={step.id} className={styles.row}>
            <TextField
              id={`step-${step.id}`}
              name={`step-${step.id}`}
              label={`Step ${place + 1}`}
              hint="Such as “Mornings only, with Ms Bell at the gate”."
              value={step.words}
              onChange={(words) => change(step.id, { words })}
            />
            <Group align="flex-end" mt="xs">
              {(['first', 'last'] as const).map((end) => (
                <DayField
                  key={end}
                  id={`${end}-${step.id}`}
                  name={`${end}-${step.id}`}
                  label={end === 'first' ? 'From' : 'To'}
                  value={step[end]}
                  onChange={(value) => change(step.id, { [end]: value })}
                />
              ))}
              <Button variant="subtle" onClick={() => onChange(steps.filter(({ id }) => id !== step.id))}>
                Take out<span className="visually-hidden"> step {place + 1}</span>
              </Button>
            </Group>
            <Fieldset legend="Half days not in school" mt="xs">
              <WeeklySessions sessions={step.away} onChange={(away) => change(step.id, { away })} />
            </Fieldset>
          </div>
        ))}
        <Button
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => onChange([...steps, { id: newKey(), first: '', last: '', words: '', away: [] }])}
        >
          Add a step
        </Button>
      </Stack>
    </Fieldset>
  )
}
