import { fieldId } from '../../ui/components/use-fields.ts'
import { FIELD_NAMES, FIELDS } from '../contract.ts'
import styles from './messaging.module.css'

/** What a wording may leave open, and who fills it in. */
export function FieldList() {
  return (
    <details id={fieldId('fields')} className={styles.fields}>
      <summary>What can be filled in</summary>
      <ul>
        {FIELD_NAMES.map((name) => (
          <li key={name}>
            <code>{`{{${name}}}`}</code>: {FIELDS[name].meaning}
            {FIELDS[name].from === 'sender' && ' (asked for when it is sent)'}
            {FIELDS[name].from === 'figures' && ' (counted from the registers, of one child)'}
          </li>
        ))}
      </ul>
    </details>
  )
}
