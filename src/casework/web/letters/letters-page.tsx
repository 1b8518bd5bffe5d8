import { Tabs } from '@mantine/core'
import { z } from 'zod'
import type { Answer } from '../../../kernel/operation.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId, useSearchState } from '../../../ui/address/use-address.ts'
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
import { ShowMore, useShownPart } from './shown-part.tsx'
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
        lead="Who comes to which letter about attendance today, counted from the registers. Each letter offers help first. What something speaks against goes only after you have opened it and read it."
      />
      <Answered question={asked}>{(listed) => <Lists listed={listed} />}</Answered>
    </>
  )
}

const DUE = 'due'
const chosen = z.object({ part: z.string().optional() })

interface Group {
  readonly id: string
  readonly title: string
  readonly standings: readonly OnLadder['standing'][]
}

const GROUPS: readonly Group[] = [
  { id: 'waiting', title: 'Written, not gone yet', standings: ['waiting'] },
  { id: 'held', title: 'Held back', standings: ['held'] },
  { id: 'another', title: 'Another way', standings: ['sickness', 'top'] },
  { id: 'later', title: 'Later', standings: ['later'] },
]

function Lists({ listed }: { readonly listed: Listed }) {
  const { children, ladder, batches, may, today } = listed
  const sending = useSending()
  const due = children.filter(({ standing }) => standing === 'due' || standing === 'praise')
  const groups = GROUPS.flatMap(({ standings, ...group }) => {
    const rows = children.filter(({ standing }) => standings.includes(standing))
    return rows.length === 0 ? [] : [{ ...group, rows }]
  })
  const [asked, setChosen] = useSearchState(chosen)
  const part = [DUE, ...groups.map(({ id }) => id)].find((one) => one === asked.part) ?? DUE
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
      <Tabs value={part} onChange={(value) => setChosen({ part: value ?? undefined })} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value={DUE}>{`Due today (${due.length})`}</Tabs.Tab>
          {groups.map(({ id, title, rows }) => (
            <Tabs.Tab key={id} value={id}>{`${title} (${rows.length})`}</Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={DUE}>
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
        </Tabs.Panel>
        {groups.map(({ id, title, rows }) => (
          <Tabs.Panel key={id} value={id}>
            <Section title={`${title} (${rows.length})`}>
              <Rows rows={rows} of={id} />
            </Section>
          </Tabs.Panel>
        ))}
      </Tabs>
      <Section title="Letters of the last two months">
        <Batches batches={batches} maySend={may.send} />
      </Section>
    </>
  )
}

function Rows({ rows: all, of }: { readonly rows: readonly OnLadder[]; readonly of: string }) {
  const { rows, left, more } = useShownPart(all, of)
  return (
    <>
      <ul className={styles.rows}>
        {rows.map((row) => (
          <LetterRow key={row.pupilId} of={row} />
        ))}
      </ul>
      <ShowMore left={left} onMore={more} />
    </>
  )
}
