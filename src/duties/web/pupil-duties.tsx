import type { PupilId } from '../../kernel/ids.ts'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { Section } from '../../ui/components/section.tsx'
import { StatusPill } from '../../ui/components/status-pill.tsx'
import { useMay } from '../../ui/me.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { workList } from '../contract.ts'
import { dueOfDuty, linesByRule, reasonsInWords } from '../rules/screen/grouped.ts'
import styles from './duties.module.css'
import { ownerInWords, toneOf } from './duty-line.tsx'

/** The duties about a pupil that are open now, whoever's they are. */
export function PupilDuties({ pupilId }: { readonly pupilId: PupilId }) {
  const schoolId = useSchoolId()
  const may = useMay()
  const asked = useOperation(
    workList,
    { params: { schoolId }, querystring: { whose: 'all', pupilId } },
    { when: may('duties.act') },
  )
  // Beside the pupil's marks, which say what went wrong: this part is only left out.
  const list = asked.data
  if (list === undefined) return null
  return (
    <Section title="Duties open now" note={list.duties.length === 0 ? undefined : String(list.duties.length)}>
      {list.duties.length === 0 ? (
        <p className={styles.quiet}>Nothing is due about this pupil.</p>
      ) : (
        <ul className={styles.short}>
          {linesByRule(list.duties, list.rules, list.today).flatMap(({ rule, lines }) =>
            lines.map(({ first, duties }) => (
              <li key={first.key}>
                <span>
                  {rule.title}
                  <br />
                  <span className={styles.quiet}>
                    {reasonsInWords(
                      duties.flatMap(({ because }) => because),
                      list.today,
                    ).join('; ')}
                    . {ownerInWords(first.owner)}.
                  </span>
                </span>
                <StatusPill tone={toneOf(first, list.today)}>{dueOfDuty(first, list.today)}</StatusPill>
              </li>
            )),
          )}
        </ul>
      )}
    </Section>
  )
}
