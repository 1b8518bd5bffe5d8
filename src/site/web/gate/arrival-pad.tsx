import { useState } from 'react'
import type { PupilId } from '../../../kernel/ids.ts'
import { findPupils, nameHere, PLACE_LOOK, type PupilHere } from '../../../register/web/index.ts'
import { gateKind, LATE_REASON_KEYS, LATE_REASONS, type LateReason } from '../../contract.ts'
import styles from './gate.module.css'

/** More than so many names and nobody finds one by looking: type letters. */
const MOST_SHOWN = 40
const LETTERS = 2

/** At the foot of the screen, within reach of a thumb: names to press, the reason that goes with them, and letters to find others. */
export function ArrivalPad({
  pupils,
  reason,
  onReason,
  pending,
  onPress,
}: {
  readonly pupils: readonly PupilHere[]
  readonly reason: LateReason | null
  readonly onReason: (reason: LateReason | null) => void
  readonly pending: boolean
  readonly onPress: (pupilId: PupilId) => void
}) {
  const [text, setText] = useState('')
  const expected = pupils.filter(({ place }) => ['look-for', 'not-yet'].includes(gateKind(place)))
  const typed = text.trim().length >= LETTERS
  const found = typed ? findPupils(pupils, text) : expected.length > MOST_SHOWN ? [] : byForm(expected)
  return (
    <section className={styles.pad} aria-label="Who comes">
      {typed && found.length === 0 && <p className={styles.quiet}>Nobody on roll has a name like “{text}”.</p>}
      {!typed && expected.length > MOST_SHOWN && (
        <p className={styles.quiet}>
          {expected.length} pupils are not in yet. Type two letters: the initials, or the beginning of a name.
        </p>
      )}
      <ul className={styles.names} aria-label={typed ? 'Found' : 'Not in yet'} data-typed={typed}>
        {found.map((pupil) => (
          <li key={pupil.pupilId}>
            <button
              type="button"
              disabled={pending}
              onClick={() => {
                setText('')
                onPress(pupil.pupilId)
              }}
            >
              <strong>{nameHere(pupil)}</strong>
              <span className={styles.quiet}>
                {pupil.groupName}
                {typed && `, ${PLACE_LOOK[pupil.place].short}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <fieldset className={styles.why}>
        <legend className="visually-hidden">Reason that goes with the next press</legend>
        {[null, ...LATE_REASON_KEYS].map((one) => (
          <button key={one ?? ''} type="button" aria-pressed={reason === one} onClick={() => onReason(one)}>
            {one === null ? 'No reason' : LATE_REASONS[one]}
          </button>
        ))}
      </fieldset>
      <input
        type="search"
        aria-label="Find a pupil"
        placeholder="Name or initials"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </section>
  )
}

function byForm(pupils: readonly PupilHere[]): readonly PupilHere[] {
  const key = ({ groupName, familyName, preferredName }: PupilHere) =>
    `${groupName ?? '~'} ${familyName} ${preferredName}`
  return pupils.toSorted((one, other) => key(one).localeCompare(key(other), 'en-GB', { numeric: true }))
}
