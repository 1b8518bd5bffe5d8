import { Button, Group, Modal, Stack } from '@mantine/core'
import { type FormEvent, Suspense, useState } from 'react'
import type { Day } from '../../../kernel/day.ts'
import { ALL_CODES, type Code } from '../../../law/codes.ts'
import { type Chosen, PupilChooser } from '../../../roll/web/index.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { CheckField, ChoiceField, LongTextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { type Span, SpanFields } from '../../../ui/spans/span-fields.tsx'
import { useAct } from '../../../ui/use-operation.ts'
import {
  acceptReport,
  noteReport,
  refuseReason,
  SET_ASIDE_REASONS,
  type SetAsideReason,
  type ShownReport,
  setAsideReport,
} from '../../contract.ts'
import { ASIDE_NAMES } from './report-words.tsx'

interface Dialog {
  readonly report: ShownReport
  readonly onClose: () => void
}

/** Whether an answer can go to whoever reported it. */
export function mayTell({ reporter }: ShownReport): boolean {
  return reporter.contactId !== null && !reporter.barred
}

/** The codes that a reason can have on a day; those that the report suggests first. */
function codesFor({ suggestion, first }: ShownReport): readonly { value: Code; label: string }[] {
  const near = [...('code' in suggestion ? [suggestion.code] : []), ...suggestion.alternatives]
  const fit = ALL_CODES.filter(({ code }) => code === 'L' || refuseReason(code, first.day).ok)
  const inOrder = [...near.flatMap((code) => fit.filter((one) => one.code === code)), ...fit]
  return [...new Map(inOrder.map(({ code, name }) => [code, { value: code, label: `${code}: ${name}` }])).values()]
}

/** Another code than the suggested, other sessions, or words to the family. */
export function ChangeDialog({ report, onClose }: Dialog) {
  const schoolId = useSchoolId()
  const [key] = useState(newKey)
  const codes = codesFor(report)
  const last = report.steps.findLast(({ code }) => code !== null)
  const [code, setCode] = useState<Code>(last?.code ?? codes[0]?.value ?? 'I')
  const from = last?.from ?? report.span?.from ?? report.first
  const to = last?.to ?? report.span?.to ?? report.first
  const [span, setSpan] = useState<Span>({ first: from.day, firstHalf: from.half, last: to.day, lastHalf: to.half })
  const [text, setText] = useState('')
  const [tell, setTell] = useState(mayTell(report))
  const accept = useAct(acceptReport, { onDone: onClose })
  const save = (event: FormEvent) => {
    event.preventDefault()
    accept.mutate({
      params: { schoolId, reportId: report.id },
      body: {
        key,
        seen: report.steps.length,
        code,
        // Checked by the server, which says what is wrong with them.
        from: { day: span.first as Day, half: span.firstHalf },
        to: { day: span.last as Day, half: span.lastHalf },
        text,
        tell,
      },
    })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Accept for ${report.pupil.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={save} noValidate>
        <Stack gap="md">
          <ProblemAlert error={accept.error} />
          <ChoiceField label="Code" choices={codes} id="report-code" name="code" value={code} onChange={setCode} />
          <SpanFields span={span} onChange={setSpan} />
          <LongTextField
            label="What the family is told besides"
            hint="Goes with the outcome. Leave it empty where there is nothing to add."
            id="report-text"
            name="text"
            value={text}
            onChange={setText}
          />
          <CheckField
            label="Send the outcome to whoever reported it"
            id="report-tell"
            name="tell"
            value={tell}
            onChange={setTell}
            disabled={!mayTell(report)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Go back
            </Button>
            <Button type="submit" loading={accept.isPending}>
              Accept as {code}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** A question to the family, or what they answered. */
export function AskDialog({ report, onClose }: Dialog) {
  const schoolId = useSchoolId()
  const asking = report.state === 'waiting'
  const suggested = 'ask' in report.suggestion && report.suggestion.ask.endsWith('?') ? report.suggestion.ask : ''
  const [text, setText] = useState(asking ? suggested : '')
  const [tell, setTell] = useState(asking && mayTell(report))
  const note = useAct(noteReport, { onDone: onClose })
  const save = (event: FormEvent) => {
    event.preventDefault()
    const kind = asking ? ('question' as const) : ('answer' as const)
    note.mutate({ params: { schoolId, reportId: report.id }, body: { seen: report.steps.length, kind, text, tell } })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={asking ? `Ask about ${report.pupil.name}` : `The family’s answer about ${report.pupil.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={save} noValidate>
        <Stack gap="md">
          <ProblemAlert error={note.error} />
          <LongTextField
            label={asking ? 'Question' : 'Answer'}
            hint={asking ? 'The family reads it as it stands here.' : 'In their words.'}
            id="report-note"
            name="text"
            value={text}
            onChange={setText}
          />
          {asking && (
            <CheckField
              label="Send it to whoever reported it"
              id="report-note-tell"
              name="tell"
              value={tell}
              onChange={setTell}
              disabled={!mayTell(report)}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Go back
            </Button>
            <Button type="submit" loading={note.isPending}>
              {asking ? 'Keep the question' : 'Keep the answer'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** Set aside, with the reason; moved to the right child where it was entered for the wrong one. */
export function AsideDialog({ report, onClose }: Dialog) {
  const schoolId = useSchoolId()
  const [key] = useState(newKey)
  const [newId] = useState(newKey)
  const [reason, setReason] = useState<SetAsideReason>('duplicate')
  const [right, setRight] = useState<readonly Chosen[]>([])
  const aside = useAct(setAsideReport, { onDone: onClose })
  const child = right.at(-1)
  const moves = reason === 'wrong-child' && child !== undefined
  const save = (event: FormEvent) => {
    event.preventDefault()
    const moveTo = moves ? { moveTo: { reportId: newId, pupilId: child.id } } : {}
    const body = { key, seen: report.steps.length, reason, text: '', ...moveTo }
    aside.mutate({ params: { schoolId, reportId: report.id }, body })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Set aside the report about ${report.pupil.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={save} noValidate>
        <Stack gap="md">
          <ProblemAlert error={aside.error} />
          <ChoiceField
            label="Why"
            choices={SET_ASIDE_REASONS.map((value) => ({ value, label: ASIDE_NAMES[value] }))}
            id="report-aside"
            name="reason"
            value={reason}
            onChange={setReason}
          />
          {reason === 'wrong-child' && (
            <Suspense>
              <PupilChooser chosen={right} onChange={(chosen) => setRight(chosen.slice(-1))} />
            </Suspense>
          )}
          <p>
            {report.state === 'accepted'
              ? reason === 'in-school'
                ? 'Marks that accepting it set become N again. Amend them in the register then, so that they say that the child was there.'
                : 'Marks that accepting it set become again what they were.'
              : 'No mark is changed.'}
          </p>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Go back
            </Button>
            <Button type="submit" loading={aside.isPending}>
              {moves ? `Move it to ${child.name}` : 'Set it aside'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
