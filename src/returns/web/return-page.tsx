import { Alert, Button, Group } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import { longDay } from '../../kernel/day.ts'
import type { Answer } from '../../kernel/operation.ts'
import { PageLink } from '../../ui/address/page-link.tsx'
import { useSchoolId, useSearchState } from '../../ui/address/use-address.ts'
import { download } from '../../ui/call.ts'
import { longDayText, timeText } from '../../ui/clock.tsx'
import { Answered } from '../../ui/components/answered.tsx'
import { KeyValues } from '../../ui/components/key-values.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { Timeline } from '../../ui/components/timeline.tsx'
import { useFileDownload } from '../../ui/use-file-download.ts'
import { useOperation } from '../../ui/use-operation.ts'
import { exportReturn, fieldsOf, kindOf, readReturn } from '../contract.ts'
import { CauseForm } from './cause-form.tsx'
import { ReceiptDialog } from './receipt-dialog.tsx'
import styles from './returns.module.css'
import { SentDialog } from './sent-dialog.tsx'
import { SettleDialog } from './settle-dialog.tsx'
import { dueInWords, ReturnState, shortSource, sourceInWords, WAY_NAMES } from './words.tsx'

type Read = Answer<typeof readReturn>

/** One return: what it tells, what is missing, what was done; to send, to receipt, to correct. */
export function Page() {
  const schoolId = useSchoolId()
  const [{ key }] = useSearchState(z.object({ key: z.string().default('') }))
  const read = useOperation(readReturn, { params: { schoolId }, querystring: { key } })
  const above = <PageLink there={{ to: '/returns' }}>Returns diary</PageLink>
  return (
    <>
      {read.data === undefined && <PageHeader title="Return" above={above} />}
      <Answered question={read}>{(answer) => <Return answer={answer} above={above} />}</Answered>
    </>
  )
}

function Return({ answer, above }: { readonly answer: Read; readonly above: React.ReactNode }) {
  const { item, steps } = answer
  const { pupil, to, homeAuthority } = item
  const contact = [to.name, to.email, to.telephone].filter((words) => words !== '').join(', ')
  return (
    <>
      <PageHeader
        title={`${kindOf(item.kind).name}: ${pupil.name}`}
        above={above}
        lead={item.sentOn === null && answer.consequence !== '' && `If nothing is sent: ${answer.consequence}`}
        actions={<ReturnState line={item} />}
      />
      <Warnings answer={answer} />
      <Section title="Why, by when, to whom">
        <KeyValues
          of={[
            [
              'Pupil',
              <PageLink key="pupil" there={{ to: '/pupils/$pupilId', params: { pupilId: pupil.id } }}>
                {pupil.name}
              </PageLink>,
            ],
            ['Why', item.because],
            ['Source', sourceInWords(item)],
            ['Due', dueInWords(item)],
            ['To', to.whose],
            ['Contact', contact === '' ? 'Not entered: see contacts and settings of the diary' : contact],
            ...(to.portal === '' ? [] : [['Portal', <Portal key="portal" address={to.portal} />] as const]),
            ...(homeAuthority === null ? [] : [['Home authority', homeAuthority] as const]),
            ...(item.reference === '' ? [] : [['Their reference', item.reference] as const]),
          ]}
        />
      </Section>
      <Told answer={answer} />
      {mayWriteCause(answer) && <CauseForm key={answer.cause} returnKey={item.key} cause={answer.cause} />}
      <Acts answer={answer} />
      {steps.length > 0 && (
        <Section title="What was done">
          <Timeline label="What was done about this return" entries={steps.map(entryOf).toReversed()} />
        </Section>
      )}
    </>
  )
}

/** Only where this kind of return has a cause, and it has not left the school as it is. */
function mayWriteCause({ item, may }: Read): boolean {
  const left = item.sentOn !== null && item.changed === null
  return may.prepare && !left && item.state !== 'withdrawn' && fieldsOf(item.kind).some(({ id }) => id === 'cause')
}

function Portal({ address }: { readonly address: string }) {
  return (
    <a href={address} rel="noreferrer" target="_blank">
      {address}
    </a>
  )
}

function Warnings({ answer }: { readonly answer: Read }) {
  const { item, noLonger, withheld, confidential } = answer
  const sessions = noLonger.map(({ day, half }) => `${longDay(day)}, ${half === 'AM' ? 'morning' : 'afternoon'}`)
  return (
    <>
      {item.changed !== null && (
        <Alert color="red" title="This is no longer as it was told" mb="md">
          {sessions.length === 0
            ? 'What it followed from has been taken back.'
            : `These sessions were recoded and no longer count: ${sessions.join('; ')}.`}{' '}
          Tell the authority, or say why nothing need be told.
        </Alert>
      )}
      {item.state === 'withdrawn' && (
        <Alert color="gray" title="Withdrawn" mb="md">
          What asked for it has changed before it was sent. If a file of it has left the school all the same, tell the
          authority.
        </Alert>
      )}
      {confidential && (
        <Alert color="yellow" title="This family’s address is confidential" mb="md">
          {withheld
            ? 'The return tells it to the authority, so the head or the designated safeguarding lead sends it. What could lead to the family is not shown to you.'
            : 'The authority receives it, because the law says so. Send it by a way that nobody else reads; that you looked at it is written down.'}
        </Alert>
      )}
    </>
  )
}

function Told({ answer }: { readonly answer: Read }) {
  const sent = answer.item.sentOn !== null && answer.item.changed === null
  return (
    <Section title={sent ? 'What was told' : 'What it tells'}>
      <KeyValues
        of={answer.fields.map(
          ({ id, label, lines, missing, withheld, standing, source }) =>
            [
              label,
              <span key={id}>
                {withheld && 'Withheld from you: confidential'}
                {lines.map((line) => (
                  <span key={line} className={styles.block}>
                    {line}
                  </span>
                ))}
                {missing.map((what) => (
                  <span key={what} className={styles.missing}>
                    {what}
                  </span>
                ))}
                <span className={styles.quiet}>
                  {standing === 'law'
                    ? shortSource(source.source)
                    : standing === 'unverified'
                      ? `${shortSource(source.source)}; not verified`
                      : 'Switched on here because the authority asks for it'}
                </span>
              </span>,
            ] as const,
        )}
      />
    </Section>
  )
}

function Acts({ answer }: { readonly answer: Read }) {
  const schoolId = useSchoolId()
  const file = useFileDownload()
  const [doing, setDoing] = useState<'send' | 'receipt' | 'settle'>()
  const { item, may, today } = answer
  if (!may.send || item.state === 'withdrawn') return null
  const close = () => setDoing(undefined)
  const fetchAs = (format: 'csv' | 'pdf') =>
    void file.start(() => download(exportReturn, { params: { schoolId }, body: { key: item.key, format } }))
  return (
    <>
      <ProblemAlert error={file.error} />
      <Group mt="md" mb="lg" className="no-print">
        {item.changed !== null && <Button onClick={() => setDoing('settle')}>Settle the change</Button>}
        {item.sentOn === null && <Button onClick={() => setDoing('send')}>It was sent</Button>}
        {item.sentOn !== null && item.changed === null && item.state === 'sent' && (
          <Button onClick={() => setDoing('receipt')}>Enter the receipt</Button>
        )}
        <Button variant="default" loading={file.busy} onClick={() => fetchAs('pdf')}>
          {item.changed === null ? 'Download as PDF' : 'Correction as PDF'}
        </Button>
        <Button variant="default" loading={file.busy} onClick={() => fetchAs('csv')}>
          as CSV
        </Button>
      </Group>
      <SentDialog opened={doing === 'send'} onClose={close} keys={[item.key]} />
      {doing === 'receipt' && <ReceiptDialog returnKey={item.key} today={today} onClose={close} />}
      {doing === 'settle' && <SettleDialog returnKey={item.key} onClose={close} />}
    </>
  )
}

const STEPS: Readonly<Record<Read['steps'][number]['kind'], string>> = {
  cause: 'Cause written',
  exported: 'Exported',
  sent: 'Sent',
  receipted: 'Receipt entered',
  corrected: 'Correction told',
  settled: 'Left as told',
}

function entryOf({ number, kind, words, way, reference, at, by }: Read['steps'][number]) {
  const how = way === null ? '' : `: ${WAY_NAMES[way].toLowerCase()}`
  const file = kind === 'exported' ? ` as ${words.toUpperCase()}` : ''
  return {
    id: String(number),
    title: `${STEPS[kind]}${how}${file}`,
    when: `${longDayText(at)}, ${timeText(at)}`,
    by: `${by.name}, ${by.position}`,
    body: (
      <>
        {kind !== 'exported' && words !== '' && <p>{words}</p>}
        {reference !== '' && <p>Reference {reference}</p>}
      </>
    ),
  }
}
