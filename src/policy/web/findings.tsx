import { Section } from '../../ui/components/section.tsx'
import { StatusPill } from '../../ui/components/status-pill.tsx'
import { type FindingShown, SEVERITY_NAMES } from '../contract.ts'
import styles from './policy.module.css'
import { counted, sectionName, TONES } from './words.ts'

/** What a policy contradicts: every place quoted by section, the legal position with its source, and what to do. */
export function Findings({
  of,
  title = 'To decide',
}: {
  readonly of: readonly FindingShown[]
  readonly title?: string
}) {
  const notes = of.filter(({ severity }) => severity === 'note').length
  const open = of.length - notes
  const note = [open > 0 ? counted(open, ['finding', 'findings']) : '', notes > 0 ? `${notes} to keep in view` : '']
  return (
    <Section title={title} note={of.length > 0 && note.filter((part) => part !== '').join(', ')}>
      {of.length === 0 ? (
        <p className={styles.lead}>
          Nothing: the policy agrees with itself, and with the law as far as a machine can see.
        </p>
      ) : (
        <ol className={styles.findings}>
          {of.map((finding, index) => (
            // Several findings of one row have titles and places alike; the list never changes its order by itself.
            // biome-ignore lint/suspicious/noArrayIndexKey: no other key is certain to differ
            <FindingItem key={index} finding={finding} />
          ))}
        </ol>
      )}
    </Section>
  )
}

function FindingItem({ finding }: { readonly finding: FindingShown }) {
  const { title, severity, places, legal, toDo, row } = finding
  return (
    <li className={styles.finding}>
      <div className={styles.findingHead}>
        <h3>{title}</h3>
        <StatusPill tone={TONES[severity]}>{capital(SEVERITY_NAMES[severity])}</StatusPill>
      </div>
      <ul className={styles.places} aria-label="What the policy says">
        {places.map((place) => (
          <li key={`${place.section} ${place.line} ${place.words}`} className={styles.place}>
            <p className={styles.section}>
              {sectionName(place.section)}
              {place.line !== null && <span className={styles.line}> line {place.line} of the file</span>}
            </p>
            <blockquote className={styles.quote}>“{place.words}”</blockquote>
          </li>
        ))}
      </ul>
      <dl className={styles.position}>
        <dt>Law</dt>
        <dd>
          {legal.position}{' '}
          <span className={styles.source}>
            {legal.source}
            {legal.verified ? '' : ' (unverified)'}
          </span>
        </dd>
        <dt>To do</dt>
        <dd>
          {toDo} <span className={styles.source}>{row}</span>
        </dd>
      </dl>
    </li>
  )
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
