import type { Day } from '../../../kernel/day.ts'
import type { GroupId } from '../../../kernel/ids.ts'
import { fullName } from '../../../kernel/names.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { Percentage } from '../../../ui/components/percentage.tsx'
import { SmallLoading } from '../../../ui/shell/states.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { groupWeek } from '../../contract.ts'
import { SmallMark } from '../take/small-mark.tsx'
import styles from './week.module.css'
import { WeekHead } from './week-head.tsx'

/** A group's week to look at: each pupil's marks, and their year so far. */
export function WeekOfGroup({ groupId, day }: { readonly groupId: GroupId; readonly day: Day }) {
  const schoolId = useSchoolId()
  const asked = useOperation(groupWeek, { params: { schoolId, groupId, day } })
  return (
    <Answered question={asked} loading={<SmallLoading />}>
      {({ group, sessions, lines }) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
        <section className={styles.wrap} aria-label={`Marks of ${group.name}`} tabIndex={0}>
          <table className={styles.week}>
            <WeekHead sessions={sessions} last="This year so far" />
            <tbody>
              {lines.map((line) => (
                <tr key={line.pupilId}>
                  <th scope="row" className={styles.name}>
                    <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId: line.pupilId } }}>
                      {fullName(line.preferredName, line.familyName)}
                    </PageLink>
                  </th>
                  {line.codes.map((code, place) => {
                    const session = sessions[place]
                    return (
                      <td key={`${session?.day} ${session?.half}`} className={styles.cell}>
                        {session?.hasSession ? (
                          <SmallMark code={code} />
                        ) : (
                          <span className="visually-hidden">closed</span>
                        )}
                      </td>
                    )
                  })}
                  <td className={styles.rate}>
                    <Percentage count={line.tally.attended} of={line.tally.possible} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Answered>
  )
}
