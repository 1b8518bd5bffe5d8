import type { Answer } from '../../../kernel/operation.ts'
import type { whoIsHere } from '../../../register/contract.ts'
import { nameHere, PLACE_LOOK, type PupilHere } from '../../../register/web/index.ts'
import { timeText } from '../../../ui/clock.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { type GateGroup, gateGroups, gateKind } from '../../contract.ts'
import styles from './roll.module.css'
import type { Counting } from './use-roll.ts'

/** Before everybody else: the children of whom nobody knows where they are. */
export function LookFor({
  pupils,
  counting,
}: {
  readonly pupils: readonly PupilHere[]
  readonly counting?: Counting | undefined
}) {
  if (pupils.length === 0) return null
  return (
    <Section title="To be looked for" note={String(pupils.length)}>
      <ul className={`${styles.people} ${styles.groups}`}>
        {pupils.map((pupil) => (
          <Person key={pupil.pupilId} pupil={pupil} group counting={counting} />
        ))}
      </ul>
    </Section>
  )
}

/** Group by group, as they stand at the assembly point. */
export function GateGroups({
  here,
  everybody,
  counting,
}: {
  readonly here: Pick<Answer<typeof whoIsHere>, 'groups' | 'pupils'>
  /** Also a line for each pupil who is away. */
  readonly everybody: boolean
  readonly counting?: Counting | undefined
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
            counting={counting}
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
  counting,
}: {
  readonly group: GateGroup<PupilHere>
  readonly about: About | undefined
  readonly everybody: boolean
  readonly counting: Counting | undefined
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
          <Person key={pupil.pupilId} pupil={pupil} counting={counting} />
        ))}
        {everybody && away.map((pupil) => <Person key={pupil.pupilId} pupil={pupil} counting={counting} />)}
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

/** One child, with a box to tick for whoever may be there: on paper, or by pressing the line while somebody counts. */
function Person({
  pupil,
  group = false,
  counting,
}: {
  readonly pupil: PupilHere
  readonly group?: boolean
  readonly counting: Counting | undefined
}) {
  const away = gateKind(pupil.place) === 'away'
  const ticked = counting?.accounted.get(pupil.pupilId)
  const line = (
    <>
      {away && ticked === undefined && counting === undefined ? (
        <span className={styles.noBox} aria-hidden />
      ) : (
        <span className={styles.box} data-ticked={ticked !== undefined} aria-hidden />
      )}
      <span className={styles.person}>
        {nameHere(pupil)}
        {group && <span className={styles.quiet}> {pupil.groupName ?? 'in no group'}</span>}
      </span>
      {ticked === undefined ? (
        <Whereabouts pupil={pupil} />
      ) : (
        <span className={styles.quiet}>
          {timeText(ticked.at)}, {ticked.by}
        </span>
      )}
    </>
  )
  if (counting === undefined) return <li>{line}</li>
  return (
    <li className={styles.pressed}>
      <button type="button" aria-pressed={ticked !== undefined} onClick={() => counting.press(pupil.pupilId)}>
        {line}
      </button>
    </li>
  )
}

function Whereabouts({ pupil }: { readonly pupil: PupilHere }) {
  const { tone, word } = PLACE_LOOK[pupil.place]
  const kind = gateKind(pupil.place)
  if (kind === 'not-yet') return <span className={styles.quiet}>not registered yet</span>
  if (pupil.place === 'on-site') return null
  return (
    <StatusPill tone={tone}>
      {word}
      {since(pupil)}
    </StatusPill>
  )
}
