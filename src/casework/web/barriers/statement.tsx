import { IconMoodEmpty, IconMoodSad, IconMoodSmile } from '@tabler/icons-react'
import { LEVELS, type Level, type QuestionSet } from '../../contract.ts'
import type { Chosen } from './given-answers.ts'
import { PICTURES } from './pictures.ts'
import styles from './questions.module.css'

const FACES = [IconMoodSmile, IconMoodEmpty, IconMoodSad] as const

const DECLINE = {
  pupil: 'I would rather not say',
  parent: 'I would rather not say',
  staff: 'We do not know',
} as const

/** One sentence, and how hard that makes school: a child's is large and with a picture. */
export function Statement({
  id,
  words,
  who,
  chosen,
  onChoose,
  onClear,
}: {
  readonly id: string
  readonly words: string
  readonly who: QuestionSet['who']
  /** Undefined where nothing was pressed: that it was left out is no answer. */
  readonly chosen: Chosen | undefined
  readonly onChoose: (level: Chosen) => void
  /** Takes an answer away again. Where it is left out, what was pressed can only be changed. */
  readonly onClear?: () => void
}) {
  const isChild = who === 'pupil'
  const Picture = isChild ? PICTURES[id] : undefined
  return (
    <fieldset className={styles.statement}>
      <legend className="visually-hidden">{words}</legend>
      <div className={styles.asked}>
        <p className={styles.words} aria-hidden="true" style={{ margin: 0 }}>
          {Picture && (
            <span className={styles.picture}>
              <Picture size={26} stroke={1.75} aria-hidden />
            </span>
          )}
          {words}
        </p>
        {onClear !== undefined && (
          // Always in its place: nothing moves under a finger because something was pressed.
          <button type="button" className={styles.clear} disabled={chosen === undefined} onClick={onClear}>
            Undo<span className="visually-hidden">: take away my answer to “{words}”</span>
          </button>
        )}
      </div>
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
