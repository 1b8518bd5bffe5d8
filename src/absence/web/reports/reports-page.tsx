import { useEffect, useRef, useState } from 'react'
import { PageButton } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useMay } from '../../../ui/me.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { acceptReport, listReports, type ShownReport } from '../../contract.ts'
import { EvidenceDialog } from './evidence-dialog.tsx'
import { type ReportAct, ReportCard } from './report-card.tsx'
import styles from './reports.module.css'
import { AsideDialog, AskDialog, ChangeDialog, mayTell } from './settle-dialogs.tsx'
import { useReportKeys } from './use-report-keys.ts'

/** What families reported: those that wait first, each answered with one key. */
export function Page() {
  const schoolId = useSchoolId()
  const may = useMay()
  const reports = useOperation(listReports, { params: { schoolId } }, { everySeconds: 30 })
  return (
    <>
      <PageHeader
        title="Reports of absence"
        lead="What families told the school. Nothing is marked before you accept it."
        actions={may('absence.report') && <PageButton there={{ to: '/report-absence' }}>Report an absence</PageButton>}
      />
      <Answered question={reports}>
        {(answer) => <Lists reports={answer.reports} mayAct={may('absence.settle')} />}
      </Answered>
    </>
  )
}

function marksInWords(marks: number): string {
  return marks === 1 ? '1 mark' : `${marks} marks`
}

const isOpen = ({ state }: ShownReport) => state === 'waiting' || state === 'waiting for the family'

function Lists({ reports, mayAct }: { readonly reports: readonly ShownReport[]; readonly mayAct: boolean }) {
  const open = reports.filter(isOpen)
  const settled = reports.filter((one) => !isOpen(one))
  return (
    <>
      <Section title={open.length === 0 ? 'Nothing waits' : `Waiting: ${open.length}`}>
        {open.length === 0 ? (
          <EmptyState title="No report waits for you" because="New ones arrive here by themselves." />
        ) : (
          <Waiting reports={open} mayAct={mayAct} />
        )}
      </Section>
      {settled.length > 0 && (
        <Section title="Accepted and set aside, today and ahead">
          <Settled reports={settled} mayAct={mayAct} />
        </Section>
      )}
    </>
  )
}

interface Doing {
  readonly report: ShownReport
  readonly act: Exclude<ReportAct, 'accept'>
}

function Waiting({ reports, mayAct }: { readonly reports: readonly ShownReport[]; readonly mayAct: boolean }) {
  const schoolId = useSchoolId()
  const [at, setAt] = useState(0)
  const [doing, setDoing] = useState<Doing>()
  const [said, setSaid] = useState('')
  const cards = useRef(new Map<string, HTMLElement>())
  const accept = useAct(acceptReport, {
    onDone: ({ recoded, ahead }) => setSaid(`Accepted: ${marksInWords(recoded)} recoded, ${ahead} set ahead.`),
  })
  const current = reports[Math.min(at, reports.length - 1)]
  const act = (report: ShownReport, what: ReportAct) => {
    const isMedical = report.category === 'illness' || report.category === 'medical-appointment'
    if (what === 'evidence' && !isMedical && report.files === 0) return
    if (what !== 'accept') return setDoing({ report, act: what })
    const { suggestion, span } = report
    if (!('code' in suggestion) || span === null) return setDoing({ report, act: 'change' })
    // The outcome goes to whoever reported it where it may; the card says to whom it may not.
    const seen = report.steps.length
    const body = { key: newKey(), seen, code: suggestion.code, ...span, text: '', tell: mayTell(report) }
    accept.mutate({ params: { schoolId, reportId: report.id }, body })
  }
  useReportKeys({
    active: mayAct && doing === undefined && current !== undefined && !accept.isPending,
    act: (what) => current !== undefined && act(current, what),
    move: (by) => setAt((last) => Math.max(0, Math.min(reports.length - 1, last + by))),
  })
  const currentId = current?.id
  useFocusOf(cards.current, currentId, at)
  return (
    <>
      <ProblemAlert error={accept.error} />
      <p aria-live="polite" className={styles.quiet}>
        {said}
      </p>
      <ul className={styles.list}>
        {reports.map((report, place) => (
          <li key={report.id} onFocus={() => setAt(place)}>
            <ReportCard
              report={report}
              current={mayAct && report.id === currentId}
              pending={accept.isPending && accept.variables?.params.reportId === report.id}
              cardRef={(card) => {
                if (card === null) cards.current.delete(report.id)
                else cards.current.set(report.id, card)
              }}
              {...(mayAct ? { onAct: (what: ReportAct) => act(report, what) } : {})}
            />
          </li>
        ))}
      </ul>
      <Dialogs doing={doing} onClose={() => setDoing(undefined)} />
    </>
  )
}

/** Up and down move the focus with the mark, so that what is at hand is said aloud and in view. Not on arriving: the page’s title comes first. */
function useFocusOf(cards: ReadonlyMap<string, HTMLElement>, id: string | undefined, at: number): void {
  const before = useRef(at)
  useEffect(() => {
    if (before.current === at || id === undefined) return
    before.current = at
    const card = cards.get(id)
    if (card !== undefined && !card.contains(document.activeElement)) card.focus()
  }, [cards, id, at])
}

function Settled({ reports, mayAct }: { readonly reports: readonly ShownReport[]; readonly mayAct: boolean }) {
  const [doing, setDoing] = useState<Doing>()
  return (
    <>
      <ul className={styles.list}>
        {reports.map((report) => (
          <li key={report.id}>
            <ReportCard
              report={report}
              {...(mayAct
                ? { onAct: (act: ReportAct) => setDoing({ report, act: act === 'accept' ? 'change' : act }) }
                : {})}
            />
          </li>
        ))}
      </ul>
      <Dialogs doing={doing} onClose={() => setDoing(undefined)} />
    </>
  )
}

function Dialogs({ doing, onClose }: { readonly doing: Doing | undefined; readonly onClose: () => void }) {
  if (doing === undefined) return null
  const dialog = { report: doing.report, onClose }
  if (doing.act === 'change') return <ChangeDialog {...dialog} />
  if (doing.act === 'evidence') return <EvidenceDialog {...dialog} />
  return doing.act === 'ask' ? <AskDialog {...dialog} /> : <AsideDialog {...dialog} />
}
