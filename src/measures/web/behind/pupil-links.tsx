import type { PupilId } from '../../../kernel/ids.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import styles from './behind.module.css'

/** The pupils whom a number counts, each with the way to their page. */
export function PupilLinks({
  pupils,
  none = 'Nobody',
}: {
  readonly pupils: readonly { readonly id: PupilId; readonly name: string; readonly group: string | null }[]
  readonly none?: string
}) {
  if (pupils.length === 0) return none
  return (
    <ul className={styles.rows}>
      {pupils.map(({ id, name, group }) => (
        <li key={id}>
          <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId: id } }}>{name}</PageLink>{' '}
          <span className={styles.quiet}>{group}</span>
        </li>
      ))}
    </ul>
  )
}
