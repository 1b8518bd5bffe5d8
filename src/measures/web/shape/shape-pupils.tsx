import { Button } from '@mantine/core'
import { useState } from 'react'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { percentText } from '../../../ui/components/percentage.tsx'
import { SmallLoading } from '../../../ui/shell/states.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { listShapePupils, SHAPE_LINES_ON_PAGE, type ShapeLine } from '../../contract.ts'
import { type ShapePart, unitOfPart } from '../../rules/shape/shape-parts.ts'
import { minutesInWords, partCount } from '../../rules/shape/shape-words.ts'
import why from '../why/why.module.css'
import type { ShapeOf } from './shape-of.ts'

/** The pupils whom a number counts, fifty at a time; choosing one shows what they have of it, and their marks. */
export function ShapePupils({
  asked,
  part,
  onPupil,
}: {
  readonly asked: ShapeOf['asked']
  readonly part: ShapePart
  readonly onPupil: (line: ShapeLine) => void
}) {
  const schoolId = useSchoolId()
  const [skip, setSkip] = useState(0)
  const question = useOperation(
    listShapePupils,
    { params: { schoolId }, querystring: { ...asked, part, ...(skip === 0 ? {} : { skip }) } },
    { keepLast: true },
  )
  return (
    <Answered question={question} loading={<SmallLoading />}>
      {({ lines, total, count, next }) => (
        <>
          <p className={why.quiet}>
            {total === 0
              ? 'Nobody.'
              : `${skip + 1} to ${skip + lines.length} of ${total}, with ${partCount(part, count)} together. Choose one to see the sessions.`}
          </p>
          <ul className={why.pupils} aria-busy={question.isFetching}>
            {lines.map((line) => (
              <li key={line.pupil.id}>
                <button type="button" className={why.pupil} onClick={() => onPupil(line)}>
                  <span className={why.name}>
                    {line.pupil.name}
                    {line.pupil.group !== null && <span className={why.quiet}> {line.pupil.group}</span>}
                  </span>
                  <span className={why.own}>{ownWords(line, part)}</span>
                </button>
              </li>
            ))}
          </ul>
          {(skip > 0 || next !== null) && (
            <div className={why.pages}>
              <Button
                size="xs"
                variant="default"
                disabled={skip === 0}
                onClick={() => setSkip(skip - SHAPE_LINES_ON_PAGE)}
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

/** "3 stays away", "2 late sessions · 17 minutes", "12 of 190 missed · 6.3 %". */
function ownWords({ own, absent, possible, late }: ShapeLine, part: ShapePart): string {
  const unit = unitOfPart(part)
  if (unit === 'pupils') return `${absent} of ${possible} missed · ${percentText(absent, possible)} %`
  const words = partCount(part, own)
  if (unit !== 'sessions') return words
  const known = late.filter(({ minutes }) => minutes !== null)
  const minutes = known.reduce((sum, one) => sum + (one.minutes ?? 0), 0)
  return known.length === 0 ? words : `${words} · ${minutesInWords(minutes)}`
}
