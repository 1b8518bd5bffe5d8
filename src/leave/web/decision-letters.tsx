import { Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { download } from '../../ui/call.ts'
import { Answered } from '../../ui/components/answered.tsx'
import { TextField } from '../../ui/components/fields.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { StatusPill, type StatusTone } from '../../ui/components/status-pill.tsx'
import { useFields } from '../../ui/components/use-fields.ts'
import { useFileDownload } from '../../ui/use-file-download.ts'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import { type DecisionLetters, leaveLetter, sendDecision, showDecisionLetters } from '../contract.ts'

type ToWrite = DecisionLetters['toWrite'][number]
type Finding = NonNullable<ToWrite['letter']>['findings'][number]

/** The letter with the decision: read as each parent will, written to those who are entitled to it, and what proves that it went. */
export function DecisionLettersSection({ requestId }: { readonly requestId: string }) {
  const schoolId = useSchoolId()
  const params = { schoolId, requestId }
  const asked = useOperation(showDecisionLetters, { params })
  const paper = useFileDownload()
  return (
    <Section title="The letter with the decision">
      <Answered question={asked}>
        {({ written, toWrite, maySend }) => (
          <Stack gap="md" align="flex-start">
            {written.map((one) => (
              <Written key={one.messageId} of={one} />
            ))}
            {written.length === 0 && toWrite.length === 0 && (
              <Text>
                {maySend
                  ? 'No parent on record may be told of it.'
                  : 'Nobody has written it to the family yet. Whoever sends messages does.'}
              </Text>
            )}
            {toWrite.length > 0 && <Write requestId={requestId} toWrite={toWrite} />}
            <ProblemAlert error={paper.error ?? null} />
            <Button
              variant="default"
              loading={paper.busy}
              onClick={() => void paper.start(() => download(leaveLetter, { params }))}
            >
              Print it to give over by hand
            </Button>
          </Stack>
        )}
      </Answered>
    </Section>
  )
}

const STATES: Readonly<Record<DecisionLetters['written'][number]['state'], readonly [StatusTone, string]>> = {
  waiting: ['waiting', 'In the queue'],
  gone: ['done', 'Has gone'],
  lost: ['quiet', 'Reached nobody'],
}
const WAYS: Readonly<Record<string, string>> = { letter: 'letter', email: 'e-mail', text: 'text message' }

function Written({ of }: { readonly of: DecisionLetters['written'][number] }) {
  const [tone, state] = STATES[of.state]
  return (
    <div>
      <Group gap="xs">
        <b>
          {of.name}, {WAYS[of.channel] ?? of.channel}
        </b>
        <StatusPill tone={tone}>{state}</StatusPill>
      </Group>
      <Text size="sm">{of.proof.join('. ')}.</Text>
    </div>
  )
}

function Write({ requestId, toWrite }: { readonly requestId: string; readonly toWrite: readonly ToWrite[] }) {
  const schoolId = useSchoolId()
  const send = useAct(sendDecision)
  const fields = useFields({ despite: '' }, send.error)
  const [read, setRead] = useState(false)
  const against = toWrite.flatMap(({ name, letter }) =>
    (letter?.findings ?? []).filter(({ severity }) => severity !== 'note').map((one) => ({ ...one, name })),
  )
  const stops = against.some(({ severity }) => severity === 'stop')
  const can = toWrite.some(({ letter }) => letter !== null)
  return (
    <Stack gap="sm" align="flex-start">
      {toWrite.map((one) => (
        <OneToWrite key={one.contactId} of={one} />
      ))}
      <Text size="sm">Where it was given over on paper already, nothing more need go.</Text>
      {[...Map.groupBy(against, ({ message }) => message)].map(([message, same]) => (
        <Against key={message} of={same} />
      ))}
      {against.length > 0 && (
        <Checkbox
          label="I have read what speaks against it"
          checked={read}
          onChange={({ currentTarget }) => setRead(currentTarget.checked)}
        />
      )}
      {stops && <TextField label="Why it goes all the same" {...fields.bind('despite')} />}
      <ProblemAlert error={send.error} />
      {send.data !== undefined && send.data.refused.length > 0 && <Text>{send.data.refused.join(' ')}</Text>}
      <Button
        disabled={!can || (against.length > 0 && !read)}
        loading={send.isPending}
        onClick={() =>
          send.mutate({
            params: { schoolId, requestId },
            body: { seen: against.map(({ id }) => id), despite: fields.values.despite },
          })
        }
      >
        Put the letter in the queue
      </Button>
    </Stack>
  )
}

function OneToWrite({ of: { name, letter, why } }: { readonly of: ToWrite }) {
  if (letter === null)
    return (
      <Text>
        {name}: {why}
      </Text>
    )
  return (
    <details>
      <summary>
        Read it as {name} will, by {WAYS[letter.channel] ?? letter.channel}
      </summary>
      <Text fw={600} mt="xs">
        {letter.subject}
      </Text>
      <Text style={{ whiteSpace: 'pre-line' }}>{letter.body}</Text>
    </details>
  )
}

/** What speaks against the letter, said once of all whom it is said of. */
function Against({ of }: { readonly of: readonly (Finding & { readonly name: string })[] }) {
  const stop = of.some(({ severity }) => severity === 'stop')
  return (
    <Text>
      <b>
        {stop ? 'Stop' : 'Look again'}, {of.map(({ name }) => name).join(' and ')}:{' '}
      </b>
      {of[0]?.message}
    </Text>
  )
}
