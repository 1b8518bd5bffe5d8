import { addDays, type Day, shortDay, weekday } from '../../../kernel/day.ts'
import type { Half } from '../../../kernel/session.ts'
import { Explained } from '../../../measures/web/index.ts'
import { listRegisters, type RegisterSummary } from '../../../register/contract.ts'
import { isMissingRegister } from '../../../register/web/index.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { percentText } from '../../../ui/components/percentage.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import styles from './home.module.css'

/** The weekday before. Where the school did not meet then, the row says so. */
function dayBefore(today: Day): Day {
  const back = weekday(today) === 1 ? 3 : weekday(today) === 7 ? 2 : 1
  return addDays(today, -back)
}

/** Today against the day before, in sessions: of those due here in the registers that are in, who was there. */
export function Compared({ today }: { readonly today: Day }) {
  const schoolId = useSchoolId()
  const before = dayBefore(today)
  const now = useOperation(listRegisters, { params: { schoolId } })
  const then = useOperation(listRegisters, { params: { schoolId }, querystring: { day: before } })
  if (now.data === undefined || then.data === undefined) return null
  if (now.data.registers.length === 0 && then.data.registers.length === 0) return null
  return (
    <Section title="Today and the day before">
      <table className={styles.figures}>
        <thead>
          <tr>
            <th scope="col">On site, of those due here</th>
            <th scope="col">Morning</th>
            <th scope="col">Afternoon</th>
          </tr>
        </thead>
        <tbody>
          <Row name="Today" registers={now.data.registers} />
          <Row name={shortDay(before)} registers={then.data.registers} />
        </tbody>
      </table>
    </Section>
  )
}

function Row({ name, registers }: { readonly name: string; readonly registers: readonly RegisterSummary[] }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {(['AM', 'PM'] as const).map((half) => (
        <td key={half}>
          <Here registers={registers} half={half} />
        </td>
      ))}
    </tr>
  )
}

function Here({ registers, half }: { readonly registers: readonly RegisterSummary[]; readonly half: Half }) {
  const ofHalf = registers.filter((one) => one.half === half)
  // Absences planned ahead stand in registers that nobody has taken; counted, they would look like a school staying at home.
  const registersIn = ofHalf.filter((one) => !isMissingRegister(one))
  const here = registersIn.reduce((sum, { counts }) => sum + counts.present + counts.late, 0)
  const due = registersIn.reduce((sum, { counts }) => sum + counts.present + counts.late + counts.absent, 0)
  if (ofHalf.length === 0) return <span className={styles.quiet}>No school</span>
  if (registersIn.length === 0) return <span className={styles.quiet}>No register is in yet</span>
  if (due === 0) return <span className={styles.quiet}>Nobody due here</span>
  return (
    <>
      <Explained
        of="marked-today"
        what={`On site of those marked, ${half === 'AM' ? 'morning' : 'afternoon'}`}
        from={[
          ['On site', `${here} of ${due} marked present, late or absent`],
          ['Registers that are in', `${registersIn.length} of ${ofHalf.length}`],
          ...registersIn.map(
            ({ groupId, groupName, day, counts: { present, late, absent } }) =>
              [
                groupName,
                <PageLink key={groupId} there={{ to: '/register/$groupId/$day/$half', params: { groupId, day, half } }}>
                  {present} present, {late} late, {absent} absent
                </PageLink>,
              ] as const,
          ),
        ]}
      >
        {percentText(here, due)} %
      </Explained>
      {registersIn.length < ofHalf.length && (
        <span className={styles.quiet}>
          {' '}
          in the registers that are in, not all of the {half === 'AM' ? 'morning' : 'afternoon'}
        </span>
      )}
    </>
  )
}
