import type { Answer } from '../../kernel/operation.ts'
import { PageLink } from '../../ui/address/page-link.tsx'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { Section } from '../../ui/components/section.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { workList } from '../contract.ts'
import { type DutyLine, dueOfDuty, linesByRule } from '../rules/screen/grouped.ts'
import styles from './duties.module.css'

const SHOWN = 6

/** What is mine and due by the end of today, the most urgent first, and the way to all of it. */
export function DueToday() {
  const schoolId = useSchoolId()
  const asked = useOperation(workList, { params: { schoolId }, querystring: { whose: 'mine', due: 'today' } })
  // Beside other parts of the home that say what went wrong: this one is only left out.
  if (asked.data === undefined) return null
  const list = asked.data
  const rules = linesByRule(list.duties, list.rules, list.today)
  const more = list.mine.open - list.mine.today
  return (
    <Section title="Due today" note={<PageLink there={{ to: '/duties' }}>Work list ({list.mine.open} open)</PageLink>}>
      {rules.length === 0 ? (
        <p className={styles.quiet}>
          Nothing of yours is due today.
          {more > 0 && (
            <>
              {' '}
              <PageLink there={{ to: '/duties' }}>
                {more} {more === 1 ? 'duty is' : 'duties are'} open with more time
              </PageLink>
              .
            </>
          )}
        </p>
      ) : (
        <ul className={styles.short}>
          {rules.slice(0, SHOWN).map(({ rule, lines, overdue }) => (
            <li key={rule.id}>
              <span>
                <PageLink there={{ to: '/duties', search: { due: 'today', rule: rule.id } }}>{rule.title}</PageLink>
                <br />
                <span className={styles.quiet} data-plain="name">
                  {whoOf(lines)}
                </span>
              </span>
              <PageLink there={{ to: '/duties', search: { due: 'today', rule: rule.id } }}>
                <span className={overdue > 0 ? styles.late : styles.quiet}>{howUrgent(list, { lines, overdue })}</span>
                <span className="visually-hidden">: {rule.title}</span>
              </PageLink>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

const NAMES = 3

function whoOf(lines: readonly DutyLine[]): string {
  const names = lines.slice(0, NAMES).map(({ name }) => name)
  return lines.length > NAMES ? `${names.join('; ')} and others` : names.join('; ')
}

function howUrgent(
  { today }: Answer<typeof workList>,
  { lines, overdue }: { lines: readonly DutyLine[]; overdue: number },
): string {
  const [first] = lines
  if (lines.length === 1 && first !== undefined) return dueOfDuty(first.first, today)
  if (overdue > 0) return overdue === lines.length ? `${overdue} overdue` : `${overdue} of ${lines.length} overdue`
  return first === undefined ? '' : `${lines.length}, first: ${dueOfDuty(first.first, today).replace(/^Due /, '')}`
}
