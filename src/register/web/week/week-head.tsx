import type { Answer } from '../../../kernel/operation.ts'
import type { groupWeek } from '../../contract.ts'
import styles from './week.module.css'

export type WeekSession = Answer<typeof groupWeek>['sessions'][number]

const DAY_NAME = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', timeZone: 'UTC' })

/** The days of a week over their mornings and afternoons. */
export function WeekHead({ sessions, last }: { readonly sessions: readonly WeekSession[]; readonly last: string }) {
  const days = [...Map.groupBy(sessions, ({ day }) => day)]
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={2} className={styles.name}>
          Pupil
        </th>
        {days.map(([day, ofDay]) => (
          <th key={day} scope="colgroup" colSpan={ofDay.length}>
            {DAY_NAME.format(new Date(`${day}T12:00:00Z`))}
          </th>
        ))}
        <th scope="col" rowSpan={2} className={styles.rate}>
          {last}
        </th>
      </tr>
      <tr>
        {sessions.map(({ day, half }) => (
          <th key={`${day} ${half}`} scope="col" className={styles.half}>
            {half}
          </th>
        ))}
      </tr>
    </thead>
  )
}
