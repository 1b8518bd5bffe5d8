import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Day } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import type { Half } from '../../../kernel/session.ts'
import type { Code } from '../../../law/codes.ts'
import { CodeBadge } from '../../../ui/components/code-badge.tsx'
import { DayField } from '../../../ui/components/fields.tsx'
import type { StripDay } from '../../../ui/components/session-strip.tsx'
import styles from '../amend/amend.module.css'
import { AmendDialog } from '../amend/amend-dialog.tsx'
import type { Amendment, AmendTarget } from '../amend/use-amending.ts'
import { sessionWords } from './change-words.ts'

/** Chooses one session or several of a pupil, then amends them together. */
export function AmendRange({
  pupil,
  days,
  version,
  from,
  onClose,
  onDone,
}: {
  readonly pupil: { readonly id: PupilId; readonly name: string }
  readonly days: readonly StripDay[]
  /** The journal's last number when the days were read. */
  readonly version: number
  readonly from: { readonly day: Day; readonly half: Half }
  readonly onClose: () => void
  readonly onDone: (changed: number) => void
}) {
  const [first, setFirst] = useState<string>(from.day)
  const [last, setLast] = useState<string>(from.day)
  const [without, setWithout] = useState<ReadonlySet<string>>(
    () => new Set([`${from.day} ${from.half === 'AM' ? 'PM' : 'AM'}`]),
  )
  const [ready, setReady] = useState<Pick<Amendment, 'targets' | 'version'>>()
  const inRange = useMemo(() => targetsOf(pupil, days, { first, last }), [pupil, days, first, last])
  const chosen = inRange.filter((target) => !without.has(keyOf(target)))
  if (ready !== undefined)
    return <AmendDialog {...ready} keepFirst={false} onClose={onClose} onDone={(changed) => onDone(changed)} />
  const toggle = (key: string, on: boolean) =>
    setWithout((old) => new Set(on ? [...old].filter((one) => one !== key) : [...old, key]))
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={`Which marks of ${pupil.name}`}
      closeButtonProps={{ 'aria-label': 'Close without changing anything' }}
    >
      <Stack gap="md">
        <Group align="flex-start">
          <DayField id="amend-first" name="first" label="First day" value={first} onChange={setFirst} />
          <DayField id="amend-last" name="last" label="Last day" value={last} onChange={setLast} />
        </Group>
        {inRange.length === 0 ? (
          <Text>No sessions between these days.</Text>
        ) : (
          <ul className={styles.marks}>
            {inRange.map((target) => (
              <li key={keyOf(target)}>
                <Checkbox
                  className={styles.when ?? ''}
                  label={sessionWords(target)}
                  checked={!without.has(keyOf(target))}
                  onChange={(event) => toggle(keyOf(target), event.currentTarget.checked)}
                />
                <CodeBadge code={target.now ?? '-'} />
              </li>
            ))}
          </ul>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Go back
          </Button>
          <Button disabled={chosen.length === 0} onClick={() => setReady({ targets: chosen, version })}>
            {chosen.length === 1 ? 'Amend this mark' : `Amend ${chosen.length} marks`}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function keyOf({ day, half }: Pick<AmendTarget, 'day' | 'half'>): string {
  return `${day} ${half}`
}

function targetsOf(
  pupil: { readonly id: PupilId; readonly name: string },
  days: readonly StripDay[],
  range: { readonly first: string; readonly last: string },
): readonly AmendTarget[] {
  return days
    .filter(({ day }) => range.first <= day && day <= range.last)
    .flatMap((one) =>
      (['AM', 'PM'] as const).flatMap((half) => {
        const mark = one[half]
        if (mark === undefined) return []
        // The strip's letters come from the table of codes; its dash is a session without a mark.
        const now = mark.code === '-' ? null : (mark.code as Code)
        return [{ pupilId: pupil.id, name: pupil.name, day: one.day, half, now }]
      }),
    )
}
