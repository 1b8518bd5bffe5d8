import type { Answer } from '../../../kernel/operation.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { KIND_NAMES, listLetters, type OnLadder } from '../../contract.ts'
import { Batches } from './batches.tsx'
import { DueLetters } from './due-letters.tsx'
import { LetterRow } from './letter-row.tsx'
import { rungInWords } from './letter-words.ts'
import styles from './letters.module.css'
import { SendingBar } from './sending-bar.tsx'
import { useSending } from './use-sending.ts'

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
  const sending = useSending()
  const due = children.filter(({ standing }) => standing === 'due' || standing === 'praise')
  return (
    <>
      <details className={styles.ladder}>
        <summary>The ladder: what leads to which letter</summary>
        <ol className={styles.rungs}>
          {ladder.rungs.map((rung) => (
            <li key={rung.rung} className={styles.rung}>
              <div className={styles.rungName}>{KIND_NAMES[rung.rung]}</div>
              <div className={styles.quiet}>{rungInWords(rung)}</div>
            </li>
          ))}
        </ol>
        <p>What no policy says, and Firstbell has chosen:</p>
        <ul>
          {ladder.choices.map((choice) => (
            <li key={choice}>{choice}</li>
          ))}
        </ul>
      </details>
      {due.length === 0 ? (
        <>
          <EmptyState
            title="No letter is due"
            because="Nobody has come to the next step of the ladder since the last letters went."
          />
          {/* What was said of the last that went stays. */}
          {sending.now !== undefined && <SendingBar sending={sending} ticked={0} onSend={sending.forget} />}
        </>
      ) : (
        <DueLetters due={due} maySend={may.send} today={today} sending={sending} />
      )}
      {GROUPS.map(({ title, standings }) => {
        const rows = children.filter(({ standing }) => standings.includes(standing))
        return (
          rows.length > 0 && (
            <Section key={title} title={`${title} (${rows.length})`}>
              <ul className={styles.rows}>
                {rows.map((row) => (
                  <LetterRow key={row.pupilId} of={row} />
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
