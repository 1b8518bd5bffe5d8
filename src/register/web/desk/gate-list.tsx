import type { Answer } from '../../../kernel/operation.ts'
import { Section } from '../../../ui/components/section.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import type { whoIsHere } from '../../contract.ts'
import { type GateGroup, gateGroups, gateKind } from '../../rules/screen/at-the-gate.ts'
import styles from './desk.module.css'
import { nameHere, PLACE_LOOK, type PupilHere } from './places.ts'

/** Before everybody else: the children of whom nobody knows where they are. */
export function LookFor({ pupils }: { readonly pupils: readonly PupilHere[] }) {
  if (pupils.length === 0) return null
  return (
    <Section title="To be looked for" note={String(pupils.length)}>
      <ul className={`${styles.people} ${styles.groups}`}>
        {pupils.map((pupil) => (
          <Person key={pupil.pupilId} pupil={pupil} group />
        ))}
      </ul>
    </Section>
  )
}

/** Group by group, as they stand at the assembly point. */
export function GateGroups({
  here,
  everybody,
}: {
  readonly here: Answer<typeof whoIsHere>
  /** Also a line for each pupil who is away. */
  readonly everybody: boolean
}) {
  const about = new Map(here.groups.map((group) => [group.groupId as string, group]))
  return (
    <Section title="Group by group">
      <div className={styles.groups}>
        {gateGroups(here.pupils).map((group) => (
          <Group
            key={group.groupId ?? ''}
            group={group}
            about={group.groupId === null ? undefined : about.get(group.groupId)}
            everybody={everybody}
          />
        ))}
      </div>
    </Section>
  )
}

type About = Answer<typeof whoIsHere>['groups'][number]

function Group({
  group,
  about,
  everybody,
}: {
  readonly group: GateGroup<PupilHere>
  readonly about: About | undefined
  readonly everybody: boolean
}) {
  const { name, here, lookFor, notYet, away } = group
  const known = [`${here.length} on site`, lookFor.length > 0 && `${lookFor.length} to be looked for`]
  const unknown = [notYet.length > 0 && `${notYet.length} not registered yet`, away.length > 0 && `${away.length} away`]
  return (
    <section className={styles.group} aria-label={name}>
      <h3>{name}</h3>
      <p className={styles.quiet}>
        {[...known, ...unknown].filter((words) => words !== false).join(', ')}
        {about !== undefined && <RegisterLine about={about} />}
      </p>
      <ul className={styles.people}>
        {[...lookFor, ...here, ...notYet].map((pupil) => (
          <Person key={pupil.pupilId} pupil={pupil} />
        ))}
        {everybody && away.map((pupil) => <Person key={pupil.pupilId} pupil={pupil} />)}
      </ul>
      {!everybody && away.length > 0 && (
        <p className={styles.away}>
          Away: {away.map((pupil) => `${nameHere(pupil)} (${PLACE_LOOK[pupil.place].short}${since(pupil)})`).join(', ')}
        </p>
      )}
    </section>
  )
}

/** Whether the group's register is in, and whom to ask. */
function RegisterLine({ about: { half, registered, opens, tutors } }: { readonly about: About }) {
  const session = half === 'AM' ? 'Morning' : 'Afternoon'
  return (
    <>
      <br />
      {registered
        ? `${session} register begun or in.`
        : `${session} register not begun${opens === null ? '' : `: it opens at ${opens}`}.`}
      {tutors.length > 0 && ` Tutor: ${tutors.join(', ')}.`}
    </>
  )
}

function since({ time }: PupilHere): string {
  return time === null ? '' : ` ${time}`
}

/** One child, with a box to tick for whoever may be there. */
function Person({ pupil, group = false }: { readonly pupil: PupilHere; readonly group?: boolean }) {
  const { tone, word } = PLACE_LOOK[pupil.place]
  const kind = gateKind(pupil.place)
  return (
    <li>
      {kind === 'away' ? <span className={styles.noBox} aria-hidden /> : <span className={styles.box} aria-hidden />}
      <span className={styles.person}>
        {nameHere(pupil)}
        {group && <span className={styles.quiet}> {pupil.groupName ?? 'in no group'}</span>}
      </span>
      {kind === 'not-yet' && <span className={styles.quiet}>not registered yet</span>}
      {kind !== 'not-yet' && pupil.place !== 'on-site' && (
        <StatusPill tone={tone}>
          {word}
          {since(pupil)}
        </StatusPill>
      )}
    </li>
  )
}
