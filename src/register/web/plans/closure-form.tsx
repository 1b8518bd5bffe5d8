import { Button, Checkbox, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { type FormEvent, useMemo, useState } from 'react'
import { listDayClocks } from '../../../roll/contract.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import type { Input } from '../../../ui/call.ts'
import { dayText, useNow } from '../../../ui/clock.tsx'
import { CheckField, TextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { closeSchool, listPlans, previewClosure } from '../../contract.ts'
import { newKey } from '../take/new-key.ts'
import { PreviewOf } from './preview.tsx'
import { type Span, SpanFields } from './span-fields.tsx'

type ClosureBody = Input<typeof previewClosure>['body']

const KINDS = [
  { value: 'Y4', label: 'Y4  The whole site unexpectedly closed' },
  { value: 'Y3', label: 'Y3  A part of the premises closed' },
  { value: '#', label: '#  A closure known ahead' },
] as const

/** Marks the school, or some year groups, as closed: the numbers first, then one act for everybody. */
export function ClosureForm({ onDone }: { readonly onDone: () => void }) {
  const schoolId = useSchoolId()
  const form = useClosure()
  const preview = useAct(previewClosure, { refreshes: [] })
  const close = useAct(closeSchool, { refreshes: [listPlans], onDone })
  const { body } = form
  const previewed = preview.data !== undefined && preview.variables?.body === body
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (body === undefined) return
    if (previewed) close.mutate({ params: { schoolId }, body: { ...body, key: newKey() } })
    else preview.mutate({ params: { schoolId }, body })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg" maw="52rem">
        <ProblemAlert error={close.error ?? preview.error} />
        <Section title="When">
          <SpanFields span={form.span} onChange={form.setSpan} />
        </Section>
        <Section title="Who">
          <YearGroups chosen={form.years} onChange={form.setYears} />
        </Section>
        <Section title="What and why">
          <Stack gap="sm">
            <NativeSelect
              label="Kind of closure"
              maw="28rem"
              value={form.code}
              data={KINDS.map(({ value, label }) => ({ value, label }))}
              onChange={(event) => form.setCode(event.currentTarget.value)}
            />
            <TextField
              id="closure-reason"
              name="reason"
              label="Reason"
              hint="Such as: heating failed, no water, flooding."
              value={form.reason}
              onChange={form.setReason}
            />
            <CheckField
              id="closure-replace"
              name="replace"
              label="Also replace marks that stand"
              hint="Left off, whoever was marked before the school closed keeps their mark."
              value={form.replace}
              onChange={form.setReplace}
            />
          </Stack>
        </Section>
        {previewed && preview.data !== undefined && (
          <Section title="What will happen">
            <PreviewOf preview={preview.data} />
          </Section>
        )}
        <Group>
          <Button type="submit" loading={preview.isPending || close.isPending} disabled={body === undefined}>
            {previewed ? `Mark ${preview.data?.pupils ?? 0} pupils as closed` : 'Show what will happen'}
          </Button>
          {body === undefined && <span>Give the days and the reason first.</span>}
        </Group>
      </Stack>
    </form>
  )
}

function YearGroups({
  chosen,
  onChange,
}: {
  readonly chosen: readonly string[]
  readonly onChange: (years: readonly string[]) => void
}) {
  const schoolId = useSchoolId()
  const clocks = useOperation(listDayClocks, { params: { schoolId } })
  return (
    <Checkbox.Group
      label="Year groups"
      description="Everybody, where none is chosen."
      value={[...chosen]}
      onChange={onChange}
    >
      <Group mt="xs">
        {(clocks.data?.yearGroups ?? []).map((year) => (
          <Checkbox key={year} value={year} label={/^\d/.test(year) ? `Year ${year}` : year} />
        ))}
      </Group>
      {clocks.data?.yearGroups.length === 0 && <Text c="dimmed">The whole school.</Text>}
    </Checkbox.Group>
  )
}

function useClosure() {
  const today = dayText(useNow(600))
  const [span, setSpan] = useState<Span>({ first: today, firstHalf: 'AM', last: today, lastHalf: 'PM' })
  const [years, setYears] = useState<readonly string[]>([])
  const [code, setCode] = useState<string>('Y4')
  const [reason, setReason] = useState('')
  const [replace, setReplace] = useState(false)
  const body = useMemo<ClosureBody | undefined>(() => {
    const kind = KINDS.find(({ value }) => value === code)
    if (kind === undefined || reason.trim() === '' || span.first === '' || span.last === '') return undefined
    return {
      code: kind.value,
      reason: reason.trim(),
      from: { day: span.first, half: span.firstHalf },
      to: { day: span.last, half: span.lastHalf },
      replace,
      ...(years.length === 0 ? {} : { yearGroups: [...years] }),
    }
  }, [span, years, code, reason, replace])
  return { span, setSpan, years, setYears, code, setCode, reason, setReason, replace, setReplace, body }
}
