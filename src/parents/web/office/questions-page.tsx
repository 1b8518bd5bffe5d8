import { longDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { longDayText, timeText } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { useAct, useOperation } from '../../../ui/use-operation.ts'
import { answerFamily, familyQuestions } from '../../contract.ts'
import { AnswerForm } from '../answer-form.tsx'
import styles from '../family.module.css'

type Question = Answer<typeof familyQuestions>['questions'][number]

/** What families asked on their page: those that wait first. */
export function Page() {
  const schoolId = useSchoolId()
  const asked = useOperation(familyQuestions, { params: { schoolId } }, { everySeconds: 60 })
  return (
    <>
      <PageHeader
        title="Questions from families"
        lead="Asked on the family page, and answered there. Without an answer, or of the last four weeks."
      />
      <Answered question={asked}>
        {({ questions }) => {
          const [open, answered] = [
            questions.filter(({ answers }) => answers.length === 0),
            questions.filter(({ answers }) => answers.length > 0),
          ]
          return (
            <>
              <Section title="To answer">
                {open.length === 0 && (
                  <EmptyState title="Nothing waits" because="A question that a family asks on its page lands here." />
                )}
                <List questions={open} />
              </Section>
              {answered.length > 0 && (
                <Section title="Answered">
                  <List questions={answered} />
                </Section>
              )}
            </>
          )
        }}
      </Answered>
    </>
  )
}

function List({ questions }: { readonly questions: readonly Question[] }) {
  return (
    <ul className={styles.cards} style={{ maxWidth: '52rem' }}>
      {questions.map((question) => (
        <One key={question.id} question={question} />
      ))}
    </ul>
  )
}

function One({ question }: { readonly question: Question }) {
  const { schoolId, id: questionId, pupilId, fullName, about, code, text, askedAt, askedBy, answers } = question
  const act = useAct(answerFamily)
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <h3 className={styles.name}>
          <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId } }}>{fullName}</PageLink>
        </h3>
        <StatusPill tone={answers.length === 0 ? 'now' : 'done'}>
          {answers.length === 0 ? 'To answer' : 'Answered'}
        </StatusPill>
      </div>
      <p className={styles.quiet}>
        {askedBy}, {longDayText(askedAt)}, {timeText(askedAt)}
        {about !== null &&
          `. About ${about.half === 'AM' ? 'the morning' : 'the afternoon'} of ${longDay(about.day)}, ${code === null ? 'not marked' : `marked “${code}”`}`}
        .
      </p>
      <p className={styles.said}>“{text}”</p>
      {answers.map((answer) => (
        <div key={answer.at} className={styles.half}>
          <span className={styles.label}>
            {answer.by}, {longDayText(answer.at)}
          </span>
          {answer.text}
        </div>
      ))}
      {answers.length === 0 && (
        <AnswerForm
          label={`Answer to ${askedBy}`}
          press="Send the answer"
          act={act}
          onSend={(answer) =>
            act.mutate({ params: { schoolId, questionId }, body: { number: answers.length + 1, text: answer } })
          }
        />
      )}
    </li>
  )
}
