import type { ReactNode } from 'react'
import { schoolYear, schoolYearName } from '../../../kernel/school-year.ts'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { Percentage } from '../../../ui/components/percentage.tsx'
import type { Defined } from '../../contract.ts'
import { Behind } from '../behind/behind.tsx'
import { type Case, casesOf } from './cases.ts'
import { placeOf } from './defined-figure.tsx'
import styles from './definitions.module.css'

/** What a definition counts, why its figures are others, and where it is from. */
export function DefinitionInWords({ defined }: { readonly defined: Defined }) {
  const { id, title, words, version, since, sources, rounding, counted } = defined
  return (
    <article className={styles.definition}>
      <h3 id={placeOf(defined)} className={styles.title} tabIndex={-1}>
        {title}
      </h3>
      <p className={styles.words} data-plain="rule">
        {words}
      </p>
      {counted === null ? (
        <p className={styles.quiet}>None of its days has begun.</p>
      ) : (
        counted.differs.length > 0 && (
          <ul className={styles.differs} aria-label={`Why it differs: ${title}`}>
            {counted.differs.map((sentence) => (
              <li key={sentence} data-plain="rule">
                {sentence}
              </li>
            ))}
          </ul>
        )
      )}
      {counted !== null && <Numbers counted={counted} />}
      <CasesOf id={id} title={title} />
      <Behind label="Source, version and rounding">
        <ul className={styles.sources}>
          {sources.map(({ source, verified }) => (
            <li key={source} data-plain="rule">
              {source}
              {!verified && ' (not verified)'}
            </li>
          ))}
        </ul>
        <p className={styles.quiet} data-plain="rule">
          Version {version}, for {schoolYearName(schoolYear(since))} and later. {rounding} Nothing is rounded before 10
          % and 50 % are tested.
        </p>
      </Behind>
    </article>
  )
}

/** The made-up pupils by whom the program's tests check the definition, for anybody to check by hand. */
function CasesOf({ id, title }: Pick<Defined, 'id' | 'title'>) {
  const cases = casesOf(id)
  if (cases.length === 0) return null
  return (
    <Behind label={`${cases.length === 1 ? 'The case' : `The ${cases.length} cases`} it is checked with`}>
      <DataTable
        label={`Cases of ${title}`}
        noun={['case', 'cases']}
        rows={cases}
        rowKey={({ key }) => key}
        columns={CASE_COLUMNS}
        empty={{ title: 'No cases', because: 'None names this definition.' }}
      />
      <p className={styles.quiet} data-plain="case">
        Made-up pupils, each with the marks that the tests give them: a day is its morning and afternoon, x5 five such
        days, a dot no mark. They run each time the program is changed.
      </p>
    </Behind>
  )
}

/** A part of a worked example: no figure of this school. */
const example = (words: ReactNode) => <span data-plain="case">{words}</span>

const CASE_COLUMNS: readonly Column<Case>[] = [
  { id: 'shows', label: 'Shows', onCard: 'title', cell: ({ shows }) => example(shows) },
  { id: 'marks', label: 'Marks', cell: ({ marks }) => example(<code>{marks}</code>) },
  { id: 'to', label: 'Counted to', cell: ({ countedTo }) => example(countedTo) },
  { id: 'possible', label: 'Possible', align: 'end', cell: ({ possible }) => example(possible) },
  { id: 'absent', label: 'Missed', align: 'end', cell: ({ absent }) => example(absent) },
  { id: 'says', label: 'So', cell: ({ says }) => example(says) },
]

function Numbers({ counted: { figures } }: { readonly counted: NonNullable<Defined['counted']> }) {
  return (
    <Behind label="Its whole numbers">
      <dl className={styles.numbers}>
        {figures.map(({ figure, name, numerator, denominator }) => (
          <div key={figure} data-plain="inside">
            <dt>{name}</dt>
            <dd>
              <Percentage count={numerator} of={denominator} what={name} />
            </dd>
          </div>
        ))}
      </dl>
    </Behind>
  )
}
