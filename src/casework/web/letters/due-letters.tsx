import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Day } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import { Section } from '../../../ui/components/section.tsx'
import type { OnLadder } from '../../contract.ts'
import { HoldDialog } from './hold-dialog.tsx'
import {
  EVERY,
  FilterFields,
  type Filters,
  HowFields,
  howAtFirst,
  kindOf,
  kindsOf,
  standsAs,
} from './letter-fields.tsx'
import { isFlagged, LetterRow } from './letter-row.tsx'
import styles from './letters.module.css'
import { SendingBar } from './sending-bar.tsx'
import { ShowMore, useShownPart } from './shown-part.tsx'
import type { LetterSending, Ticked } from './use-sending.ts'

/** Letters of one kind, filtered; ticked one by one or all at once; sent together. What is sent is what can be seen. */
export function DueLetters({
  due,
  maySend,
  today,
  sending,
}: {
  readonly due: readonly OnLadder[]
  readonly maySend: boolean
  readonly today: Day
  readonly sending: LetterSending
}) {
  const [filters, setFilters] = useState<Filters>({ kind: '', form: EVERY, against: 'any' })
  const [ticks, setTicks] = useState<ReadonlyMap<PupilId, boolean>>(new Map())
  const [despite, setDespite] = useState<ReadonlyMap<PupilId, string>>(new Map())
  const [read, setRead] = useState<ReadonlyMap<PupilId, readonly string[]>>(new Map())
  const [holding, setHolding] = useState<OnLadder>()
  const [how, setHow] = useState(() => howAtFirst(today))
  const kinds = kindsOf(due)
  const kind = kinds.some(([name]) => name === filters.kind) ? filters.kind : (kinds[0]?.[0] ?? '')
  const ofKind = due.filter((row) => kindOf(row) === kind)
  const found = ofKind.filter(
    (row) =>
      (filters.form === EVERY || row.form === filters.form) &&
      (filters.against === 'any' || standsAs(row) === filters.against),
  )
  const { rows, left, more } = useShownPart(found, `${kind} ${filters.form} ${filters.against}`)
  // What speaks against a letter has to be read with it; what does so since counts as unread.
  const isRead = (row: OnLadder) => !isFlagged(row) || flagsOf(row).join() === read.get(row.pupilId)?.join()
  // What speaks against a letter unticks it, and so does illness: somebody has to want it.
  const isTicked = (row: OnLadder) =>
    row.to.length > 0 && isRead(row) && (ticks.get(row.pupilId) ?? (row.wording !== 'illness' && !isFlagged(row)))
  const chosen = rows.filter(isTicked)
  const mayTick = (row: OnLadder, ticked: boolean) => !ticked || (isRead(row) && standsAs(row) !== 'stop')
  const unread = rows.filter((row) => !isRead(row)).length
  const tickAll = (ticked: boolean) =>
    setTicks(
      new Map([...ticks, ...rows.flatMap((row) => (mayTick(row, ticked) ? [[row.pupilId, ticked] as const] : []))]),
    )
  const letters = chosen.flatMap(({ pupilId, letter }): Ticked[] =>
    letter === null
      ? []
      : [{ pupilId, letter, despite: despite.get(pupilId) ?? '', seen: [...(read.get(pupilId) ?? [])] }],
  )
  return (
    <Section title={`Due today (${due.length})`}>
      <FilterFields kinds={kinds} kind={kind} ofKind={ofKind} filters={filters} onChange={setFilters} />
      {maySend && <HowFields how={how} onChange={setHow} />}
      <div className={styles.tools}>
        <span>
          {chosen.length} of {rows.length} ticked{left > 0 && `, ${left} more below`}
          {unread > 0 && `; ${unread} to be opened first`}
        </span>
        <Button size="compact-md" variant="default" onClick={() => tickAll(true)}>
          Tick all of these
        </Button>
        <Button size="compact-md" variant="default" onClick={() => tickAll(false)}>
          Untick all
        </Button>
      </div>
      {rows.length === 0 && <p>Nobody of this kind. Choose other filters.</p>}
      <ul className={styles.rows}>
        {rows.map((row) => (
          <LetterRow
            key={row.pupilId}
            of={row}
            words={how}
            deciding={{
              ticked: isTicked(row),
              despite: despite.get(row.pupilId) ?? '',
              tick: (ticked) => setTicks(new Map(ticks).set(row.pupilId, ticked)),
              setDespite: (words) => setDespite(new Map(despite).set(row.pupilId, words)),
              hold: () => setHolding(row),
              read: isRead(row),
              setRead: () => setRead((last) => new Map(last).set(row.pupilId, flagsOf(row))),
            }}
          />
        ))}
      </ul>
      <ShowMore left={left} onMore={more} />
      {maySend && (letters.length > 0 || sending.now !== undefined) && (
        <SendingBar
          sending={sending}
          ticked={letters.length}
          onSend={() => sending.start(letters, { ...how, replyBy: how.replyBy as Day })}
        />
      )}
      {holding !== undefined && <HoldDialog of={holding} onClose={() => setHolding(undefined)} />}
    </Section>
  )
}

/** What has to be read before a letter goes, as whoever sends it says that it was. */
function flagsOf({ against }: OnLadder): readonly string[] {
  return against.flatMap(({ id, severity }) => (severity === 'note' ? [] : [id]))
}
