import { Button, Group, Modal, Radio, Stack } from '@mantine/core'
import { useState } from 'react'
import type { Day } from '../../../kernel/day.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { DayField, LongTextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import type { PlanParty, SigningWay } from '../../contract/entries/plans.ts'
import { signPlan } from '../../contract.ts'
import type { OnePlan } from './one-plan.ts'

/** The school signs, or somebody writes down how another party answered. */
export function SignPlan({
  caseId,
  plan,
  today,
  version,
  party,
  onClose,
}: OnePlan & { readonly version: number; readonly party: PlanParty; readonly onClose: () => void }) {
  const schoolId = useSchoolId()
  const [key] = useState(newKey)
  const isSchool = party.role === 'school'
  const [way, setWay] = useState<SigningWay>(isSchool ? 'portal' : 'paper')
  const sign = useAct(signPlan, { onDone: onClose })
  const [empty] = useState({ day: today as string, words: '' })
  const fields = useFields(empty, sign.error)
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${party.name}: this plan`}
      closeButtonProps={{ 'aria-label': 'Close without recording' }}
    >
      <form
        noValidate
        onSubmit={fields.submit(({ day, words }) =>
          sign.mutate({
            params: { schoolId, caseId, planId: plan.planId },
            // What is typed is checked by the server, which says what is wrong with it.
            body: { key, version, party: party.id, way, day: day as Day, words },
          }),
        )}
      >
        <Stack gap="md">
          <ProblemAlert error={sign.error} />
          <Radio.Group
            label="Their answer"
            value={way}
            onChange={(value) => setWay(value === 'refused' || value === 'portal' ? value : 'paper')}
          >
            <Stack gap="xs" mt="xs">
              {isSchool && <Radio value="portal" label={`I sign for ${party.name}`} />}
              <Radio value="paper" label="Signed on paper, which the school keeps" />
              <Radio value="refused" label="Does not agree" />
            </Stack>
          </Radio.Group>
          {!isSchool && party.contactId !== null && (
            <p>
              They can also sign on the family page. Nobody has to sign: if something does not fit, change the plan.
            </p>
          )}
          <DayField label="On which day" {...fields.bind('day')} />
          <LongTextField
            label={way === 'refused' ? 'Why they do not agree' : 'What they said'}
            optional={way !== 'refused'}
            rows={2}
            {...fields.bind('words')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Go back
            </Button>
            <Button type="submit" loading={sign.isPending}>
              Record it
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
