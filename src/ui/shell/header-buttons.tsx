import { IconChevronDown, IconUser } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ComponentProps } from 'react'
import type { Held, MyPerson } from '../me.tsx'
import styles from './frame.module.css'

/** The name of the school, trust or authority in the header; `alone` where there is no other to change to, and then the way back from pages of no school. */
export function SchoolButton({
  school,
  alone = false,
  away = false,
  ...button
}: {
  readonly school: Held | undefined
  readonly alone?: boolean
  /** The page is of no school. */
  readonly away?: boolean
} & ComponentProps<'button'>) {
  const words =
    school === undefined ? (
      <span>Choose a school</span>
    ) : (
      <>
        <span className={styles.wideOnly}>{school.name}</span>
        <span className={styles.narrowOnly}>{school.shortName}</span>
      </>
    )
  if (alone && away && school !== undefined)
    return (
      <Link to={`/schools/${school.id}`} className={styles.school ?? ''}>
        {words}
      </Link>
    )
  if (alone) return <div className={styles.school}>{words}</div>
  return (
    <button type="button" {...button} className={styles.school}>
      {words}
      <span className="visually-hidden">Change school</span>
      <IconChevronDown size={16} aria-hidden />
    </button>
  )
}

/** Who is signed in, with the position held at this school. */
export function PersonButton({
  person,
  school,
  ...button
}: { readonly person: MyPerson; readonly school: Held | undefined } & ComponentProps<'button'>) {
  return (
    <button type="button" {...button} className={styles.headerButton}>
      <IconUser size={20} aria-hidden />
      <span className="visually-hidden">Your account: </span>
      <span className={styles.who}>
        {person.name}
        {school && <small>{school.position}</small>}
      </span>
      <IconChevronDown size={16} aria-hidden className={styles.wideOnly} />
    </button>
  )
}
