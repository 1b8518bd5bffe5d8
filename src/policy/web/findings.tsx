import { Button, Group } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { Section } from '../../ui/components/section.tsx'
import { StatusPill } from '../../ui/components/status-pill.tsx'
import { type FindingShown, SEVERITY_NAMES } from '../contract.ts'
import styles from './policy.module.css'
import { counted, sectionName, TONES } from './words.ts'

/** So many findings stand open at once; of more, each says its sections and opens by itself or all together. */
const FEW = 6

/** What a policy contradicts: every place quoted by section, the legal position with its source, and what to do. */
export function Findings({
  of,
  title = 'To decide',
}: {
  readonly of: readonly FindingShown[]
  readonly title?: string
}) {
  const [all, setAll] = useState(of.length <= FEW)
  const notes = of.filter(({ severity }) => severity === 'note').length
  const open = of.length - notes
  const note = [open > 0 ? counted(open, ['finding', 'findings']) : '', notes > 0 ? `${notes} to keep in view` : '']
  return (
    <Section
      title={title}
      note={
        of.length > 0 && (
          <Group gap="sm">
            {note.filter((part) => part !== '').join(', ')}
            <Button size="compact-sm" variant="default" className="no-print" onClick={() => setAll(!all)}>
              {all ? 'Close all' : 'Open all'}
            </Button>
          </Group>
        )
      }
    >
      {of.length === 0 ? (
        <p className={styles.lead}>
          Nothing: the policy agrees with itself, and with the law as far as a machine can see.
        </p>
      ) : (
        <ol className={styles.findings}>
          {of.map((finding) => (
            <FindingItem key={`${finding.row} ${JSON.stringify(finding.places)} ${all}`} finding={finding} open={all} />
          ))}
        </ol>
      )}
    </Section>
  )
}

function FindingItem({ finding, open }: { readonly finding: FindingShown; readonly open: boolean }) {
  const { title, severity, places, legal, toDo, row } = finding
  return (
    <li className={styles.finding}>
      <details open={open}>
        <summary className={styles.findingHead}>
          <IconChevronRight className={styles.chevron} size={18} aria-hidden />
          <h3>{title}</h3>
          <StatusPill tone={TONES[severity]}>{capital(SEVERITY_NAMES[severity])}</StatusPill>
          <span className={styles.where}>{sectionsIn(finding)}</span>
        </summary>
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
      </details>
    </li>
  )
}

/** "Section 4.1, section 4.4". */
function sectionsIn({ places }: FindingShown): string {
  const names = [...new Set(places.map(({ section }) => sectionName(section)))]
  return names.map((name, index) => (index === 0 ? name : `${name.charAt(0).toLowerCase()}${name.slice(1)}`)).join(', ')
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
