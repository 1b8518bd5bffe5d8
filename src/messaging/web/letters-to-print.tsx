import { Button, Checkbox } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { download } from '../../ui/call.ts'
import { longDayText, timeText } from '../../ui/clock.tsx'
import { ChoiceField } from '../../ui/components/fields.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useFileDownload } from '../../ui/use-file-download.ts'
import { type MessageToDo, printLetters } from '../contract.ts'
import { Pupils, sentence, Told } from './message-card.tsx'
import styles from './messaging.module.css'

export type Outcome = 'sent' | 'again' | 'not-sent' | 'anew'

/** What is said of messages on the page of those that wait for a person. */
export interface Doing {
  readonly say: (messageIds: readonly string[], outcome: Outcome) => void
  /** Of one message: it had gone before anybody said so here. */
  readonly hadGone: (messageId: string) => void
  readonly refuse: (messageIds: readonly string[]) => void
  readonly pending: boolean
}

/** So many come in one file. */
const A_FILE = 100

/**
 * Letters to print and post, a hundred at a time. What is ticked off afterwards is what was in a file that was printed, and nothing else: not the
 * next hundred, not what a colleague has queued meanwhile.
 */
export function LettersToPrint({
  letters,
  doing,
}: {
  readonly letters: readonly MessageToDo[]
  readonly doing: Doing
}) {
  const [part, setPart] = useState('0')
  // By the letter that was first written: one that is worded anew as it is printed stays unticked.
  const [unticked, setUnticked] = useState<ReadonlySet<string>>(new Set())
  const parts = Array.from({ length: Math.ceil(letters.length / A_FILE) }, (_, at) => ({
    value: String(at),
    label: `${at * A_FILE + 1} to ${Math.min(letters.length, (at + 1) * A_FILE)}`,
  }))
  const at = parts.some(({ value }) => value === part) ? Number(part) : 0
  const listed = letters.slice(at * A_FILE, (at + 1) * A_FILE)
  const isTicked = ({ firstId }: MessageToDo) => !unticked.has(firstId)
  const tick: Tick = (some, ticked) => {
    const ids = some.map(({ firstId }) => firstId)
    setUnticked((last) => new Set(ticked ? [...last].filter((id) => !ids.includes(id)) : [...last, ...ids]))
  }
  return (
    <Section title={`Letters to print and post (${letters.length})`}>
      <Printed letters={letters.filter(isTicked)} doing={doing} />
      {parts.length > 1 && (
        <div className={`no-print ${styles.fields}`}>
          <ChoiceField
            label="Which of them"
            hint="A file holds a hundred. The others follow."
            id="field-part"
            name="part"
            value={String(at)}
            choices={parts}
            onChange={setPart}
          />
        </div>
      )}
      <OneFile letters={listed} isTicked={isTicked} tick={tick} doing={doing} />
    </Section>
  )
}

type Tick = (letters: readonly MessageToDo[], ticked: boolean) => void

/** The files in which letters were printed that nobody has ticked off: of each, those that are ticked. */
function Printed({ letters, doing }: { readonly letters: readonly MessageToDo[]; readonly doing: Doing }) {
  const files = Map.groupBy(letters, (letter) => {
    const print = printOf(letter)
    return print === undefined ? '' : `${print.at} ${print.by?.name}`
  })
  return [...files].map(([key, some]) => {
    const print = some[0] && printOf(some[0])
    if (print === undefined) return null
    const { at, by } = print
    return (
      <div key={key} className={`${styles.foot} no-print`}>
        <span>
          {lettersInWords(some)} printed at {timeText(at)} on {longDayText(at)} by {by?.name}.
        </span>
        <Button
          disabled={doing.pending}
          onClick={() =>
            doing.say(
              some.map(({ id }) => id),
              'sent',
            )
          }
        >
          They are posted<span className="visually-hidden">: printed at {timeText(at)}</span>
        </Button>
      </div>
    )
  })
}

function printOf({ events }: MessageToDo) {
  const last = events.at(-1)
  return last?.kind === 'printed' ? last : undefined
}

function lettersInWords({ length }: { readonly length: number }): string {
  return length === 1 ? '1 letter' : `${length} letters`
}

interface Listed {
  readonly isTicked: (letter: MessageToDo) => boolean
  readonly tick: Tick
  readonly doing: Doing
}

function OneFile({ letters, isTicked, tick, doing }: Listed & { readonly letters: readonly MessageToDo[] }) {
  const schoolId = useSchoolId()
  const file = useFileDownload()
  const [both, setBoth] = useState(false)
  const client = useQueryClient()
  const ticked = letters.filter(isTicked)
  const chosen = ticked.map(({ id }) => id)
  const before = ticked.filter((letter) => printOf(letter) !== undefined).length
  // What was counted again stands in the list in the place of what was written.
  const print = async () => {
    await file.start(() =>
      download(printLetters, { params: { schoolId }, body: { messageIds: chosen, sides: both ? 'both' : 'one' } }),
    )
    await client.invalidateQueries()
  }
  const none = chosen.length === 0
  const again = before > 0 && before === ticked.length
  const isAll = ticked.length === letters.length
  return (
    <>
      <div className={`${styles.foot} ${styles.fields} no-print`}>
        <Button variant={again ? 'default' : 'filled'} loading={file.busy} disabled={none} onClick={() => void print()}>
          Print {lettersInWords(chosen)}
          {again ? ' again' : ''}
        </Button>
        <Button variant="default" disabled={none || doing.pending} onClick={() => doing.refuse(chosen)}>
          Do not send
        </Button>
        <Button variant="default" onClick={() => tick(letters, !isAll)}>
          {isAll ? 'Untick all' : 'Tick all'}
        </Button>
      </div>
      {before > 0 && (
        <p className={`${styles.quiet} no-print`}>
          {before === 1 ? '1 of these is printed already.' : `${before} of these are printed already.`} Where one is
          printed again, post the new paper.
        </p>
      )}
      <Checkbox
        className="no-print"
        mb="sm"
        label="Printed on both sides: each letter begins on a sheet of its own"
        checked={both}
        onChange={(event) => setBoth(event.currentTarget.checked)}
      />
      <ProblemAlert error={file.error} />
      <ul className={`${styles.list} ${styles.pile}`}>
        {letters.map((letter) => (
          <OneLetter key={letter.firstId} letter={letter} isTicked={isTicked} tick={tick} doing={doing} />
        ))}
      </ul>
    </>
  )
}

function OneLetter({ letter, isTicked, tick, doing }: Listed & { readonly letter: MessageToDo }) {
  const print = printOf(letter)
  return (
    <li className={styles.card}>
      <Checkbox
        label={<span className={styles.who}>{letter.contactName}</span>}
        checked={isTicked(letter)}
        onChange={(event) => tick([letter], event.currentTarget.checked)}
      />
      <Envelope letter={letter} />
      <div className={styles.quiet}>
        {letter.template}, about <Pupils pupils={letter.pupils} />.
      </div>
      {print !== undefined && (
        <div className={styles.quiet}>
          Printed at {timeText(print.at)} on {longDayText(print.at)} by {print.by?.name}.
        </div>
      )}
      {letter.events.at(-1)?.kind === 'left-out' && (
        <div className={styles.barred}>Left out when it was last printed: {sentence(letter.why)}</div>
      )}
      <Told message={letter}>
        {print === undefined && (
          <Button size="compact-md" variant="default" disabled={doing.pending} onClick={() => doing.hadGone(letter.id)}>
            It had gone already<span className="visually-hidden">: {letter.contactName}</span>
          </Button>
        )}
      </Told>
    </li>
  )
}

/** The address without the name, which stands above it. */
function Envelope({ letter: { envelope, contactName } }: { readonly letter: MessageToDo }) {
  if (envelope === null) return null
  if (envelope.state === 'shown') return <div>{envelope.lines.filter((line) => line !== contactName).join(', ')}</div>
  if (envelope.state === 'hidden')
    return (
      <p className={styles.barred}>The address is confidential: give the letter to the designated safeguarding lead.</p>
    )
  return <p className={styles.quiet}>There is no address on record. Ask the family, or give the letter to them.</p>
}
