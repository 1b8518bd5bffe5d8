import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { LEVELS, RATHER_NOT } from '../../contract.ts'
import type { Hard } from './hard.ts'
import styles from './questions.module.css'

type Row = Hard['compared'][number]

const AGREE: Readonly<Record<Row['agree'], string>> = {
  hard: 'All say that it is hard',
  not: 'All say that it is not',
  differ: 'They differ: ask why',
  one: 'Only one answered',
  none: 'Nobody answered',
}

/** Child, parents and school side by side: where they agree, and where they do not. */
export function CompareTable({ hard }: { readonly hard: Hard }) {
  const rows = hard.compared.filter(({ agree }) => agree !== 'none')
  const columns: Column<Row>[] = [
    { id: 'words', label: 'What was asked', onCard: 'title', cell: ({ words }) => words },
    ...hard.voices.map(
      ({ assessmentId, who, name, restricted }, at): Column<Row> => ({
        id: assessmentId,
        label: `${who === 'staff' ? 'School' : name}${restricted ? ' (restricted)' : ''}`,
        cell: ({ levels, declined }) => <LevelShown level={levels[at] ?? null} declined={declined[at] === true} />,
      }),
    ),
    {
      id: 'agree',
      label: 'Together',
      cell: ({ agree }) => (agree === 'differ' ? <strong>{AGREE[agree]}</strong> : AGREE[agree]),
    },
  ]
  return (
    <>
      <h3 className={styles.part}>Side by side</h3>
      <DataTable
        label="What child, parents and school answered"
        noun={['question', 'questions']}
        rows={rows}
        rowKey={({ id }) => id}
        columns={columns}
        empty={{ title: 'Only words so far', because: 'Nobody answered how hard each thing makes school.' }}
      />
      <OthersSaid hard={hard} />
    </>
  )
}

function LevelShown({ level, declined }: { readonly level: number | null; readonly declined: boolean }) {
  if (level === null) return <span className={styles.quiet}>{declined ? RATHER_NOT : 'Left out'}</span>
  return (
    <span className={styles.level}>
      <span className={styles.dots} aria-hidden="true">
        <span className={styles.dot} data-full={level > 0 ? '' : undefined} />
        <span className={styles.dot} data-full={level > 1 ? '' : undefined} />
      </span>
      {LEVELS[level]}
    </span>
  )
}

/** What parents and school wrote in their own words; the child's stand at the top. */
function OthersSaid({ hard }: { readonly hard: Hard }) {
  const others = hard.voices.filter(({ who, said }) => who !== 'pupil' && said.length > 0)
  return others.map(({ assessmentId, who, name, said }) => (
    <div key={assessmentId}>
      <h3 className={styles.part}>{who === 'staff' ? `The school (${name})` : name} says</h3>
      {said.map(({ asked, text }) => (
        <blockquote key={asked} className={styles.said} data-plain="name">
          <q>{text}</q>
          <p className={styles.quiet}>{asked}</p>
        </blockquote>
      ))}
    </div>
  ))
}
