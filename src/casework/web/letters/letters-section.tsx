import { longDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { CameBack } from '../../../messaging/web/index.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { childLetters, KIND_NAMES } from '../../contract.ts'
import type { CaseSectionProps } from '../case/section-props.ts'
import { figuresInWords, rungInWords, whySentence } from './letter-words.ts'
import styles from './letters.module.css'
import { StepDown } from './step-down.tsx'

type Shown = Answer<typeof childLetters>
type Written = Shown['letters'][number]

/** The letters about a child as a ladder: what went when, with proof, and what comes next. */
export function LettersSection({ pupilId }: CaseSectionProps) {
  const schoolId = useSchoolId()
  const asked = useOperation(childLetters, { params: { schoolId, pupilId } })
  return (
    <Section title="Letters" note={<PageLink there={{ to: '/letters' }}>All letters</PageLink>}>
      <Answered question={asked}>
        {(shown) => (
          <>
            <ol className={styles.rungs}>
              {shown.ladder.rungs.map((rung) => (
                <Rung key={rung.rung} rung={rung} shown={shown} />
              ))}
            </ol>
            {shown.next !== null && shown.next.standing !== 'due' && shown.next.why.length > 0 && (
              <p className={styles.quiet}>{whySentence(shown.next.why)}</p>
            )}
            {shown.may.stepDown && shown.next !== null && <StepDown of={shown.next} today={shown.today} />}
            <ul className={styles.rows}>
              {shown.letters.toReversed().map((letter) => (
                <Letter key={letter.letterId} letter={letter} maySend={shown.may.send} />
              ))}
            </ul>
          </>
        )}
      </Answered>
    </Section>
  )
}

function Rung({
  rung,
  shown: { letters, next },
}: {
  readonly rung: Shown['ladder']['rungs'][number]
  readonly shown: Shown
}) {
  const gone = letters.findLast(({ letter, state }) => letter === rung.rung && state === 'gone')
  const isNext = next?.letter === rung.rung && next.standing === 'due'
  return (
    <li className={`${styles.rung} ${isNext ? styles.next : ''} ${gone === undefined ? '' : styles.gone}`}>
      <div className={styles.rungName}>{KIND_NAMES[rung.rung]}</div>
      {gone !== undefined && <div>Sent on {longDay(gone.day)}</div>}
      {isNext && <div>Due now</div>}
      {next?.letter === rung.rung && next.standing === 'later' && next.from !== null && (
        <div>Not before {longDay(next.from)}</div>
      )}
      {gone === undefined && !isNext && <div className={styles.quiet}>{rungInWords(rung)}</div>}
    </li>
  )
}

const STATE = { gone: 'Sent', waiting: 'Waits to go', lost: 'Did not reach anybody, so it does not count' } as const

function Letter({
  letter: { letter, state, day, figures, said, why, despite, by, copies },
  maySend,
}: {
  readonly letter: Written
  readonly maySend: boolean
}) {
  return (
    <li className={styles.row}>
      <div className={styles.head}>
        <span className={styles.who}>{KIND_NAMES[letter]}</span>
        <span>
          {STATE[state]}, {longDay(day)}
        </span>
      </div>
      {figures !== null && <p className={styles.said}>{figuresInWords(figures)}</p>}
      {said !== '' && <p className={styles.said}>{said}</p>}
      <p className={`${styles.said} ${styles.quiet}`}>
        {whySentence(why)} {by}.{despite !== '' && ` Sent all the same: ${despite}.`}
      </p>
      <details>
        <summary>Proof of sending: {copies.length === 1 ? 'one copy' : `${copies.length} copies`}</summary>
        <ul>
          {copies.map(({ messageId, name, channel, posted, proof }) => (
            <li key={messageId}>
              {name}, by {channel === 'email' ? 'e-mail' : channel}: {proof.join('; ')}.{' '}
              {maySend && posted && <CameBack messageId={messageId} name={name} />}
            </li>
          ))}
        </ul>
      </details>
    </li>
  )
}
