import { Button, Group, Modal, NativeSelect, Stack, Switch, Text } from '@mantine/core'
import { type FormEvent, useMemo, useState } from 'react'
import type { Day } from '../../../kernel/day.ts'
import { shortDay } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import type { Half } from '../../../kernel/session.ts'
import type { Code } from '../../../law/codes.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { CodeBadge } from '../../../ui/components/code-badge.tsx'
import { LongTextField, TextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { fieldId } from '../../../ui/components/use-fields.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { amendMarks } from '../../contract.ts'
import { newKey } from '../take/new-key.ts'
import styles from './amend.module.css'
import { codeChoices, codeFor } from './code-choices.ts'

/** A mark that may be changed, as it stands. */
export interface AmendTarget {
  readonly pupilId: PupilId
  readonly name: string
  readonly day: Day
  readonly half: Half
  readonly now: Code | null
}

const SUGGESTIONS = ['A parent told us', 'Marked by mistake', 'Was elsewhere in school', 'Evidence received'] as const
const SHOWN = 60

/** Changes marks for good: what each was and will be, the code, its details, and the reason that the law asks for. */
export function AmendDialog({
  targets,
  keepFirst,
  onClose,
  onDone,
}: {
  readonly targets: readonly AmendTarget[]
  /** Leave marks that stand as they are unless the person says otherwise: for changes of many at once. */
  readonly keepFirst: boolean
  readonly onClose: () => void
  readonly onDone: (changed: number, kept: number) => void
}) {
  const [replace, setReplace] = useState(!keepFirst)
  const touched = targets.filter(({ now }) => replace || now === null || now === '-')
  const form = useAmending(targets, touched, onDone)
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={targets.length === 1 ? 'Amend a mark' : `Amend ${targets.length} marks`}
      closeButtonProps={{ 'aria-label': 'Close without changing anything' }}
    >
      <form onSubmit={form.submit} noValidate>
        <Stack gap="md">
          <ProblemAlert error={form.error} />
          <CodeFields form={form} />
          <ReasonFields form={form} />
          {keepFirst && (
            <Switch
              label="Also replace marks that stand"
              checked={replace}
              onChange={(event) => setReplace(event.currentTarget.checked)}
            />
          )}
          <BeforeAfter targets={targets} touched={touched} choice={form.chosen?.value} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Go back
            </Button>
            <Button type="submit" loading={form.pending} disabled={touched.length === 0}>
              {touched.length === 1 ? 'Change the mark' : `Change ${touched.length} marks`}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

type Amending = ReturnType<typeof useAmending>

/** What is typed, what is missing, and the act itself. */
function useAmending(
  targets: readonly AmendTarget[],
  touched: readonly AmendTarget[],
  onDone: (changed: number, kept: number) => void,
) {
  const schoolId = useSchoolId()
  const [choice, setChoice] = useState('')
  const [details, setDetails] = useState<Readonly<Record<string, string>>>({})
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const choices = useMemo(() => (targets[0] === undefined ? [] : codeChoices(targets[0].day)), [targets])
  const chosen = choices.find(({ value }) => value === choice)
  const act = useAct(amendMarks, { onDone: ({ changed, kept }) => onDone(changed.length, kept.length) })
  const lacks = (key: string) => (details[key] ?? '').trim() === ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    const missing = chosen?.details.find(({ key, required }) => required && lacks(key))
    if (chosen === undefined) return document.getElementById('amend-code')?.focus()
    if (missing !== undefined) return document.getElementById(fieldId(missing.key))?.focus()
    if (reason.trim() === '') return document.getElementById('amend-reason')?.focus()
    const given = Object.fromEntries(Object.entries(details).filter(([, text]) => text.trim() !== ''))
    const beside = Object.keys(given).length === 0 ? {} : { details: given }
    const marks = touched.map(({ pupilId, day, half, now }) => ({
      pupilId,
      day,
      half,
      to: codeFor(choice, half),
      seen: now,
      ...beside,
    }))
    act.mutate({ params: { schoolId }, body: { key: newKey(), reason: reason.trim(), marks } })
  }
  const choose = (value: string) => {
    setChoice(value)
    setDetails({})
  }
  const setDetail = (key: string, text: string) => setDetails((last) => ({ ...last, [key]: text }))
  const state = { choices, choice, chosen, details, reason, asked, error: act.error, pending: act.isPending }
  return { ...state, lacks, choose, setDetail, setReason, submit }
}

function CodeFields({ form }: { readonly form: Amending }) {
  const { choices, choice, chosen, details, asked } = form
  return (
    <>
      <NativeSelect
        id="amend-code"
        label="New mark"
        value={choice}
        onChange={(event) => form.choose(event.currentTarget.value)}
        data={[{ value: '', label: 'Choose a code' }, ...choices.map(({ value, label }) => ({ value, label }))]}
        {...(asked && chosen === undefined ? { error: 'Choose what the mark becomes.' } : {})}
      />
      {chosen?.details.map(({ key, label, required }) => (
        <TextField
          key={key}
          id={fieldId(key)}
          name={key}
          label={label}
          optional={!required}
          value={details[key] ?? ''}
          onChange={(text) => form.setDetail(key, text)}
          {...(asked && required && form.lacks(key) ? { error: 'This must be recorded with the mark.' } : {})}
        />
      ))}
    </>
  )
}

function ReasonFields({ form }: { readonly form: Amending }) {
  const { reason, asked, setReason } = form
  return (
    <>
      <LongTextField
        id="amend-reason"
        name="reason"
        label="Reason"
        hint="Kept for ever with the mark it was, the mark it becomes, the time, your name and your position."
        rows={2}
        value={reason}
        onChange={setReason}
        {...(asked && reason.trim() === '' ? { error: 'Write why the mark changes.' } : {})}
      />
      <Group gap="xs" role="group" aria-label="Reasons often given">
        {SUGGESTIONS.map((one) => (
          <Button key={one} size="xs" variant="default" onClick={() => setReason(one)}>
            {one}
          </Button>
        ))}
      </Group>
    </>
  )
}

/** Every mark before and after; those that stay say so. */
function BeforeAfter({
  targets,
  touched,
  choice,
}: {
  readonly targets: readonly AmendTarget[]
  readonly touched: readonly AmendTarget[]
  readonly choice: string | undefined
}) {
  const several = new Set(targets.map(({ pupilId }) => pupilId)).size > 1
  return (
    <div>
      <Text fw={600} size="sm">
        Before and after
      </Text>
      <ul className={styles.marks}>
        {targets.slice(0, SHOWN).map((target) => (
          <li key={`${target.pupilId} ${target.day} ${target.half}`}>
            <span className={styles.when}>
              {several && <b>{target.name}, </b>}
              {shortDay(target.day)}, {target.half === 'AM' ? 'morning' : 'afternoon'}
            </span>
            <CodeBadge code={target.now ?? '-'} />
            <span aria-hidden>→</span>
            <span className="visually-hidden">becomes</span>
            {touched.includes(target) ? (
              choice === undefined ? (
                <span className={styles.open}>?</span>
              ) : (
                <CodeBadge code={codeFor(choice, target.half)} />
              )
            ) : (
              <span className={styles.stays}>stays</span>
            )}
          </li>
        ))}
      </ul>
      {targets.length > SHOWN && (
        <Text c="dimmed" size="sm">
          and {targets.length - SHOWN} more
        </Text>
      )}
    </div>
  )
}
