import { Checkbox } from '@mantine/core'
import { ROLE_NAMES } from '../../identity/contract.ts'
import type { Day } from '../../kernel/day.ts'
import { PageLink } from '../../ui/address/page-link.tsx'
import { StatusPill, type StatusTone } from '../../ui/components/status-pill.tsx'
import type { DutyShown } from '../contract.ts'
import { type DutyLine, dayInWords, dueOfDuty, reasonsInWords } from '../rules/screen/grouped.ts'
import { ActionLink } from './action-link.tsx'
import styles from './duties.module.css'

const SHOWN = 4

/** One pupil or register under a rule: who, why, by when, and where to do it. */
export function OneLine({
  line,
  today,
  chosen,
  onChoose,
  everybodys,
}: {
  readonly line: DutyLine
  readonly today: Day
  readonly chosen: boolean
  /** Undefined where the caller only looks. */
  readonly onChoose: ((chosen: boolean) => void) | undefined
  readonly everybodys: boolean
}) {
  const { first, duties, name } = line
  const because = reasonsInWords(
    duties.flatMap((duty) => duty.because),
    today,
  )
  return (
    <li className={chosen ? `${styles.line} ${styles.chosen}` : styles.line}>
      {onChoose === undefined ? (
        <span />
      ) : (
        <Checkbox
          aria-label={`Choose ${name}`}
          checked={chosen}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
      )}
      <div>
        <span className={styles.who}>
          <Subject duty={first} name={name} />
        </span>
        {(everybodys || first.owner.role === null) && <p className={styles.owner}>{ownerInWords(first.owner)}</p>}
      </div>
      <div>
        <p className={styles.because}>
          {because.slice(0, SHOWN).map((words) => (
            <span key={words}>{words}</span>
          ))}
          {because.length > SHOWN && <span>and {because.length - SHOWN} more</span>}
        </p>
        <OffAndOver duty={first} today={today} />
        <div className={styles.ways}>
          {first.actions.map((action) => (
            <ActionLink key={action.label} action={action} />
          ))}
        </div>
      </div>
      <div className={styles.due}>
        <StatusPill tone={toneOf(first, today)}>{dueOfDuty(first, today)}</StatusPill>
      </div>
    </li>
  )
}

function Subject({ duty: { subject }, name }: { readonly duty: DutyShown; readonly name: string }) {
  if (subject.kind === 'pupil') {
    return <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId: subject.id } }}>{name}</PageLink>
  }
  return name
}

/** Why it is not being done now, and whose it was. */
function OffAndOver({ duty: { snoozed, handedOver }, today }: { readonly duty: DutyShown; readonly today: Day }) {
  return (
    <>
      {snoozed !== null && (
        <p className={styles.owner}>
          Put off until {dayInWords(snoozed.until.day, today)}
          {snoozed.until.time === null ? '' : `, ${snoozed.until.time}`} by {snoozed.by.name}: {snoozed.reason}
          {snoozed.beyondDue && ' (beyond its due date, knowingly)'}
        </p>
      )}
      {handedOver !== null && (
        <p className={styles.owner}>
          Handed over by {handedOver.by.name}: {handedOver.reason}
        </p>
      )}
    </>
  )
}

export function ownerInWords({ role, people }: DutyShown['owner']): string {
  return role === null ? people.join(', ') : ROLE_NAMES[role]
}

export function toneOf({ overdue, state, due }: DutyShown, today: Day): StatusTone {
  if (state === 'snoozed') return overdue ? 'problem' : 'waiting'
  if (overdue) return 'problem'
  return due?.kind === 'by' && due.day === today ? 'now' : 'quiet'
}
