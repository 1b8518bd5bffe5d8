import { useEffect, useRef } from 'react'
import { timeText } from '../../../ui/clock.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import type { ShownFamily } from '../../contract.ts'
import type { Board } from './board-answer.ts'
import styles from './morning.module.css'
import type { DeskState } from './use-desk.ts'
import { nextInWords, sinceInWords } from './words.ts'

/** The families to ring, the most pressing first. Up and down move through them; each is a button. */
export function FamilyList({ board, desk }: { readonly board: Board; readonly desk: DeskState }) {
  const list = useRef<HTMLUListElement>(null)
  const { families, family, focusNext, select } = desk
  useEffect(() => {
    if (!focusNext.current) return
    focusNext.current = false
    const chosen = list.current?.querySelector<HTMLElement>('[aria-current="true"]')
    chosen?.focus({ preventScroll: true })
    chosen?.scrollIntoView({ block: 'nearest' })
  })
  return (
    <ul className={styles.families} ref={list} aria-label="Families to follow up, the most pressing first">
      {families.map((one, place) => {
        const chosen = one.key === family?.key
        return (
          <li key={one.key}>
            <button
              type="button"
              className={chosen ? `${styles.family} ${styles.chosen}` : styles.family}
              aria-current={chosen ? 'true' : undefined}
              onClick={() => select(place)}
            >
              <FamilyLine family={one} board={board} />
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function FamilyLine({ family, board }: { readonly family: ShownFamily; readonly board: Board }) {
  const { children, next, ringing, lastTry } = family
  const expected = children.some(({ expectedBack }) => expectedBack !== null)
  const answered = children.some(({ answerToRead }) => answerToRead)
  return (
    <>
      {children.map((child) => (
        <span key={child.pupilId} className={styles.child}>
          <b>{child.name}</b> <span data-plain="name">{child.groupName}</span>
          <span className={styles.quiet}>{sinceInWords(child)}</span>
        </span>
      ))}
      <span className={styles.state}>
        {next !== null && <StatusPill tone={next.isDue ? 'now' : 'waiting'}>{nextInWords(next, board.day)}</StatusPill>}
        {children.some(({ homeAlone }) => homeAlone) && <StatusPill tone="problem">At home alone</StatusPill>}
        {answered && <StatusPill tone="now">Answer to read</StatusPill>}
        {expected && <StatusPill tone="problem">Expected back</StatusPill>}
        {ringing !== null && (
          <StatusPill tone="waiting">{ringing.mine ? 'You are ringing' : `${ringing.name} is ringing`}</StatusPill>
        )}
        <span className={styles.quiet}>
          {lastTry === null ? 'Nothing tried yet' : `Last tried ${timeText(lastTry)}`}
        </span>
      </span>
    </>
  )
}
