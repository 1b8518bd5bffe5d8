import { Button } from '@mantine/core'
import { useState } from 'react'
import { longDay } from '../../../kernel/day.ts'
import { PageButton } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { addressOf } from '../../../ui/call.ts'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { assessmentPaper, inviteToAssess, raiseAnswers, type Voice, type Whose } from '../../contract.ts'
import { sentInWords } from '../meetings/meeting-words.ts'
import { WAY_WORDS } from './barrier-words.ts'
import type { Hard } from './hard.ts'
import styles from './questions.module.css'

interface Of {
  readonly caseId: string
  readonly hard: Hard
  readonly mayWrite: boolean
}

/** Child, each parent and the school: whether they were asked, and the ways to ask them. */
export function WhoWasAsked(of: Of) {
  const { hard } = of
  return (
    <>
      <h3 className={styles.part}>Who was asked</h3>
      <ul className={styles.barriers}>
        <Asked {...of} who="pupil" title={hard.child} ask="Ask together, on screen" />
        {hard.parents.map((parent) => (
          <Asked
            key={parent.contactId}
            {...of}
            who="parent"
            title={`${parent.name}, ${parent.relationship.toLowerCase()}`}
            ask="Write down what they say"
            parent={parent}
          />
        ))}
        <Asked {...of} who="staff" title="The school" ask="Answer for the school" />
      </ul>
    </>
  )
}

function Asked({
  caseId,
  hard,
  mayWrite,
  who,
  title,
  ask,
  parent,
}: Of & {
  readonly who: Whose
  readonly title: string
  readonly ask: string
  readonly parent?: Hard['parents'][number]
}) {
  const schoolId = useSchoolId()
  const voice = hard.voices.find((one) => one.who === who && (parent === undefined || one.name === parent.name))
  const search = parent === undefined ? {} : { parent: parent.contactId }
  const paper = (query: { assessmentId?: string }) =>
    addressOf(assessmentPaper, { params: { schoolId, caseId, who }, querystring: query })
  return (
    <li className={styles.barrier}>
      <h4 className={styles.name}>{title}</h4>
      <p className={voice === undefined ? styles.quiet : undefined}>
        {voice === undefined ? waits(parent) : answered(voice)}
      </p>
      <div className={styles.actions}>
        {mayWrite && (
          <PageButton
            variant="default"
            size="compact-md"
            there={{ to: '/cases/$caseId/ask/$who', params: { caseId, who }, search }}
          >
            {voice === undefined ? ask : 'Ask again'}
          </PageButton>
        )}
        {mayWrite && parent !== undefined && <Invite {...{ caseId, parent }} />}
        <a href={paper({})} target="_blank" rel="noreferrer">
          Form to print<span className="visually-hidden">: {title} (PDF)</span>
        </a>
        {voice !== undefined && (
          <a href={paper({ assessmentId: voice.assessmentId })} target="_blank" rel="noreferrer">
            Answers<span className="visually-hidden"> of {title}</span> (PDF)
          </a>
        )}
      </div>
      {mayWrite && voice !== undefined && !voice.restricted && <Raise {...{ caseId, voice }} />}
    </li>
  )
}

/** Whoever reads in the case what is about safety tells those who look after it. */
function Raise({ caseId, voice: { assessmentId, name } }: { readonly caseId: string; readonly voice: Voice }) {
  const schoolId = useSchoolId()
  const [key] = useState(newKey)
  const act = useAct(raiseAnswers)
  if (act.data !== undefined)
    return (
      <p role="status">Those who look after safety have it in their list. Tell the safeguarding lead today as well.</p>
    )
  return (
    <details>
      <summary>
        This is about safety<span className="visually-hidden">: what {name} answered</span>
      </summary>
      <p className={styles.quiet}>
        Those who look after safety have to read it then. It stays in the case: what stands there cannot be hidden
        afterwards.
      </p>
      <Button
        variant="default"
        size="compact-md"
        loading={act.isPending}
        onClick={() => act.mutate({ params: { schoolId, caseId, assessmentId }, body: { key } })}
      >
        Tell those who look after it
      </Button>
      <ProblemAlert error={act.error} />
    </details>
  )
}

function waits(parent: Hard['parents'][number] | undefined): string {
  if (parent === undefined || parent.asked === null) return 'Not asked yet.'
  return `Asked on the family page on ${longDay(parent.asked)}. No answer yet.`
}

function answered({ day, way, by, who }: Voice): string {
  const writer = way === 'family page' || who === 'staff' ? '' : `, written down by ${by.name}`
  return `Answered on ${longDay(day)}, ${WAY_WORDS[way]}${writer}.`
}

function Invite({ caseId, parent }: { readonly caseId: string; readonly parent: Hard['parents'][number] }) {
  const schoolId = useSchoolId()
  const [key] = useState(newKey)
  const act = useAct(inviteToAssess)
  if (act.data !== undefined) return <p role="status">{sentInWords(act.data.sent)}</p>
  if (parent.asked !== null && parent.answered === null) return null
  return (
    <>
      <Button
        variant="default"
        size="compact-md"
        loading={act.isPending}
        aria-label={`Ask on the family page: ${parent.name}`}
        onClick={() => act.mutate({ params: { schoolId, caseId }, body: { key, contactId: parent.contactId } })}
      >
        Ask on the family page
      </Button>
      <ProblemAlert error={act.error} />
    </>
  )
}
