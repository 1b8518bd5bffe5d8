import { Button, NativeSelect, Popover, Stack } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useId } from 'react'
import styles from './asked.module.css'

const ANY = ''
const HAVING = 'with'
const WITHOUT = 'without'

/** Flags that pupils must have, or must not. */
export function ChosenFlags({
  flags,
  having,
  without,
  onChange,
}: {
  readonly flags: readonly { readonly kind: string; readonly name: string }[]
  readonly having: readonly string[]
  readonly without: readonly string[]
  readonly onChange: (having: readonly string[], without: readonly string[]) => void
}) {
  const id = useId()
  const says = [
    ...flags.filter(({ kind }) => having.includes(kind)).map(({ name }) => name),
    ...flags.filter(({ kind }) => without.includes(kind)).map(({ name }) => `not ${name}`),
  ]
  const choose = (kind: string, choice: string) => {
    const others = (of: readonly string[]) => of.filter((one) => one !== kind)
    onChange(
      choice === HAVING ? [...others(having), kind] : others(having),
      choice === WITHOUT ? [...others(without), kind] : others(without),
    )
  }
  return (
    <div className={styles.field}>
      <span id={id} className={styles.label}>
        Flags
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
            <span id={`${id}-says`}>
              {says.length === 0 ? 'Whatever flags' : says.length === 1 ? says[0] : `${says.length} flags`}
            </span>
          </Button>
        </Popover.Target>
        <Popover.Dropdown className={styles.dropdown ?? ''} aria-label="Flags">
          <Stack gap="xs">
            {flags.map(({ kind, name }) => (
              <NativeSelect
                key={kind}
                size="xs"
                label={name}
                value={having.includes(kind) ? HAVING : without.includes(kind) ? WITHOUT : ANY}
                data={[
                  { value: ANY, label: 'With and without' },
                  { value: HAVING, label: 'With it' },
                  { value: WITHOUT, label: 'Without it' },
                ]}
                onChange={(event) => choose(kind, event.currentTarget.value)}
              />
            ))}
          </Stack>
        </Popover.Dropdown>
      </Popover>
    </div>
  )
}
