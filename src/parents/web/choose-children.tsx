import type { FamilyChild } from '../contract.ts'
import styles from './family.module.css'

/** Which of one's children it is about; nothing to choose where there is one. */
export function ChooseChildren({
  family,
  chosen,
  onChange,
}: {
  readonly family: readonly FamilyChild[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}) {
  return (
    <fieldset className={styles.choices}>
      <legend>Which child?</legend>
      {family.map(({ pupilId, fullName, school }) => (
        <label key={pupilId} className={styles.choice}>
          <input
            type="checkbox"
            checked={chosen.includes(pupilId)}
            onChange={(event) =>
              onChange(event.currentTarget.checked ? [...chosen, pupilId] : chosen.filter((one) => one !== pupilId))
            }
          />
          <span>
            {fullName} <span className={styles.quiet}>{school}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
