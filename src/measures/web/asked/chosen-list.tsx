import { Button, Checkbox, Popover, Stack } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useId } from 'react'
import styles from './asked.module.css'

/** Some of a list, or none of it named, which means all. */
export function ChosenList({
  label,
  all,
  choices,
  chosen,
  onChange,
}: {
  readonly label: string
  /** What it says while nothing is chosen. */
  readonly all: string
  readonly choices: readonly { readonly value: string; readonly label: string }[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}) {
  const id = useId()
  const names = choices.filter(({ value }) => chosen.includes(value)).map((one) => one.label)
  const says = chosen.length === 0 ? all : names.length <= 2 ? names.join(', ') : `${names.length} of ${choices.length}`
  return (
    <div className={styles.field}>
      <span id={id} className={styles.label}>
        {label}
      </span>
      <Popover position="bottom-start" shadow="md" trapFocus returnFocus withinPortal>
        <Popover.Target>
          <Button
            className={styles.opens ?? ''}
            variant="default"
            justify="space-between"
            aria-labelledby={`${id} ${id}-says`}
            rightSection={<IconChevronDown size={16} aria-hidden />}
          >
            <span id={`${id}-says`}>{says || all}</span>
          </Button>
        </Popover.Target>
        <Popover.Dropdown className={styles.dropdown ?? ''} aria-label={label}>
          <Checkbox.Group value={[...chosen]} onChange={onChange} aria-label={label}>
            <Stack gap="xs">
              {choices.map((one) => (
                <Checkbox key={one.value} value={one.value} label={one.label} />
              ))}
            </Stack>
          </Checkbox.Group>
          {chosen.length > 0 && (
            <Button mt="sm" size="xs" variant="default" onClick={() => onChange([])}>
              {all}
            </Button>
          )}
        </Popover.Dropdown>
      </Popover>
    </div>
  )
}
