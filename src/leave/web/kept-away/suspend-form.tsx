import { Alert, Button, Group, Modal, Stack } from '@mantine/core'
import { Suspense, useMemo, useState } from 'react'
import { type Day, longDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { PreviewOfPlan } from '../../../register/web/index.ts'
import { type Chosen, PupilChooser } from '../../../roll/web/index.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { dayText, useNow } from '../../../ui/clock.tsx'
import { ChoiceField, DayField, LongTextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { type Span, SpanFields } from '../../../ui/spans/span-fields.tsx'
import { useAct } from '../../../ui/use-operation.ts'
import {
  previewSuspension,
  SUSPENSION_CATEGORIES,
  type SuspensionCategory,
  type SuspensionKind,
  suspendPupil,
} from '../../contract.ts'
import { daysInWords } from './kept-away-words.tsx'

const CATEGORIES = (Object.keys(SUSPENSION_CATEGORIES) as SuspensionCategory[]).map((value) => ({
  value,
  label: SUSPENSION_CATEGORIES[value],
}))

/** The head records a suspension: what it comes to first, then the deed. */
export function SuspendForm({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="xl"
      title="Record a suspension or exclusion"
      closeButtonProps={{ 'aria-label': 'Close without recording' }}
    >
      {opened && <Form onClose={onClose} />}
    </Modal>
  )
}

const EMPTY = { category: 'pupils' as SuspensionCategory, words: '', letter: '' }

function Form({ onClose }: { readonly onClose: () => void }) {
  const schoolId = useSchoolId()
  const [key] = useState(newKey)
  const decision = useDecision()
  const preview = useAct(previewSuspension, { refreshes: [] })
  const suspend = useAct(suspendPupil, { onDone: onClose })
  const fields = useFields(EMPTY, suspend.error)
  const { body } = decision
  const shown = preview.variables?.body === body ? preview.data : undefined
  const act = (typed: typeof EMPTY) => {
    if (body === undefined) return
    if (shown === undefined) preview.mutate({ params: { schoolId }, body })
    else suspend.mutate({ params: { schoolId }, body: { ...body, ...typed, key } })
  }
  return (
    <form noValidate onSubmit={fields.submit(act)}>
      <Stack gap="md">
        <ProblemAlert error={suspend.error ?? preview.error} />
        <Suspense>
          <PupilChooser chosen={decision.pupils} onChange={(chosen) => decision.setPupils(chosen.slice(-1))} />
        </Suspense>
        <ChoiceField<SuspensionKind>
          id="suspend-kind"
          name="kind"
          label="Decision"
          choices={[
            { value: 'suspension', label: 'Suspension, for a fixed time' },
            { value: 'permanent', label: 'Permanent exclusion' },
          ]}
          value={decision.kind}
          onChange={decision.setKind}
        />
        <DayField
          id="suspend-decided"
          name="decidedDay"
          label="Decided on"
          value={decision.decidedDay}
          onChange={decision.setDecidedDay}
        />
        <SpanFields span={decision.span} onChange={decision.setSpan} />
        {decision.kind === 'permanent' && <p>A permanent exclusion has no last day: only its first session counts.</p>}
        <ChoiceField
          label="Kind of reason"
          hint="The school’s own list. Shown to those who may see what is confidential."
          choices={CATEGORIES}
          {...fields.bind('category')}
        />
        <LongTextField label="Reason" hint="Stands in the letter." {...fields.bind('words')} />
        <LongTextField
          label="What else the letter says"
          optional
          hint="How the family can be heard, who can help, which work is set. Firstbell writes about the days, the first five and the sixth; what else the law asks you to say, write here."
          {...fields.bind('letter')}
        />
        {shown !== undefined && <Shown shown={shown} />}
        <Group justify="flex-end">
          {body === undefined && <span>Choose the pupil and the days first.</span>}
          <Button type="submit" disabled={body === undefined} loading={preview.isPending || suspend.isPending}>
            {shown === undefined ? 'Show what it comes to' : 'Record it'}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Shown({ shown }: { readonly shown: Answer<typeof previewSuspension> }) {
  const [first, last] = [shown.early[0], shown.early.at(-1)]
  return (
    <Stack gap="sm" aria-live="polite">
      <p>
        {shown.days === null ? 'For good.' : `${daysInWords(shown.days)}.`} With this one:{' '}
        {daysInWords(shown.sums.term)} in the term, {shown.sums.year} in the school year.
        {first !== undefined &&
          last !== undefined &&
          ` The child may not be in a public place in school hours from ${longDay(first)} to ${longDay(last)}.`}
      </p>
      {shown.sixth !== null && (
        <Alert color="orange" variant="light" title={`Sixth school day: ${longDay(shown.sixth)}`}>
          From that day E alone is not valid. Other education has to be there, and a duty says so until it is recorded.
        </Alert>
      )}
      {shown.passed.map(({ words, source, verified }) => (
        <Alert key={words} color="orange" variant="light">
          {words} ({source}
          {verified ? '' : ', unverified'})
        </Alert>
      ))}
      <Suspense>
        <PreviewOfPlan preview={shown.marks} />
      </Suspense>
    </Stack>
  )
}

function useDecision() {
  const today = dayText(useNow(600))
  const [pupils, setPupils] = useState<readonly Chosen[]>([])
  const [kind, setKind] = useState<SuspensionKind>('suspension')
  const [decidedDay, setDecidedDay] = useState<string>(today)
  const [span, setSpan] = useState<Span>({ first: today, firstHalf: 'AM', last: today, lastHalf: 'PM' })
  const pupilId = pupils[0]?.id
  const body = useMemo(() => {
    if (pupilId === undefined || span.first === '' || span.last === '' || decidedDay === '') return undefined
    return {
      pupilId,
      kind,
      // What is typed is checked by the server, which says what is wrong with it.
      from: { day: span.first as Day, half: span.firstHalf },
      to: kind === 'permanent' ? null : { day: span.last as Day, half: span.lastHalf },
      decidedDay: decidedDay as Day,
    }
  }, [pupilId, kind, decidedDay, span])
  return { pupils, setPupils, kind, setKind, decidedDay, setDecidedDay, span, setSpan, body }
}
