import { Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import type { Day } from '../../../kernel/day.ts'
import { contactIdShape } from '../../../kernel/shapes.ts'
import { PageLink, useGo } from '../../../ui/address/page-link.tsx'
import { usePageParams, useSchoolId, useSearchState } from '../../../ui/address/use-address.ts'
import { dayText, useNow } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { ChoiceField, DayField } from '../../../ui/components/fields.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { assessDifficulties, atCase, caseBarriers, QUESTIONS_NOW, questionSet, WHOSE } from '../../contract.ts'
import { AskChild } from './ask-child.tsx'
import { bodyOfAnswers } from './given-answers.ts'
import type { Hard } from './hard.ts'
import { QuestionsForm } from './questions-form.tsx'
import { type Safety, SafetyChoice } from './safety-choice.tsx'

const params = atCase.pick({ caseId: true }).extend({ who: z.enum(WHOSE) })
const search = z.object({ parent: contactIdShape.optional() })

/** The questions on screen: for the child alone with them, a parent in a meeting, or the school for itself. */
export function Page() {
  const { caseId, who } = usePageParams(params)
  // What is known of the case is not asked for while the child has the screen.
  return who === 'pupil' ? <AskChild caseId={caseId} onPaper={<AskWith />} /> : <AskWith />
}

function AskWith() {
  const schoolId = useSchoolId()
  const { caseId } = usePageParams(params)
  const asked = useOperation(caseBarriers, { params: { schoolId, caseId } })
  return <Answered question={asked}>{(hard) => <Ask hard={hard} />}</Answered>
}

function Ask({ hard }: { readonly hard: Hard }) {
  const schoolId = useSchoolId()
  const { caseId, who } = usePageParams(params)
  const [{ parent: contactId }] = useSearchState(search)
  const goTo = useGo()
  const back = { to: '/cases/$caseId', params: { caseId } } as const
  const [ids] = useState(() => ({ key: newKey(), assessmentId: newKey() }))
  const [kept, setKept] = useState(false)
  const [about, setAbout] = useState<About>({
    way: who === 'pupil' ? 'paper' : 'screen',
    day: dayText(useNow(3600)),
    safety: undefined,
    unsaid: false,
  })
  const act = useAct(assessDifficulties, { onDone: () => setKept(true) })
  const set = questionSet(QUESTIONS_NOW, who)
  const parent = hard.parents.find((one) => one.contactId === contactId)
  if (set === undefined) return null
  if (kept)
    return (
      <Stack align="flex-start">
        <PageHeader title="Kept" lead="It stands in the case now." />
        <Button onClick={() => goTo(back)}>Back to the case</Button>
      </Stack>
    )
  const named = who === 'pupil' ? 'Copied from paper' : who === 'parent' ? (parent?.name ?? 'A parent') : 'The school'
  return (
    <div style={{ maxWidth: '50rem' }}>
      <PageHeader
        title={set.title}
        above={<PageLink there={back}>Back to the case</PageLink>}
        lead={`${named}, about ${hard.child}`}
      />
      <QuestionsForm
        set={set}
        send="Keep the answers"
        act={act}
        onSend={(answers) => {
          // Nothing is assumed of a child's safety: without an answer nothing is kept.
          if (about.safety === undefined) return setAbout({ ...about, unsaid: true })
          act.mutate({
            params: { schoolId, caseId },
            body: {
              ...{ ...ids, who, version: set.version, way: about.way, day: about.day as Day },
              ...{ restricted: about.safety === 'yes', ...bodyOfAnswers(answers) },
              ...(contactId === undefined || who !== 'parent' ? {} : { contactId }),
            },
          })
        }}
      >
        <ForStaff about={about} onChange={setAbout} />
      </QuestionsForm>
    </div>
  )
}

interface About {
  readonly way: 'screen' | 'paper'
  readonly day: string
  readonly safety: Safety
  /** Whether the answers were sent off before it was said. */
  readonly unsaid: boolean
}

/** What whoever writes it down adds, under the questions. */
function ForStaff({ about, onChange }: { readonly about: About; readonly onChange: (about: About) => void }) {
  return (
    <Stack gap="sm">
      <Group align="flex-end" gap="sm">
        <ChoiceField
          id="way"
          name="way"
          label="How was it answered?"
          choices={[
            { value: 'screen', label: 'Here, on screen' },
            { value: 'paper', label: 'On paper, copied here' },
          ]}
          value={about.way}
          onChange={(way) => onChange({ ...about, way })}
        />
        <DayField
          id="day"
          name="day"
          label="On which day?"
          value={about.day}
          onChange={(day) => onChange({ ...about, day })}
        />
      </Group>
      <SafetyChoice
        value={about.safety}
        onChange={(safety) => onChange({ ...about, safety, unsaid: false })}
        error={about.unsaid ? 'Say which of the two, and keep the answers then.' : undefined}
      />
    </Stack>
  )
}
