import { shortDay } from '../../kernel/day.ts'
import type { PupilId } from '../../kernel/ids.ts'
import { PageLink } from '../../ui/address/page-link.tsx'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { Section } from '../../ui/components/section.tsx'
import { useMay } from '../../ui/me.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { formalSteps } from '../contract.ts'
import { Safeguarding } from './gate/safeguarding.tsx'

const PAGES = {
  consideration: '/considerations/$threadId',
  'notice to improve': '/notices-to-improve/$threadId',
  'penalty notice': '/penalty-notices/$threadId',
  'fast track': '/beyond-notices/$threadId',
  'education supervision order': '/beyond-notices/$threadId',
  'parenting order': '/beyond-notices/$threadId',
  prosecution: '/beyond-notices/$threadId',
} as const

const KINDS: readonly string[] = Object.keys(PAGES)

function pageOf(kind: string) {
  // One of the keys, as the line above says.
  return KINDS.includes(kind) ? PAGES[kind as keyof typeof PAGES] : undefined
}

/** The formal steps about a child, on the case's page; that there is none, in words. */
export function FormalSteps({ pupilId }: { readonly caseId: string; readonly pupilId: PupilId }) {
  const schoolId = useSchoolId()
  const may = useMay()
  const asked = useOperation(formalSteps, { params: { schoolId, pupilId } })
  const { steps = [], asks = [] } = asked.data ?? {}
  if (asked.data === undefined) return null
  if (steps.length === 0)
    return (
      <Section title="Formal steps" card>
        <p>There is none about this child, and there was none. Help comes first, and is written in this case.</p>
      </Section>
    )
  return (
    <Section title="Formal steps" card>
      <ul>
        {steps.map(({ threadId, kind, to, state, since }) => {
          const name = `${kind === 'consideration' ? 'Questions before a formal step' : `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`}${to === '' ? '' : ` to ${to}`}`
          const page = pageOf(kind)
          return (
            <li key={threadId}>
              {page !== undefined && may('enforcement.view') ? (
                <PageLink there={{ to: page, params: { threadId } }}>{name}</PageLink>
              ) : (
                name
              )}
              : {state}. Begun on {shortDay(since)}
            </li>
          )
        })}
      </ul>
      {may('enforcement.view') && (
        <p>
          <PageLink there={{ to: '/pupils/$pupilId/beyond-notices', params: { pupilId } }}>
            What lies beyond notices
          </PageLink>
        </p>
      )}
      {asks.map(({ threadId }) => (
        <div key={threadId}>
          <p>A formal step is being considered. Does safeguarding speak against it?</p>
          <Safeguarding threadId={threadId} />
        </div>
      ))}
    </Section>
  )
}
