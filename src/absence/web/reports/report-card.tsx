import { Button } from '@mantine/core'
import type { Ref } from 'react'
import { shortDay } from '../../../kernel/day.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { longDayText, timeText } from '../../../ui/clock.tsx'
import { CodeBadge } from '../../../ui/components/code-badge.tsx'
import type { ShownReport } from '../../contract.ts'
import { CATEGORY_NAMES, CHANNEL_NAMES, daysOfReport, ReportStatePill } from './report-words.tsx'
import styles from './reports.module.css'

/** What somebody does about a report; each has a key. */
export type ReportAct = 'accept' | 'change' | 'ask' | 'aside' | 'evidence'

/** One report: who is away, in whose words, what it suggests and by which rule, and what can be done. */
export function ReportCard({
  report,
  current = false,
  onAct,
  pending = false,
  cardRef,
}: {
  readonly report: ShownReport
  readonly current?: boolean
  /** Left out where the caller may only read. */
  readonly onAct?: (act: ReportAct) => void
  readonly pending?: boolean
  readonly cardRef?: Ref<HTMLElement>
}) {
  const { pupil, words, reporter, state } = report
  const open = state === 'waiting' || state === 'waiting for the family'
  return (
    <article
      ref={cardRef}
      tabIndex={-1}
      className={current ? `${styles.card} ${styles.current}` : styles.card}
      aria-current={current ? 'true' : undefined}
      aria-label={`${pupil.name}: ${CATEGORY_NAMES[report.category]}`}
    >
      <div className={styles.head}>
        <p className={styles.who}>
          <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId: pupil.id } }}>{pupil.name}</PageLink>
          {' · '}
          {CATEGORY_NAMES[report.category]}
        </p>
        {state !== 'waiting' && <ReportStatePill state={state} />}
      </div>
      <div className={styles.halves}>
        <div>
          <p className={styles.quiet}>{daysOfReport(report)}</p>
          {words !== '' && <blockquote className={styles.words}>{words}</blockquote>}
          <p className={styles.quiet}>
            {reporter.name}
            {reporter.relationship !== null && ` (${reporter.relationship.toLowerCase()})`},{' '}
            {CHANNEL_NAMES[report.channel]}, {longDayText(report.receivedAt)} at {timeText(report.receivedAt)}
          </p>
          <Warnings report={report} />
        </div>
        <div>
          {open ? <Suggested report={report} /> : <p className={styles.because}>{report.outcome}</p>}
          {report.steps
            .filter((step) => step.kind === 'question' || step.kind === 'answer')
            .map((step) => (
              <p key={step.number} className={styles.quiet}>
                {step.kind === 'question' ? 'Asked' : 'Answered'}: {step.text} ({step.by.name}, {timeText(step.at)})
              </p>
            ))}
        </div>
      </div>
      {onAct !== undefined && <Acts report={report} onAct={onAct} pending={pending} keys={current} />}
    </article>
  )
}

function Warnings({ report }: { readonly report: ShownReport }) {
  const { reporter, contradicts, movedFrom, movedTo } = report
  return (
    <>
      {reporter.barred && (
        <p className={styles.warn}>
          {reporter.name} must not be told anything about this child. Nothing is answered to them; speak to the other
          contacts.
        </p>
      )}
      {contradicts.length > 0 && (
        <p className={styles.warn}>
          Somebody else reported something different about these days. Both are in this list.
        </p>
      )}
      {movedFrom !== null && <p className={styles.quiet}>Moved here: it was entered for {movedFrom.pupil}.</p>}
      {movedTo !== null && <p className={styles.quiet}>Moved to {movedTo.pupil}.</p>}
    </>
  )
}

function Suggested({ report }: { readonly report: ShownReport }) {
  const { suggestion } = report
  const { words, source } = suggestion.because
  return (
    <div className={styles.suggestion}>
      {'code' in suggestion ? <CodeBadge code={suggestion.code} size="large" /> : null}
      <div>
        <p className={styles.because}>{'ask' in suggestion ? suggestion.ask : words}</p>
        <Standing report={report} />
        <details className={styles.quiet}>
          <summary>Where this comes from</summary>
          {'ask' in suggestion && `${words} `}
          {source.source}
          {!source.verified && ' (not verified)'}
        </details>
      </div>
    </div>
  )
}

/** The marks that stand in its sessions; most have none yet. */
function Standing({ report: { sessions } }: { readonly report: ShownReport }) {
  const marked = sessions.filter(({ code }) => code !== null)
  if (marked.length === 0) return null
  return (
    <p className={styles.sessions}>
      In the register:
      {marked.slice(0, 10).map(({ day, half, code }) => (
        <span key={`${day} ${half}`}>
          {shortDay(day).replace(/ \d{4}$/, '')} {half === 'AM' ? 'morning' : 'afternoon'}{' '}
          {code !== null && <CodeBadge code={code} size="small" />}
        </span>
      ))}
      {marked.length > 10 && <span>and {marked.length - 10} more</span>}
    </p>
  )
}

function Acts({
  report,
  onAct,
  pending,
  keys,
}: {
  readonly report: ShownReport
  readonly onAct: (act: ReportAct) => void
  readonly pending: boolean
  readonly keys: boolean
}) {
  const { suggestion, state } = report
  if (state === 'set aside') return null
  const open = state !== 'accepted'
  const hint = (key: string) => keys && <kbd aria-hidden>{key}</kbd>
  return (
    <div className={styles.acts}>
      {open && 'code' in suggestion && (
        <Button loading={pending} aria-keyshortcuts="a" onClick={() => onAct('accept')}>
          Accept as {suggestion.code}
          {hint('A')}
        </Button>
      )}
      <Button variant="default" aria-keyshortcuts="c" onClick={() => onAct('change')}>
        {open ? ('code' in suggestion ? 'Another code' : 'Accept as …') : 'Change the code'}
        {hint('C')}
      </Button>
      {open && (
        <Button variant="default" aria-keyshortcuts="q" onClick={() => onAct('ask')}>
          {state === 'waiting' ? 'Ask the family' : 'Enter the answer'}
          {hint('Q')}
        </Button>
      )}
      {(report.files > 0 || report.category === 'illness' || report.category === 'medical-appointment') && (
        <Button variant="default" aria-keyshortcuts="e" onClick={() => onAct('evidence')}>
          {report.files === 0 ? 'Evidence' : `Evidence: ${report.files} ${report.files === 1 ? 'file' : 'files'}`}
          {hint('E')}
        </Button>
      )}
      {'leads' in suggestion && suggestion.leads === 'leave' && open && (
        <PageLink there={{ to: '/ask-leave' }}>Enter a request for leave</PageLink>
      )}
      <Button variant="default" aria-keyshortcuts="s" onClick={() => onAct('aside')}>
        Set aside
        {hint('S')}
      </Button>
    </div>
  )
}
