import { IconCheck, IconClock, IconDots, IconLock, IconX } from '@tabler/icons-react'
import { type ComponentType, memo } from 'react'
import type { GroupId } from '../../../kernel/ids.ts'
import { isOneName } from '../../../kernel/names.ts'
import type { Code } from '../../../law/codes.ts'
import { isShownAsCode, type ShownCode } from '../../../law/reason-category.ts'
import { CodeBadge } from '../../../ui/components/code-badge.tsx'
import { markOfCode } from '../../../ui/components/mark-of-code.ts'
import { PersonAvatar } from '../../../ui/components/person-avatar.tsx'
import type { RegisterLine } from '../../contract.ts'
import {
  type Draft,
  minutesLate,
  type Sheet,
  type SheetMode,
  type SheetRow,
} from '../../rules/screen/register-sheet.ts'
import { useBesideName } from './beside-name.tsx'
import styles from './register-grid.module.css'
import { SmallMark } from './small-mark.tsx'

export interface RowActs {
  readonly onGo: (at: number, back: number) => void
  readonly onPut: (at: number, code: Code) => void
  readonly onMinutes: (typed: string) => void
  readonly onMore: (at: number) => void
  readonly onKey: (key: string) => void
}

interface RowFacts {
  readonly at: number
  readonly groupId: GroupId
  readonly line: RegisterLine
  readonly row: SheetRow
  readonly draft: Draft | undefined
  /** Set on the cursor's row alone, so that a key press draws two rows and no more. */
  readonly cursor: { readonly back: number; readonly mode: SheetMode } | undefined
  readonly quick: readonly Code[]
  /** Whether there are other codes than the quick ones. */
  readonly more: boolean
  readonly opens: Sheet['opens']
  /** How many earlier sessions have a column of their own. */
  readonly columns: number
  readonly acts: RowActs
}

const BUTTONS: Readonly<
  Record<string, { word: string; sign: ComponentType<{ size: number; stroke: number }>; look: string }>
> = {
  '/': { word: 'Present', sign: IconCheck, look: 'present' },
  '\\': { word: 'Present', sign: IconCheck, look: 'present' },
  L: { word: 'Late', sign: IconClock, look: 'late' },
  N: { word: 'Absent', sign: IconX, look: 'absent' },
}

/** One pupil's line. Drawn again only when something of its own changed. */
export const RegisterRow = memo(function RegisterRow(facts: RowFacts) {
  const { at, groupId, line, row, cursor, columns, acts } = facts
  const beside = useBesideName()
  const recent = line.recentCodes.slice(-columns || line.recentCodes.length)
  return (
    <tr aria-rowindex={at + 2} className={cursor ? `${styles.row} ${styles.here}` : styles.row}>
      <th scope="row" className={styles.who}>
        <span className={styles.whoInside}>
          <PersonAvatar name={row.name} size="small" />
          <span className={styles.name}>
            <span>
              <b>{line.preferredName}</b> {!isOneName(line.preferredName, line.familyName) && line.familyName}
              {beside.map((Beside, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the composition names them in one order
                <Beside key={place} groupId={groupId} pupilId={line.pupilId} name={line.preferredName} />
              ))}
            </span>
            <Under line={line} row={row} columns={columns} />
          </span>
        </span>
      </th>
      {columns > 0 &&
        recent.map((code, place) => {
          const back = recent.length - place
          return (
            <td
              key={back}
              data-cell={`${at}:${back}`}
              tabIndex={cursor?.back === back ? 0 : -1}
              className={styles.earlier}
              onFocus={() => acts.onGo(at, back)}
            >
              <SmallMark code={code} />
            </td>
          )
        })}
      <MarkCell {...facts} />
    </tr>
  )
})

/** Under the name: flags, and on a phone the last marks. */
function Under({
  line,
  row,
  columns,
}: {
  readonly line: RegisterLine
  readonly row: SheetRow
  readonly columns: number
}) {
  const last = columns === 0 ? line.recentCodes.slice(-4) : []
  if (line.flags.length === 0 && last.length === 0 && row.locked === null) return null
  return (
    <span className={styles.under}>
      {line.flags.map((flag) => (
        <span key={flag.id} className={styles.flag}>
          {flag.label}
        </span>
      ))}
      {last.length > 0 && (
        <span className={styles.lastFew}>
          <span className="visually-hidden">Last marks, oldest first:</span>
          {last.map((code, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a session has no other name here than its place
            <SmallMark key={place} code={code} />
          ))}
        </span>
      )}
    </span>
  )
}

function MarkCell(facts: RowFacts) {
  const { at, row, draft, cursor, acts, opens } = facts
  const code = draft?.code ?? row.stood
  const details = draft?.details ?? row.details
  const late = code === 'L' || code === 'U' ? minutesLate(opens, details) : undefined
  const waiting = cursor?.mode.kind === 'second' ? cursor.mode.prefix : undefined
  const hasButton = code === null || facts.quick.some((one) => one === code)
  const shownByButton = hasButton && row.locked === null && waiting === undefined
  // What is seen comes first and in the same words, so that somebody who speaks to the computer can name it.
  const letter = code === null || isShownAsCode(code) ? code : null
  const seen = [letter, late === undefined ? null : `${late} min`, row.locked].filter((word) => word !== null).join(' ')
  const words = [
    code === null ? 'no mark' : seen,
    code === null ? '' : (markOfCode(code).name ?? ''),
    row.locked === null ? '' : 'locked',
    draft === undefined ? '' : 'not saved yet',
  ].filter((word) => word !== '')
  return (
    <td className={styles.cell}>
      <span className={hasButton ? styles.inside : `${styles.inside} ${styles.other}`}>
        <button
          type="button"
          data-cell={`${at}:0`}
          tabIndex={cursor?.back === 0 ? 0 : -1}
          aria-label={`${row.name}: ${words.join(', ')}`}
          aria-disabled={row.locked !== null}
          className={[
            styles.mark,
            draft ? styles.unsaved : '',
            cursor?.back === 0 ? styles.cursor : '',
            shownByButton ? styles.quickMark : '',
          ].join(' ')}
          onFocus={() => acts.onGo(at, 0)}
          onClick={() => row.locked === null && acts.onMore(at)}
        >
          {waiting !== undefined && waiting !== code ? (
            <span className={styles.waiting}>{waiting}…</span>
          ) : (
            <span aria-hidden>
              <CodeBadge code={code ?? '-'} />
            </span>
          )}
        </button>
        {row.locked !== null ? (
          <span className={styles.locked}>
            <IconLock size={15} aria-hidden />
            <span>{row.locked}</span>
          </span>
        ) : cursor?.mode.kind === 'minutes' ? (
          <Minutes typed={cursor.mode.typed} acts={acts} />
        ) : (
          <Quick {...facts} code={code} late={late} />
        )}
      </span>
    </td>
  )
}

/** The buttons for a thumb or a mouse. They never take the focus: it stays in the grid, where the keys are. */
function Quick({
  at,
  row,
  quick,
  more,
  acts,
  code,
  late,
}: RowFacts & { readonly code: ShownCode | null; readonly late: number | undefined }) {
  if (quick.length === 0) return null
  return (
    <span className={styles.quick}>
      {quick.map((one) => {
        const button = BUTTONS[one]
        if (button === undefined) return null
        const minutes = one === 'L' && late !== undefined ? `${late} min` : undefined
        return (
          <button
            key={one}
            type="button"
            tabIndex={-1}
            aria-pressed={code === one}
            aria-label={`${button.word}${minutes === undefined ? '' : `, ${minutes}`}: ${row.name}`}
            className={`${styles.button} ${styles[button.look]}`}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => acts.onPut(at, one)}
          >
            <button.sign size={minutes === undefined ? 20 : 15} stroke={2.2} />
            {minutes !== undefined && <span className={styles.minutes}>{minutes}</span>}
          </button>
        )
      })}
      {more && (
        <button
          type="button"
          tabIndex={-1}
          aria-label={`Other codes: ${row.name}`}
          className={styles.button}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => acts.onMore(at)}
        >
          <IconDots size={18} />
        </button>
      )}
    </span>
  )
}

function Minutes({ typed, acts }: { readonly typed: string; readonly acts: RowActs }) {
  return (
    <span className={styles.minutesAsk}>
      <span className={styles.question}>Minutes?</span>
      {['5', '10', '15'].map((minutes) => (
        <button
          key={minutes}
          type="button"
          tabIndex={-1}
          aria-label={`${minutes} minutes late`}
          aria-pressed={typed === minutes}
          className={styles.chip}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            acts.onMinutes(minutes)
            acts.onKey('Enter')
          }}
        >
          {minutes}
        </button>
      ))}
      <button
        type="button"
        tabIndex={-1}
        className={styles.chip}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => acts.onKey('Enter')}
      >
        {typed === '' ? 'Skip' : 'Done'}
      </button>
    </span>
  )
}
