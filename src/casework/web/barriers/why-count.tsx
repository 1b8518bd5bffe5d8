import { Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import { PageLink } from '../../../ui/address/page-link.tsx'
import type { WhyAbsent } from '../../contract.ts'
import styles from './questions.module.css'
import { HowItIsCounted } from './why-words.tsx'

/** A number of children that says what it is made of: the cases, to those who may see them, or the rule by which it was counted. */
export function WhyCount({
  why,
  count,
  what,
  row,
  yearGroup,
  onOpen,
}: {
  readonly why: WhyAbsent
  /** Null where it is hidden. */
  readonly count: number | null
  readonly what: string
  readonly row: WhyAbsent['rows'][number]['row'] | 'all'
  readonly yearGroup?: string | undefined
  /** Where it is explained elsewhere. */
  readonly onOpen?: () => void
}) {
  const [opened, setOpened] = useState(false)
  if (count === null) return <span className={styles.quiet}>Hidden</span>
  if (count === 0) return <span className={styles.quiet}>None</span>
  const behind = (why.behind ?? []).filter(
    (one) => (row === 'all' || one.rows.includes(row)) && (yearGroup === undefined || one.yearGroup === yearGroup),
  )
  return (
    <>
      <button type="button" className={styles.count} onClick={onOpen ?? (() => setOpened(true))}>
        <span className="visually-hidden">{what}: </span>
        {count}
        <span className="visually-hidden">. Why this figure?</span>
      </button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={`${what}: ${count}`}>
        <Stack gap="md" data-plain="inside">
          {why.behind === null ? (
            <p className={styles.intro}>Children are not named to readers of totals.</p>
          ) : (
            <ul className={styles.behind}>
              {behind.map(({ caseId, name, yearGroup: year }) => (
                <li key={caseId}>
                  <PageLink there={{ to: '/cases/$caseId', params: { caseId } }}>{name}</PageLink>, {year}
                </li>
              ))}
            </ul>
          )}
          <HowItIsCounted hides={why.hides} />
        </Stack>
      </Modal>
    </>
  )
}
