import { Button, NativeSelect } from '@mantine/core'
import { Suspense, useState } from 'react'
import type { ContactId } from '../../kernel/ids.ts'
import type { Answer } from '../../kernel/operation.ts'
import { type Chosen, PupilChooser } from '../../roll/web/index.ts'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import { languageName, listChoices, previewMessage, readableNumber, type TemplateText } from '../contract.ts'
import styles from './messaging.module.css'
import { CHANNEL_WORDS } from './words.ts'

type Preview = Answer<typeof previewMessage>

/** A template as it would reach one contact of a real child, in each of its languages. */
export function PreviewOfTemplate({
  template,
  texts,
}: {
  readonly template: string
  readonly texts: readonly TemplateText[]
}) {
  const schoolId = useSchoolId()
  const [chosen, setChosen] = useState<readonly Chosen[]>([])
  const [to, setTo] = useState<ContactId>()
  const [which, setWhich] = useState(0)
  const act = useAct(previewMessage, { refreshes: [] })
  const pupil = chosen[0]
  const contacts = useOperation(
    listChoices,
    { params: { schoolId, pupilId: pupil?.id as Chosen['id'] } },
    { when: pupil !== undefined },
  )
  const told = contacts.data?.contacts.filter(({ notTold }) => notTold === null) ?? []
  const contact = told.find(({ id }) => id === to) ?? told[0]
  const text = texts[which] ?? texts[0]
  const show = () => {
    if (contact === undefined || text === undefined) return
    const { language, channel } = text
    act.mutate({
      params: { schoolId },
      body: {
        template,
        texts: texts.map((one) => ({ ...one })),
        about: chosen.map(({ id }) => id),
        to: contact.id,
        language,
        channel,
      },
    })
  }
  return (
    <Section title="Preview on a real child">
      <Suspense>
        <PupilChooser chosen={chosen} onChange={setChosen} />
      </Suspense>
      {pupil !== undefined && (
        <>
          <NativeSelect
            label="As it goes to"
            mt="sm"
            maw="24rem"
            value={contact?.id ?? ''}
            onChange={(event) => setTo(told.find(({ id }) => id === event.currentTarget.value)?.id)}
            data={told.map(({ id, name, relationship }) => ({ value: id, label: `${name}, ${relationship}` }))}
          />
          <NativeSelect
            label="Wording"
            mt="sm"
            maw="24rem"
            value={String(which)}
            onChange={(event) => setWhich(Number(event.currentTarget.value))}
            data={texts.map((one, place) => ({
              value: String(place),
              label: `${languageName(one.language)}: ${CHANNEL_WORDS[one.channel].toLowerCase()}`,
            }))}
          />
          <Button mt="sm" variant="default" loading={act.isPending} disabled={contact === undefined} onClick={show}>
            Show it
          </Button>
        </>
      )}
      <ProblemAlert error={act.error} />
      {act.data && <PreviewShown preview={act.data} />}
    </Section>
  )
}

/** The message as it would arrive, and the reasons to look again. */
export function PreviewShown({ preview }: { readonly preview: Preview }) {
  const { channel, address, contactName, subject, body, length, readingAge, notes, findings, language } = preview
  return (
    <div>
      <p className={styles.quiet}>
        {CHANNEL_WORDS[channel]} to {contactName}
        {address !== null && `, ${channel === 'text' ? readableNumber(address) : address}`}
        {language !== 'en' && `, in ${languageName(language)}`}.
        {length !== null &&
          ` ${length.characters} characters: ${length.parts === 1 ? 'one text' : `${length.parts} texts`}.`}
        {readingAge !== null && ` Reading age about ${Math.round(readingAge)}.`}
      </p>
      <div className={channel === 'text' ? `${styles.paper} ${styles.text}` : styles.paper} lang={language} dir="auto">
        {subject !== '' && <strong>{`${subject}\n\n`}</strong>}
        {body}
      </div>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      <Findings findings={findings} />
    </div>
  )
}

const SEVERITY = { stop: 'Stop', look: 'Look again', note: 'To know' } as const

function Findings({ findings }: { readonly findings: Preview['findings'] }) {
  if (findings.length === 0) return <p className={styles.quiet}>Nothing was found that speaks against sending it.</p>
  return (
    <>
      <h3>Before it goes</h3>
      <ul className={styles.list}>
        {findings.map((one) => (
          <li
            key={`${one.id} ${one.message}`}
            className={`${styles.finding} ${one.severity === 'note' ? '' : styles[one.severity]}`}
          >
            <strong>{SEVERITY[one.severity]}.</strong> {one.message}
            {one.source !== undefined && <div className={styles.quiet}>{one.source}</div>}
          </li>
        ))}
      </ul>
    </>
  )
}
