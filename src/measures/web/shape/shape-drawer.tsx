import { Button, Stack } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useState } from 'react'
import { longDay } from '../../../kernel/day.ts'
import { KeyValues } from '../../../ui/components/key-values.tsx'
import { useReach } from '../../../ui/me.tsx'
import type { ShapeLine } from '../../contract.ts'
import { SHAPE_MEANINGS } from '../../rules/definitions/shape-meanings.ts'
import { type ShapePart, unitOfPart } from '../../rules/shape/shape-parts.ts'
import { PupilOfFigure } from '../why/pupil-of-figure.tsx'
import why from '../why/why.module.css'
import { WhyFrame } from '../why/why-frame.tsx'
import { sessionInWords } from '../why/why-words.ts'
import { OwnOfPart } from './own-of-part.tsx'
import type { ShapeOf } from './shape-of.ts'
import { ShapePupils } from './shape-pupils.tsx'

const GROUPED = new Intl.NumberFormat('en-GB')

/** Everything behind one number of the shape of absence: what it means, whom it counts, and each pupil's marks. */
export function ShapeDrawer({
  of,
  part,
  what,
  number,
  opened,
  onClose,
}: {
  readonly of: ShapeOf
  readonly part: ShapePart
  readonly what: string
  readonly number: number | string
  readonly opened: boolean
  readonly onClose: () => void
}) {
  const [line, setLine] = useState<ShapeLine>()
  const [markOpen, setMarkOpen] = useState(false)
  return (
    <WhyFrame opened={opened} onClose={onClose} closeOnEscape={!markOpen}>
      {line === undefined ? (
        <Stack gap="md">
          <div>
            <p className={why.what}>{what}</p>
            <p className={why.number}>{typeof number === 'number' ? GROUPED.format(number) : number}</p>
          </div>
          <Meaning of={of} part={part} />
          <Pupils of={of} part={part} onPupil={setLine} />
        </Stack>
      ) : (
        <Stack gap="md">
          <div>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconArrowLeft size={16} aria-hidden />}
              onClick={() => setLine(undefined)}
            >
              Back to the figure
            </Button>
          </div>
          <OwnOfPart line={line} />
          <PupilOfFigure
            why={{ ...of.asked, figure: unitOfPart(part) === 'sessions' ? 'late' : 'absence' }}
            pupilId={line.pupil.id}
            onMark={setMarkOpen}
          />
        </Stack>
      )}
    </WhyFrame>
  )
}

/** Which definition a part is counted by. */
function meaningOf(part: ShapePart): keyof typeof SHAPE_MEANINGS {
  if (part.startsWith('stays')) return 'stays'
  if (part.startsWith('broken-weeks')) return 'broken-weeks'
  return part.startsWith('band-') ? 'bands' : 'late'
}

function Meaning({ of, part }: { readonly of: ShapeOf; readonly part: ShapePart }) {
  const { name, words, version, sources } = SHAPE_MEANINGS[meaningOf(part)]
  const { from, until, journalNumber } = of.answer
  return (
    <>
      <div>
        <h3 className={why.heading}>What it means</h3>
        <p className={why.words}>{words}</p>
      </div>
      <KeyValues
        of={[
          ['Counts from', longDay(from)],
          ['Counts to', `${sessionInWords(until)}, the last session asked for whose registers have all closed`],
          ['Whom it is of', of.whom],
          ['Marks as they stood', `after entry ${GROUPED.format(journalNumber)} of the journal`],
          ['Definition', `${name}, version ${version}`],
          ['Source', sources.map(({ source }) => source).join('; ')],
        ]}
      />
    </>
  )
}

function Pupils({
  of,
  part,
  onPupil,
}: {
  readonly of: ShapeOf
  readonly part: ShapePart
  readonly onPupil: (line: ShapeLine) => void
}) {
  const seesPupils = useReach('pupil.view') === 'all'
  const [shown, setShown] = useState(false)
  if (!seesPupils)
    return <p className={why.quiet}>The pupils behind it are shown to those who may see every pupil of the school.</p>
  return (
    <div>
      <h3 className={why.heading}>The pupils behind it</h3>
      {shown ? (
        <ShapePupils asked={of.asked} part={part} onPupil={onPupil} />
      ) : (
        <>
          <p className={why.quiet}>Those with the most first. That you looked is kept in the audit trail.</p>
          <Button variant="default" mt="xs" onClick={() => setShown(true)}>
            Show the pupils
          </Button>
        </>
      )}
    </div>
  )
}
