import { Checkbox, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import { listDayClocks } from '../../../roll/contract.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import type { Input } from '../../../ui/call.ts'
import { dayText, useNow } from '../../../ui/clock.tsx'
import { CheckField, TextField } from '../../../ui/components/fields.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { type Span, SpanFields } from '../../../ui/spans/span-fields.tsx'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { closeSchool, listPlans, previewClosure } from '../../contract.ts'
import { yearWords } from '../year-words.ts'
import type { PlanDone } from './plan-words.ts'
import { PreviewedForm, usePreviewed } from './previewed-form.tsx'

type ClosureBody = Input<typeof previewClosure>['body']

const KINDS = [
  { value: 'Y4', label: 'Y4  The whole site unexpectedly closed' },
  { value: 'Y3', label: 'Y3  A part of the premises closed' },
  { value: '#', label: '#  A closure known ahead' },
] as const

/** Marks the school, or some year groups, as closed: the numbers first, then one act for everybody. */
export function ClosureForm({ onDone }: { readonly onDone: (done: PlanDone) => void }) {
  const form = useClosure()
  const act = usePreviewed(form.body, {
    preview: useAct(previewClosure, { refreshes: [] }),
    commit: useAct(closeSchool, { refreshes: [listPlans], onDone }),
  })
  return (
    <PreviewedForm
      act={act}
      commitWords={({ pupils }) => (pupils === 1 ? 'Mark 1 pupil as closed' : `Mark ${pupils} pupils as closed`)}
      lacking="Give the days and the reason first."
    >
      <Section title="When">
        <SpanFields span={form.span} onChange={form.setSpan} />
      </Section>
      <Section title="Who">
        <YearGroups chosen={form.years} onChange={form.setYears} />
      </Section>
      <Section title="What and why">
        <What form={form} />
      </Section>
    </PreviewedForm>
  )
}

function What({ form }: { readonly form: ReturnType<typeof useClosure> }) {
  return (
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
          <Checkbox key={year} value={year} label={yearWords(year)} />
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
