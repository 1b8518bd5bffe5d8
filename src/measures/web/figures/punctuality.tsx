import { Section } from '../../../ui/components/section.tsx'
import type { Base, Figures } from './answer.ts'
import { BarTable } from './bar-table.tsx'
import styles from './figures.module.css'

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'] as const
const COLUMNS = [
  { id: 'L', name: 'L, before it closed', tone: 'plain' },
  { id: 'U', name: 'U, after it closed', tone: 'unauthorised' },
] as const
const CODES = ['L', 'U'] as const

/** Who comes late, by weekday and by class. */
export function Punctuality({ base, answer }: { readonly base: Base; readonly answer: Figures }) {
  return (
    <Section title="Punctuality">
      <p className={styles.lead}>
        Late before the register closed (L) is attendance; after it closed (U) it is unauthorised absence. Both of
        possible sessions.
      </p>
      <div className={styles.twoTables}>
        <BarTable
          label="Late by weekday"
          head="Weekday"
          columns={COLUMNS}
          rows={answer.byWeekday.map(({ weekday, possible, codes }) => ({
            id: String(weekday),
            name: DAYS[weekday - 1] ?? '',
            of: possible,
            bars: CODES.map((code) => ({
              why: { ...base, figure: 'code', code, weekday },
              count: codes[code],
              what: `${code} on ${DAYS[weekday - 1]}s`,
            })),
          }))}
        />
        <BarTable
          label="Late by class"
          head="Class"
          columns={COLUMNS}
          rows={answer.byGroup.map(({ groupId, name, figures, codes }) => ({
            id: groupId,
            name,
            of: figures.sessions.possible,
            bars: CODES.map((code) => ({
              why: { ...base, groupIds: groupId, figure: 'code', code },
              count: codes[code],
              what: `${code} in ${name}`,
            })),
          }))}
        />
      </div>
    </Section>
  )
}
