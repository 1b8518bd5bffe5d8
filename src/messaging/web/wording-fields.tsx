import { Button, Checkbox, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { fieldId } from '../../ui/components/use-fields.ts'
import { ProblemError } from '../../ui/problem.ts'
import { CHANNELS, type Channel, LANGUAGES, languageName, type TemplateText, textLength } from '../contract.ts'
import styles from './messaging.module.css'
import { CHANNEL_WORDS } from './words.ts'

const placeOf = ({ language, channel }: TemplateText) =>
  `${languageName(language)}: ${CHANNEL_WORDS[channel].toLowerCase()}`

/** One wording at a time, chosen by language and channel; a translation carries the name of whoever checked it. */
export function WordingFields({
  texts,
  before,
  checker,
  error,
  onChange,
}: {
  readonly texts: readonly TemplateText[]
  /** As they were kept last: a changed wording loses its check. */
  readonly before: readonly TemplateText[]
  readonly checker: string
  readonly error: unknown
  readonly onChange: (texts: readonly TemplateText[]) => void
}) {
  const [chosen, setChosen] = useState(0)
  const text = texts[chosen] ?? texts[0]
  if (text === undefined) return null
  const at = texts.indexOf(text)
  const change = (changed: Partial<TemplateText>) => {
    const reworded = changed.body !== undefined || changed.subject !== undefined
    const kept = before.find((one) => one.language === text.language && one.channel === text.channel)
    const next = { ...text, ...changed }
    const asBefore = kept?.body === next.body && kept.subject === next.subject
    const checked = reworded ? { checkedBy: asBefore ? (kept?.checkedBy ?? null) : null } : {}
    onChange(texts.map((one, place) => (place === at ? { ...next, ...checked } : one)))
  }
  const add = (language: string, channel: Channel) => {
    onChange([
      ...texts,
      { language, channel, subject: channel === 'text' ? '' : text.subject, body: text.body, checkedBy: null },
    ])
    setChosen(texts.length)
  }
  const said = (path: string) => messageOf(error, `texts.${at}.${path}`)
  return (
    <Stack gap="md">
      <NativeSelect
        label="Language and channel"
        maw="24rem"
        value={String(at)}
        onChange={(event) => setChosen(Number(event.currentTarget.value))}
        data={texts.map((one, place) => ({
          value: String(place),
          label: `${placeOf(one)}${one.checkedBy === null && one.language !== 'en' ? ' (to be checked)' : ''}`,
        }))}
      />
      {text.channel !== 'text' && (
        <TextInput
          id={fieldId(`texts.${at}.subject`)}
          label="Subject"
          maw="var(--fb-measure)"
          value={text.subject}
          onChange={(event) => change({ subject: event.currentTarget.value })}
          error={said('subject')}
        />
      )}
      <Textarea
        id={fieldId(`texts.${at}.body`)}
        label="Wording"
        description={text.channel === 'text' ? partsInWords(text.body) : 'An empty line begins a new paragraph.'}
        autosize
        minRows={4}
        maw="var(--fb-measure)"
        dir="auto"
        lang={text.language}
        value={text.body}
        onChange={(event) => change({ body: event.currentTarget.value })}
        error={said('body')}
      />
      {text.language !== 'en' && (
        <Checkbox
          label={`Checked by ${text.checkedBy ?? (checker || 'a speaker')}, who reads ${languageName(text.language)}`}
          description="Only then is it sent. A change of the words takes the check away."
          checked={text.checkedBy !== null}
          onChange={(event) => change({ checkedBy: event.currentTarget.checked ? checker || 'a speaker' : null })}
        />
      )}
      <AddWording texts={texts} onAdd={add} />
    </Stack>
  )
}

function AddWording({
  texts,
  onAdd,
}: {
  readonly texts: readonly TemplateText[]
  readonly onAdd: (language: string, channel: Channel) => void
}) {
  const [language, setLanguage] = useState('pl')
  const [channel, setChannel] = useState<Channel>('text')
  const there = texts.some((one) => one.language === language && one.channel === channel)
  return (
    <div className={styles.row}>
      <NativeSelect
        label="Another language or channel"
        value={language}
        onChange={(event) => setLanguage(event.currentTarget.value)}
        data={LANGUAGES.map(({ code, name, own }) => ({
          value: code,
          label: name === own ? name : `${name} (${own})`,
        }))}
      />
      <NativeSelect
        aria-label="Its channel"
        value={channel}
        onChange={(event) => {
          const next = CHANNELS.find((one) => one === event.currentTarget.value)
          if (next !== undefined) setChannel(next)
        }}
        data={CHANNELS.map((one) => ({ value: one, label: CHANNEL_WORDS[one] }))}
      />
      <Button variant="default" disabled={there} onClick={() => onAdd(language, channel)}>
        Add
      </Button>
    </div>
  )
}

function partsInWords(body: string): string {
  const { characters, parts, costly } = textLength(body)
  const long = `${characters} characters before filling in: ${parts === 1 ? 'one text' : `${parts} texts`}.`
  return costly.length === 0 ? long : `${long} ${costly.slice(0, 6).join(' ')} make it longer to send.`
}

function messageOf(error: unknown, path: string): string | undefined {
  if (!(error instanceof ProblemError)) return undefined
  return error.errors.find((one) => one.path === path || one.path === `body.${path}`)?.message
}
