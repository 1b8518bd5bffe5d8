import { Button, Stack } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { LongTextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import type { Answers, QuestionSet } from '../../contract.ts'
import { answersOf, type Chosen, type Levels, type Said } from './given-answers.ts'
import styles from './questions.module.css'
import { Statement } from './statement.tsx'

/**
 * The questions about what makes school hard, to be answered one by one or left out. A child's are large and with pictures. What is only to be
 * pressed comes first: whoever finds writing hard would stop at the boxes.
 */
export function QuestionsForm({
  set,
  send,
  act,
  onSend,
  children,
  aside,
}: {
  readonly set: QuestionSet
  /** What the button says. */
  readonly send: string
  readonly act: { readonly error: Error | null; readonly isPending: boolean }
  readonly onSend: (answers: Answers) => void
  /** Asked beside the questions, before they are sent. */
  readonly children?: ReactNode
  /** Beside the button. */
  readonly aside?: ReactNode
}) {
  const [levels, setLevels] = useState<Levels>(new Map())
  const [said, setSaid] = useState<Said>(new Map())
  const isChild = set.who === 'pupil'
  const choose = (id: string, level: Chosen) => setLevels(new Map(levels).set(id, level))
  const say = (id: string, text: string) => setSaid(new Map(said).set(id, text))
  return (
    <form
      noValidate
      className={isChild ? styles.large : undefined}
      onSubmit={(event) => {
        event.preventDefault()
        onSend(answersOf(levels, said))
      }}
    >
      <Stack gap="lg">
        <p className={styles.intro}>{set.introduction}</p>
        <div>
          <h2 className={styles.part}>How hard does this make school?</h2>
          <ul className={styles.statements}>
            {set.statements.map(({ id, words }) => (
              <li key={id}>
                <Statement
                  {...{ id, words, who: set.who }}
                  chosen={levels.get(id)}
                  onChoose={(level) => choose(id, level)}
                />
              </li>
            ))}
          </ul>
        </div>
        <Stack gap="md">
          {set.open.map(({ id, words }) => (
            <LongTextField
              key={id}
              id={`words-${id}`}
              name={id}
              label={words}
              optional
              rows={isChild ? 3 : 2}
              value={said.get(id) ?? ''}
              onChange={(text) => say(id, text)}
            />
          ))}
        </Stack>
        {children}
        <ProblemAlert error={act.error} />
        <div className={styles.actions}>
          <Button type="submit" size="md" loading={act.isPending}>
            {send}
          </Button>
          {aside}
        </div>
      </Stack>
    </form>
  )
}
