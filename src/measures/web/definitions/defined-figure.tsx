import { longDay } from '../../../kernel/day.ts'
import { percentText } from '../../../ui/components/percentage.tsx'
import type { Defined } from '../../contract.ts'
import { printedAnnually } from '../../rules/definitions/published-rounding.ts'
import type { ScopeFigure } from '../../rules/definitions/scopes.ts'
import { Explained } from '../asked/explained.tsx'
import figureStyles from '../asked/figure.module.css'
import { Figure } from '../asked/figure.tsx'
import type { AskedText } from '../asked/use-asked.ts'
import styles from './definitions.module.css'

/** Where the page tells of a definition. */
export function placeOf({ id }: Pick<Defined, 'id'>): string {
  return `definition-${id}`
}

/**
 * One figure under one definition. Where the definition counts everybody over days of one year, pressing it opens the pupils and sessions behind
 * it; where it counts others, it leads to the rules that made it.
 */
export function DefinedFigure({
  asked,
  on,
  defined,
  figure,
}: {
  readonly asked: AskedText
  readonly on: NonNullable<Defined['counted']>['from']
  readonly defined: Defined
  readonly figure: ScopeFigure
}) {
  const { counted, title, isPlain } = defined
  if (counted === null) return null
  const found = counted.figures.find((one) => one.figure === figure)
  if (found === undefined) return <span className={styles.none}>Not given</span>
  const { numerator, denominator, name } = found
  const what = `${name}, ${title}`
  const { from, until } = counted
  const why = { ...asked, year: undefined, from, to: until.day, toHalf: until.half, on, figure }
  if (isPlain) return <Figure why={why} count={numerator} of={denominator} what={what} look="short" />
  if (denominator === 0) return <span className={styles.none}>None</span>
  return (
    <button
      type="button"
      className={`${figureStyles.figure} ${figureStyles.short}`}
      onClick={() => goTo(placeOf(defined))}
    >
      <span className="visually-hidden">{what}: </span>
      <span className={figureStyles.number}>{percentText(numerator, denominator)} %</span>
      <span className="visually-hidden">
        , {numerator} of {denominator}. Why it differs
      </span>
      {isPrinted(defined, figure) && (
        <span className={`${figureStyles.of} ${styles.printed}`}>
          DfE would print {printedAnnually(numerator, denominator)}
        </span>
      )}
    </button>
  )
}

/** How many enrolments a definition counts: those with a possible session in its days. */
export function EnrolmentsCounted({
  asked,
  on,
  defined,
}: {
  readonly asked: AskedText
  readonly on: NonNullable<Defined['counted']>['from']
  readonly defined: Defined
}) {
  const { counted, title, isPlain, version } = defined
  if (counted === null) return null
  const { enrolments, from, until, possible, differs } = counted
  const what = `Enrolments, ${title}`
  const why = { ...asked, year: undefined, from, to: until.day, toHalf: until.half, on }
  if (isPlain) return <Figure why={{ ...why, figure: 'pupils' }} count={enrolments} what={what} look="count" />
  return (
    <Explained
      of="enrolments-defined"
      what={what}
      from={[
        ['Definition', `${title}, version ${version}`],
        ['Days', `${longDay(from)} to ${longDay(until.day)}`],
        ['Possible sessions of them', possible.toLocaleString('en-GB')],
        ...(differs.length === 0 ? [] : [['Why it differs from the year to date', differs.join(' ')] as const]),
      ]}
    >
      {enrolments.toLocaleString('en-GB')}
    </Explained>
  )
}

/** A count of enrolments of the census, which DfE prints to the nearest 5 and hides where it is 1 or 2. */
function isPrinted({ id }: Defined, figure: ScopeFigure): boolean {
  return id.startsWith('census-') && (figure === 'persistent' || figure === 'severe')
}

function goTo(id: string): void {
  const place = document.getElementById(id)
  place?.scrollIntoView({ block: 'start' })
  place?.focus({ preventScroll: true })
}
