import { Button, Checkbox, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { type Day, longDay } from '../../../kernel/day.ts'
import { settleMessages } from '../../../messaging/contract.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { useAct } from '../../../ui/use-operation.ts'
import { HOLD_NAMES, holdLetters, KIND_NAMES, lookAtLetter, type OnLadder } from '../../contract.ts'
import { beforeInWords, figuresInWords, WORDING_NAMES, whySentence } from './letter-words.ts'
import styles from './letters.module.css'

const SEVERITY = { stop: 'Stop', look: 'Look again', note: 'To know' } as const

/** What is decided about a child in the list before it goes. */
export interface Deciding {
  readonly ticked: boolean
  readonly despite: string
  readonly tick: (ticked: boolean) => void
  readonly setDespite: (words: string) => void
  readonly hold: () => void
  /** What speaks against it was read with the letter. */
  readonly read: boolean
  readonly setRead: () => void
}

/** A child to whom a letter comes: the figures and what speaks against it at once; why, who gets a copy and the letter itself when opened. */
export function LetterRow({
  of,
  deciding,
  words,
}: {
  readonly of: OnLadder
  /** Left out where nothing is decided here. */
  readonly deciding?: Deciding
  readonly words?: { readonly help: string; readonly replyBy: string }
}) {
  const [open, setOpen] = useState(false)
  const stops = of.against.some(({ severity }) => severity === 'stop')
  return (
    <li className={styles.row}>
      <div className={styles.head}>
        <Name of={of} deciding={deciding} />
        {deciding === undefined && <Standing of={of} />}
      </div>
      <div className={styles.figures}>{figuresInWords(of.figures)}</div>
      <Against of={of} />
      {of.standing === 'held' && <p className={styles.said}>{whySentence(of.why)}</p>}
      {deciding !== undefined && !deciding.read && isFlagged(of) && of.to.length > 0 && (
        <p className={`${styles.said} ${styles.quiet}`}>Open it and read the letter: then it can be ticked.</p>
      )}
      {of.waits !== null && <Waits of={of} />}
      {deciding?.ticked === true && stops && (
        <TextInput
          mt="xs"
          maw="var(--fb-measure)"
          label={`Why the letter about ${of.name} goes all the same`}
          value={deciding.despite}
          onChange={(event) => deciding.setDespite(event.currentTarget.value)}
        />
      )}
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          {deciding === undefined ? 'Why' : 'Why, and the letter itself'}
          <span className="visually-hidden"> of {of.name}</span>
        </summary>
        {open && <More of={of} deciding={deciding} words={words} />}
      </details>
    </li>
  )
}

function More({
  of,
  deciding,
  words,
}: {
  readonly of: OnLadder
  readonly deciding: Deciding | undefined
  readonly words: { readonly help: string; readonly replyBy: string } | undefined
}) {
  const schoolId = useSchoolId()
  const [to, setTo] = useState(of.to[0]?.contactId)
  const look = useAct(lookAtLetter, { refreshes: [] })
  const release = useAct(holdLetters)
  const { letter } = of
  const show = (contactId: NonNullable<typeof to>) => {
    if (letter === null || words === undefined) return
    setTo(contactId)
    const { help, replyBy } = words
    look.mutate(
      { params: { schoolId }, body: { pupilId: of.pupilId, letter, to: contactId, help, replyBy: replyBy as Day } },
      { onSuccess: () => deciding?.setRead() },
    )
  }
  const first = of.to[0]?.contactId
  // Opened, it shows the letter as the first parent will read it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as it is opened
  useEffect(() => {
    if (first !== undefined && deciding !== undefined) show(first)
  }, [])
  const again = () =>
    release.mutate({
      params: { schoolId },
      body: { pupilId: of.pupilId, held: false, because: of.hold?.because ?? 'other', words: '', until: null },
    })
  return (
    <>
      {of.why.length > 0 && of.standing !== 'held' && <p className={styles.said}>{whySentence(of.why)}</p>}
      {of.before !== null && (
        <p className={`${styles.said} ${styles.quiet}`}>{beforeInWords(of, (kind) => KIND_NAMES[kind])}</p>
      )}
      {of.to.length > 0 && (
        <p className={`${styles.said} ${styles.quiet}`}>
          {of.standing === 'due' || of.standing === 'praise' ? 'A copy each to' : 'The parents who are entitled:'}{' '}
          {of.to.map(({ name, relationship }) => `${name} (${relationship.toLowerCase()})`).join(', ')}.
          {of.siblings.length > 0 && ` In one envelope with the letter about ${of.siblings.join(', ')}.`}
        </p>
      )}
      <div className={styles.acts}>
        {deciding !== undefined &&
          of.to.map(({ contactId, name }) => (
            <Button
              key={contactId}
              size="compact-md"
              variant="default"
              loading={look.isPending && to === contactId}
              onClick={() => show(contactId)}
            >
              Read it as {name} will<span className="visually-hidden">, about {of.name}</span>
            </Button>
          ))}
        {deciding !== undefined && (
          <Button size="compact-md" variant="default" onClick={deciding.hold}>
            Hold it back<span className="visually-hidden">: {of.name}</span>
          </Button>
        )}
        {of.hold !== null && (
          <Button size="compact-md" variant="default" loading={release.isPending} onClick={again}>
            Letters may go again<span className="visually-hidden">: {of.name}</span>
          </Button>
        )}
        <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId: of.pupilId } }}>
          Open the pupil<span className="visually-hidden">: {of.name}</span>
        </PageLink>
      </div>
      <ProblemAlert error={look.error ?? release.error} />
      {look.data && (
        <div className={styles.paper}>
          <strong>{`${look.data.subject}\n\n`}</strong>
          {look.data.body}
          {look.data.readingAge !== null && (
            <span className={styles.quiet}>{`\n\nReading age about ${Math.round(look.data.readingAge)}.`}</span>
          )}
        </div>
      )}
    </>
  )
}

/** Whether something has to be read before the letter goes. */
export function isFlagged({ against }: OnLadder): boolean {
  return against.some(({ severity }) => severity !== 'note')
}

/** One that is written: it goes as it is counted when it is printed, or it does not fit any more and is taken back here. */
function Waits({ of: { waits, name } }: { readonly of: OnLadder }) {
  const schoolId = useSchoolId()
  const settle = useAct(settleMessages)
  if (waits === null) return null
  const { messageIds, printed, stopped } = waits
  if (stopped === null)
    return (
      <p className={`${styles.said} ${styles.quiet}`}>
        {printed
          ? 'It is printed, and waits until somebody says that it was posted.'
          : 'It is counted again when it is printed: it says what is so then.'}
      </p>
    )
  const takeBack = () =>
    settle.mutate({ params: { schoolId }, body: { messageIds: [...messageIds], outcome: 'not-sent', reason: stopped } })
  return (
    <>
      <p className={`${styles.against} ${styles.stop}`}>
        <strong>It does not go.</strong> {stopped}
      </p>
      <ProblemAlert error={settle.error} />
      <div className={styles.acts}>
        <Button size="compact-md" variant="default" loading={settle.isPending} onClick={takeBack}>
          Take it back<span className="visually-hidden">: the letter about {name}</span>
        </Button>
      </div>
    </>
  )
}

function Name({ of, deciding }: { readonly of: OnLadder; readonly deciding: Deciding | undefined }) {
  const name = (
    <span className={styles.who}>
      {of.name}, {of.form}
    </span>
  )
  if (deciding === undefined) return name
  return (
    <Checkbox
      classNames={{ label: styles.tickLabel ?? '' }}
      label={name}
      checked={deciding.ticked}
      disabled={of.to.length === 0 || (isFlagged(of) && !deciding.read)}
      onChange={(event) => deciding.tick(event.currentTarget.checked)}
    />
  )
}

function Against({ of }: { readonly of: OnLadder }) {
  return of.against.map((one) => (
    <p key={one.id} className={`${styles.against} ${one.severity === 'note' ? '' : styles[one.severity]}`}>
      <strong>{SEVERITY[one.severity]}.</strong> {one.message}
    </p>
  ))
}

function Standing({ of: { standing, letter, wording, from, hold, before, waits } }: { readonly of: OnLadder }) {
  const name = letter === null ? '' : KIND_NAMES[letter]
  switch (standing) {
    case 'due':
      return <StatusPill tone="now">{`${name}, ${WORDING_NAMES[wording]}`}</StatusPill>
    case 'praise':
      return <StatusPill tone="done">{name}</StatusPill>
    case 'held':
      return (
        <StatusPill tone="waiting">{hold === null ? 'Held back' : `Held back: ${HOLD_NAMES[hold.because]}`}</StatusPill>
      )
    case 'waiting':
      return waits !== null && waits.stopped !== null ? (
        <StatusPill tone="problem">{`${name}: does not go`}</StatusPill>
      ) : (
        <StatusPill tone="waiting">{`${name}: waits to go`}</StatusPill>
      )
    case 'later':
      return <StatusPill tone="quiet">{from === null ? 'Later' : `${name}, not before ${longDay(from)}`}</StatusPill>
    case 'sickness':
      return <StatusPill tone="changed">Sickness return, no letter</StatusPill>
    default:
      return (
        <StatusPill tone="changed">
          {before?.letter === 'final' ? 'The final warning went' : 'The last letter went'}
        </StatusPill>
      )
  }
}
