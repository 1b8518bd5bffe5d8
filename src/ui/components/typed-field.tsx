import { ActionIcon, TextInput, type TextInputProps } from '@mantine/core'
import { IconCalendar } from '@tabler/icons-react'
import { type CSSProperties, type KeyboardEvent, type RefObject, useRef, useState } from 'react'

/** How a kind of value is typed. */
export interface Typing {
  /** The value of what was typed; undefined where it is none. */
  readonly read: (text: string) => string | undefined
  /** The value as it is shown; what is no value comes back as it is. */
  readonly write: (value: string) => string
  readonly shape: string
  /** What to do about a text that cannot be read. */
  readonly mend: string
}

/**
 * A value typed as text and read by our own rules. The browser's own inputs for days and times show the order of *its*
 * language: 11/23/2026 in an office in England. What cannot be read is handed on as typed, so that it is refused
 * and never taken for an empty answer.
 */
export function TypedField({
  typing,
  calendar = false,
  value,
  onChange,
  error,
  ...input
}: Omit<TextInputProps, 'value' | 'onChange'> & {
  readonly typing: Typing
  /** Offers the browser's calendar, which is by names of months. */
  readonly calendar?: boolean
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  const [typed, setTyped] = useState<string>()
  const [typingStill, setTypingStill] = useState(false)
  const picker = useRef<HTMLInputElement>(null)
  // Until it is finished, what is typed stays; after that only while it is no value, to be put right.
  const text = typed !== undefined && (typingStill || typing.read(value) === undefined) ? typed : typing.write(value)
  const change = (next: string) => {
    setTyped(next)
    setTypingStill(true)
    const read = next.trim() === '' ? '' : typing.read(next)
    if (read !== undefined) onChange(read)
  }
  const finish = () => {
    if (!typingStill) return
    setTypingStill(false)
    const unreadable = text.trim() !== '' && typing.read(text) === undefined
    if (unreadable) onChange(text)
    else setTyped(undefined)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') finish()
    if (!calendar || !event.altKey || event.key !== 'ArrowDown') return
    event.preventDefault()
    picker.current?.showPicker()
  }
  const wrong = !typingStill && text.trim() !== '' && typing.read(text) === undefined ? typing.mend : error
  return (
    <TextInput
      {...input}
      {...(wrong === undefined ? {} : { error: wrong })}
      placeholder={typing.shape}
      inputMode="decimal"
      autoComplete="off"
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={onKeyDown}
      {...(calendar && {
        rightSection: (
          <Calendar
            picker={picker}
            disabled={input.disabled ?? false}
            value={typing.read(value) ?? ''}
            onChange={(day) => {
              setTyped(undefined)
              setTypingStill(false)
              onChange(day)
            }}
          />
        ),
      })}
    />
  )
}

const UNSEEN: CSSProperties = {
  position: 'absolute',
  inset: 0,
  opacity: 0,
  border: 0,
  padding: 0,
  pointerEvents: 'none',
}

/** For the pointer; from the keyboard a day is typed, or Alt+↓ opens the same. */
function Calendar({
  picker,
  disabled,
  value,
  onChange,
}: {
  readonly picker: RefObject<HTMLInputElement | null>
  readonly disabled: boolean
  readonly value: string
  readonly onChange: (day: string) => void
}) {
  return (
    <>
      <input
        ref={picker}
        type="date"
        tabIndex={-1}
        aria-hidden
        disabled={disabled}
        style={UNSEEN}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        tabIndex={-1}
        aria-hidden
        title="Choose from a calendar"
        disabled={disabled}
        onClick={() => picker.current?.showPicker()}
      >
        <IconCalendar size={18} />
      </ActionIcon>
    </>
  )
}
