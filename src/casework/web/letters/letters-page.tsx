import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { addDays, type Day, longDay } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { ChoiceField, TextField } from '../../../ui/components/fields.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { KIND_NAMES, listLetters, type OnLadder, sendLetters } from '../../contract.ts'
import { Batches } from './batches.tsx'
import { HoldDialog } from './hold-dialog.tsx'
import { LetterRow } from './letter-row.tsx'
import { rungInWords, WORDING_NAMES } from './letter-words.ts'
import styles from './letters.module.css'

type Listed = Answer<typeof listLetters>

/** Who comes to which letter today: looked at child by child, then put in the queue together. */
export function Page() {
  const schoolId = useSchoolId()
  const asked = useOperation(listLetters, { params: { schoolId } })
  return (
    <>
      <PageHeader
        title="Letters"
        above={<PageLink there={{ to: '/cases' }}>Cases</PageLink>}
        lead="Who comes to which letter about attendance today, counted from the registers. Nothing goes before you have looked at it: each letter offers help first."
      />
      <Answered question={asked}>{(listed) => <Lists listed={listed} />}</Answered>
    </>
  )
}

const GROUPS: readonly { readonly title: string; readonly standings: readonly OnLadder['standing'][] }[] = [
  { title: 'Held back', standings: ['held'] },
  { title: 'Written, and not gone yet', standings: ['waiting'] },
  { title: 'No letter: another way', standings: ['sickness', 'top'] },
  { title: 'Later', standings: ['later'] },
]

function Lists({ listed }: { readonly listed: Listed }) {
  const { children, ladder, batches, may, today } = listed
  const due = children.filter(({ standing }) => standing === 'due' || standing === 'praise')
  return (
    <>
      <Section title="The ladder">
        <ol className={styles.rungs}>
          {ladder.rungs.map((rung) => (
            <li key={rung.rung} className={styles.rung}>
              <div className={styles.rungName}>{KIND_NAMES[rung.rung]}</div>
              <div className={styles.quiet}>{rungInWords(rung)}</div>
            </li>
          ))}
        </ol>
        <details>
          <summary>What no policy says, and Firstbell has chosen</summary>
          <ul>
            {ladder.choices.map((choice) => (
              <li key={choice}>{choice}</li>
            ))}
          </ul>
        </details>
      </Section>
      {due.length === 0 ? (
        <EmptyState
          title="No letter is due"
          because="Nobody has come to the next step of the ladder since the last letters went."
        />
      ) : (
        <DueByKind due={due} maySend={may.send} today={today} />
      )}
      {GROUPS.map(({ title, standings }) => {
        const rows = children.filter(({ standing }) => standings.includes(standing))
        return (
          rows.length > 0 && (
            <Section key={title} title={`${title} (${rows.length})`}>
              <ul className={styles.rows}>
                {rows.map((row) => (
                  <LetterRow key={row.pupilId} of={row} words={{ help: '', replyBy: '' }} />
                ))}
              </ul>
            </Section>
          )
        )
      })}
      <Section title="Letters of the last two months">
        <Batches batches={batches} maySend={may.send} />
      </Section>
    </>
  )
}

const WORDINGS = ['absence', 'late', 'good news', 'illness'] as const
/** As many as one can look at together, and as many as go together. */
const AT_ONCE = 50

/** One kind of letter at a time, and no more children than somebody can look at. */
function DueByKind({
  due,
  ...more
}: {
  readonly due: readonly OnLadder[]
  readonly maySend: boolean
  readonly today: Day
}) {
  const there = WORDINGS.filter((wording) => due.some((row) => row.wording === wording))
  const [chosen, setChosen] = useState<OnLadder['wording']>(there[0] ?? 'absence')
  const [from, setFrom] = useState(0)
  const wording = there.includes(chosen) ? chosen : (there[0] ?? 'absence')
  const rows = due.filter((row) => row.wording === wording)
  const start = from < rows.length ? from : 0
  const choices = there.map((value) => ({
    value,
    label: `${WORDING_NAMES[value].replace(/^./, (first) => first.toUpperCase())} (${due.filter((row) => row.wording === value).length})`,
  }))
  return (
    <>
      <ChoiceField<OnLadder['wording']>
        label="Which letters"
        id="field-wording"
        name="wording"
        value={wording}
        choices={choices}
        onChange={(value) => {
          setChosen(value)
          setFrom(0)
        }}
      />
      <Due key={`${wording} ${start}`} due={rows.slice(start, start + AT_ONCE)} all={rows.length} {...more} />
      {rows.length > AT_ONCE && (
        <Button mt="sm" variant="default" onClick={() => setFrom(start + AT_ONCE)}>
          {start + AT_ONCE < rows.length ? `Look at the next ${AT_ONCE}` : 'Back to the first'}
        </Button>
      )}
    </>
  )
}

const WAYS = [
  { value: 'letter', label: 'All printed and posted' },
  { value: 'email', label: 'By e-mail where there is an address' },
] as const
type Way = (typeof WAYS)[number]['value']
/** Days ahead until when a letter asks for an answer, unless somebody says otherwise. */
const REPLY_IN = 10

function Due({
  due,
  all,
  maySend,
  today,
}: {
  readonly due: readonly OnLadder[]
  readonly all: number
  readonly maySend: boolean
  readonly today: Day
}) {
  const schoolId = useSchoolId()
  const [unticked, setUnticked] = useState<ReadonlyMap<PupilId, boolean>>(new Map())
  const [despite, setDespite] = useState<ReadonlyMap<PupilId, string>>(new Map())
  const [holding, setHolding] = useState<OnLadder>()
  const [help, setHelp] = useState('the attendance office')
  const [replyBy, setReplyBy] = useState(longDay(addDays(today, REPLY_IN)))
  const [way, setWay] = useState<Way>('letter')
  const [key, setKey] = useState(newKey)
  const send = useAct(sendLetters, {
    onDone: ({ letters, copies, toPrint }) => {
      setKey(newKey())
      notifications.show({
        message: `${letters === 1 ? 'One letter is' : `${letters} letters are`} in the queue, ${copies} ${copies === 1 ? 'copy' : 'copies'} in all${toPrint.length === 0 ? '' : `, ${toPrint.length} to print`}.`,
      })
    },
  })
  // What speaks against a letter unticks it, and so does illness: somebody has to want it.
  const isTicked = (row: OnLadder) =>
    row.to.length > 0 &&
    (unticked.get(row.pupilId) ??
      (row.wording !== 'illness' && !row.against.some(({ severity }) => severity === 'stop')))
  const chosen = due.filter(isTicked)
  const go = () =>
    send.mutate({
      params: { schoolId },
      body: {
        key,
        way,
        help,
        replyBy,
        letters: chosen.flatMap(({ pupilId, letter }) =>
          letter === null ? [] : [{ letterId: newKey(), pupilId, letter, despite: despite.get(pupilId) ?? '' }],
        ),
      },
    })
  return (
    <Section title={due.length === all ? `Due today (${all})` : `Due today (${due.length} of ${all})`}>
      <ul className={styles.rows}>
        {due.map((row) => (
          <LetterRow
            key={row.pupilId}
            of={row}
            words={{ help, replyBy }}
            deciding={{
              ticked: isTicked(row),
              despite: despite.get(row.pupilId) ?? '',
              tick: (ticked) => setUnticked(new Map(unticked).set(row.pupilId, ticked)),
              setDespite: (words) => setDespite(new Map(despite).set(row.pupilId, words)),
              hold: () => setHolding(row),
            }}
          />
        ))}
      </ul>
      {maySend && (
        <div className={styles.go}>
          <ProblemAlert error={send.error} />
          <div className={styles.fields}>
            <TextField label="Whom families can ask" id="field-help" name="help" value={help} onChange={setHelp} />
            <TextField
              label="Answer asked for by"
              id="field-replyBy"
              name="replyBy"
              value={replyBy}
              onChange={setReplyBy}
            />
            <ChoiceField<Way>
              label="How they go"
              id="field-way"
              name="way"
              value={way}
              onChange={setWay}
              choices={WAYS}
            />
          </div>
          <div>
            <Button loading={send.isPending} disabled={chosen.length === 0} onClick={go}>
              {chosen.length === 1 ? 'Put 1 letter in the queue' : `Put ${chosen.length} letters in the queue`}
            </Button>{' '}
            <span className={styles.quiet}>All of them, or none. Each parent who is entitled gets a copy.</span>
          </div>
        </div>
      )}
      {holding !== undefined && <HoldDialog of={holding} onClose={() => setHolding(undefined)} />}
    </Section>
  )
}
