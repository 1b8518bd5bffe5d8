import { COLUMNS } from '../contract.ts'
import styles from './interchange.module.css'

/** What every column of the template is for. The contacts' columns are told once. */
export function TemplateColumns() {
  const told = COLUMNS.filter(({ goes }) => !('contact' in goes) || goes.contact === 1)
  return (
    <details>
      <summary>Show what each of the {COLUMNS.length} columns holds</summary>
      <dl className={styles.columns}>
        {told.map(({ name, about, required, goes }) => (
          <div key={name}>
            <dt>
              {'contact' in goes ? name.replace('Contact 1', 'Contact 1 to 4') : name}
              {required && ' (needed)'}
            </dt>
            <dd>{about}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
