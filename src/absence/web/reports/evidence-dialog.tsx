import { Button, FileButton, Group, Modal, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Answer } from '../../../kernel/operation.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { callWith, download } from '../../../ui/call.ts'
import { longDayText, timeText } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { CheckField, LongTextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFileDownload } from '../../../ui/use-file-download.ts'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import {
  addEvidence,
  askEvidence,
  judgeEvidence,
  openEvidence,
  readEvidence,
  type ShownReport,
} from '../../contract.ts'
import styles from './reports.module.css'
import { mayTell } from './settle-dialogs.tsx'

type Evidence = Answer<typeof readEvidence>

/** Evidence for one report: what was asked and came, a file to keep, a question with its doubt, a judgement. */
export function EvidenceDialog({ report, onClose }: { readonly report: ShownReport; readonly onClose: () => void }) {
  const schoolId = useSchoolId()
  const evidence = useOperation(readEvidence, { params: { schoolId, reportId: report.id } })
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={`Evidence about ${report.pupil.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Answered question={evidence}>
        {(answer) => (
          <Stack gap="md">
            <Kept answer={answer} report={report} />
            <Add report={report} />
            {answer.state === 'none' || answer.state === 'not accepted' ? (
              <Ask answer={answer} report={report} />
            ) : (
              <Judge answer={answer} report={report} />
            )}
          </Stack>
        )}
      </Answered>
    </Modal>
  )
}

const KINDS = { asked: 'Asked for', received: 'Received', judged: 'Judged' } as const

function Kept({ answer, report }: { readonly answer: Evidence; readonly report: ShownReport }) {
  const schoolId = useSchoolId()
  const fetching = useFileDownload()
  if (answer.steps.length === 0) return <p>Nothing was asked for, and nothing came.</p>
  return (
    <div>
      <ProblemAlert error={fetching.error} />
      <ul>
        {answer.steps.map(({ number, kind, text, verdict, file, at, by }) => (
          <li key={number}>
            {KINDS[kind]}
            {verdict !== null && (verdict === 'accepted' ? ' enough' : ' not enough')}: {text} ({by.name},{' '}
            {longDayText(at)}, {timeText(at)}){' '}
            {file?.type.startsWith('image/') && <Picture reportId={report.id} number={number} name={file.name} />}
            {file !== null && !file.type.startsWith('image/') && (
              <Button
                variant="default"
                size="compact-sm"
                loading={fetching.busy}
                onClick={() =>
                  fetching.start(() => download(openEvidence, { params: { schoolId, reportId: report.id, number } }))
                }
              >
                Open {file.name}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** A photograph, shown where it is asked for: opening it is written in the trail. */
function Picture({
  reportId,
  number,
  name,
}: {
  readonly reportId: string
  readonly number: number
  readonly name: string
}) {
  const schoolId = useSchoolId()
  const [address, setAddress] = useState('')
  const look = useMutation({
    mutationFn: () => download(openEvidence, { params: { schoolId, reportId, number } }),
    onSuccess: ({ content }) => setAddress(URL.createObjectURL(content)),
  })
  useEffect(() => () => URL.revokeObjectURL(address), [address])
  if (address !== '') return <img className={styles.picture} src={address} alt={`What the family sent: ${name}`} />
  return (
    <>
      <ProblemAlert error={look.error} />
      <Button variant="default" size="compact-sm" loading={look.isPending} onClick={() => look.mutate()}>
        Look at {name}
      </Button>
    </>
  )
}

function Add({ report }: { readonly report: ShownReport }) {
  const schoolId = useSchoolId()
  const client = useQueryClient()
  const add = useMutation({
    mutationFn: (file: File) =>
      callWith(
        addEvidence,
        { params: { schoolId, reportId: report.id }, querystring: { name: file.name }, body: undefined },
        { file },
      ),
    onSuccess: () => client.invalidateQueries(),
  })
  return (
    <div>
      <ProblemAlert error={add.error} />
      <FileButton accept="image/jpeg,image/png,application/pdf" onChange={(file) => file !== null && add.mutate(file)}>
        {(props) => (
          <Button {...props} variant="default" loading={add.isPending}>
            Keep a photograph or a PDF
          </Button>
        )}
      </FileButton>
    </div>
  )
}

function Ask({ answer, report }: { readonly answer: Evidence; readonly report: ShownReport }) {
  const schoolId = useSchoolId()
  const [doubt, setDoubt] = useState('')
  const [tell, setTell] = useState(mayTell(report))
  const ask = useAct(askEvidence)
  if (answer.whyNot !== '') return <p>{answer.whyNot}</p>
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        ask.mutate({ params: { schoolId, reportId: report.id }, body: { doubt, tell } })
      }}
    >
      <Stack gap="md">
        <ProblemAlert error={ask.error} />
        <LongTextField
          label="What makes you doubt the reason"
          hint="Evidence is not asked for as a routine. This stays on record and is not sent."
          id="evidence-doubt"
          name="doubt"
          value={doubt}
          onChange={setDoubt}
        />
        <CheckField
          label="Ask whoever reported it, by message"
          id="evidence-tell"
          name="tell"
          value={tell}
          onChange={setTell}
          disabled={!mayTell(report)}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={ask.isPending}>
            Ask for evidence
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Judge({ answer, report }: { readonly answer: Evidence; readonly report: ShownReport }) {
  const schoolId = useSchoolId()
  const [text, setText] = useState('')
  const judge = useAct(judgeEvidence, { onDone: () => setText('') })
  const save = (verdict: 'accepted' | 'not-accepted') =>
    judge.mutate({ params: { schoolId, reportId: report.id }, body: { verdict, text } })
  return (
    <Stack gap="md">
      <ProblemAlert error={judge.error} />
      <LongTextField
        label={
          answer.state === 'asked' ? 'Nothing came yet. Why it is enough, or is not' : 'Why it is enough, or is not'
        }
        hint="No mark changes by this. Before one turns unauthorised, tell the family."
        id="evidence-verdict"
        name="text"
        value={text}
        onChange={setText}
      />
      <Group justify="flex-end">
        <Button variant="default" loading={judge.isPending} onClick={() => save('not-accepted')}>
          It is not enough
        </Button>
        <Button loading={judge.isPending} onClick={() => save('accepted')}>
          It is enough
        </Button>
      </Group>
    </Stack>
  )
}
