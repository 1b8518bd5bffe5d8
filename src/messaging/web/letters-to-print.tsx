import { Button, Checkbox } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { download } from '../../ui/call.ts'
import { ChoiceField } from '../../ui/components/fields.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useFileDownload } from '../../ui/use-file-download.ts'
import { type MessageToDo, printLetters } from '../contract.ts'
import { Pupils, Told } from './message-card.tsx'
import styles from './messaging.module.css'

export type Outcome = 'sent' | 'again' | 'not-sent'

/** What is said of messages on the page of those that wait for a person. */
export interface Doing {
  readonly say: (messageIds: readonly string[], outcome: Outcome) => void
  readonly refuse: (messageIds: readonly string[]) => void
  readonly pending: boolean
}

/** So many come in one file, and are ticked off together. */
const A_FILE = 100

/** Letters to print and post, a hundred at a time: what is printed is what is listed, and the same are ticked off. */
export function LettersToPrint({
  letters,
  doing,
}: {
  readonly letters: readonly MessageToDo[]
  readonly doing: Doing
}) {
  const [part, setPart] = useState('0')
  const parts = Array.from({ length: Math.ceil(letters.length / A_FILE) }, (_, at) => ({
    value: String(at),
    label: `${at * A_FILE + 1} to ${Math.min(letters.length, (at + 1) * A_FILE)}`,
  }))
  const at = parts.some(({ value }) => value === part) ? Number(part) : 0
  const listed = letters.slice(at * A_FILE, (at + 1) * A_FILE)
  return (
    <Section title={`Letters to print and post (${letters.length})`}>
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
      <OneFile key={listed[0]?.id ?? ''} letters={listed} doing={doing} />
    </Section>
  )
}

function OneFile({ letters, doing }: { readonly letters: readonly MessageToDo[]; readonly doing: Doing }) {
  const schoolId = useSchoolId()
  const file = useFileDownload()
  const [both, setBoth] = useState(false)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const chosen = letters.map(({ id }) => id).filter((id) => !left.has(id))
  const toggle = (id: string) =>
    setLeft((last) => new Set(last.has(id) ? [...last].filter((one) => one !== id) : [...last, id]))
  const client = useQueryClient()
  // What was counted again stands in the list in the place of what was written.
  const print = async () => {
    await file.start(() =>
      download(printLetters, { params: { schoolId }, body: { messageIds: chosen, sides: both ? 'both' : 'one' } }),
    )
    await client.invalidateQueries()
  }
  const none = chosen.length === 0
  return (
    <>
      <div className={`${styles.foot} ${styles.fields} no-print`}>
        <Button loading={file.busy} disabled={none} onClick={() => void print()}>
          Print {chosen.length === 1 ? '1 letter' : `${chosen.length} letters`}
        </Button>
        <Button variant="default" disabled={none || doing.pending} onClick={() => doing.say(chosen, 'sent')}>
          They are posted
        </Button>
        <Button variant="default" disabled={none || doing.pending} onClick={() => doing.refuse(chosen)}>
          Do not send
        </Button>
        <Button
          variant="default"
          onClick={() => setLeft(left.size === 0 ? new Set(letters.map(({ id }) => id)) : new Set())}
        >
          {left.size === 0 ? 'Untick all' : 'Tick all'}
        </Button>
      </div>
      <Checkbox
        className="no-print"
        mb="sm"
        label="Printed on both sides: each letter begins on a sheet of its own"
        checked={both}
        onChange={(event) => setBoth(event.currentTarget.checked)}
      />
      <ProblemAlert error={file.error} />
      <ul className={styles.list}>
        {letters.map((letter) => (
          <li key={letter.id} className={styles.card}>
            <Checkbox
              label={<span className={styles.who}>{letter.contactName}</span>}
              checked={!left.has(letter.id)}
              onChange={() => toggle(letter.id)}
            />
            <Envelope letter={letter} />
            <div className={styles.quiet}>
              {letter.template}, about <Pupils pupils={letter.pupils} />.
            </div>
            <Told message={letter} />
          </li>
        ))}
      </ul>
    </>
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
