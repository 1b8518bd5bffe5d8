import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { ContactId, PupilId } from '../../kernel/ids.ts'
import type { Answer } from '../../kernel/operation.ts'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { ChoiceField } from '../../ui/components/fields.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { fieldId } from '../../ui/components/use-fields.ts'
import { newKey } from '../../ui/new-key.ts'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import {
  CHANNELS,
  type Channel,
  FIELDS,
  fieldsIn,
  isField,
  listTemplates,
  type MergeField,
  previewMessage,
  sendMessages,
} from '../contract.ts'
import type { ContactWay } from './contact-ways.tsx'
import styles from './messaging.module.css'
import { PreviewShown } from './preview.tsx'
import { CHANNEL_WORDS } from './words.ts'

type Template = Answer<typeof listTemplates>['templates'][number]

/** Writes to some of a pupil’s contacts: template, people, what it leaves open, a look at it, and then it goes. */
export function WriteMessage({
  pupilId,
  contacts,
}: {
  readonly pupilId: PupilId
  readonly contacts: readonly ContactWay[]
}) {
  const schoolId = useSchoolId()
  const asked = useOperation(listTemplates, { params: { schoolId } })
  const templates = asked.data?.templates.filter((one) => !one.retired) ?? []
  const [key, setKey] = useState('')
  const template = templates.find((one) => one.key === key)
  return (
    <Section title="Write a message" card>
      <Stack gap="md">
        <ChoiceField
          label="Template"
          id="field-template"
          name="template"
          value={key}
          onChange={setKey}
          choices={[
            { value: '', label: 'Choose what to say' },
            ...templates.map((one) => ({ value: one.key, label: one.name })),
          ]}
        />
        {template !== undefined && (
          <Sending key={key} pupilId={pupilId} template={template} contacts={contacts} onSent={() => setKey('')} />
        )}
      </Stack>
    </Section>
  )
}

function Sending({
  pupilId,
  template,
  contacts,
  onSent,
}: {
  readonly pupilId: PupilId
  readonly template: Template
  readonly contacts: readonly ContactWay[]
  readonly onSent: () => void
}) {
  const schoolId = useSchoolId()
  const told = contacts.filter((one) => one.notTold === null && (template.demands !== 'parent' || one.responsible))
  const [to, setTo] = useState<readonly ContactId[]>(told.slice(0, 1).map(({ id }) => id))
  const [merge, setMerge] = useState<Partial<Record<MergeField, string>>>({})
  const [channel, setChannel] = useState<Channel | ''>('')
  const [request] = useState(newKey)
  const preview = useAct(previewMessage, { refreshes: [] })
  const send = useAct(sendMessages, {
    onDone: ({ outcomes }) => {
      const refused = outcomes.filter((one) => one.refused !== null)
      notifications.show({
        message: refused.length === 0 ? 'The message is on its way.' : refused.map((one) => one.refused).join(' '),
        ...(refused.length === 0 ? {} : { color: 'red', autoClose: false }),
      })
      if (refused.length < outcomes.length) onSent()
    },
  })
  const asks = askedBy(template)
  const first = to[0]
  const ways = CHANNELS.filter((one) => template.texts.some((text) => text.channel === one))
  const body = { template: template.key, about: [pupilId], merge, ...(channel === '' ? {} : { channel }) }
  const choose = (id: ContactId, take: boolean) =>
    setTo((last) => (take ? [...last, id] : last.filter((one) => one !== id)))
  return (
    <>
      <p className={styles.quiet}>{template.purpose}</p>
      <Stack gap={6} role="group" aria-label="To whom">
        {told.map((one) => (
          <Checkbox
            key={one.id}
            label={`${one.name}, ${one.relationship}`}
            checked={to.includes(one.id)}
            onChange={(event) => choose(one.id, event.currentTarget.checked)}
          />
        ))}
        {told.length === 0 && 'No contact of this pupil may be sent this.'}
      </Stack>
      {ways.length > 1 && (
        <ChoiceField<Channel | ''>
          label="By"
          id="field-channel"
          name="channel"
          value={channel}
          onChange={setChannel}
          choices={[
            { value: '', label: 'What each chose, or can be reached by' },
            ...ways.map((one) => ({ value: one, label: CHANNEL_WORDS[one] })),
          ]}
        />
      )}
      {asks.map((name) => (
        <TextInput
          key={name}
          id={fieldId(`merge.${name}`)}
          label={sentenceCase(FIELDS[name].meaning)}
          placeholder={FIELDS[name].example}
          maw="var(--fb-measure)"
          value={merge[name] ?? ''}
          onChange={(event) => setMerge({ ...merge, [name]: event.currentTarget.value })}
        />
      ))}
      <ProblemAlert error={send.error ?? preview.error} />
      {preview.data && <PreviewShown preview={preview.data} />}
      <Group>
        <Button
          variant="default"
          loading={preview.isPending}
          disabled={first === undefined}
          onClick={() => first !== undefined && preview.mutate({ params: { schoolId }, body: { ...body, to: first } })}
        >
          Look at it
        </Button>
        <Button
          loading={send.isPending}
          disabled={to.length === 0}
          onClick={() => send.mutate({ params: { schoolId }, body: { ...body, request, to: [...to] } })}
        >
          Send it
        </Button>
      </Group>
    </>
  )
}

/** What whoever sends it has to say, for any of its wordings. */
function askedBy({ texts }: Template): readonly MergeField[] {
  const names = new Set(texts.flatMap(({ subject, body }) => fieldsIn(`${subject} ${body}`)))
  return [...names].filter((name): name is MergeField => isField(name) && FIELDS[name].from === 'sender')
}

function sentenceCase(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
