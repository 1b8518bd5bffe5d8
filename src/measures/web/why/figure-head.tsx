import { KeyValues } from '../../../ui/components/key-values.tsx'
import { percentText } from '../../../ui/components/percentage.tsx'
import styles from './why.module.css'

const GROUPED = new Intl.NumberFormat('en-GB')

/** A definition as an explanation's answer names it. */
export interface DefinitionNamed {
  readonly id: string
  readonly title: string
  readonly version: string
  readonly words: string
  readonly scope: { readonly title: string; readonly words: string }
  readonly sources: readonly string[]
}

/** What the number is, its two whole numbers, and what it means. */
export function FigureHead({
  what,
  answer: { count, of, counted, ofWords, definition },
}: {
  readonly what: string
  readonly answer: {
    readonly count: number
    readonly of: number | null
    readonly counted: string
    readonly ofWords: string | null
    readonly definition: DefinitionNamed
  }
}) {
  return (
    <>
      <div>
        <p className={styles.what}>{what}</p>
        <p className={styles.number}>
          {of === null || of === 0 ? GROUPED.format(count) : `${percentText(count, of)} %`}
        </p>
        <p className={styles.sum}>
          {GROUPED.format(count)} {counted}
          {of !== null && ` of ${GROUPED.format(of)} ${ofWords}`}
        </p>
      </div>
      <div>
        <h3 className={styles.heading}>What it means</h3>
        <p className={styles.words}>{definition.words}</p>
      </div>
    </>
  )
}

/** By which definition it was made: its name and version, the days and pupils it is of, and where it comes from. */
export function Definition({ definition }: { readonly definition: DefinitionNamed }) {
  const { title, version, scope, sources } = definition
  return (
    <div>
      <h3 className={styles.heading}>By which definition</h3>
      <KeyValues
        of={[
          ['Definition', `${title}, version ${version}`],
          ['Days and pupils', `${scope.title}. ${scope.words}`],
          ['Source', sources.join('; ')],
        ]}
      />
    </div>
  )
}
