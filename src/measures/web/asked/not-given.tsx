import { PageLink } from '../../../ui/address/page-link.tsx'
import { TOO_FEW_WEEKS } from '../../rules/definitions/fewest-weeks.ts'
import styles from './figure.module.css'
import type { AskedText } from './use-asked.ts'

/** In place of persistent or severe absence of a few days: that it is not given, for a cell. */
export function NotGiven() {
  return <span className={styles.of}>Not given for fewer than six weeks</span>
}

/** Why it is not, with a way to the year to date where other days were chosen. */
export function WhyNotGiven({ asked }: { readonly asked: AskedText }) {
  const { from, to, ...rest } = asked
  return (
    <>
      {TOO_FEW_WEEKS}{' '}
      {from === undefined && to === undefined ? (
        'It begins with the sixth week of the year.'
      ) : (
        <PageLink there={{ to: '/figures', search: rest }}>See the year to date</PageLink>
      )}
    </>
  )
}
