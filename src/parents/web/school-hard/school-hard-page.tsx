import { Suspense, useState } from 'react'
import { QUESTIONS_NOW, questionSet } from '../../../casework/contract.ts'
import { QuestionsForm } from '../../../casework/web/index.ts'
import { longDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { CheckField } from '../../../ui/components/fields.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { PageLoading } from '../../../ui/shell/states.tsx'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { answerSchoolHard, familySchoolHard } from '../../contract.ts'
import styles from '../family.module.css'
import { FamilyFrame } from '../family-frame.tsx'

type Child = Answer<typeof familySchoolHard>['children'][number]

/** Where a school asks a parent what makes school hard for their child, and where what they answered stays. */
export function Page() {
  const asked = useOperation(familySchoolHard, {})
  return (
    <FamilyFrame>
      <PageHeader
        title="What makes school hard"
        lead="You know your child best. Tell the school what gets in the way, so that the right help can be found."
      />
      <Answered question={asked}>
        {({ children }) => (
          <>
            {children.length === 0 && (
              <EmptyState
                title="Nothing is asked at the moment"
                because="If something makes school hard for your child, ring the school: you need not wait to be asked."
              />
            )}
            {children.map((child) => (
              <OneChild key={child.pupilId} child={child} />
            ))}
          </>
        )}
      </Answered>
    </FamilyFrame>
  )
}

function OneChild({ child }: { readonly child: Child }) {
  const [sent, setSent] = useState(false)
  return (
    <Section title={child.child} card={child.asked !== null}>
      {sent && (
        <p role="status" className={styles.outcome}>
          Thank you. {child.school} has your answers and will talk with you about what can help.
        </p>
      )}
      {child.asked !== null && !sent && <Questions child={child} onSent={() => setSent(true)} />}
      {child.own.map((own) => (
        <Own key={own.assessmentId} own={own} />
      ))}
    </Section>
  )
}

function Questions({ child, onSent }: { readonly child: Child; readonly onSent: () => void }) {
  const [ids] = useState(() => ({ key: newKey(), assessmentId: newKey() }))
  const [restricted, setRestricted] = useState(false)
  const act = useAct(answerSchoolHard, { onDone: onSent })
  const set = questionSet(QUESTIONS_NOW, 'parent')
  if (set === undefined) return null
  const { schoolId, pupilId, asked } = child
  return (
    <>
      <p className={styles.quiet}>
        {child.school} asked on {asked === null ? '' : longDay(asked)}. Staff who support {child.child} read your
        answers. Nobody else in the family sees them here.
      </p>
      <Suspense fallback={<PageLoading />}>
        <QuestionsForm
          set={set}
          send="Send to the school"
          act={act}
          onSend={({ answers, words, declined }) =>
            act.mutate({
              params: { schoolId, pupilId },
              body: {
                ...{ ...ids, version: set.version, restricted, answers: [...answers], words: [...words] },
                ...(declined === undefined ? {} : { declined: [...declined] }),
              },
            })
          }
        >
          <CheckField
            id={`restricted-${pupilId}`}
            name="restricted"
            label="Only those who keep children safe should read this"
            hint="At school these are the head and the safeguarding lead. If somebody is in danger now, ring 999."
            value={restricted}
            onChange={setRestricted}
          />
        </QuestionsForm>
      </Suspense>
    </>
  )
}

function Own({ own: { day, said, statements, restricted } }: { readonly own: Child['own'][number] }) {
  return (
    <details className={styles.card}>
      <summary>
        What you answered on {longDay(day)}
        {restricted && ', for those who keep children safe'}
      </summary>
      {said.map(({ asked, text }) => (
        <div key={asked}>
          <p className={styles.quiet}>{asked}</p>
          <p style={{ whiteSpace: 'pre-wrap' }}>{text}</p>
        </div>
      ))}
      <ul>
        {statements
          .filter(({ answer }) => answer !== 'Left out')
          .map(({ words, answer }) => (
            <li key={words}>
              {words} <strong>{answer}</strong>
            </li>
          ))}
      </ul>
    </details>
  )
}
