import { Checkbox, NativeSelect, Stack } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Day } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import type { Input } from '../../../ui/call.ts'
import { dayText, useNow } from '../../../ui/clock.tsx'
import { CheckField, TextField } from '../../../ui/components/fields.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useMay } from '../../../ui/me.tsx'
import { type Span, SpanFields } from '../../../ui/spans/span-fields.tsx'
import { WeeklySessions } from '../../../ui/spans/weekly-sessions.tsx'
import { useAct } from '../../../ui/use-operation.ts'
import { listPlans, planMarks, previewPlan } from '../../contract.ts'
import { plannableCodes } from '../../rules/planning.ts'
import type { PlanDone } from './plan-words.ts'
import { PreviewedForm, usePreviewed } from './previewed-form.tsx'
import { PupilPicker } from './pupil-picker.tsx'

type PlanBody = Input<typeof previewPlan>['body']

/** Sets marks ahead: first the numbers, then the deed. */
export function PlanForm({ onDone }: { readonly onDone: (done: PlanDone) => void }) {
  const form = usePlan()
  const act = usePreviewed(form.body, {
    preview: useAct(previewPlan, { refreshes: [] }),
    commit: useAct(planMarks, { refreshes: [listPlans], onDone }),
  })
  return (
    <PreviewedForm
      act={act}
      commitWords={({ marks }) => (marks === 1 ? 'Set 1 mark' : `Set ${marks} marks`)}
      lacking="Choose pupils, days, a code and a reason first."
    >
      <Section title="Who">
        <PupilPicker chosen={form.pupilIds} onChange={form.setPupilIds} />
      </Section>
      <Section title="When">
        <SpanFields span={form.span} onChange={form.setSpan} />
        <PartTime sessions={form.only} onChange={form.setOnly} />
      </Section>
      <Section title="What and why">
        <What form={form} />
      </Section>
    </PreviewedForm>
  )
}

function What({ form }: { readonly form: ReturnType<typeof usePlan> }) {
  return (
    <Stack gap="sm">
      <NativeSelect
        label="Mark"
        maw="28rem"
        value={form.code}
        data={[
          { value: '', label: 'Choose a code' },
          ...form.codes.map((one) => ({ value: one.code, label: `${one.code}  ${one.name}` })),
        ]}
        onChange={(event) => form.setCode(event.currentTarget.value)}
      />
      {form.asked.map(({ key, label, required }) => (
        <TextField
          key={key}
          id={`plan-${key}`}
          name={key}
          label={label}
          optional={!required}
          value={form.details[key] ?? ''}
          onChange={(text) => form.setDetails({ ...form.details, [key]: text })}
        />
      ))}
      <TextField
        id="plan-reason"
        name="reason"
        label="Reason"
        hint="For the office. A teacher finds the mark locked, and is not shown why."
        value={form.reason}
        onChange={form.setReason}
      />
      <CheckField
        id="plan-replace"
        name="replace"
        label="Also replace marks that stand"
        hint="Marks made by taking a register are never replaced by a plan."
        value={form.replace}
        onChange={form.setReplace}
      />
    </Stack>
  )
}

/** Everything typed, and the body of the request as soon as it is whole. */
function usePlan() {
  // The page's clock is the school's; a day of it is always a day of the calendar.
  const today = dayText(useNow(600)) as Day
  const [pupilIds, setPupilIds] = useState<readonly PupilId[]>([])
  const [span, setSpan] = useState<Span>({ first: today, firstHalf: 'AM', last: today, lastHalf: 'PM' })
  const [only, setOnly] = useState<readonly string[]>([])
  const [code, setCode] = useState('')
  const [details, setDetails] = useState<Readonly<Record<string, string>>>({})
  const [reason, setReason] = useState('')
  const [replace, setReplace] = useState(false)
  // By the first day: a code that ends or begins later is refused for its days, with what to enter instead.
  const may = useMay()
  const codes = useMemo(() => plannableCodes(span.first as Day, may), [span.first, may])
  const asked = useMemo(
    () => codes.find((one) => one.code === code)?.details.filter(({ derived }) => !derived) ?? [],
    [codes, code],
  )
  const body = useMemo<PlanBody | undefined>(() => {
    const lacks = asked.some(({ key, required }) => required && (details[key] ?? '').trim() === '')
    if (pupilIds.length === 0 || code === '' || reason.trim() === '' || lacks || span.first === '') return undefined
    const given = Object.entries(details).filter(([key, text]) => asked.some((one) => one.key === key) && text.trim())
    return {
      pupilIds: [...pupilIds],
      // The code comes from the list of codes; the days from the browser's own picker.
      code: code as PlanBody['code'],
      reason: reason.trim(),
      from: { day: span.first, half: span.firstHalf },
      to: { day: span.last, half: span.lastHalf },
      replace,
      ...(given.length === 0 ? {} : { details: Object.fromEntries(given) }),
      ...(only.length === 0 ? {} : { only: only.map(sessionOf) }),
    }
  }, [pupilIds, span, only, code, details, reason, replace, asked])
  const values = { pupilIds, span, only, code, details, reason, replace, codes, asked, body }
  return { ...values, setPupilIds, setSpan, setOnly, setCode, setDetails, setReason, setReplace }
}

function sessionOf(key: string): { weekday: number; half: 'AM' | 'PM' } {
  return { weekday: Number(key[0]), half: key.endsWith('PM') ? 'PM' : 'AM' }
}

/** A part-time timetable: only these sessions of each week. */
function PartTime({
  sessions,
  onChange,
}: {
  readonly sessions: readonly string[]
  readonly onChange: (sessions: readonly string[]) => void
}) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Checkbox
        mt="md"
        label="Only some sessions of each week (a part-time timetable)"
        checked={open}
        onChange={(event) => {
          setOpen(event.currentTarget.checked)
          onChange([])
        }}
      />
      {open && <WeeklySessions sessions={sessions} onChange={onChange} />}
    </>
  )
}
