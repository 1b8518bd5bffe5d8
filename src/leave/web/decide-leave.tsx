import { Button, Group, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Day } from '../../kernel/day.ts'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { ChoiceField, LongTextField, TextField } from '../../ui/components/fields.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useFields } from '../../ui/components/use-fields.ts'
import { newKey } from '../../ui/new-key.ts'
import { type Span, SpanFields } from '../../ui/spans/span-fields.tsx'
import { useAct } from '../../ui/use-operation.ts'
import { grantLeave, refuseLeave } from '../contract.ts'
import type { ReadLeave } from './leave-words.tsx'

const EMPTY = { reason: '', conditions: '' }

/** The head decides: all, a part, or none of what was asked for, with the school's own test judged word by word. */
export function DecideLeave({ answer }: { readonly answer: ReadLeave }) {
  const { request, test, testSource, grantableFrom } = answer
  const schoolId = useSchoolId()
  const from = grantableFrom ?? request.from
  const [outcome, setOutcome] = useState<'grant' | 'refuse'>(grantableFrom === null ? 'refuse' : 'grant')
  const [span, setSpan] = useState<Span>({
    first: from.day,
    firstHalf: from.half,
    last: request.to.day,
    lastHalf: request.to.half,
  })
  const [judged, setJudged] = useState<Readonly<Record<string, 'yes' | 'no' | ''>>>({})
  const [key] = useState(newKey)
  const grant = useAct(grantLeave)
  const refuse = useAct(refuseLeave)
  const act = outcome === 'grant' ? grant : refuse
  const fields = useFields(EMPTY, act.error)
  const params = { schoolId, requestId: request.id }
  const save = ({ reason, conditions }: typeof EMPTY) => {
    const words = test.flatMap((one) => (judged[one] ? [{ test: one, met: judged[one] === 'yes' }] : []))
    if (outcome === 'refuse') return refuse.mutate({ params, body: { reason, judged: words } })
    return grant.mutate({
      params,
      body: {
        key,
        // What is typed is checked by the server, which says what is wrong with it.
        from: { day: span.first as Day, half: span.firstHalf },
        to: { day: span.last as Day, half: span.lastHalf },
        reason,
        conditions,
        judged: words,
      },
    })
  }
  return (
    <Section title="Your decision">
      <form noValidate onSubmit={fields.submit(save)}>
        <Stack gap="md" maw="52rem">
          <ProblemAlert error={act.error} />
          <SegmentedControl
            aria-label="Decision"
            maw="24rem"
            value={outcome}
            data={[
              { value: 'grant', label: 'Grant', disabled: grantableFrom === null },
              { value: 'refuse', label: 'Refuse' },
            ]}
            onChange={(value) => setOutcome(value === 'grant' ? 'grant' : 'refuse')}
          />
          {test.length > 0 && (
            <Stack gap="xs">
              <Text>
                The school’s own test of what is exceptional ({testSource}). It is a help to decide, not a sum: say of
                each word whether it is met.
              </Text>
              <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
                {test.map((one) => (
                  <ChoiceField
                    key={one}
                    id={`judged-${one.replace(/\W+/g, '-')}`}
                    name={one}
                    label={`Is it ${one}?`}
                    value={judged[one] ?? ''}
                    choices={[
                      { value: '', label: 'Choose' },
                      { value: 'yes', label: 'Yes' },
                      { value: 'no', label: 'No' },
                    ]}
                    onChange={(value) => setJudged({ ...judged, [one]: value })}
                  />
                ))}
              </SimpleGrid>
            </Stack>
          )}
          {outcome === 'grant' && (
            <>
              <SpanFields span={span} onChange={setSpan} />
              <TextField label="Conditions" optional {...fields.bind('conditions')} />
            </>
          )}
          <LongTextField
            label="Reason"
            hint="Every parent who may be told reads it in the letter, also one who did not ask. It is kept."
            {...fields.bind('reason')}
          />
          <Group>
            <Button type="submit" loading={act.isPending} disabled={fields.values.reason.trim() === ''}>
              {outcome === 'grant' ? 'Grant this leave' : 'Refuse this leave'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}
