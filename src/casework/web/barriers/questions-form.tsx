import { Button, Stack } from '@mantine/core'
import { IconMoodEmpty, IconMoodSad, IconMoodSmile } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { LongTextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { type Answers, LEVELS, type Level, type QuestionSet } from '../../contract.ts'
import { PICTURES } from './pictures.ts'
import styles from './questions.module.css'

const FACES = [IconMoodSmile, IconMoodEmpty, IconMoodSad] as const

/**
 * The questions about what makes school hard, to be answered one by one or left out. A child's are large and with pictures, and their own words
 * come first.
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
  const [levels, setLevels] = useState<ReadonlyMap<string, Level>>(new Map())
  const [said, setSaid] = useState<ReadonlyMap<string, string>>(new Map())
  const isChild = set.who === 'pupil'
  const answer = () =>
    onSend({
      answers: [...levels].map(([id, level]) => ({ id, level })),
      words: [...said].filter(([, text]) => text.trim() !== '').map(([id, text]) => ({ id, text })),
    })
  const choose = (id: string, level: Level | undefined) => {
    const next = new Map(levels)
    if (level === undefined) next.delete(id)
    else next.set(id, level)
    setLevels(next)
  }
  return (
    <form
      noValidate
      className={isChild ? styles.large : undefined}
      onSubmit={(event) => {
        event.preventDefault()
        answer()
      }}
    >
      <Stack gap="lg">
        <p className={styles.intro}>{set.introduction}</p>
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
              onChange={(text) => setSaid(new Map(said).set(id, text))}
            />
          ))}
        </Stack>
        <div>
          <h2 className={styles.part}>How hard does this make school?</h2>
          <ul className={styles.statements}>
            {set.statements.map(({ id, words }) => (
              <li key={id}>
                <Statement {...{ id, words, isChild }} level={levels.get(id)} onChoose={(level) => choose(id, level)} />
              </li>
            ))}
          </ul>
        </div>
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

function Statement({
  id,
  words,
  isChild,
  level,
  onChoose,
}: {
  readonly id: string
  readonly words: string
  readonly isChild: boolean
  readonly level: Level | undefined
  readonly onChoose: (level: Level | undefined) => void
}) {
  const Picture = isChild ? PICTURES[id] : undefined
  return (
    <fieldset className={styles.statement}>
      <legend className="visually-hidden">{words}</legend>
      <p className={styles.words} aria-hidden="true" style={{ margin: 0 }}>
        {Picture && (
          <span className={styles.picture}>
            <Picture size={26} stroke={1.75} aria-hidden />
          </span>
        )}
        {words}
      </p>
      <div className={styles.choices}>
        {LEVELS.map((name, at) => {
          const Face = FACES[at]
          return (
            <label key={name} className={styles.choice}>
              <input type="radio" name={`level-${id}`} checked={level === at} onChange={() => onChoose(at as Level)} />
              {isChild && Face && <Face size={28} stroke={1.75} aria-hidden />}
              {name}
            </label>
          )
        })}
        <label className={`${styles.choice} ${styles.skip}`}>
          <input type="radio" name={`level-${id}`} checked={level === undefined} onChange={() => onChoose(undefined)} />
          {isChild ? 'I would rather not say' : 'Left out'}
        </label>
      </div>
    </fieldset>
  )
}
