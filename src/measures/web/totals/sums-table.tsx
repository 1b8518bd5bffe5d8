import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { percentText } from '../../../ui/components/percentage.tsx'
import type { SideBySide } from '../../contract.ts'
import { sumsShown } from '../../rules/exported/totals-tables.ts'
import { Explained, type MadeFrom } from '../asked/explained.tsx'
import styles from '../cohorts/cohorts.module.css'

type Sum = SideBySide['sums'][number]
type Shown = NonNullable<Sum['figures']>

/** One figure of a school or of a sum, as its two whole numbers; undefined where it is hidden. */
type Read = (figures: Shown) => readonly [count: number, of: number] | undefined

const ofSessions =
  (id: 'attended' | 'absent' | 'unauthorised'): Read =>
  ({ sessions }) => [sessions[id], sessions.possible]

const ofEnrolments =
  (id: 'persistent' | 'severe'): Read =>
  ({ enrolments, [id]: count }) =>
    count === null ? undefined : [count, enrolments]

const GROUPED = new Intl.NumberFormat('en-GB')
const numbers = ([count, of]: readonly [number, number]) => `${GROUPED.format(count)} of ${GROUPED.format(of)}`
const nameOf = ({ phase }: Sum) => (phase === null ? 'All schools' : `All ${phase} schools`)

/** Schools added up by phase, and all of them; each number opens what it was made from. */
export function SumsTable({ answer }: { readonly answer: SideBySide }) {
  const column = (label: string, read: Read): Column<Sum> => ({
    id: label,
    label,
    cell: (sum) => <SumFigure {...{ answer, sum, label, read }} />,
  })
  const rows = sumsShown(answer)
  return (
    <DataTable
      label="Schools added up"
      noun={['row', 'rows']}
      rows={rows}
      rowKey={({ phase }) => phase ?? 'all'}
      columns={[
        { id: 'phase', label: 'Schools', onCard: 'title', cell: nameOf },
        {
          id: 'schools',
          label: 'How many',
          cell: (sum) => (
            <Explained
              of="sum-of-schools"
              what={`Schools in the row, ${nameOf(sum)}`}
              from={schoolsOf(answer, sum).map(({ school }) => [school.name, school.phase])}
            >
              {sum.schools}
            </Explained>
          ),
        },
        column('Attendance', ofSessions('attended')),
        column('Absence', ofSessions('absent')),
        column('Unauthorised', ofSessions('unauthorised')),
        column('Persistently absent', ofEnrolments('persistent')),
        column('Severely absent', ofEnrolments('severe')),
      ]}
      empty={{ title: 'Nothing to add up', because: 'No school has figures yet.' }}
    />
  )
}

function SumFigure({
  answer,
  sum,
  label,
  read,
}: {
  readonly answer: SideBySide
  readonly sum: Sum
  readonly label: string
  readonly read: Read
}) {
  const found = sum.figures === null ? undefined : read(sum.figures)
  if (found === undefined) return <span className={styles.quiet}>Hidden</span>
  const [count, of] = found
  if (of === 0) return <span className={styles.quiet}>None</span>
  const from: MadeFrom = [
    ['Together', numbers(found)],
    ...schoolsOf(answer, sum).map(({ school, all }) => {
      const own = all === null ? undefined : read(all)
      return [school.name, own === undefined ? 'Hidden: a few pupils could be told from it' : numbers(own)] as const
    }),
  ]
  return (
    // One element, or a phone's card lays the two out as if the second were a label.
    <span>
      <Explained of="sum-of-schools" what={`${label}, ${nameOf(sum)}`} from={from}>
        {percentText(count, of)} % · {numbers(found)}
      </Explained>
    </span>
  )
}

const schoolsOf = ({ schools }: SideBySide, { phase }: Sum) =>
  schools.filter(({ school }) => phase === null || school.phase === phase)
