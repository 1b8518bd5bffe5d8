import { Checkbox, Group } from '@mantine/core'

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'] as const

/** Some sessions of each week, each as `1 AM` for Monday morning. */
export function WeeklySessions({
  sessions,
  onChange,
}: {
  readonly sessions: readonly string[]
  readonly onChange: (sessions: readonly string[]) => void
}) {
  return (
    <Group mt="xs" gap="lg">
      {DAYS.map((name, place) => (
        <Checkbox.Group
          key={name}
          label={name}
          value={sessions.filter((key) => key.startsWith(String(place + 1)))}
          onChange={(ofDay) => onChange([...sessions.filter((key) => !key.startsWith(String(place + 1))), ...ofDay])}
        >
          <Group gap="sm" mt={4}>
            <Checkbox value={`${place + 1} AM`} label="Morning" />
            <Checkbox value={`${place + 1} PM`} label="Afternoon" />
          </Group>
        </Checkbox.Group>
      ))}
    </Group>
  )
}
