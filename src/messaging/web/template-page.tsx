import { Button, Group, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { z } from 'zod'
import type { Answer } from '../../kernel/operation.ts'
import { PageLink } from '../../ui/address/page-link.tsx'
import { usePageParams, useSchoolId } from '../../ui/address/use-address.ts'
import { longDayText } from '../../ui/clock.tsx'
import { Answered } from '../../ui/components/answered.tsx'
import { CheckField, ChoiceField, LongTextField, TextField } from '../../ui/components/fields.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useFields } from '../../ui/components/use-fields.ts'
import { useMay, useMe } from '../../ui/me.tsx'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import { saveTemplate, showTemplate, type TemplateText } from '../contract.ts'
import { FieldList } from './field-list.tsx'
import styles from './messaging.module.css'
import { PreviewOfTemplate } from './preview.tsx'
import { WordingFields } from './wording-fields.tsx'
import { DEMANDS, TONES } from './words.ts'

type Shown = Answer<typeof showTemplate>

/** One template: its wordings by language and channel, a preview on real children, and every version of before. */
export function Page() {
  const schoolId = useSchoolId()
  const { key } = usePageParams(z.object({ key: z.string() }))
  const asked = useOperation(showTemplate, { params: { schoolId, key } })
  return <Answered question={asked}>{(shown) => <Template key={shown.template.version} shown={shown} />}</Answered>
}

function Template({ shown: { template, versions } }: { readonly shown: Shown }) {
  const schoolId = useSchoolId()
  const mayWrite = useMay()('messages.templates')
  const name = useMe().person?.name ?? ''
  const save = useAct(saveTemplate, {
    onDone: () => notifications.show({ message: 'The new wording is kept and used from now on.' }),
  })
  const { key, version, texts: before, ...rest } = template
  const fields = useFields({ ...rest, reason: '' }, save.error)
  const [texts, setTexts] = useState<readonly TemplateText[]>(before)
  const send = ({ reason, ...values }: typeof fields.values) =>
    save.mutate({
      params: { schoolId, key },
      body: { seen: version, ...values, texts: texts.map((text) => ({ ...text })), reason },
    })
  return (
    <>
      <PageHeader
        title={template.name}
        above={<PageLink there={{ to: '/message-templates' }}>Templates of messages</PageLink>}
        lead={template.purpose}
      />
      <div className={styles.two}>
        <form noValidate onSubmit={fields.submit(send)}>
          <Stack gap="md">
            <ProblemAlert error={save.error} />
            <fieldset disabled={!mayWrite} style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
              <Stack gap="md">
                <Section title="Wordings">
                  <WordingFields texts={texts} before={before} checker={name} error={save.error} onChange={setTexts} />
                </Section>
                <Section title="How it is used">
                  <Stack gap="md">
                    <TextField label="Name" {...fields.bind('name')} />
                    <LongTextField label="What for" rows={2} {...fields.bind('purpose')} />
                    <ChoiceField label="What it does" choices={TONES} {...fields.bind('tone')} />
                    <ChoiceField label="Who may be sent it" choices={DEMANDS} {...fields.bind('demands')} />
                    <CheckField
                      label="About a child’s safety"
                      hint="Sent even where the family has had a message today."
                      {...fields.bind('safety')}
                    />
                    <CheckField
                      label="Only of use on the day itself"
                      hint="Lapses when the evening’s quiet hours begin."
                      {...fields.bind('sameDay')}
                    />
                    <CheckField label="Not used any more" {...fields.bind('retired')} />
                  </Stack>
                </Section>
              </Stack>
            </fieldset>
            {mayWrite && (
              <>
                <TextField label="Why it changes" hint="Kept with this version." {...fields.bind('reason')} />
                <Group>
                  <Button type="submit" loading={save.isPending}>
                    Keep this wording
                  </Button>
                </Group>
              </>
            )}
          </Stack>
        </form>
        <div>
          <PreviewOfTemplate template={key} texts={texts} />
          <FieldList />
          <Section title="Versions">
            <ul>
              {versions.map((one) => (
                <li key={one.version}>
                  Version {one.version}, {longDayText(one.at)}: {one.byName}, {one.byPosition}. {one.reason}
                </li>
              ))}
              <li>The standard wording of Firstbell</li>
            </ul>
          </Section>
        </div>
      </div>
    </>
  )
}
