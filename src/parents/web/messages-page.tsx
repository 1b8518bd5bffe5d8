import { longDay } from '../../kernel/day.ts'
import { longDayText } from '../../ui/clock.tsx'
import { Answered } from '../../ui/components/answered.tsx'
import { EmptyState } from '../../ui/components/empty-state.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { Section } from '../../ui/components/section.tsx'
import { StatusPill } from '../../ui/components/status-pill.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { familyMessages, myQuestions } from '../contract.ts'
import styles from './family.module.css'
import { FamilyFrame } from './family-frame.tsx'

const CHANNELS = { text: 'Text', email: 'E-mail', letter: 'Letter' } as const

/** What the school wrote, and what the family asked. */
export function Page() {
  const messages = useOperation(familyMessages, {})
  const questions = useOperation(myQuestions, {})
  return (
    <FamilyFrame>
      <PageHeader title="Messages" />
      <Answered question={questions}>
        {({ questions }) =>
          questions.length > 0 && (
            <Section title="What you asked">
              <ul className={styles.cards}>
                {questions.map(({ id, child, about, text, askedAt, answers }) => (
                  <li key={id} className={styles.card}>
                    <div className={styles.head}>
                      <h3 className={styles.name}>
                        {child}
                        {about !== null && `: ${longDay(about.day)}`}
                      </h3>
                      <StatusPill tone={answers.length > 0 ? 'done' : 'waiting'}>
                        {answers.length > 0 ? 'Answered' : 'With the office'}
                      </StatusPill>
                    </div>
                    <p className={styles.quiet}>{longDayText(askedAt)}</p>
                    <p className={styles.said}>“{text}”</p>
                    {answers.map((answer) => (
                      <div key={answer.at} className={styles.half}>
                        <span className={styles.label}>
                          {answer.by}, {longDayText(answer.at)}
                        </span>
                        {answer.text}
                      </div>
                    ))}
                  </li>
                ))}
              </ul>
            </Section>
          )
        }
      </Answered>
      <Section title="What the school wrote to you">
        <Answered question={messages}>
          {({ messages }) =>
            messages.length === 0 ? (
              <EmptyState title="No messages yet" because="Texts, e-mails and letters of this school year stay here." />
            ) : (
              <ul className={styles.cards}>
                {messages.map(({ id, about, school, channel, subject, body, language, at }) => (
                  <li key={id} className={styles.card}>
                    <div className={styles.head}>
                      <h3 className={styles.name}>{subject === '' ? `About ${about}` : subject}</h3>
                      <p className={styles.quiet}>
                        {CHANNELS[channel]}, {longDayText(at)}
                      </p>
                    </div>
                    <p className={styles.quiet}>{school}</p>
                    <p className={styles.said} lang={language} dir="auto">
                      {body}
                    </p>
                  </li>
                ))}
              </ul>
            )
          }
        </Answered>
      </Section>
    </FamilyFrame>
  )
}
