import { Alert, Button, Checkbox, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { z } from 'zod'
import { longDay } from '../../../kernel/day.ts'
import type { ContactId } from '../../../kernel/ids.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { uuidShape } from '../../../kernel/shapes.ts'
import { PageLink, useGo } from '../../../ui/address/page-link.tsx'
import { usePageParams, useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { LongTextField, TextField } from '../../../ui/components/fields.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { penaltyRequest, requestPenaltyNotices } from '../../contract.ts'
import { EarlierDialog } from './earlier-dialog.tsx'
import { History, rankSentence } from './history.tsx'
import styles from './penalty.module.css'

type Asked = Answer<typeof penaltyRequest>
type Candidate = Asked['candidates'][number]

/** Whom a penalty notice is asked for: each liable parent with reasons, and which notice it would be. */
export function Page() {
  const schoolId = useSchoolId()
  const { considerationId } = usePageParams(z.object({ considerationId: uuidShape() }))
  const asked = useOperation(penaltyRequest, { params: { schoolId, considerationId } })
  return (
    <>
      <PageHeader
        title={
          asked.data === undefined ? 'Ask for a penalty notice' : `Ask for a penalty notice: ${asked.data.pupil.name}`
        }
        above={
          <PageLink there={{ to: '/considerations/$threadId', params: { threadId: considerationId } }}>
            What was considered
          </PageLink>
        }
        lead="A notice is for one parent and one child. Usually it is for those who allowed the absence or have the child from day to day; whoever is chosen, say why."
      />
      <Answered question={asked}>
        {(answer) => <Form key={answer.pupil.id} answer={answer} considerationId={considerationId} />}
      </Answered>
    </>
  )
}

interface Chosen {
  readonly key: string
  readonly threadId: string
  readonly because: string
}

function Form({ answer, considerationId }: { readonly answer: Asked; readonly considerationId: string }) {
  const schoolId = useSchoolId()
  const go = useGo()
  const [chosen, setChosen] = useState<ReadonlyMap<ContactId, Chosen>>(new Map())
  const [homeAuthority, setHomeAuthority] = useState('')
  const request = useAct(requestPenaltyNotices, {
    onDone: ({ threadIds }) => {
      notifications.show({ message: 'Asked for. Now ask the authority, and enter what it answers.' })
      const [only] = threadIds
      if (threadIds.length === 1 && only !== undefined)
        go({ to: '/penalty-notices/$threadId', params: { threadId: only } })
      else go({ to: '/penalty-notices' })
    },
  })
  const change = (contactId: ContactId, because: string | null) =>
    setChosen((last) => {
      const next = new Map(last)
      if (because === null) next.delete(contactId)
      else next.set(contactId, { ...(next.get(contactId) ?? { key: newKey(), threadId: newKey() }), because })
      return next
    })
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const parents = [...chosen].map(([contactId, one]) => ({ contactId, ...one }))
        request.mutate({ params: { schoolId, considerationId }, body: { homeAuthority, parents } })
      }}
    >
      {answer.refused !== null && (
        <Alert color="yellow" title="Nothing can be asked for yet" mb="md">
          {answer.refused}
        </Alert>
      )}
      <Section title={`What it rests on: ${answer.sessions.length} sessions`}>
        <ul className={styles.sessions}>
          {answer.sessions.map(({ day, half, code }) => (
            <li key={`${day} ${half}`}>
              {longDay(day)}, {half === 'AM' ? 'morning' : 'afternoon'}: {code}
            </li>
          ))}
        </ul>
      </Section>
      <Section title="To whom">
        <div className={styles.candidates}>
          {answer.candidates.map((one) => (
            <CandidateCard
              key={one.contactId}
              one={one}
              pupilId={answer.pupil.id}
              because={chosen.get(one.contactId)?.because ?? null}
              change={(because) => change(one.contactId, because)}
            />
          ))}
        </div>
      </Section>
      <Section title="Ask">
        <TextField
          id="homeAuthority"
          name="homeAuthority"
          label="Home authority, where it is another"
          hint="The authority of the school issues the notice; that of the home is asked about earlier ones."
          optional
          value={homeAuthority}
          onChange={setHomeAuthority}
        />
        <ProblemAlert error={request.error} />
        <p>
          {answer.issuer === 'authority'
            ? `${answer.authority ?? 'The local authority'} issues the notice. The request is printed from the next page; Firstbell sends nothing by itself.`
            : 'This school issues its own notices, after the authority has said that all is clear.'}
        </p>
        <Button type="submit" loading={request.isPending} disabled={answer.refused !== null || chosen.size === 0}>
          {chosen.size > 1 ? `Ask for ${chosen.size} notices` : 'Ask for the notice'}
        </Button>
      </Section>
    </form>
  )
}

function CandidateCard({
  one,
  pupilId,
  because,
  change,
}: {
  readonly one: Candidate
  readonly pupilId: Asked['pupil']['id']
  readonly because: string | null
  readonly change: (because: string | null) => void
}) {
  const [earlier, setEarlier] = useState(false)
  const impossible =
    one.liable === 'no' || one.rank.rank === 'none left' || one.threadId !== null || one.stopped !== null
  return (
    <div className={styles.candidate}>
      <Checkbox
        label={`${one.name} (${one.relationship})`}
        description={one.because}
        checked={because !== null}
        disabled={impossible}
        onChange={(event) => change(event.currentTarget.checked ? '' : null)}
      />
      {one.barred && <StatusPill tone="problem">Must not be told</StatusPill>}
      {one.liable === 'ask' && <StatusPill tone="waiting">Settle whether they are a parent in law</StatusPill>}
      {one.stopped !== null && one.liable !== 'no' && (
        <p>
          <strong>Not now.</strong> {one.stopped}
        </p>
      )}
      {one.caution !== null && because !== null && <p>{one.caution}</p>}
      {one.threadId !== null ? (
        <p>
          <PageLink there={{ to: '/penalty-notices/$threadId', params: { threadId: one.threadId } }}>
            A notice on these sessions
          </PageLink>{' '}
          was asked for already.
        </p>
      ) : (
        one.liable !== 'no' && <p>{rankSentence(one.rank)}</p>
      )}
      {one.history.length > 0 && (
        <History lines={one.history} {...(one.threadId === null ? {} : { without: one.threadId })} />
      )}
      {because !== null && (
        <LongTextField
          id={`because-${one.contactId}`}
          name="because"
          label="Why this parent"
          hint="How they allowed the absence, or that they have the child from day to day."
          value={because}
          onChange={change}
        />
      )}
      {one.liable !== 'no' && (
        <Group>
          <Button size="xs" variant="default" onClick={() => setEarlier(true)}>
            Enter an earlier notice
          </Button>
        </Group>
      )}
      {earlier && (
        <EarlierDialog
          pupilId={pupilId}
          contactId={one.contactId}
          parent={one.name}
          onClose={() => setEarlier(false)}
        />
      )}
    </div>
  )
}
