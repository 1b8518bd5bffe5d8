import { Button, Stack } from '@mantine/core'
import { IconMoodEmpty, IconMoodSad, IconMoodSmile } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { LongTextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { type Answers, LEVELS, type Level, type QuestionSet } from '../../contract.ts'
import { PICTURES } from './pictures.ts'
import styles from './questions.module.css'

/** What was pressed: how hard it is, or that they would rather not say. */
type Chosen = Level | 'declined'
type Levels = ReadonlyMap<string, Chosen>
type Said = ReadonlyMap<string, string>

const FACES = [IconMoodSmile, IconMoodEmpty, IconMoodSad] as const

/**
 * The questions about what makes school hard, to be answered one by one or left out. A child's are large and with pictures. What is only to be
 * pressed comes first: whoever finds writing hard would stop at the boxes.
 */
export function QuestionsForm({
  set,
  send,
  act,
  onSend,
  begun,
  onChange,
  children,
  aside,
}: {
  readonly set: QuestionSet
  /** What the button says. */
  readonly send: string
  readonly act: { readonly error: Error | null; readonly isPending: boolean }
  readonly onSend: (answers: Answers) => void
  /** What was answered before the page was loaded again. */
  readonly begun?: Answers | undefined
  /** Told of every answer as it is given. */
  readonly onChange?: (answers: Answers) => void
  /** Asked beside the questions, before they are sent. */
  readonly children?: ReactNode
  /** Beside the button. */
  readonly aside?: ReactNode
}) {
  const [levels, setLevels] = useState<Levels>(() => levelsOf(begun))
  const [said, setSaid] = useState<Said>(() => new Map(begun?.words.map(({ id, text }) => [id, text])))
  const isChild = set.who === 'pupil'
  const choose = (id: string, level: Chosen) => {
    const next = new Map(levels).set(id, level)
    setLevels(next)
    onChange?.(answersOf(next, said))
  }
  const say = (id: string, text: string) => {
    const next = new Map(said).set(id, text)
    setSaid(next)
    onChange?.(answersOf(levels, next))
  }
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

function answersOf(levels: Levels, said: Said): Answers {
  const declined = [...levels].flatMap(([id, level]) => (level === 'declined' ? [id] : []))
  return {
    answers: [...levels].flatMap(([id, level]) => (level === 'declined' ? [] : [{ id, level }])),
    words: [...said].filter(([, text]) => text.trim() !== '').map(([id, text]) => ({ id, text })),
    ...(declined.length === 0 ? {} : { declined }),
  }
}

function levelsOf(begun: Answers | undefined): Levels {
  return new Map<string, Chosen>([
    ...(begun?.answers ?? []).map(({ id, level }) => [id, level] as const),
    ...(begun?.declined ?? []).map((id) => [id, 'declined'] as const),
  ])
}

const DECLINE = {
  pupil: 'I would rather not say',
  parent: 'I would rather not say',
  staff: 'We do not know',
} as const

function Statement({
  id,
  words,
  who,
  chosen,
  onChoose,
}: {
  readonly id: string
  readonly words: string
  readonly who: QuestionSet['who']
  /** Undefined where nothing was pressed: that it was left out is no answer. */
  readonly chosen: Chosen | undefined
  readonly onChoose: (level: Chosen) => void
}) {
  const isChild = who === 'pupil'
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
              <input type="radio" name={`level-${id}`} checked={chosen === at} onChange={() => onChoose(at as Level)} />
              {isChild && Face && <Face size={28} stroke={1.75} aria-hidden />}
              {name}
            </label>
          )
        })}
        <label className={styles.choice}>
          <input
            type="radio"
            name={`level-${id}`}
            checked={chosen === 'declined'}
            onChange={() => onChoose('declined')}
          />
          {DECLINE[who]}
        </label>
      </div>
    </fieldset>
  )
}
