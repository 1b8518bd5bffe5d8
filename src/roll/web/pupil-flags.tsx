import { Button } from '@mantine/core'
import { useState } from 'react'
import { day } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { dayText, useNow } from '../../ui/clock.tsx'
import { Answered } from '../../ui/components/answered.tsx'
import { ConfirmWithReason } from '../../ui/components/confirm-with-reason.tsx'
import { ChoiceField, DayField, LongTextField } from '../../ui/components/fields.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useAct } from '../../ui/use-operation.ts'
import { FLAG_KINDS, FLAGS, type FlagKind, flagsSeenBy, setFlag } from '../contract.ts'
import styles from './roll.module.css'
import { usePupil } from './use-pupil.ts'
import { dayOrNot, type PupilSeen } from './words.ts'

type Flag = PupilSeen['flags'][number]

/** The flags that the caller may know of, those that have ended last. */
export function PupilFlags({ pupilId }: { readonly pupilId: PupilId }) {
  const [change, setChange] = useState<Flag | 'new' | undefined>()
  return (
    <Answered question={usePupil(pupilId)}>
      {(pupil) => (
        <Section
          title="Flags"
          note={
            pupil.may.edit && (
              <Button size="xs" variant="default" className="no-print" onClick={() => setChange('new')}>
                Set a flag
              </Button>
            )
          }
          card
        >
          <FlagList pupil={pupil} onChange={setChange} />
          {change !== undefined && <FlagDialog pupil={pupil} flag={change} onClose={() => setChange(undefined)} />}
        </Section>
      )}
    </Answered>
  )
}

/** The flags of a record that has been read; `at` where it is one as it stood. */
export function FlagList({
  pupil,
  at,
  onChange,
}: {
  readonly pupil: PupilSeen
  readonly at?: string | undefined
  readonly onChange: (flag: Flag) => void
}) {
  const now = useNow()
  const today = dayText(at ?? now)
  const over = (flag: Flag) => flag.until !== null && flag.until <= today
  const flags = pupil.flags.toSorted((one, other) => Number(over(one)) - Number(over(other)))
  if (flags.length === 0) return <p className={styles.quiet}>No flag that you may know of.</p>
  return (
    <ul className={styles.list}>
      {flags.map((flag) => (
        <li key={`${flag.kind} ${flag.from}`}>
          <span
            className={FLAGS[flag.kind].audience === 'sensitive' ? `${styles.tag} ${styles.sensitive}` : styles.tag}
          >
            {flag.name}
          </span>{' '}
          <span className={styles.quiet}>
            {over(flag) ? `until ${dayOrNot(flag.until)}` : `since ${dayOrNot(flag.from)}`}
            {FLAGS[flag.kind].audience === 'sensitive' && ', known only to a few'}
          </span>{' '}
          {flag.note !== null && <span>{flag.note}</span>}{' '}
          {pupil.may.edit && !over(flag) && (
            <Button
              size="compact-xs"
              variant="subtle"
              aria-label={`Change or end ${flag.name}`}
              onClick={() => onChange(flag)}
            >
              Change
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

function FlagDialog({
  pupil,
  flag,
  onClose,
}: {
  readonly pupil: PupilSeen
  readonly flag: Flag | 'new'
  readonly onClose: () => void
}) {
  const schoolId = useSchoolId()
  const today = dayText(useNow())
  const known = flag === 'new' ? undefined : flag
  const [kind, setKind] = useState<FlagKind>(known?.kind ?? FLAG_KINDS[0])
  const [from, setFrom] = useState<string>(known?.from ?? today)
  const [until, setUntil] = useState<string>(known?.until ?? '')
  const [note, setNote] = useState(known?.note ?? '')
  const act = useAct(setFlag, { onDone: onClose })
  const choices = flagsSeenBy(pupil.may).map((value) => ({ value, label: FLAGS[value].name }))
  const save = (reason: string) =>
    act.mutate({
      params: { schoolId, pupilId: pupil.id, kind },
      body: {
        from: day(from),
        until: until === '' ? null : day(until),
        note: note === '' ? null : note,
        version: known?.version ?? 0,
        reason,
      },
    })
  return (
    <ConfirmWithReason
      opened
      onClose={onClose}
      title={known === undefined ? 'Set a flag' : `Change ${known.name}`}
      confirmLabel={known === undefined ? 'Set the flag' : 'Change the flag'}
      pending={act.isPending}
      error={act.error}
      onConfirm={save}
    >
      {known === undefined && (
        <>
          <ChoiceField label="Flag" id="flag-kind" name="kind" value={kind} onChange={setKind} choices={choices} />
          <DayField label="From" id="flag-from" name="from" value={from} onChange={setFrom} />
        </>
      )}
      <DayField
        label="No longer from"
        hint="The first day on which it does not hold. Leave it empty while it does."
        optional
        id="flag-until"
        name="until"
        value={until}
        onChange={setUntil}
      />
      <LongTextField label="Note" optional id="flag-note" name="note" value={note} onChange={setNote} />
    </ConfirmWithReason>
  )
}
