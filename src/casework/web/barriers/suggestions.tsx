import { Button } from '@mantine/core'
import { BARRIERS } from '../../contract.ts'
import { WHOSE_WORDS } from './barrier-words.ts'
import type { Hard } from './hard.ts'
import styles from './questions.module.css'
import type { BarrierDraft } from './record-barrier.tsx'

/** What the answers point to and nobody has recorded. It stays a question until a person says that it is so. */
export function Suggestions({
  suggestions,
  onRecord,
}: {
  readonly suggestions: Hard['suggestions']
  readonly onRecord: ((draft: BarrierDraft) => void) | undefined
}) {
  if (suggestions.length === 0) return null
  return (
    <>
      <h3 className={styles.part}>Is this in the way too?</h3>
      <p className={styles.quiet}>The answers point to it. Ask, then record what is so.</p>
      <ul className={styles.barriers} style={{ marginTop: '0.6rem' }}>
        {suggestions.map((one) => (
          <li key={one.kind} className={styles.barrier} style={{ borderStyle: 'dashed' }}>
            <h4 className={styles.name}>{BARRIERS[one.kind].title}?</h4>
            <p>
              {one.strength === 'very' ? 'Very hard' : 'A bit hard'}, says {WHOSE_WORDS[one.whose]}: “{one.words}”
            </p>
            <p className={styles.quiet}>{BARRIERS[one.kind].asks[0]}</p>
            {onRecord !== undefined && (
              <div className={styles.actions}>
                <Button
                  variant="default"
                  size="compact-md"
                  aria-label={`Record it: ${BARRIERS[one.kind].title}`}
                  onClick={() => onRecord(one)}
                >
                  Record it
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
