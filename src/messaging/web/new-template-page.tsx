import { Button, Group, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { PageLink, useGo } from '../../ui/address/page-link.tsx'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { ChoiceField, LongTextField, TextField } from '../../ui/components/fields.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useFields } from '../../ui/components/use-fields.ts'
import { useAct } from '../../ui/use-operation.ts'
import { CHANNELS, type Channel, type Demand, saveTemplate, type Tone } from '../contract.ts'
import { FieldList } from './field-list.tsx'
import styles from './messaging.module.css'
import { CHANNEL_WORDS, DEMANDS, TONES } from './words.ts'

/** A template of the school's own: named, with its first wording. Others are added on its page. */
export function Page() {
  const schoolId = useSchoolId()
  const go = useGo()
  const [asked, setAsked] = useState('')
  const save = useAct(saveTemplate, {
    onDone: () => {
      notifications.show({ message: 'The template is kept. Add other languages and channels on its page.' })
      go({ to: '/message-templates/$key', params: { key: asked } })
    },
  })
  const fields = useFields<Wish>(EMPTY, save.error)
  const { channel } = fields.values
  const keep = ({ name, purpose, tone, demands, subject, body }: Wish) => {
    const key = keyOf(name)
    setAsked(key)
    const text = { language: 'en' as const, channel, subject: channel === 'text' ? '' : subject, body, checkedBy: null }
    save.mutate({
      params: { schoolId, key },
      body: {
        seen: -1,
        name,
        purpose,
        tone,
        demands,
        safety: false,
        sameDay: false,
        retired: false,
        texts: [text],
        reason: 'Written as a new template',
      },
    })
  }
  return (
    <>
      <PageHeader
        title="New template"
        above={<PageLink there={{ to: '/message-templates' }}>Templates of messages</PageLink>}
        lead="A message of the school’s own. Begin with one wording in English; other languages and channels are added afterwards."
      />
      <div className={styles.two}>
        <form noValidate onSubmit={fields.submit(keep)}>
          <Stack gap="md">
            <ProblemAlert error={save.error} />
            <TextField label="Name" hint="As the office finds it, such as “Trip on Friday”." {...fields.bind('name')} />
            <LongTextField label="What for" rows={2} {...fields.bind('purpose')} />
            <ChoiceField<Tone> label="What it does" choices={TONES} {...fields.bind('tone')} />
            <ChoiceField<Demand> label="Who may be sent it" choices={DEMANDS} {...fields.bind('demands')} />
            <FirstWording fields={fields} />
            <Group>
              <Button type="submit" loading={save.isPending}>
                Keep this template
              </Button>
            </Group>
          </Stack>
        </form>
        <FieldList />
      </div>
    </>
  )
}

function FirstWording({ fields }: { readonly fields: ReturnType<typeof useFields<Wish>> }) {
  const { channel } = fields.values
  return (
    <Section title="The first wording">
      <Stack gap="md">
        <ChoiceField<Channel>
          label="Goes by"
          choices={CHANNELS.map((value) => ({ value, label: CHANNEL_WORDS[value] }))}
          {...fields.bind('channel')}
        />
        {channel !== 'text' && <TextField label="Subject" {...fields.bind('subject')} />}
        <LongTextField
          label="Wording"
          rows={8}
          hint="An empty line begins a new paragraph. What is in double braces is filled in."
          {...fields.bind('body')}
        />
      </Stack>
    </Section>
  )
}

interface Wish {
  readonly name: string
  readonly purpose: string
  readonly tone: Tone
  readonly demands: Demand
  readonly channel: Channel
  readonly subject: string
  readonly body: string
}

const EMPTY: Wish = {
  name: '',
  purpose: '',
  tone: 'asking',
  demands: 'parent',
  channel: 'letter',
  subject: '',
  body: 'Dear {{contact}}\n\n\n\nYours sincerely\n\n{{school}}',
}

/** A key of its own, told by no one: the name in plain letters. */
function keyOf(name: string): string {
  const plain = name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  return `own-${plain === '' ? 'template' : plain}`.slice(0, 40)
}
