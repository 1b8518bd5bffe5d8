import { Button } from '@mantine/core'
import { useState } from 'react'
import { type Day, shortDay } from '../../kernel/day.ts'
import { dayText, timeText } from '../../ui/clock.tsx'
import { Section } from '../../ui/components/section.tsx'
import { StatusPill } from '../../ui/components/status-pill.tsx'
import type { DutyRuleShown, DutyShown } from '../contract.ts'
import { codeInWords, nameOf } from '../rules/screen/grouped.ts'
import styles from './duties.module.css'

const SHOWN = 10

/** What was done, and what turned out not to be there: each with who, when and why, so that nothing just vanishes. */
export function EndedList({
  ended,
  inAll,
  rules,
}: {
  readonly ended: readonly DutyShown[]
  /** How many there are; the list has the latest. */
  readonly inAll: number
  readonly rules: readonly DutyRuleShown[]
}) {
  const [all, setAll] = useState(false)
  if (ended.length === 0) return null
  const titles = new Map(rules.map(({ id, title }) => [id, title]))
  return (
    <Section
      title="Ended in the last week"
      note={inAll > ended.length ? `the latest ${ended.length} of ${inAll}` : String(inAll)}
    >
      <ul className={styles.lines}>
        {ended.slice(0, all ? undefined : SHOWN).map((duty) => (
          <li key={duty.key} className={styles.ended}>
            <span>
              <strong>{nameOf(duty)}</strong>
              <br />
              {titles.get(duty.rule)}
            </span>
            <span>{duty.ended !== null && endedInWords(duty.ended)}</span>
            <span>
              <StatusPill tone={duty.state === 'done' ? 'done' : 'changed'}>
                {duty.state === 'done' ? 'Done' : 'Withdrawn'}
              </StatusPill>
            </span>
          </li>
        ))}
      </ul>
      {ended.length > SHOWN && (
        <Button mt="sm" size="compact-sm" variant="subtle" onClick={() => setAll(!all)}>
          {all ? `Show the latest ${SHOWN}` : `Show all ${ended.length}`}
        </Button>
      )}
    </Section>
  )
}

function endedInWords({ words, code, confidential, at, by }: NonNullable<DutyShown['ended']>): string {
  const mark = code === null ? '' : ` (${codeInWords(code)})`
  const why = confidential === null ? '' : `: ${confidential}`
  // The page's clock is the school's; a day of it is always a day of the calendar.
  const when = at === null ? '' : `, ${shortDay(dayText(at) as Day)} ${timeText(at)}`
  return `${words}${mark}${why}${by === null ? '' : `. ${by.name}, ${by.position}`}${when}`
}
