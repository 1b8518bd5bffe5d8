import { Button, Group } from '@mantine/core'
import { Section } from '../../../ui/components/section.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { isReach } from '../../contract.ts'
import styles from './pack.module.css'
import type { Shown } from './shown.ts'

type Suggested = Shown['suggestions'][number]

/** Names that the rule found: whole ones wait for a decision, parts of names are only pointed at. */
export function NamesOfOthers({
  suggestions,
  isOut,
  isLeft,
  onOut,
  onLeave,
}: {
  readonly suggestions: readonly Suggested[]
  readonly isOut: (words: string) => boolean
  readonly isLeft: (words: string) => boolean
  readonly onOut: (words: string, because: Suggested['because']) => void
  readonly onLeave: (words: string) => void
}) {
  return (
    <Section title="Names of other people" card>
      <p className={styles.quiet}>
        Looked for: forename with surname of every pupil on roll in this time; forenames of brothers and sisters;
        forenames, surnames and numbers of other adults of the child. A forename or surname alone is a perhaps: black it
        out where it means another child.
      </p>
      {suggestions.length === 0 && <p>None was found. Read the parts all the same: nicknames are not known here.</p>}
      <ul className={styles.plain}>
        {suggestions.map(({ words, because, strength, places }) => (
          <li key={`${strength} ${words}`} className={styles.taken}>
            <span>
              <strong>{words}</strong>: {strength === 'sure' ? because : `perhaps ${because}`}, in{' '}
              {places.length === 1 ? 'one entry' : `${places.length} entries`}{' '}
              {isOut(words) && <StatusPill tone="done">Blacked out</StatusPill>}
              {isLeft(words) && <StatusPill tone="quiet">Stays</StatusPill>}
              {strength === 'sure' && !isOut(words) && !isLeft(words) && <StatusPill tone="now">Decide</StatusPill>}
            </span>
            <Group gap="xs">
              {!isOut(words) && (
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => onOut(words, because)}
                  aria-label={`Black out ${words}`}
                >
                  Black out
                </Button>
              )}
              {!isLeft(words) && (strength === 'sure' || isOut(words)) && !isReach(words) && (
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => onLeave(words)}
                  aria-label={`Leave ${words}`}
                >
                  Leave
                </Button>
              )}
            </Group>
          </li>
        ))}
      </ul>
    </Section>
  )
}
