import { Button, Fieldset, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { type FormEvent, Suspense, useMemo, useState } from 'react'
import type { Day } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import { PreviewOfPlan, PupilPicker } from '../../../register/web/index.ts'
import { useGo } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import type { Input } from '../../../ui/call.ts'
import { dayText, useNow } from '../../../ui/clock.tsx'
import { CheckField, DayField, TextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useMay } from '../../../ui/me.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { SmallLoading } from '../../../ui/shell/states.tsx'
import { type Span, SpanFields } from '../../../ui/spans/span-fields.tsx'
import { WeeklySessions } from '../../../ui/spans/weekly-sessions.tsx'
import { useAct } from '../../../ui/use-operation.ts'
import {
  inAdvance,
  kindOfPlanned,
  listPlanned,
  PARTICULARS,
  type Particulars,
  type PlannedKind,
  planActivity,
  previewPlanned,
} from '../../contract.ts'
import { kindsOfPage, type PlannedPage } from './planned-words.tsx'

type PlanBody = Input<typeof previewPlanned>['body']
type Form = ReturnType<typeof usePlannedForm>

/** Nothing is planned that was not shown for exactly what the form says: whatever is changed asks for a new preview. */
export function PlannedForm({ page }: { readonly page: PlannedPage }) {
  const schoolId = useSchoolId()
  const go = useGo()
  const form = usePlannedForm(page)
  const [key] = useState(newKey)
  const preview = useAct(previewPlanned, { refreshes: [] })
  const commit = useAct(planActivity, {
    refreshes: [listPlanned],
    onDone: ({ id }) => go({ to: '/planned/$plannedId', params: { plannedId: id } }),
  })
  const { body } = form
  const shown = preview.variables?.body === body ? preview.data : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (body === undefined) return
    if (shown === undefined) preview.mutate({ params: { schoolId }, body })
    else {
      const seen = { kept: shown.keptCount, replaced: shown.replacedCount, leftOut: shown.leftOutCount }
      commit.mutate({ params: { schoolId }, body: { ...body, key, seen } })
    }
  }
  const marks = shown?.marks ?? 0
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg" maw="52rem">
        <ProblemAlert error={commit.error ?? preview.error} />
        <What form={form} page={page} />
        <Section title="Who">
          <Suspense fallback={<SmallLoading />}>
            <PupilPicker chosen={form.pupilIds} onChange={form.setPupilIds} />
          </Suspense>
        </Section>
        <When form={form} />
        {shown !== undefined && (
          <Section title="What will happen">
            <Suspense fallback={<SmallLoading />}>
              <PreviewOfPlan preview={shown} />
            </Suspense>
          </Section>
        )}
        <Group>
          <Button
            type="submit"
            loading={preview.isPending || commit.isPending}
            disabled={body === undefined || (shown !== undefined && marks === 0)}
          >
            {shown === undefined ? 'Show what will happen' : marks === 1 ? 'Set 1 mark' : `Set ${marks} marks`}
          </Button>
          {body === undefined && <span>Answer the questions, and choose pupils and days first.</span>}
          {shown?.marks === 0 && <span>There is no mark to set. Change the days or the pupils.</span>}
        </Group>
      </Stack>
    </form>
  )
}

function What({ form, page }: { readonly form: Form; readonly page: PlannedPage }) {
  const mayDecide = useMay()('leave.decide')
  const kind = kindOfPlanned(form.kind)
  const source = kind.byHead ? inAdvance(kind) : kind.source
  return (
    <Section title="What">
      <Stack gap="sm">
        <NativeSelect
          label="Kind"
          maw="28rem"
          value={form.kind}
          data={kindsOfPage(page)
            .filter(({ byHead }) => mayDecide || !byHead)
            .map((one) => ({ value: one.kind, label: `${one.code}  ${one.name}` }))}
          onChange={(event) => form.setKind(event.currentTarget.value)}
        />
        <Text maw="var(--fb-measure)">
          {kind.when}{' '}
          <Text component="span" c="dimmed" size="sm">
            ({source.source}
            {source.verified ? '' : ', unverified'})
          </Text>
        </Text>
        <TextField id="planned-title" name="title" label={kind.titled} value={form.title} onChange={form.setTitle} />
        {PARTICULARS.map((key) => {
          const asked = kind.asks[key]
          if (asked === undefined) return null
          return (
            <TextField
              key={key}
              id={`planned-${key}`}
              name={key}
              label={asked.label}
              optional={!asked.needed}
              value={form.particulars[key] ?? ''}
              onChange={(text) => form.setParticulars({ ...form.particulars, [key]: text })}
            />
          )
        })}
        {kind.byHead && (
          <DayField
            id="planned-agreed-day"
            name="agreedDay"
            label="Asked for or agreed on"
            hint="On the first day or before: leave is not granted afterwards."
            value={form.agreedDay}
            onChange={form.setAgreedDay}
          />
        )}
      </Stack>
    </Section>
  )
}

function When({ form }: { readonly form: Form }) {
  const { weekly } = kindOfPlanned(form.kind)
  return (
    <Section title="When">
      <Stack gap="md">
        <SpanFields span={form.span} onChange={form.setSpan} />
        {weekly && (
          <Fieldset legend="Sessions of the week that are spent there">
            <WeeklySessions sessions={form.only} onChange={form.setOnly} />
          </Fieldset>
        )}
        <CheckField
          id="planned-replace"
          name="replace"
          label="Also replace marks that stand"
          hint="Marks made by taking a register are never replaced by a plan."
          value={form.replace}
          onChange={form.setReplace}
        />
      </Stack>
    </Section>
  )
}

/** Everything typed, and the body of the request as soon as it is whole. */
function usePlannedForm(page: PlannedPage) {
  const today = dayText(useNow(600))
  const [kind, chooseKind] = useState<PlannedKind>(page === 'activities' ? 'visit' : 'dual')
  const [title, setTitle] = useState('')
  const [particulars, setParticulars] = useState<Particulars>({})
  const [agreedDay, setAgreedDay] = useState('')
  const [pupilIds, setPupilIds] = useState<readonly PupilId[]>([])
  const [span, setSpan] = useState<Span>({ first: today, firstHalf: 'AM', last: today, lastHalf: 'PM' })
  const [only, setOnly] = useState<readonly string[]>([])
  const [replace, setReplace] = useState(false)
  const body = useMemo<PlanBody | undefined>(() => {
    const { asks, byHead, weekly } = kindOfPlanned(kind)
    const lacks = PARTICULARS.some((key) => asks[key]?.needed === true && (particulars[key] ?? '').trim() === '')
    if (title.trim() === '' || lacks || pupilIds.length === 0 || span.first === '' || span.last === '') return undefined
    if ((weekly && only.length === 0) || (byHead && agreedDay === '')) return undefined
    const given = PARTICULARS.filter((key) => asks[key] !== undefined && (particulars[key] ?? '').trim() !== '')
    return {
      kind,
      title: title.trim(),
      particulars: Object.fromEntries(given.map((key) => [key, particulars[key]?.trim() ?? ''])),
      // What is typed is checked by the server, which says what is wrong with it.
      agreedDay: byHead ? (agreedDay as Day) : null,
      pupilIds: [...pupilIds],
      from: { day: span.first as Day, half: span.firstHalf },
      to: { day: span.last as Day, half: span.lastHalf },
      only: weekly ? only.map(sessionOf) : null,
      replace,
    }
  }, [kind, title, particulars, agreedDay, pupilIds, span, only, replace])
  const setKind = (value: string) => chooseKind(kindsOfPage(page).find((one) => one.kind === value)?.kind ?? kind)
  const values = { kind, title, particulars, agreedDay, pupilIds, span, only, replace, body }
  return { ...values, setKind, setTitle, setParticulars, setAgreedDay, setPupilIds, setSpan, setOnly, setReplace }
}

function sessionOf(key: string): { weekday: number; half: 'AM' | 'PM' } {
  return { weekday: Number(key[0]), half: key.endsWith('PM') ? 'PM' : 'AM' }
}
