import { Modal } from '@mantine/core'
import { useState } from 'react'
import { shortDay } from '../../../kernel/day.ts'
import { Explained } from '../../../measures/web/index.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { SUPPORT_KIND_NAMES, type WhatHelped } from '../../contract.ts'
import type { HelpedKind as Kind } from './shown.ts'
import styles from './support.module.css'

type What = 'offered' | 'accepted' | 'refused' | 'open' | 'ran'

/** A number of children that opens the cases it is made of, for those who may see them. */
export function HelpedCount({
  helped,
  row,
  what,
  label,
}: {
  readonly helped: WhatHelped
  readonly row: Kind
  readonly what: What
  readonly label: string
}) {
  const [opened, setOpened] = useState(false)
  const count = row[what]
  const name = `${SUPPORT_KIND_NAMES[row.kind]}: ${label.toLowerCase()}`
  if (count === null) return <span className={styles.quiet}>Hidden</span>
  if (count === 0) return <span data-plain="inside">0</span>
  return (
    <>
      <button type="button" className={styles.count} onClick={() => setOpened(true)}>
        <span className="visually-hidden">{name}: </span>
        {count}
        <span className="visually-hidden">. Why this figure?</span>
      </button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={`${name}, ${count}`}>
        {helped.hides ? (
          <p>Children are not named to readers of totals.</p>
        ) : (
          <ul className={styles.list} data-plain="inside">
            {(row.behind ?? []).filter(isOf(what)).map(({ caseId, name: child, began }) => (
              <li key={caseId}>
                <PageLink there={{ to: '/cases/$caseId', params: { caseId } }}>{child}</PageLink>
                {began !== null && `, since ${shortDay(began)}`}
              </li>
            ))}
          </ul>
        )}
      </Modal>
    </>
  )
}

function isOf(what: What) {
  return ({ said, began }: NonNullable<Kind['behind']>[number]) =>
    what === 'offered' || (what === 'ran' ? began !== null : said === what)
}

const points = (value: number) =>
  value
    .toFixed(1)
    .replace(/^-0\.0$/, '0.0')
    .replace('-', '−')

/** What changed beside children alike, with how sure that is. */
export function Result({ helped, row }: { readonly helped: WhatHelped; readonly row: Kind }) {
  const { kind, ran, compared, line, words, effect, interval } = row
  if (ran === 0) return <span className={styles.quiet}>It has begun with nobody yet</span>
  if (line === null) return <span className={styles.quiet}>Hidden</span>
  if (effect === null || compared === 0) return <span className={styles.quiet}>{line}</span>
  return (
    <Explained
      of="support-effect"
      what={`${SUPPORT_KIND_NAMES[kind]}: what changed`}
      look="words"
      from={[
        ['In words', words ?? ''],
        ['Children with whom it began', ran ?? 'hidden'],
        ['Of them, who can be compared', compared ?? 'hidden'],
        ['The difference, in points of absence', points(effect)],
        [
          'Its 95 % interval',
          interval === null ? 'none is given' : `${points(interval.low)} to ${points(interval.high)}`,
        ],
        ['School year', `${helped.year}/${String(helped.year + 1).slice(2)}`],
      ]}
    >
      {line}
    </Explained>
  )
}
