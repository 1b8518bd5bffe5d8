import styles from './chart.module.css'
import { SHADES } from './heat-grid.tsx'

/** Which line is which: solid and dashed, not by colour. */
export function LineLegend({
  lines,
}: {
  readonly lines: readonly { readonly name: string; readonly main: boolean }[]
}) {
  return (
    <ul className={styles.legend}>
      {lines.map(({ name, main }) => (
        <li key={name}>
          <svg width="30" height="10" aria-hidden>
            <path className={main ? styles.line : styles.lineBefore} d="M0 5L30 5" />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  )
}

/** What the shades of a heat map of absence begin at. */
export function HeatLegend() {
  return (
    <ul className={styles.legend} aria-label="Shades" data-plain="axis">
      {SHADES.map((from, place) => {
        const next = SHADES[place + 1]
        return (
          <li key={from}>
            <span className={`${styles.swatch} ${styles[`swatch${place}`]}`} />
            {next === undefined ? `${from} % and more` : place === 0 ? `below ${next} %` : `${from} to ${next} %`}
          </li>
        )
      })}
    </ul>
  )
}
