import { Group, NativeSelect } from '@mantine/core'
import type { Half } from '../../kernel/session.ts'
import { DayField } from '../components/fields.tsx'

export interface Span {
  readonly first: string
  readonly firstHalf: Half
  readonly last: string
  readonly lastHalf: Half
}

/** From which session to which, both included. */
export function SpanFields({ span, onChange }: { readonly span: Span; readonly onChange: (span: Span) => void }) {
  return (
    <Group align="flex-end" gap="sm">
      <DayField
        id="span-first"
        name="first"
        label="From"
        value={span.first}
        onChange={(first) => onChange({ ...span, first, last: laterOf(first, span.last) })}
      />
      <HalfField
        label="First session"
        half={span.firstHalf}
        onChange={(firstHalf) => onChange({ ...span, firstHalf })}
      />
      <DayField
        id="span-last"
        name="last"
        label="To"
        value={span.last}
        onChange={(last) => onChange({ ...span, last })}
      />
      <HalfField label="Last session" half={span.lastHalf} onChange={(lastHalf) => onChange({ ...span, lastHalf })} />
    </Group>
  )
}

/** Days as text compare as days do. */
function laterOf(one: string, other: string): string {
  return [one, other].sort().at(-1) ?? one
}

function HalfField({
  label,
  half,
  onChange,
}: {
  readonly label: string
  readonly half: Half
  readonly onChange: (half: Half) => void
}) {
  return (
    <NativeSelect
      label={label}
      value={half}
      data={[
        { value: 'AM', label: 'Morning' },
        { value: 'PM', label: 'Afternoon' },
      ]}
      onChange={(event) => onChange(event.currentTarget.value === 'PM' ? 'PM' : 'AM')}
    />
  )
}
