import { Button, Group, Stack, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { Answer } from '../../kernel/operation.ts'
import { PageLink } from '../../ui/address/page-link.tsx'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { download } from '../../ui/call.ts'
import { longDayText } from '../../ui/clock.tsx'
import { Answered } from '../../ui/components/answered.tsx'
import { ConfirmWithReason } from '../../ui/components/confirm-with-reason.tsx'
import { TextField } from '../../ui/components/fields.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useFields } from '../../ui/components/use-fields.ts'
import { useMay } from '../../ui/me.tsx'
import { useFileDownload } from '../../ui/use-file-download.ts'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import { LAYOUT_FIELDS, previewLetterLayout, saveLetterLayout, showLetterLayout } from '../contract.ts'
import styles from './messaging.module.css'

type Shown = Answer<typeof showLetterLayout>

/** How letters look on paper: the house layout, or one of the school’s own that begins from it. */
export function Page() {
  const schoolId = useSchoolId()
  const asked = useOperation(showLetterLayout, { params: { schoolId } })
  return (
    <>
      <PageHeader
        title="Layout of letters"
        above={<PageLink there={{ to: '/message-templates' }}>Templates of messages</PageLink>}
        lead="How letters look on paper, in Typst: fonts, margins, where the address stands. What a letter says is in its template. A layout is used once it sets two made-up letters whole, in a way that can be read aloud."
      />
      <Answered question={asked}>{(shown) => <Layout key={shown.version} shown={shown} />}</Answered>
    </>
  )
}

function Layout({ shown: { own, house, version, versions } }: { readonly shown: Shown }) {
  const schoolId = useSchoolId()
  const mayWrite = useMay()('messages.templates')
  const file = useFileDownload()
  const [leaving, setLeaving] = useState(false)
  const save = useAct(saveLetterLayout, {
    onDone: () => notifications.show({ message: 'Kept. The next letters that are printed are set by it.' }),
  })
  const fields = useFields<{ source: string; reason: string }>({ source: own ?? house, reason: '' }, save.error)
  const { source } = fields.values
  const keep = (kept: string | null, reason: string) =>
    save.mutate({ params: { schoolId }, body: { seen: version, source: kept, reason } })
  const look = () => file.start(() => download(previewLetterLayout, { params: { schoolId }, body: { source } }))
  return (
    <div className={styles.two}>
      <form noValidate onSubmit={fields.submit(({ reason }) => keep(source, reason))}>
        <Stack gap="md">
          <p className={styles.quiet}>
            {own === null
              ? 'Letters are set by the house layout.'
              : `Letters are set by the school’s own, version ${version}.`}
          </p>
          <ProblemAlert error={file.error ?? (leaving ? undefined : save.error)} />
          <Textarea
            label="Layout"
            id="field-source"
            name="source"
            value={source}
            readOnly={!mayWrite}
            onChange={(event) => fields.bind('source').onChange(event.currentTarget.value)}
            minRows={18}
            maxRows={40}
            autosize
            spellCheck={false}
            classNames={{ input: styles.source ?? '' }}
          />
          {mayWrite && (
            <>
              <TextField label="Why it changes" hint="Kept with this version." {...fields.bind('reason')} />
              <Group>
                <Button variant="default" loading={file.busy} onClick={() => void look()}>
                  Look at made-up letters by it
                </Button>
                <Button type="submit" loading={save.isPending} disabled={source === own}>
                  Keep and use this layout
                </Button>
                {own !== null && (
                  <Button variant="default" onClick={() => setLeaving(true)}>
                    Back to the house layout
                  </Button>
                )}
              </Group>
            </>
          )}
        </Stack>
      </form>
      <div>
        <Section title="What it is given">
          <dl className={styles.given}>
            {LAYOUT_FIELDS.map(([name, meaning]) => (
              <div key={name}>
                <dt>
                  <code>{name}</code>
                </dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
          <p className={styles.quiet}>
            It stands by itself: it reads no files and loads no packages. A crest can be drawn in it as an SVG, with{' '}
            <code>alt:</code> for those who listen.
          </p>
        </Section>
        <Section title="Versions">
          <ul>
            {versions.map((one) => (
              <li key={one.version}>
                Version {one.version}, {longDayText(one.at)}: {one.house ? 'the house layout again, ' : ''}
                {one.byName}, {one.byPosition}. {one.reason}
              </li>
            ))}
            <li>The house layout of Firstbell</li>
          </ul>
        </Section>
      </div>
      <ConfirmWithReason
        opened={leaving}
        onClose={() => setLeaving(false)}
        title="Back to the house layout"
        confirmLabel="Use the house layout"
        suggestions={['Easier to keep up', 'Ours did not fit the envelopes']}
        pending={save.isPending}
        error={save.error}
        onConfirm={(reason) => keep(null, reason)}
      >
        Letters are set by Firstbell’s own layout from now on. The school’s own stays among the versions.
      </ConfirmWithReason>
    </div>
  )
}
