import { Button } from '@mantine/core'
import { useState } from 'react'
import { listName } from '../../../kernel/names.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { percentText } from '../../../ui/components/percentage.tsx'
import { SmallLoading } from '../../../ui/shell/states.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { ENROLMENTS_ON_PAGE, type EnrolmentLine, listEnrolments, type whyFigure } from '../../contract.ts'
import { orderInWords, ownInWords } from '../../rules/definitions/behind-words.ts'
import styles from './why.module.css'
import { figureAsked, type WhyText } from './why-text.ts'

/** The pupils that a figure is made of, asked for by a press: each look at names is written down in the audit trail. */
export function PupilsOfFigure({
  why,
  answer,
  onPupil,
}: {
  readonly why: WhyText
  readonly answer: Answer<typeof whyFigure>
  readonly onPupil: (pupilId: string) => void
}) {
  const [shown, setShown] = useState(false)
  return (
    <div>
      <h3 className={styles.heading}>The pupils behind it</h3>
      {shown ? (
        <Lines why={why} answer={answer} onPupil={onPupil} />
      ) : (
        <>
          <p className={styles.quiet}>{orderInWords(figureAsked(why))}. That you looked is kept in the audit trail.</p>
          <Button variant="default" mt="xs" onClick={() => setShown(true)}>
            Show the pupils
          </Button>
        </>
      )}
    </div>
  )
}

function Lines({
  why,
  answer,
  onPupil,
}: {
  readonly why: WhyText
  readonly answer: Answer<typeof whyFigure>
  readonly onPupil: (pupilId: string) => void
}) {
  const schoolId = useSchoolId()
  const [skip, setSkip] = useState(0)
  const asked = useOperation(
    listEnrolments,
    { params: { schoolId }, querystring: { ...why, ...(skip === 0 ? {} : { skip }) } },
    { keepLast: true },
  )
  return (
    <Answered question={asked} loading={<SmallLoading />}>
      {({ lines, total, next }) => (
        <>
          <p className={styles.quiet}>
            {total === 0
              ? 'No pupil was on roll in these days.'
              : `${skip + 1} to ${skip + lines.length} of ${total}. ${orderInWords(figureAsked(why))}; each with ${ownInWords(figureAsked(why))}, of those possible. Choose one to see the sessions.`}
          </p>
          <ul className={styles.pupils} aria-busy={asked.isFetching}>
            {lines.map((line) => (
              <Line
                key={line.pupilId}
                line={line}
                own={ownInWords(figureAsked(why))}
                unit={answer.unit}
                onPupil={onPupil}
              />
            ))}
          </ul>
          {(skip > 0 || next !== null) && (
            <div className={styles.pages}>
              <Button
                size="xs"
                variant="default"
                disabled={skip === 0}
                onClick={() => setSkip(skip - ENROLMENTS_ON_PAGE)}
              >
                Those before
              </Button>
              <Button size="xs" variant="default" disabled={next === null} onClick={() => setSkip(next ?? skip)}>
                The next
              </Button>
            </div>
          )}
        </>
      )}
    </Answered>
  )
}

function Line({
  line,
  own,
  unit,
  onPupil,
}: {
  readonly line: EnrolmentLine
  /** What the pupil’s first number counts. */
  readonly own: string
  readonly unit: 'sessions' | 'enrolments'
  readonly onPupil: (pupilId: string) => void
}) {
  const { preferredName, familyName, groupName, sessions, possible, isCounted } = line
  return (
    <li>
      <button type="button" className={styles.pupil} onClick={() => onPupil(line.pupilId)}>
        <span className={styles.name}>
          {listName(preferredName, familyName)}
          {groupName !== null && <span className={styles.quiet}> {groupName}</span>}
        </span>
        <span className={styles.own}>
          {sessions} of {possible}
          <span className="visually-hidden"> {own}</span>
          {possible > 0 && <span className={styles.quiet}> · {percentText(sessions, possible)} %</span>}
          {unit === 'enrolments' && (
            <span className={isCounted ? styles.counted : styles.notCounted}>
              {isCounted ? 'Counted' : 'Not counted'}
            </span>
          )}
        </span>
      </button>
    </li>
  )
}
