import { schoolYear, schoolYearName } from '../../../kernel/school-year.ts'
import { Percentage } from '../../../ui/components/percentage.tsx'
import type { Defined } from '../../contract.ts'
import { Behind } from '../behind/behind.tsx'
import { placeOf } from './defined-figure.tsx'
import styles from './definitions.module.css'

/** What a definition counts, why its figures are others, and where it is from. */
export function DefinitionInWords({ defined }: { readonly defined: Defined }) {
  const { title, words, version, since, sources, rounding, counted } = defined
  return (
    <article className={styles.definition}>
      <h3 id={placeOf(defined)} className={styles.title} tabIndex={-1}>
        {title}
      </h3>
      <p className={styles.words}>{words}</p>
      {counted === null ? (
        <p className={styles.quiet}>None of its days has begun.</p>
      ) : (
        counted.differs.length > 0 && (
          <ul className={styles.differs} aria-label={`Why it differs: ${title}`}>
            {counted.differs.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )
      )}
      {counted !== null && <Numbers counted={counted} />}
      <Behind label="Source, version and rounding">
        <ul className={styles.sources}>
          {sources.map(({ source, verified }) => (
            <li key={source}>
              {source}
              {!verified && ' (not verified)'}
            </li>
          ))}
        </ul>
        <p className={styles.quiet}>
          Version {version}, for {schoolYearName(schoolYear(since))} and later. {rounding} Nothing is rounded before 10
          % and 50 % are tested.
        </p>
      </Behind>
    </article>
  )
}

function Numbers({ counted: { figures } }: { readonly counted: NonNullable<Defined['counted']> }) {
  return (
    <Behind label="Its whole numbers">
      <dl className={styles.numbers}>
        {figures.map(({ figure, name, numerator, denominator }) => (
          <div key={figure}>
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
