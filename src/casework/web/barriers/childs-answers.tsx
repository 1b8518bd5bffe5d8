import { type Answers, LEVELS, QUESTIONS_NOW, questionSet, RATHER_NOT } from '../../contract.ts'
import styles from './questions.module.css'

/** What a child has just answered, before it is kept: what is hard, what they would rather not say, and their words. */
export function ChildsAnswers({ name, answers }: { readonly name: string; readonly answers: Answers }) {
  const set = questionSet(QUESTIONS_NOW, 'pupil')
  const told = (set?.statements ?? []).flatMap(({ id, words }) => {
    const level = answers.answers.find((one) => one.id === id)?.level
    if (level !== undefined && level > 0) return [{ words, answer: LEVELS[level] }]
    return answers.declined?.includes(id) === true ? [{ words, answer: RATHER_NOT }] : []
  })
  const said = (set?.open ?? []).flatMap(({ id, words }) => {
    const text = answers.words.find((one) => one.id === id)?.text
    return text === undefined ? [] : [{ asked: words, text }]
  })
  return (
    <div data-plain="name">
      {said.map(({ asked, text }) => (
        <blockquote key={asked} className={styles.said}>
          <q>{text}</q>
          <p className={styles.quiet}>{asked}</p>
        </blockquote>
      ))}
      {told.length > 0 && (
        <ul aria-label={`What ${name} pressed`}>
          {told.map(({ words, answer }) => (
            <li key={words}>
              {words} <strong>{answer}</strong>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
