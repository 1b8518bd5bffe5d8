import { Button, Checkbox } from '@mantine/core'
import { useId, useState } from 'react'
import type { Day } from '../../kernel/day.ts'
import { clockInWords, type DutyRuleShown, type DutyShown } from '../contract.ts'
import type { DutyLine, RuleLines } from '../rules/screen/grouped.ts'
import styles from './duties.module.css'
import { OneLine } from './duty-line.tsx'

const SHOWN = 6
const KINDS = { regulation: 'Law', guidance: 'Guidance', policy: 'School policy' } as const

/** Everything that one rule asks for: what, where it comes from, what follows otherwise, and each pupil or register it is about. */
export function OneRule({
  of,
  today,
  chosen,
  onChoose,
  everybodys,
}: {
  readonly of: RuleLines
  readonly today: Day
  readonly chosen: ReadonlySet<string>
  readonly onChoose: ((keys: readonly string[], chosen: boolean) => void) | undefined
  /** Not only the caller's own: then each line says whose it is. */
  readonly everybodys: boolean
}) {
  const [all, setAll] = useState(false)
  const id = useId()
  const { rule, lines, overdue } = of
  const shown = all ? lines : lines.slice(0, SHOWN)
  const isChosen = (line: DutyLine) => line.duties.every(({ key }) => chosen.has(key))
  const many = shown.filter(isChosen).length
  return (
    <section className={styles.rule} aria-labelledby={id}>
      <div className={styles.head}>
        <div className={styles.headline}>
          <h2 id={id} className={styles.title}>
            {rule.title}
          </h2>
          <span className={styles.count}>{countInWords(lines.length, overdue)}</span>
        </div>
        <p className={styles.why}>
          {rule.consequence} {sourceOfRule(rule, lines[0]?.first)}
        </p>
        {onChoose !== undefined && shown.length > 1 && (
          <Checkbox
            mt={6}
            size="sm"
            label={all || lines.length <= SHOWN ? `Choose all ${shown.length}` : `Choose the ${shown.length} below`}
            checked={many === shown.length}
            indeterminate={many > 0 && many < shown.length}
            onChange={(event) => onChoose(keysOf(shown), event.currentTarget.checked)}
          />
        )}
      </div>
      <ul className={styles.lines}>
        {shown.map((line) => (
          <OneLine
            key={`${line.first.key} ${line.first.state}`}
            line={line}
            today={today}
            chosen={isChosen(line)}
            everybodys={everybodys}
            onChoose={onChoose && ((yes) => onChoose(keysOf([line]), yes))}
          />
        ))}
      </ul>
      {lines.length > SHOWN && (
        <div className={styles.more}>
          <Button size="compact-sm" variant="subtle" onClick={() => setAll(!all)}>
            {all ? `Show the first ${SHOWN}` : `Show all ${lines.length}`}
          </Button>
        </div>
      )}
    </section>
  )
}

function countInWords(lines: number, overdue: number): string {
  if (overdue === 0) return String(lines)
  return overdue === lines ? `${overdue} overdue` : `${lines}, ${overdue} of them overdue`
}

const keysOf = (lines: readonly DutyLine[]) => lines.flatMap(({ duties }) => duties.map(({ key }) => key))

/** "Law: SI 2024/208, regulation 10(7) to (9). 5 school days." What nobody has verified says so. */
export function sourceOfRule(rule: DutyRuleShown, first: DutyShown | undefined): string {
  const { source, verified } = first?.source ?? rule.source
  const kind = first?.source != null && rule.sourceKind !== 'policy' ? 'Source' : KINDS[rule.sourceKind]
  const clock = first?.clock ?? rule.clock
  const time = clock === null ? '' : ` Time: ${clockInWords(clock)}.`
  return `${kind}: ${source}${verified ? '' : ' (not verified)'}.${time}`
}
