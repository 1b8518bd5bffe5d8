import { shortDay } from '../../../kernel/day.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { type LedgerLine, type RankAnswer, rankWords } from '../../contract.ts'
import styles from './penalty.module.css'
import { Stage } from './words.tsx'

/** What the next notice to a parent for a child would be, and why. */
export function rankSentence({ rank, counted, until }: Pick<RankAnswer, 'rank' | 'counted' | 'until'>): string {
  if (rank === 'first') return 'A first notice: none of the last three years counts.'
  const days = counted.map(shortDay).join(' and ')
  const end = until === null ? '' : shortDay(until)
  return rank === 'second'
    ? `A second notice, at the full amount: the one of ${days} counts until ${end}.`
    : `No notice is left: those of ${days} count, the first until ${end}. Consider prosecution or another tool.`
}

/** Every notice to one parent for one child, with the three years in which each counts. */
export function History({ lines, without }: { readonly lines: readonly LedgerLine[]; readonly without?: string }) {
  const others = lines.filter(({ threadId, issued }) => threadId !== without && issued !== null)
  if (others.length === 0) return <p>No other notice to this parent for this child is known here.</p>
  return (
    <ul>
      {others.map((line) => (
        <li key={line.threadId}>
          <PageLink there={{ to: '/penalty-notices/$threadId', params: { threadId: line.threadId } }}>
            {line.issued === null ? '' : shortDay(line.issued)}
          </PageLink>
          : {line.where ?? (line.kind === 'absence' ? rankWords(line.rank) : 'public place')}{' '}
          <Stage stage={line.stage} />
          <span className={styles.quiet}>
            {line.countsUntil === null ? 'Does not count' : `Counts until ${shortDay(line.countsUntil)}`}
          </span>
        </li>
      ))}
    </ul>
  )
}
