import { Checkbox, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { PupilId } from '../../../kernel/ids.ts'
import { listDayClocks } from '../../../roll/contract.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import type { Input } from '../../../ui/call.ts'
import { dayText, useNow } from '../../../ui/clock.tsx'
import { CheckField, TextField } from '../../../ui/components/fields.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { type Span, SpanFields } from '../../../ui/spans/span-fields.tsx'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { closeSchool, listPlans, previewClosure } from '../../contract.ts'
import { CLOSURE_KINDS, type ClosureCode, kindOfClosure } from '../../rules/closures/kinds-of-closure.ts'
import { yearWords } from '../year-words.ts'
import type { PlanDone } from './plan-words.ts'
import { PreviewedForm, usePreviewed } from './previewed-form.tsx'
import { PupilPicker } from './pupil-picker.tsx'

type ClosureBody = Input<typeof previewClosure>['body']

/** Marks the school, or a part of it, as closed or out of reach: the numbers first, then one act for everybody. */
export function ClosureForm({ onDone }: { readonly onDone: (done: PlanDone) => void }) {
  const form = useClosure()
  const act = usePreviewed(form.body, {
    preview: useAct(previewClosure, { refreshes: [] }),
    commit: useAct(closeSchool, { refreshes: [listPlans], onDone }),
  })
  const { reach } = kindOfClosure(form.code)
  return (
    <PreviewedForm
      act={act}
      commitWords={({ pupils }) => (pupils === 1 ? 'Mark 1 pupil as closed' : `Mark ${pupils} pupils as closed`)}
      lacking={form.isPart || reach !== 'some' ? 'Give the days and the answer first.' : 'Choose who it is for first.'}
    >
      <Section title="What and why">
        <What form={form} />
      </Section>
      <Section title="When">
        <SpanFields span={form.span} onChange={form.setSpan} />
        {form.isOver && (
          <CheckField
            id="closure-afterwards"
            name="afterwards"
            label="I enter this afterwards: some of these days are over"
            hint="The journal and the list of closures will say so."
            value={form.afterwards}
            onChange={form.setAfterwards}
          />
        )}
      </Section>
      <Section title="Who">
        {reach === 'everybody' ? <Text>Everybody on roll. A part of the school is Y3.</Text> : <Part form={form} />}
      </Section>
    </PreviewedForm>
  )
}

function Part({ form }: { readonly form: ReturnType<typeof useClosure> }) {
  return (
    <Stack gap="md">
      <YearGroups
        chosen={form.years}
        onChange={form.setYears}
        hint={
          kindOfClosure(form.code).reach === 'some'
            ? 'Whole year groups, or classes and pupils below.'
            : 'Everybody, where nothing is chosen here or below.'
        }
      />
      <PupilPicker chosen={form.pupilIds} onChange={form.setPupilIds} />
    </Stack>
  )
}

function What({ form }: { readonly form: ReturnType<typeof useClosure> }) {
  const kind = kindOfClosure(form.code)
  return (
    <Stack gap="sm">
      <NativeSelect
        label="Kind of closure"
        maw="28rem"
        value={form.code}
        data={CLOSURE_KINDS.map(({ code, name }) => ({ value: code, label: `${code}  ${name}` }))}
        onChange={(event) => form.setCode(event.currentTarget.value)}
      />
      <Text maw="var(--fb-measure)">
        {kind.when}{' '}
        <Text component="span" c="dimmed" size="sm">
          ({kind.source.source}
          {kind.source.verified ? '' : ', unverified'})
        </Text>
      </Text>
      <TextField
        id="closure-reason"
        name="reason"
        label={kind.asks}
        hint={`Kept beside each mark. Such as: ${kind.such}`}
        value={form.reason}
        onChange={form.setReason}
      />
      <CheckField
        id="closure-replace"
        name="replace"
        label="Also replace marks that stand"
        hint="Left off, whoever was marked before keeps their mark. Marks made by taking a register are never replaced."
        value={form.replace}
        onChange={form.setReplace}
      />
    </Stack>
  )
}

function YearGroups({
  chosen,
  onChange,
  hint,
}: {
  readonly chosen: readonly string[]
  readonly onChange: (years: readonly string[]) => void
  readonly hint: string
}) {
  const schoolId = useSchoolId()
  const clocks = useOperation(listDayClocks, { params: { schoolId } })
  return (
    <Checkbox.Group label="Year groups" description={hint} value={[...chosen]} onChange={onChange}>
      <Group mt="xs">
        {(clocks.data?.yearGroups ?? []).map((year) => (
          <Checkbox key={year} value={year} label={yearWords(year)} />
        ))}
      </Group>
    </Checkbox.Group>
  )
}

function useClosure() {
  const today = dayText(useNow(600))
  const [span, setSpan] = useState<Span>({ first: today, firstHalf: 'AM', last: today, lastHalf: 'PM' })
  const [years, setYears] = useState<readonly string[]>([])
  const [pupilIds, setPupilIds] = useState<readonly PupilId[]>([])
  const [code, chooseCode] = useState<ClosureCode>('Y4')
  const [reason, setReason] = useState('')
  const [replace, setReplace] = useState(false)
  const [meant, setAfterwards] = useState(false)
  const isOver = span.first !== '' && span.first < today
  const afterwards = isOver && meant
  const { reach } = kindOfClosure(code)
  const isPart = reach !== 'everybody' && years.length + pupilIds.length > 0
  const body = useMemo<ClosureBody | undefined>(() => {
    const lacks = reason.trim() === '' || span.first === '' || span.last === '' || (isOver && !afterwards)
    if (lacks || (reach === 'some' && !isPart)) return undefined
    return {
      code,
      reason: reason.trim(),
      from: { day: span.first, half: span.firstHalf },
      to: { day: span.last, half: span.lastHalf },
      replace,
      afterwards,
      ...(isPart && years.length > 0 ? { yearGroups: [...years] } : {}),
      ...(isPart && pupilIds.length > 0 ? { pupilIds: [...pupilIds] } : {}),
    }
  }, [span, years, pupilIds, code, reason, replace, isOver, afterwards, reach, isPart])
  const setCode = (value: string) => chooseCode(CLOSURE_KINDS.find((kind) => kind.code === value)?.code ?? 'Y4')
  const values = { span, years, pupilIds, code, reason, replace, isOver, afterwards, isPart, body }
  return { ...values, setSpan, setYears, setPupilIds, setCode, setReason, setReplace, setAfterwards }
}
