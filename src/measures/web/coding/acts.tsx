import { longDay, shortDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { CODE_USE_PARTS, type codeUse } from '../../contract.ts'
import { Explained } from '../asked/explained.tsx'
import styles from '../behind/behind.module.css'
import { Behind } from '../behind/behind.tsx'
import { sessionText } from '../behind/mark-sessions.tsx'
import { Part } from './part.tsx'

type Use = Answer<typeof codeUse>

const n = (count: number) => count.toLocaleString('en-GB')

const SECONDS: readonly Column<NonNullable<Use['inSeconds']>[number]>[] = [
  { id: 'by', label: 'Saved by', onCard: 'title', sortBy: ({ by }) => by, cell: ({ by }) => by },
  {
    id: 'registers',
    label: 'Registers',
    align: 'end',
    sortBy: ({ registers }) => registers.length,
    cell: ({ by, registers, of }) => (
      <Explained
        of="acts-counted"
        what={`Registers of all present, saved in seconds by ${by}`}
        from={[
          ['Saved within 20 seconds of the one before', n(registers.length)],
          ['Registers saved in these days', n(of)],
          ['Which', 'are listed in the row, each with its seconds'],
        ]}
      >
        {registers.length} of {of} saved
      </Explained>
    ),
  },
  {
    id: 'which',
    label: 'Which',
    cell: ({ registers }) => (
      <Behind label="The registers">
        <ul className={styles.sessions}>
          {registers.map(({ number, group, session, seconds }) => (
            <li key={number} className={styles.session} data-plain="inside">
              {group?.name}, {sessionText(session)}: {seconds} {seconds === 1 ? 'second' : 'seconds'} after the one
              before
            </li>
          ))}
        </ul>
      </Behind>
    ),
  },
]

const EDITS: readonly Column<NonNullable<Use['edits']>[number]>[] = [
  { id: 'by', label: 'Changed by', onCard: 'title', sortBy: ({ by }) => by, cell: ({ by }) => by },
  { id: 'on', label: 'On', sortBy: ({ on }) => on, cell: ({ on }) => shortDay(on) },
  {
    id: 'marks',
    label: 'Marks',
    align: 'end',
    sortBy: ({ marks }) => marks,
    cell: ({ by, on, marks, acts, from, to }) => (
      <Explained
        of="acts-counted"
        what={`Marks changed by ${by} on ${longDay(on)}`}
        from={[
          ['Marks changed', n(marks)],
          ['In changes', n(acts)],
          ['Of sessions', from === to ? longDay(from) : `${longDay(from)} to ${longDay(to)}`],
        ]}
      >
        {marks} in {acts} {acts === 1 ? 'change' : 'changes'}
      </Explained>
    ),
  },
  {
    id: 'of',
    label: 'Of sessions',
    cell: ({ from, to }) => (from === to ? shortDay(from) : `${shortDay(from)} to ${shortDay(to)}`),
  },
]

/** What is about a colleague, for those who may read the audit trail. */
export function Acts({ answer: { inSeconds, edits } }: { readonly answer: Use }) {
  if (inSeconds === null || edits === null)
    return (
      <p className={styles.words}>
        What is about a colleague (registers saved in seconds, changes long after the day) is shown to those who may
        read the audit trail.
      </p>
    )
  return (
    <>
      <Part of="inSeconds">
        <DataTable
          label={CODE_USE_PARTS.inSeconds.title}
          noun={['person', 'people']}
          rows={inSeconds}
          rowKey={({ by }) => by}
          columns={SECONDS}
          empty={{
            title: 'None',
            because: 'No register of all present followed another of the same person that fast.',
          }}
        />
      </Part>
      <Part of="edits">
        <DataTable
          label={CODE_USE_PARTS.edits.title}
          noun={['day', 'days']}
          rows={edits}
          rowKey={({ id }) => id}
          columns={EDITS}
          empty={{ title: 'None', because: 'Nobody changed ten or more marks of more than a week before on one day.' }}
        />
      </Part>
    </>
  )
}
