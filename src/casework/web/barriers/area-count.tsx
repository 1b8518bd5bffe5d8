import { Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import { KeyValues } from '../../../ui/components/key-values.tsx'
import styles from './questions.module.css'
import { HowItIsCounted } from './why-words.tsx'

/** A number of children of one or several schools, which says from which schools it was added up. */
export function AreaCount({
  count,
  what,
  made,
}: {
  readonly count: number | null
  readonly what: string
  readonly made: readonly (readonly [school: string, count: number | null])[]
}) {
  const [opened, setOpened] = useState(false)
  if (count === null) return <span className={styles.quiet}>Hidden</span>
  if (count === 0) return <span className={styles.quiet}>None</span>
  return (
    <>
      <button type="button" className={styles.count} onClick={() => setOpened(true)}>
        <span className="visually-hidden">{what}: </span>
        {count}
        <span className="visually-hidden">. Why this figure?</span>
      </button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={`${what}: ${count}`}>
        <Stack gap="md" data-plain="inside">
          <KeyValues of={made.map(([school, of]) => [school, of === null ? 'Hidden' : String(of)])} />
          <HowItIsCounted hides />
        </Stack>
      </Modal>
    </>
  )
}
