import type { ReactNode } from 'react'
import { Section } from '../../../ui/components/section.tsx'
import { CODE_USE_PARTS } from '../../contract.ts'
import styles from '../behind/behind.module.css'

/** One part of the page, under the sentence that says what it counts. */
export function Part({ of, children }: { readonly of: keyof typeof CODE_USE_PARTS; readonly children: ReactNode }) {
  const { title, counts } = CODE_USE_PARTS[of]
  return (
    <Section title={title}>
      <p className={styles.words} data-plain="rule">
        {counts}
      </p>
      {children}
    </Section>
  )
}
