import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Code } from '../../../law/codes.ts'
import { CodeBadge } from '../../../ui/components/code-badge.tsx'
import { TextField, TimeField } from '../../../ui/components/fields.tsx'
import { fieldId } from '../../../ui/components/use-fields.ts'
import type { SheetCode, SheetRow } from '../../rules/screen/register-sheet.ts'
import styles from './mark-dialog.module.css'

/** Every code that may be entered here, and what is to be recorded beside the one chosen. */
export function MarkDialog({
  row,
  palette,
  code: codeAtFirst,
  details,
  onChoose,
  onClose,
}: {
  readonly row: SheetRow
  readonly palette: readonly SheetCode[]
  /** Set where the code is typed already and only its details are asked. */
  readonly code: Code | undefined
  readonly details: Readonly<Record<string, string>>
  readonly onChoose: (code: Code, details: Readonly<Record<string, string>>) => void
  readonly onClose: () => void
}) {
  const [code, setCode] = useState(codeAtFirst)
  const chosen = palette.find((one) => one.code === code)
  const choose = (one: SheetCode) => (one.details.length === 0 ? onChoose(one.code, {}) : setCode(one.code))
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={`Mark of ${row.name}`}
      closeButtonProps={{ 'aria-label': 'Close without changing the mark' }}
    >
      {chosen === undefined ? (
        <ul className={styles.codes}>
          {palette.map((one, place) => (
            <li key={one.code}>
              <button
                type="button"
                className={styles.code}
                data-autofocus={place === 0 ? true : undefined}
                onClick={() => choose(one)}
              >
                <span aria-hidden>
                  <CodeBadge code={one.code} />
                </span>
                <span className="visually-hidden">{one.code}</span> {one.name}
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <DetailsForm
          code={chosen}
          details={details}
          onSave={(given) => onChoose(chosen.code, given)}
          onBack={codeAtFirst === undefined ? () => setCode(undefined) : onClose}
        />
      )}
    </Modal>
  )
}

function DetailsForm({
  code,
  details,
  onSave,
  onBack,
}: {
  readonly code: SheetCode
  readonly details: Readonly<Record<string, string>>
  readonly onSave: (details: Readonly<Record<string, string>>) => void
  readonly onBack: () => void
}) {
  const [values, setValues] = useState(details)
  const [asked, setAsked] = useState(false)
  const lacks = (key: string) => (values[key] ?? '').trim() === ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    const missing = code.details.find(({ key, required }) => required && lacks(key))
    if (missing !== undefined) return document.getElementById(fieldId(missing.key))?.focus()
    onSave(Object.fromEntries(Object.entries(values).filter(([, text]) => text.trim() !== '')))
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text>
          <CodeBadge code={code.code} /> {code.name}
        </Text>
        {code.details.map(({ key, label, required }, place) => {
          const Field = key === 'arrival_time' ? TimeField : TextField
          const error = asked && required && lacks(key) ? { error: 'This must be recorded with the mark.' } : {}
          return (
            <Field
              key={key}
              id={fieldId(key)}
              name={key}
              label={label}
              optional={!required}
              value={values[key] ?? ''}
              onChange={(text: string) => setValues((last) => ({ ...last, [key]: text }))}
              {...error}
              {...(place === 0 ? { autoFocus: true } : {})}
            />
          )
        })}
        <Group justify="flex-end">
          <Button variant="default" onClick={onBack}>
            Go back
          </Button>
          <Button type="submit">Set the mark</Button>
        </Group>
      </Stack>
    </form>
  )
}
