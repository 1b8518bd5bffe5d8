import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { addDays, shortDay } from '../../../kernel/day.ts'
import type { ShapeLine } from '../../contract.ts'
import { minutesInWords } from '../../rules/shape/shape-words.ts'
import { sessionText } from '../behind/mark-sessions.tsx'
import why from '../why/why.module.css'

type Session = ShapeLine['late'][number]

/** What one pupil has of a number: their stays away, broken weeks or late sessions. Their marks stand below. */
export function OwnOfPart({ line: { pupil, stays, weeks, late } }: { readonly line: ShapeLine }) {
  return (
    <>
      {stays.length > 0 && (
        <Own title={`${pupil.name}: stays away in the figure`}>
          {stays.map(({ from, to, sessions }) => (
            <li key={`${from.day} ${from.half}`}>
              <span className={why.name}>{stayWords({ from, to })}</span>
              <span className={why.own}>{sessions === 1 ? '1 session' : `${sessions} sessions`}</span>
            </li>
          ))}
        </Own>
      )}
      {weeks.length > 0 && (
        <Own title={`${pupil.name}: broken weeks in the figure`}>
          {weeks.map((monday) => (
            <li key={monday}>
              <span className={why.name}>
                {shortDay(monday)} to {shortDay(addDays(monday, 4))}
              </span>
            </li>
          ))}
        </Own>
      )}
      {late.length > 0 && (
        <Own title={`${pupil.name}: late sessions in the figure`}>
          {late.map((one) => (
            <li key={`${one.day} ${one.half}`}>
              <span className={why.name}>
                {sessionText(one)} <span className={why.quiet}>{one.code}</span>
              </span>
              <span className={why.own}>{arrivalWords(one)}</span>
            </li>
          ))}
        </Own>
      )}
    </>
  )
}

const SHOWN_AT_FIRST = 8

function Own({ title, children }: { readonly title: string; readonly children: readonly ReactNode[] }) {
  const [all, setAll] = useState(false)
  return (
    <div>
      <h3 className={why.heading}>{title}</h3>
      <ul className={why.classes}>{all ? children : children.slice(0, SHOWN_AT_FIRST)}</ul>
      {!all && children.length > SHOWN_AT_FIRST && (
        <Button variant="default" size="xs" onClick={() => setAll(true)}>
          Show all {children.length}
        </Button>
      )}
    </div>
  )
}

function stayWords({ from, to }: Pick<ShapeLine['stays'][number], 'from' | 'to'>): string {
  const first = sessionText(from)
  const last = sessionText(to)
  return first === last ? first : `${first}, to ${last}`
}

function arrivalWords({ arrivedAt, minutes }: Session): string {
  if (arrivedAt === null) return 'no time entered'
  return minutes === null ? `at ${arrivedAt}, no day clock` : `at ${arrivedAt} · ${minutesInWords(minutes)}`
}
