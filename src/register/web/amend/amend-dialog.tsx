import { Button, Checkbox, Group, Modal, NativeSelect, Stack, Switch, Text } from '@mantine/core'
import { shortDay } from '../../../kernel/day.ts'
import { CodeBadge } from '../../../ui/components/code-badge.tsx'
import { LongTextField, TextField } from '../../../ui/components/fields.tsx'
import { KeyValues } from '../../../ui/components/key-values.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { fieldId } from '../../../ui/components/use-fields.ts'
import { actorWords, detailWords, momentWords } from '../pupil/change-words.ts'
import styles from './amend.module.css'
import { AmendClash } from './amend-clash.tsx'
import { codeFor } from './code-choices.ts'
import { type Amendment, type AmendTarget, placeOf, useAmending } from './use-amending.ts'

const SUGGESTIONS = ['A parent told us', 'Marked by mistake', 'Was elsewhere in school', 'Evidence received'] as const
const SHOWN = 60

/** Changes marks for good: what each was and will be, the code, its details, and the reason that the law asks for. */
export function AmendDialog(amendment: Amendment) {
  const form = useAmending(amendment)
  const { targets, touched } = form
  return (
    <Modal
      opened
      onClose={amendment.onClose}
      size="lg"
      title={
        form.clash
          ? 'Changed since you looked'
          : targets.length === 1
            ? 'Amend a mark'
            : `Amend ${targets.length} marks`
      }
      closeButtonProps={{ 'aria-label': 'Close without changing anything' }}
    >
      {form.clash === undefined ? (
        <form onSubmit={form.submit} noValidate>
          <Stack gap="md">
            <ProblemAlert error={form.error} />
            {form.isByTheClock && <DespiteClock form={form} />}
            {form.mark !== null && <BesideNow mark={form.mark} />}
            <CodeFields form={form} />
            <ReasonFields form={form} />
            {amendment.keepFirst && (
              <Switch
                label="Also replace marks that stand"
                checked={form.replace}
                onChange={(event) => form.setReplace(event.currentTarget.checked)}
              />
            )}
            <BeforeAfter targets={targets} touched={touched} choice={form.chosen?.value} />
            <Group justify="flex-end">
              <Button variant="default" onClick={amendment.onClose}>
                Go back
              </Button>
              <Button type="submit" loading={form.pending} disabled={touched.length === 0}>
                {touched.length === 1 ? 'Change the mark' : `Change ${touched.length} marks`}
              </Button>
            </Group>
          </Stack>
        </form>
      ) : (
        <AmendClash conflict={form.clash} pending={form.pending} onSettle={form.settle} />
      )}
    </Modal>
  )
}

type Amending = ReturnType<typeof useAmending>

/** Offered when the clock alone stands against the mark: what counts in law is when the register was in fact taken. */
function DespiteClock({ form }: { readonly form: Amending }) {
  return (
    <Checkbox
      label="The register was taken at another time that day"
      description="Such as after a fire drill. Say in the reason when it was taken: both are kept with the mark."
      checked={form.clock.despite}
      onChange={(event) => form.clock.setDespite(event.currentTarget.checked)}
    />
  )
}

/** What is recorded beside the mark now, so that nobody replaces what they have not read. */
function BesideNow({ mark }: { readonly mark: NonNullable<Amending['mark']> }) {
  const facts = detailWords(mark.details)
  return (
    <div>
      <Text fw={600} size="sm">
        Recorded now
      </Text>
      <KeyValues
        of={[
          ...facts,
          ...(mark.reason === null ? [] : [['Reason', mark.reason] as const]),
          ['By', `${actorWords(mark.by)}, ${momentWords(mark.at)}`],
        ]}
      />
    </div>
  )
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
          <li key={placeOf(target)}>
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
      {touched.length > 1 && touched.some(({ now }) => now !== null && now !== '-') && (
        <Text c="dimmed" size="sm" mt={4}>
          Notes beside the marks they replace stay in their history.
        </Text>
      )}
    </div>
  )
}
