import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { shortDay } from '../../../kernel/day.ts'
import { schoolTime } from '../../../kernel/time-of-day.ts'
import { printLetters, settleMessages } from '../../../messaging/contract.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { download } from '../../../ui/call.ts'
import { timeText } from '../../../ui/clock.tsx'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFileDownload } from '../../../ui/use-file-download.ts'
import { useAct } from '../../../ui/use-operation.ts'
import type { LetterBatch } from '../../contract.ts'
import styles from './letters.module.css'

/** Letters that were sent together: how many copies went, and the paper for those to print. */
export function Batches({ batches, maySend }: { readonly batches: readonly LetterBatch[]; readonly maySend: boolean }) {
  const schoolId = useSchoolId()
  const file = useFileDownload()
  const settle = useAct(settleMessages)
  const client = useQueryClient()
  // What was counted again stands in the list in the place of what was written.
  const print = async (messageIds: readonly string[]) => {
    await file.start(() => download(printLetters, { params: { schoolId }, body: { messageIds: [...messageIds] } }))
    await client.invalidateQueries()
  }
  const columns: readonly Column<LetterBatch>[] = [
    {
      id: 'when',
      label: 'Written',
      onCard: 'title',
      cell: ({ at, by }) => `${shortDay(schoolTime(at).day)} by ${by}`,
    },
    { id: 'letters', label: 'Letters', align: 'end', cell: ({ letters }) => letters },
    {
      id: 'far',
      label: 'Copies sent',
      cell: ({ gone, copies }) => (
        <>
          <progress className={styles.progress} value={gone} max={copies} aria-label="Copies sent" />
          <div>
            {gone} of {copies}
          </div>
        </>
      ),
    },
    {
      id: 'lost',
      label: 'Did not go',
      cell: ({ lost }) => (lost === 0 ? '' : `${lost}`),
      isBlank: ({ lost }) => lost === 0,
    },
    {
      id: 'do',
      label: 'Do',
      onCard: 'bare',
      cell: (batch) =>
        maySend && batch.toPrint.length + batch.leftOut.length > 0 ? (
          <ToDo
            batch={batch}
            printing={file.busy}
            onPrint={(ids) => void print(ids)}
            settling={settle.isPending}
            onPosted={(messageIds) =>
              settle.mutate({ params: { schoolId }, body: { messageIds: [...messageIds], outcome: 'sent' } })
            }
          />
        ) : (
          ''
        ),
    },
  ]
  return (
    <>
      <ProblemAlert error={file.error ?? settle.error} />
      <DataTable
        label="Letters of the last two months"
        noun={['set of letters', 'sets of letters']}
        rows={batches}
        rowKey={({ batchId }) => batchId}
        columns={columns}
        empty={{
          title: 'None yet',
          because: 'Letters that are put in the queue are listed here until they have gone.',
        }}
      />
    </>
  )
}

function ToDo(of: {
  readonly batch: LetterBatch
  readonly printing: boolean
  readonly onPrint: (messageIds: readonly string[]) => void
  readonly settling: boolean
  readonly onPosted: (messageIds: readonly string[]) => void
}) {
  const { toPrint, printed, leftOut } = of.batch
  return (
    <div>
      {inFiles(toPrint).map(({ from, ids }) => (
        <span key={from} className={styles.acts}>
          <Button
            size="compact-md"
            variant={printed.length > 0 ? 'default' : 'filled'}
            loading={of.printing}
            onClick={() => of.onPrint(ids)}
          >
            {ids.length === toPrint.length
              ? `Print ${copiesInWords(ids)}`
              : `Print ${from + 1} to ${from + ids.length}`}
          </Button>
        </span>
      ))}
      {printed.map(({ at, by, messageIds }) => (
        <div key={`${at} ${by}`} className={styles.acts}>
          <span>
            {copiesInWords(messageIds)} printed at {timeText(at)} on {shortDay(schoolTime(at).day)} by {by}.
          </span>
          <Button size="compact-md" loading={of.settling} onClick={() => of.onPosted(messageIds)}>
            They are posted<span className="visually-hidden">: printed at {timeText(at)}</span>
          </Button>
        </div>
      ))}
      {leftOut.length > 0 && <LeftOut copies={leftOut} />}
    </div>
  )
}

function copiesInWords({ length }: { readonly length: number }): string {
  return length === 1 ? '1 copy' : `${length} copies`
}

/** Who gets no letter though one is written, and where to decide about it. */
function LeftOut({ copies }: { readonly copies: LetterBatch['leftOut'] }) {
  return (
    <details open={copies.length <= 10}>
      <summary>Not printed: {copiesInWords(copies)}</summary>
      <ul>
        {copies.map(({ messageId, name, child, why }) => (
          <li key={messageId}>
            {child === '' ? name : `${child}, to ${name}`}: {why}
          </li>
        ))}
      </ul>
      <PageLink there={{ to: '/outbox' }}>Take them back, or say that they had gone</PageLink>
    </details>
  )
}

/** So many letters come in one file. */
const A_FILE = 100

function inFiles(ids: readonly string[]): readonly { readonly from: number; readonly ids: readonly string[] }[] {
  return Array.from({ length: Math.ceil(ids.length / A_FILE) }, (_, at) => ({
    from: at * A_FILE,
    ids: ids.slice(at * A_FILE, (at + 1) * A_FILE),
  }))
}
