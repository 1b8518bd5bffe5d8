import type { ParentsReport } from '../contract.ts'
import styles from './weekly.module.css'

/** A report to parents as it reads on a page: the same words as on paper. */
export function ReportView({ report }: { readonly report: ParentsReport }) {
  return (
    <article className={styles.report} aria-label={`Attendance report of ${report.name}`}>
      {report.summary.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <h3>What was missed</h3>
      {report.missed.length === 0 ? (
        <p>Nothing.</p>
      ) : (
        <ul>
          {report.missed.map(({ id, words, means }) => (
            <li key={id}>
              <strong>{words}.</strong> {means}
            </li>
          ))}
        </ul>
      )}
      <h3>The last weeks</h3>
      <p>{report.compared}</p>
      <h3>How the school can help</h3>
      <p>{report.help}</p>
    </article>
  )
}
